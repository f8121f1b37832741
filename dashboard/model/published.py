"""Published figures as statements of who counted what, and the rules of what may be added or joined.

Figures of different organisations, definitions or beginnings look alike and are not: whoever puts two of them together
asks `added` or `joined`, which refuse with CannotCombineError and say why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from dashboard.data.frames import records
from dashboard.errors import CannotCombineError
from dashboard.text import Words

# What there is on a day, or is to be: neither new in a period nor everything since a beginning.
STANDING = ("border_length_km", "border_outposts_planned", "villages_threatened_or_affected")


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of published_figures.csv. Of `value`, `low` and `high` at least one is known; `low` alone is "at least".

    `first` and `last` are the days counted, `stated` the first and last day of the date of the statement; each may be
    unknown. A blank province is the whole area, a blank series none.
    """

    figure_id: str
    indicator: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    first: dt.date | None
    last: dt.date | None
    as_of: str | None
    stated: tuple[dt.date, dt.date] | None
    is_cumulative: bool
    province: str | None
    organisation: str
    definition: str
    source_ids: tuple[str, ...]
    series_id: str | None
    series_title: str | None

    @property
    def counters(self) -> frozenset[str]:
        """Who counted: all partners of a joint statement, without what is said of who quotes them."""
        return frozenset(one.partition(" (")[0].strip() for one in self.organisation.split(" / "))

    @property
    def kind(self) -> str:
        """`cumulative`: everything since a beginning; `standing`: what there is on a day; `new`: in a period."""
        if self.is_cumulative:
            return "cumulative"
        return "standing" if self.indicator in STANDING and not self.first else "new"

    @property
    def is_stock(self) -> bool:
        """Whether a second count counts the same things again."""
        return self.kind != "new" or self.indicator in STANDING

    @property
    def day(self) -> dt.date | None:
        """The day that it speaks of: the last one counted, else the one of the statement."""
        return self.last or (self.stated[1] if self.stated else None)

    @property
    def is_dated(self) -> bool:
        """Whether it has a place on an axis of time."""
        return bool(self.first or self.day)


def statements(rows: pd.DataFrame) -> list[Statement]:
    """The rows of published_figures.csv, in their order."""
    return [
        Statement(
            figure_id=row["figure_id"],
            indicator=row["indicator"],
            value=row["value"],
            low=row["value_low"],
            high=row["value_high"],
            unit=row["unit"],
            first=row["period_start_first_day"],
            last=row["period_end_last_day"],
            as_of=row["as_of"],
            stated=(row["as_of_first_day"], row["as_of_last_day"]) if row["as_of"] else None,
            is_cumulative=bool(row["is_cumulative"]),
            province=row["province"],
            organisation=row["organisation"],
            definition=row["definition"],
            source_ids=tuple(row["source_ids"]),
            series_id=row["series_id"],
            series_title=row["series_title"],
        )
        for row in records(rows)
    ]


def added(parts: Sequence[Statement]) -> float:
    """The sum of new counts of one organisation that do not overlap: its months, or its provinces for one period.

    Raises CannotCombineError for anything else.
    """
    _refuse(parts, _COMMON + _TO_ADD)
    return sum(part.value for part in parts if part.value is not None)


def joined(readings: Sequence[Statement]) -> tuple[Statement, ...]:
    """Readings of one series in the order of their days, to be joined by a line.

    Raises CannotCombineError when they are not of one series, or count different things.
    """
    _refuse(readings, _COMMON + _TO_JOIN)
    return tuple(sorted(readings, key=lambda one: (one.day or dt.date.min, one.figure_id)))


def lines(given: Iterable[Statement]) -> tuple[list[tuple[Statement, ...]], list[CannotCombineError]]:
    """Every series with two readings or more among `given`, joined; and why a series can't be."""
    series: dict[str, list[Statement]] = {}
    for one in given:
        if one.series_id and one.day:
            series.setdefault(one.series_id, []).append(one)
    found, refused = [], []
    for readings in series.values():
        try:
            found += [joined(readings)] if len(readings) > 1 else []
        except CannotCombineError as error:
            refused.append(error)
    return found, refused


def _refuse(given: Sequence[Statement], rules: Sequence[tuple[Callable[[Sequence[Statement]], object], str]]) -> None:
    ids, words = ", ".join(one.figure_id for one in given), Words("en")
    for is_broken, reason in rules:
        if is_broken(given):
            raise CannotCombineError(reason, words("not-combined", figures=ids, reason=words(reason)), ids)


def _differ(name: str) -> Callable[[Sequence[Statement]], bool]:
    return lambda given: len({getattr(one, name) for one in given}) > 1


def _have_no_common_counter(given: Sequence[Statement]) -> bool:
    return not frozenset.intersection(*(one.counters for one in given))


def _overlap(given: Sequence[Statement]) -> bool:
    """Whether any two count some of the same: the same days at the same place, or in the whole and in its part."""
    for one, other in combinations(given, 2):
        is_apart = one.province and other.province and one.province != other.province
        if (
            not is_apart
            and (one.first or dt.date.min) <= (other.last or dt.date.max)
            and ((other.first or dt.date.min) <= (one.last or dt.date.max))
        ):
            return True
    return False


_COMMON = (
    (lambda given: not given, "apart-nothing"),
    (_differ("indicator"), "apart-indicator"),
    (_differ("unit"), "apart-unit"),
    (_have_no_common_counter, "apart-organisation"),
    (_differ("is_cumulative"), "apart-cumulative"),
)  # fmt: skip
_TO_ADD = (
    (lambda given: any(one.is_stock for one in given), "apart-stock"),
    (_differ("organisation"), "apart-organisation"),
    (lambda given: len({one.series_id for one in given if one.series_id and not one.province}) > 1,
     "apart-series"),
    (lambda given: any(one.value is None for one in given), "apart-range"),
    (_overlap, "apart-overlap"),
)  # fmt: skip
_TO_JOIN = (
    (lambda given: any(one.series_id is None for one in given), "apart-no-series"),
    (_differ("series_id"), "apart-series"),
    (_differ("province"), "apart-place"),
    (lambda given: any(one.day is None for one in given), "apart-no-date"),
)  # fmt: skip
