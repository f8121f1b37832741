"""Numbers of the page that can be followed, shares, and values as readers see them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.model.facets import Count, vocabulary_of
from dashboard.model.incident_facets import NO, NONE, YES
from dashboard.model.selection import Selection
from dashboard.text import Words

RECORDS = "/data-records"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and the path that shows what it was computed from."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a whole: `number` of it, its `share` in words, and how wide a bar of it is, in percent."""

    label: str
    number: Number
    share: str
    width: float


def number(count: Count, words: Words) -> Number:
    """A count, with the list of its records."""
    return Number(words.number(count.n), records_path(count))


def records_path(count: Count) -> str:
    """Where the records of a count are listed."""
    return f"{RECORDS}?{count.query}"


def on_dashboard(selection: Selection) -> str:
    """Where the dashboard shows what `selection` leaves."""
    return f"/?{selection.query()}"


def part(label: str, count: Count, whole: int, words: Words) -> Part:
    """A count as a share of `whole`; no share of nothing."""
    share = count.n / whole if whole else 0.0
    return Part(label, number(count, words), words.percent(share) if whole else "", round(100 * share, 1))


def value_words(dataset: Dataset, table: str, facet: str, value: str, words: Words) -> str:
    """The value of a facet as readers see it."""
    if value in (YES, NO):
        return words(f"about-{value}")
    if words.has(f"about-{facet}-{value}"):
        return words(f"about-{facet}-{value}")
    return words("about-none") if value == NONE else dataset.label(vocabulary_of(table, facet), facet, value)
