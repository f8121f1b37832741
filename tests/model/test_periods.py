"""Spans, grains and the bars of a timeline."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS
from dashboard.model.periods import Span, period, period_of, years_before

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


@settings(max_examples=20)
@given(day=DAYS)
@pytest.mark.parametrize("grain", GRAINS)
def test_a_period_is_the_one_of_the_calendar(grain: str, day: dt.date) -> None:
    expected = pd.Period(day, freq=FREQUENCIES[grain])
    assert period_of(day, grain) == Span(expected.start_time.date(), expected.end_time.date())


@settings(max_examples=20)
@given(day=DAYS)
@pytest.mark.parametrize("grain", GRAINS)
def test_periods_follow_each_other_without_a_gap(grain: str, day: dt.date) -> None:
    one = period_of(day, grain)
    assert period(one.first, grain) == one
    assert period_of(one.last + dt.timedelta(days=1), grain).first == one.last + dt.timedelta(days=1)


@given(ends=st.tuples(DAYS, DAYS))
def test_the_span_before_is_as_long_and_ends_where_this_one_begins(ends: tuple[dt.date, dt.date]) -> None:
    span = Span(min(ends), max(ends))
    assert span.before.days == span.days
    assert span.before.last + dt.timedelta(days=1) == span.first


@pytest.mark.parametrize(
    ("first", "last", "grain"),
    [
        ("2024-03-05", "2024-03-05", "day"),
        ("2024-01-01", "2024-02-29", "day"),
        ("2024-01-01", "2024-12-31", "week"),
        ("2023-01-01", "2024-12-31", "month"),
        ("2015-01-01", "2024-12-31", "quarter"),
        ("1991-01-01", "2024-12-31", "year"),
    ],
)
def test_the_grain_suits_the_span(first: str, last: str, grain: str) -> None:
    assert Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last)).grain == grain


@given(ends=st.tuples(DAYS, DAYS))
def test_a_timeline_has_no_more_bars_than_can_be_read(ends: tuple[dt.date, dt.date]) -> None:
    span = Span(min(ends), max(ends))
    days = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}[span.grain]
    assert span.days / days < 70 or span.grain == "year"
    longer = Span(span.first, span.last + dt.timedelta(days=1))
    assert GRAINS.index(longer.grain) >= GRAINS.index(span.grain)


@given(day=DAYS, years=st.integers(1, 20))
def test_a_preset_counts_whole_years_back(day: dt.date, years: int) -> None:
    first = years_before(day, years)
    expected = pd.Timestamp(day) - pd.DateOffset(years=years) + pd.DateOffset(days=1)
    assert first == expected.date()
