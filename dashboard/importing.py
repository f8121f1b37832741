"""`import`: a file of another system -> a dataset of its own in a data folder, and a report of every row."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dashboard.config import Settings
from dashboard.data.dataset import load
from dashboard.data.imported import FOLDER
from dashboard.errors import shorten
from dashboard.importers.changes import Change
from dashboard.importers.interface import NOTHING_SAID
from dashboard.importers.making import Asked, import_file
from dashboard.importers.mapping import format_of, read_mapping
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.registry import AUTO, names
from dashboard.importers.report import Report, RowTold
from dashboard.progress import RowsRead
from dashboard.text import Words

MOST_SHOWN = 20  # of a kind, on a terminal


def add_options(command: argparse.ArgumentParser, words: Words) -> None:
    """The options of `import`."""
    command.add_argument("file", metavar="FILE", help=words("cli-import-file"))
    command.add_argument("--format", metavar="NAME", default=AUTO, help=words("cli-format", names=" ".join(names())))
    command.add_argument("--into", metavar="DIR", help=words("cli-into"))
    command.add_argument("--mapping", metavar="FILE", help=words("cli-mapping"))
    command.add_argument("--dry-run", action="store_true", help=words("cli-dry-run"))


def run(asked: argparse.Namespace, settings: Settings, words: Words) -> int:
    """Import, and print the report; 1 when the file can't be used, 2 when the user has to say something first.

    Raises DataError when the data folder can't be loaded.
    """
    into = Path(asked.into or settings.data_dir)
    path = Path(asked.file)
    progress = RowsRead(path.name, words, sys.stderr)
    try:
        choices = read_mapping(Path(asked.mapping)) if asked.mapping else NOTHING_SAID
        dataset = load(settings.data_dir if is_new(into) else into, settings.state_dir)
        if is_new(into) and not asked.dry_run:
            copy_tables(settings.data_dir, into)
        format_name = asked.format if asked.format != AUTO else format_of(choices) or AUTO
        wanted = Asked(path, format_name, choices, is_dry=asked.dry_run)
        report = import_file(wanted, into, dataset, progress.tell)
    except ImportRefusedError as error:
        progress.end()
        print(*(problem.told for problem in error.problems), sep="\n", file=sys.stderr)
        return 1
    except QuestionError as error:
        progress.end()
        print(question(error, words), file=sys.stderr)
        if error.about == "columns":  # a mapping to edit, by itself, so that it can go to a file
            print(*error.choices, sep="\n")
        return 2
    except OSError as error:
        progress.end()
        print(words("cli-not-imported", reason=str(error.strerror or error).rstrip(".")), file=sys.stderr)
        return 1
    progress.end()
    for line in told(report, words, into):
        print(line)
    return 0


def is_new(folder: Path) -> bool:
    """Whether nothing is in the folder yet."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def copy_tables(source: Path, into: Path) -> None:
    """Make `into` a data folder that can be served: our tables and boundaries, without imported datasets."""
    into.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(".partial", f".{into.name}.", into.parent))
    try:
        shutil.copytree(source, part / "data", ignore=shutil.ignore_patterns(FOLDER, ".*"))
        (part / "data").rename(into)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def question(error: QuestionError, words: Words) -> str:
    """What has to be said first, and with which option."""
    answers = ", ".join(error.choices)
    key = _QUESTIONS.get(error.about, "cli-question-other")
    return words(key, reason=words.sentence(str(error)), choices=answers, about=error.about)


def told(report: Report, words: Words, into: Path) -> Iterator[str]:
    """The report, line by line."""
    number = words.number
    title = words("import-dataset", title=report.title, version=report.version, licence=report.licence)
    yield words("import-recognised", file=report.file, format=report.format, why=report.why).rstrip()
    yield title
    if report.is_same:
        yield words("import-same")
        return
    yield words("import-rows", **{name: number(n) for name, n in _counts(report).items()})
    yield from _listed("import-changed", [_change(one, words) for one in report.changes], words, report.rows.changed)
    yield from _listed("import-flagged", [_flag(one, words) for one in report.flags], words)
    reasons = [_row(one, words) for one in report.not_imported]
    rows = report.rows
    yield from _listed("import-not-imported", reasons, words, rows.refused + rows.repeated + rows.left_out)
    places = [f"{number(n)} × {', '.join(filter(None, name)) or '–'}" for name, n in report.unmatched.items()]
    yield from _listed("import-unmatched", places, words, rows.unmatched)
    alike = [
        words("import-alike-row", one=one.event_id, other=one.other_id, day=one.day, district=one.district,
              toll=one.toll, other_toll=one.other_toll)
        for one in report.alike
    ]  # fmt: skip
    yield from _listed("import-alike", alike, words, report.alike_count)
    if report.news:
        news = report.news
        yield words("import-news", new=number(news.new), changed=number(news.changed), gone=number(news.gone),
                    same=number(news.same), kept=number(news.kept))  # fmt: skip
    if report.is_dry:
        yield words("import-dry")
        return
    files = words("import-with-refused" if rows.refused else "import-with-report")
    yield words("import-done", folder=str(into / FOLDER), files=files, name=report.name)


def _counts(report: Report) -> dict[str, int]:
    rows = report.rows
    return {
        "read": rows.read, "imported": rows.imported, "inside": rows.inside, "outside": rows.outside,
        "refused": rows.refused, "repeated": rows.repeated, "left_out": rows.left_out,
    }  # fmt: skip


def _listed(key: str, items: list[str], words: Words, total: int | None = None) -> Iterator[str]:
    """A heading, the first items, how many more there are; nothing without items."""
    if not items:
        return
    yield words(key, n=words.number(len(items) if total is None else total))
    yield from (f"    {one}" for one in items[:MOST_SHOWN])
    if len(items) > MOST_SHOWN:
        yield f"    {words('import-more')}"


def _change(one: Change, words: Words) -> str:
    key = "import-change-example" if one.is_example else "import-change"
    before, after = (shorten(text, 60) or words("import-empty") for text in (one.before, one.after))
    return words(key, rows=words.number(one.rows), column=one.column, what=one.what, before=before, after=after)


def _flag(one: Change, words: Words) -> str:
    told = words("import-flag", rows=words.number(one.rows), column=one.column, what=one.what)
    return words("import-such-as", told=told, value=shorten(one.before, 60)) if one.before else told


def _row(one: RowTold, words: Words) -> str:
    cell = words("import-cell", column=one.column, value=shorten(one.value, 60)) if one.column else ""
    told = words("import-row", line=words.number(one.line), kind=words(f"import-kind-{_KINDS[one.kind]}"))
    return " ".join(filter(None, (told, cell, one.reason)))


_QUESTIONS = {"format": "cli-question-format", "columns": "cli-question-columns"}
_KINDS = {"refused": "refused", "repeated": "repeated", "left out": "left-out"}
