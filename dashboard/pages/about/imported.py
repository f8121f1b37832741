"""The imported datasets, one by one: what they say of themselves, and what became of the rows of their files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.data.dataset import Dataset
from dashboard.data.imported import Imported
from dashboard.model.dataset_words import is_on_the_web, meaning
from dashboard.text import Words

_COUNTED = ("read", "imported", "refused", "repeated", "left_out", "inside", "outside", "changed", "unmatched")


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
    return [words(f"about-imported-sum-{name}", **counts) for name in ("read", "places", "changed")]
