"""Grains of time: every day lies in one day, week, month, quarter and year, and each has one first day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS, first_of

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "firsts"),
    [
        ("2024-01-01", ["2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01"]),
        ("2024-02-29", ["2024-02-29", "2024-02-26", "2024-02-01", "2024-01-01", "2024-01-01"]),
        ("2023-12-31", ["2023-12-31", "2023-12-25", "2023-12-01", "2023-10-01", "2023-01-01"]),  # a Sunday
        ("2021-01-03", ["2021-01-03", "2020-12-28", "2021-01-01", "2021-01-01", "2021-01-01"]),  # last year's week
    ],
)
def test_first_days(day: str, firsts: list[str]) -> None:
    assert [first_of(dt.date.fromisoformat(day), grain).isoformat() for grain in GRAINS] == firsts


@given(DAYS, st.sampled_from(GRAINS))
def test_a_first_day_is_not_later_and_is_its_own_first_day(day: dt.date, grain: str) -> None:
    first = first_of(day, grain)
    assert first <= day
    assert first_of(first, grain) == first


@given(DAYS, DAYS, st.sampled_from(GRAINS))
def test_later_days_have_no_earlier_first_day(one: dt.date, other: dt.date, grain: str) -> None:
    early, late = sorted((one, other))
    assert first_of(early, grain) <= first_of(late, grain)


@given(DAYS)
def test_a_week_begins_on_a_monday_and_a_quarter_in_its_first_month(day: dt.date) -> None:
    assert first_of(day, "week").isoweekday() == 1
    assert first_of(day, "quarter").month in (1, 4, 7, 10)
    assert (day.month - first_of(day, "quarter").month) in (0, 1, 2)
