"""Published figures as rows of a page: every cell in words, with the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.figures.published import stated_words
from dashboard.model.published import Statement
from dashboard.pages.sources import Source, source_of
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A published figure, or an event, as a reader sees it; what does not apply to it is blank."""

    id: str
    value: str
    who: str
    what: str
    sources: tuple[Source, ...]
    period: str = ""
    stated: str = ""
    counts: str = ""
    area: str = ""
    series: str = ""


def tell(one: Statement, words: Words, unit: str) -> str:
    """The value of a figure, a range as a range; with its unit where it is not `unit`, which goes without saying."""
    number = words.number(one.value) if one.value is not None else words.span(one.low, one.high)
    return number if one.unit == unit else f"{number} {one.unit}"


def statement_rows(given: Iterable[Statement], dataset: Dataset, words: Words) -> list[StatementRow]:
    """The rows of a table, in the order given."""
    return [
        statement_row(one, tell(one, words, ""), one.province or words("whole-area"), dataset, words) for one in given
    ]


def statement_row(one: Statement, value: str, area: str, dataset: Dataset, words: Words) -> StatementRow:
    """One of them, whose value and place are given in words."""
    return StatementRow(
        id=one.figure_id,
        value=value,
        who=one.organisation,
        what=one.definition,
        period=period_words(one, words),
        stated=stated_words(one, words),
        counts=words(f"counts-{one.kind}"),
        area=area,
        series=one.series_title or "",
        sources=tuple(source_of(source_id, dataset, words) for source_id in one.source_ids),
    )


def period_words(one: Statement, words: Words) -> str:
    """The days that a figure counts, and what of them is not stated."""
    if one.first and one.last:
        return words.days(one.first, one.last)
    if one.last:
        return words("period-to", day=words.day(one.last))
    return words("period-from", day=words.day(one.first)) if one.first else words("period-unknown")
