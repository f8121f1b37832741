"""`python app.py check`: the problems of a data folder, then what the rules of editing find in it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.data.dataset import Dataset, load
from dashboard.data.editing.edit import Edited, edit
from dashboard.data.editing.finding import Finding, Level
from dashboard.data.editing.lines import Places, places_of
from dashboard.data.imported import FOLDER
from dashboard.data.schema import Column, Kind
from dashboard.errors import DataError, Problem, Severity, counted_by, number_of, shorten
from dashboard.export.rows import csv_text
from dashboard.model import finding_words
from dashboard.text import Words

MOST_SHOWN = 30  # of a rule on a terminal; the file has them all, up to MOST_NAMED
COLUMNS = tuple(
    Column(name, Kind.COUNT if name == "line" else Kind.TEXT, "")
    for name in ("level", "rule", "dataset", "file", "line", "id", "column", "value", "finding", "answer")
)


def add_options(command: argparse.ArgumentParser, words: Words) -> None:
    """The options of `check`."""
    command.add_argument("folder", nargs="?", metavar="DIR", help=words("cli-folder"))
    command.add_argument("--strict", action="store_true", help=words("cli-check-strict"))
    command.add_argument("--csv", metavar="FILE", type=Path, help=words("cli-check-csv"))


def check(asked: argparse.Namespace, folder: Path, state_dir: Path | None, words: Words) -> int:
    """Print every problem and finding; 1 when there is a problem or an error, with `--strict` or a warning.

    What is made of many events is kept for serving.
    """
    try:
        dataset = load(folder, state_dir)
    except DataError as error:
        print_problems(error.problems, words)
        return 1
    for problem in dataset.problems:
        print(problem)
    edited = edit(dataset, dt.datetime.now(dt.UTC).date(), all_incidents=True)
    places = places_of(folder, dataset, edited.findings)
    for line in told(edited, places, words):
        print(line)
    if asked.csv and not _write(asked.csv, table(edited, places, words), words):
        return 1
    _print_sums(dataset, edited, words)
    fails = edited.number(Level.ERROR) or (asked.strict and edited.number(Level.WARNING))
    return 1 if fails or any(map(_fails, dataset.problems)) else 0


def _fails(problem: Problem) -> bool:
    """A note about a row of an imported dataset is nothing that anybody here could mend."""
    is_of_others = problem.file.startswith(f"{FOLDER}/") and problem.line is not None
    return not (is_of_others and problem.severity is Severity.NOTE)


def print_problems(problems: Sequence[Problem], words: Words) -> None:
    """The problems for which data can't be used, and how many they are."""
    for problem in problems:
        print(problem)
    print(words.plural("check-stops", number_of(problems)), file=sys.stderr)


def _print_sums(dataset: Dataset, edited: Edited, words: Words) -> None:
    problems = words.plural("n-problems", number_of(dataset.problems))
    print(words("check-done", rows=words.number(dataset.rows), problems=problems))
    counted = (finding_words.counted(edited, one, words) for one in Level)
    print(words("check-summary", **dict(zip(("errors", "warnings", "hints"), counted, strict=True))))


def told(edited: Edited, places: Places, words: Words) -> Iterator[str]:
    """The findings by level and rule, a line each, as a terminal shows them."""
    level = None
    for group in finding_words.by_rule(edited):
        if group.level is not level:
            level = group.level
            yield f"\n{finding_words.counted(edited, level, words)}"
        what = words(f"check-what-{group.rule}")
        yield "  " + words("check-rule", rule=group.rule, n=words.number(group.count), what=what)
        shown = group.findings[:MOST_SHOWN]
        yield from (f"    {_line(one, places, words)}" for one in shown)
        more = group.count - len(shown)
        if more:
            yield "    " + words.plural("check-more", more)
    if edited.left_out:
        yield "\n" + words("check-left-out", rules=words.listed(edited.left_out))
    if edited.findings or edited.left_out:
        yield ""


def _line(finding: Finding, places: Places, words: Words) -> str:
    """`incidents.csv, line 12, inc-0012, date “2030”: is after today`."""
    at = places[finding.dataset, finding.table, finding.id]
    place = [at.file, *([f"{counted_by(at.file)} {at.line}"] if at.line else []), finding.id, finding.column]
    value = f" “{shorten(finding.value)}”" if finding.value else ""
    return f"{', '.join(place)}{value}: {finding_words.sentence(finding, words)}"


def table(edited: Edited, places: Places, words: Words) -> str:
    """The findings that are named as a CSV file, which no spreadsheet takes for formulas."""
    return csv_text(COLUMNS, (_row(one, places, words) for one in edited.findings))


def _row(finding: Finding, places: Places, words: Words) -> tuple[object, ...]:
    """The cells of COLUMNS."""
    at = places[finding.dataset, finding.table, finding.id]
    said, answer = finding_words.sentence(finding, words), words(f"check-answer-{finding.rule}")
    level = finding_words.level(finding, words)
    where = (finding.dataset, at.file, at.line, finding.id, finding.column, finding.value)
    return (level, finding.rule, *where, said, answer)


def _write(file: Path, text: str, words: Words) -> bool:
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        print(words("check-not-written", file=file, reason=error.strerror or error), file=sys.stderr)
        return False
    print(words("check-written", file=file))
    return True
