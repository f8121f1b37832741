"""Published figures as rows of a page: every cell in words, with the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.figures.published import stated_words
from dashboard.model.published import Statement
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Source:
    """A page that a figure rests on; `title` is blank when its row was refused, `url` when it has no address."""

    id: str
    publisher: str
    title: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A published figure as a reader sees it."""

    id: str
    value: str
    who: str
    what: str
    period: str
    stated: str
    counts: str
    area: str
    series: str
    sources: tuple[Source, ...]


def tell(one: Statement, words: Words, unit: str) -> str:
    """The value of a figure, a range as a range; with its unit where it is not `unit`, which goes without saying."""
    number = words.number(one.value) if one.value is not None else words.span(one.low, one.high)
    return number if one.unit == unit else f"{number} {one.unit}"


def statement_rows(given: Iterable[Statement], dataset: Dataset, words: Words) -> list[StatementRow]:
    """The rows of a table, in the order given."""
    return [
        StatementRow(
            id=one.figure_id,
            value=tell(one, words, ""),
            who=one.organisation,
            what=one.definition,
            period=period_words(one, words),
            stated=stated_words(one, words),
            counts=words(f"counts-{one.kind}"),
            area=one.province or words("whole-area"),
            series=one.series_title or "",
            sources=tuple(_source(source_id, dataset, words) for source_id in one.source_ids),
        )
        for one in given
    ]


def period_words(one: Statement, words: Words) -> str:
    """The days that a figure counts, and what of them is not stated."""
    if one.first and one.last:
        return words.days(one.first, one.last)
    if one.last:
        return words("period-to", day=words.day(one.last))
    return words("period-from", day=words.day(one.first)) if one.first else words("period-unknown")


def _source(source_id: str, dataset: Dataset, words: Words) -> Source:
    row = dataset.sources.get(source_id)
    if row is None:
        return Source(source_id, words("source-refused", id=source_id), "", "", "")
    return Source(source_id, row["publisher"], row["title"], words.partial_date(row["published"]), row["url"] or "")
