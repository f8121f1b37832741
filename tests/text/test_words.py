"""Numbers, dates and lists as a reader writes them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.text import Words

WORDS = Words("en")
DAY = dt.date


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (DAY(2024, 1, 1), DAY(2024, 12, 31), "January to December 2024"),
        (DAY(2024, 2, 1), DAY(2024, 2, 29), "February 2024"),
        (DAY(2023, 7, 1), DAY(2024, 6, 30), "July 2023 to June 2024"),
        (DAY(2024, 3, 5), DAY(2024, 3, 5), "5 March 2024"),
        (DAY(2024, 3, 5), DAY(2025, 1, 2), "5 March 2024 to 2 January 2025"),
    ],
)
def test_days_are_said_as_briefly_as_they_are_exact(first: dt.date, last: dt.date, text: str) -> None:
    assert WORDS.days(first, last) == text


@pytest.mark.parametrize(
    ("date", "text"),
    [("2024-03-05", "5 March 2024"), ("2024-03", "March 2024"), ("2024", "2024"), (None, "no date given")],
)
def test_a_date_is_said_as_precisely_as_it_is_known(date: str | None, text: str) -> None:
    assert WORDS.partial_date(date) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3, 7, "3–7"),
        (4, 4, "4"),
        (None, None, "not known"),
        (pd.NA, pd.NA, "not known"),
        (1200, 3400, "1,200–3,400"),
        (0, 0, "0"),
    ],
)
def test_a_range_that_is_not_known_is_not_0(low: object, high: object, text: str) -> None:
    assert WORDS.span(low, high) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 incidents"), (1, "1 incident"), (1234, "1,234 incidents")])
def test_plurals(count: int, text: str) -> None:
    assert WORDS.plural("incidents", count) == text


def test_lists_end_with_and_or_or() -> None:
    assert WORDS.listed(["a", "b", "c"]) == "a, b and c"
    assert WORDS.listed(["a", "b"], "or") == "a or b"
    assert WORDS.listed([]) == ""


def test_a_range_keeps_its_decimals() -> None:
    assert Words("en").span(331.5, 384.0) == "331.5–384"
