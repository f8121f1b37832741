"""Which bars answer as a whole: never one with an event of other days, and each event once."""

from __future__ import annotations

import datetime as dt

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import bars
from dashboard.data.bars import LEVELS, ROWS
from dashboard.data.calendar import first_of
from dashboard.data.question import Where
from dashboard.data.spans import ACROSS_YEARS, INTERVAL
from dashboard.model.periods import period
from tests.data.plain import interval_bar

DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2021, 12, 31))
# Most are known by their date alone; the others last some days, weeks or more than a year longer.
LONGER = st.just(0) | st.sampled_from([1, 2, 9, 40, 200, 500])
EVENTS = st.lists(st.tuples(DAYS, st.sampled_from(["day", "month", "year"]), LONGER), min_size=1, max_size=12)
Event = tuple[dt.date, str, int]


def rows_of(events: list[Event], level: str) -> pd.DataFrame:
    """The columns that rows and their bars are asked by."""
    found = []
    for day, precision, longer in events:
        span = period(first_of(day, precision), precision)
        last = span.last + dt.timedelta(days=longer)
        known = precision if not longer else INTERVAL if last.year == span.first.year else ACROSS_YEARS
        found.append((span.first, last, known, *interval_bar(span.first, last, precision, level)))
    names = ["first_day", "last_day", "span_precision", f"{level}_first", f"{level}_precision"]
    return pd.DataFrame(found, columns=names).assign(position=range(len(found)))


def cells_of(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """One cell a row, as `aggregates` describes them."""
    spans = [period(first, one) for first, one in zip(rows[f"{level}_first"], rows[f"{level}_precision"], strict=True)]
    return rows.assign(
        first_day=[span.first for span in spans],
        last_day=[span.last for span in spans],
        is_exact=rows["span_precision"] == rows[f"{level}_precision"],
        is_across=[
            last > span.last or (known == INTERVAL and span != period(span.first, level))
            for span, last, known in zip(spans, rows["last_day"], rows["span_precision"], strict=True)
        ],
    )


def kept(frame: pd.DataFrame, terms: list[nw.Expr]) -> list[int]:
    found = nw.from_native(frame).filter(*terms).to_native() if terms else frame
    return list(found["position"])


@given(EVENTS, st.none() | DAYS, st.none() | DAYS, st.sampled_from(LEVELS), st.booleans())
def test_whole_bars_and_rows_of_cut_ones_are_each_event_once(
    events: list[Event], first: dt.date | None, last: dt.date | None, level: str, is_inside: bool
) -> None:
    if first and last and last < first:
        first, last = last, first
    where, rows = Where((), first, last, is_inside), rows_of(events, level)
    cells = cells_of(rows, level)
    has_across = bool(cells["is_across"].any())
    answered = kept(cells, bars.whole(where, has_across=has_across))
    for more in bars.cut(where, level, has_across=has_across):
        answered += kept(rows, [where.expr, more])
    assert sorted(answered) == kept(rows, [where.expr])


def test_whole_months_leave_no_row_to_be_asked() -> None:
    whole, cut = (Where((), dt.date(2020, 2, 1), dt.date(2020, 2, day)) for day in (29, 28))
    assert bars.cut(whole, "month", has_across=False) == []
    assert bars.cut(cut, "month", has_across=False) != []


def test_intervals_that_no_bar_holds_are_asked_of_rows_when_days_are_asked_for() -> None:
    assert bars.cut(Where((), dt.date(2020, 2, 1), dt.date(2020, 2, 29)), "month", has_across=True) != []
    assert bars.cut(Where(), "month", has_across=True) == []


YEARS = {"first": dt.date(2000, 1, 1), "last": dt.date(2019, 12, 31)}


@pytest.mark.parametrize(
    ("where", "keys", "level"),
    [
        (Where(), ("scope",), "year"),
        (Where(**YEARS), ("scope",), "year"),
        (Where(first=dt.date(2020, 1, 1), last=dt.date(2020, 1, 20)), ("scope",), ROWS),
        (Where(**YEARS), ("month_first", "month_precision"), "month"),
        (Where(**YEARS), ("week_first", "week_precision"), ROWS),
        (Where(words=("drone",)), ("year_first",), ROWS),
        (Where() & (nw.col("position") > 3), (), ROWS),
    ],
)
def test_the_longest_bars_that_can_tell_are_asked(where: Where, keys: tuple[str, ...], level: str) -> None:
    assert bars.level_for(where, keys) == level
