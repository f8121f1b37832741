"""The imported datasets, one by one: what they say of themselves, and what became of the rows of their files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.data.dataset import Dataset
from dashboard.data.imported import FOLDER, Imported
from dashboard.errors import Problem, number_of
from dashboard.model.dataset_words import is_on_the_web, meaning
from dashboard.text import Words

MOST_FOUND = 50  # of what was found in their files: a low count above the best one may stand in hundreds of rows
_FILES = f"{FOLDER}/"
_COUNTED = (
    "read", "imported", "refused", "repeated", "left_out", "inside", "outside", "changed", "unmatched", "kept_inside",
    "kept_outside",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One dataset: `facts` are pairs of a name and a text, `sums` sentences; `path` shows it on the dashboard, `link`
    is its page on the web, blank without one; `toml` is where all of it stands."""

    name: str
    title: str
    toml: str
    meaning: str
    facts: tuple[tuple[str, str], ...]
    sums: tuple[str, ...]
    path: str
    link: str


def parts(dataset: Dataset, words: Words) -> list[Part]:
    """In the order of their names."""
    return [_part(one, words) for one in dataset.imported]


def problems(dataset: Dataset) -> tuple[Problem, ...]:
    """What was found in files of imported datasets; one that can't be used at all is told here alone."""
    return tuple(one for one in dataset.problems if one.file.startswith(_FILES))


def own_problems(dataset: Dataset) -> tuple[Problem, ...]:
    """What was found in our own files."""
    return tuple(one for one in dataset.problems if not one.file.startswith(_FILES))


def more_found(dataset: Dataset, words: Words) -> str:
    """How many of the former are not listed; blank when all are."""
    more = number_of(problems(dataset)) - MOST_FOUND
    return words.plural("more-problems", more) if more > 0 else ""


def _part(one: Imported, words: Words) -> Part:
    return Part(
        one.name,
        one.title,
        f"imported/{one.name}.toml",
        meaning(one, words),
        tuple((words(f"about-imported-{name}"), text) for name, text in _facts(one, words) if text),
        tuple(_sums(one, words)),
        f"/?{urlencode({'dataset': one.name})}",
        one.address if is_on_the_web(one) else "",
    )


def _facts(one: Imported, words: Words) -> list[tuple[str, str]]:
    covered = words.days(one.covers_from, one.covers_to) if one.covers_from and one.covers_to else ""
    return [
        ("version", one.version),
        ("publisher", one.publisher),
        ("licence", one.licence),
        ("shared", words("dataset-shared" if one.may_share_rows else "dataset-rows-stay")),
        ("citation", one.citation),
        ("retrieved", words.day(one.retrieved_on)),
        ("imported", words.day(one.imported_on)),
        ("file", words("about-imported-file-of", file=one.file, format=one.format)),
        ("covers", covered),
    ]


def _sums(one: Imported, words: Words) -> list[str]:
    """Every row that was read is in one of the four; every one that was imported is inside or outside the area."""
    counts = {name: words.number(getattr(one.rows, name)) for name in _COUNTED}
    kept = ("kept",) if one.rows.kept_inside or one.rows.kept_outside else ()
    return [words(f"about-imported-sum-{name}", **counts) for name in ("read", "places", *kept, "changed")]
