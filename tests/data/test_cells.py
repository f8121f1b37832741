"""Cells: what each parser accepts, what it gives, and what it refuses."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import cells
from dashboard.data.cells import LARGEST_COUNT, LONGEST_CELL, CellError

YEARS = st.integers(1900, 2100)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def parse_degrees(cell: str) -> float:
    return cells.parse_number(cell, -90, 90)


@pytest.mark.parametrize(
    ("parse", "cell", "reason"),
    [
        (cells.parse_date, "2024-02-30", "not a day of the calendar"),
        (cells.parse_date, "2023-02-29", "not a day of the calendar"),
        (cells.parse_date, "2024-13", "not a day of the calendar"),
        (cells.parse_date, "2024-00", "not a day of the calendar"),
        (cells.parse_date, "30/02/2024", "write 2024-02-28"),
        (cells.parse_date, "2024-2-3", "write 2024-02-28"),
        (cells.parse_date, "2024-02-03T10:00", "write 2024-02-28"),
        (cells.parse_date, "2024-02-03\n", "write 2024-02-28"),
        (cells.parse_date, "٢٠٢٤", "write 2024-02-28"),
        (cells.parse_date, "1899-12-31", "between 1900 and 2100"),
        (cells.parse_date, "2101", "between 1900 and 2100"),
        (cells.parse_count, "-1", "whole number from 0 on"),
        (cells.parse_count, "+1", "whole number from 0 on"),
        (cells.parse_count, "1.0", "whole number from 0 on"),
        (cells.parse_count, "1,000", "whole number from 0 on"),
        (cells.parse_count, "1e3", "whole number from 0 on"),
        (cells.parse_count, "²", "whole number from 0 on"),
        (cells.parse_count, "about 5", "whole number from 0 on"),
        (cells.parse_count, str(LARGEST_COUNT + 1), "larger than 100,000,000"),
        (cells.parse_count, "9" * LONGEST_CELL, "larger than 100,000,000"),
        (parse_degrees, "370", "between -90 and 90"),
        (parse_degrees, "-90.01", "between -90 and 90"),
        (parse_degrees, "37,15", "decimal point"),
        (parse_degrees, "nan", "decimal point"),
        (parse_degrees, "inf", "decimal point"),
        (parse_degrees, "9" * 400, "between -90 and 90"),
        (parse_degrees, ".5", "decimal point"),
        (cells.parse_yes_no, "Yes", "neither yes nor no"),
        (cells.parse_yes_no, "1", "neither yes nor no"),
        (cells.parse_url, "javascript:alert(1)", "begins with http"),
        (cells.parse_url, "data:text/html,<script>", "begins with http"),
        (cells.parse_url, " https://daily.example", "begins with http"),
        (cells.parse_url, "//daily.example", "begins with http"),
        (cells.parse_url, "https:///etc/passwd", "begins with http"),
        (cells.parse_url, "https://", "begins with http"),
        (cells.parse_url, "https://daily.example/\x00", "control character"),
        (cells.parse_text, "bell \x07", "control character"),
        (cells.parse_text, "x" * (LONGEST_CELL + 1), "longer than 5,000 characters"),
    ],
)
def test_a_cell_that_cannot_be_used_is_refused_with_its_reason(
    parse: Callable[[str], Any], cell: str, reason: str
) -> None:
    with pytest.raises(CellError, match=reason):
        parse(cell)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_is_its_own_first_and_last_day(day: dt.date) -> None:
    parsed = cells.parse_date(day.isoformat())
    assert (parsed.text, parsed.first_day, parsed.last_day, parsed.precision) == (day.isoformat(), day, day, "day")


@given(YEARS, st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_one(year: int, month: int) -> None:
    parsed = cells.parse_date(f"{year}-{month:02}")
    assert (parsed.first_day, parsed.precision) == (dt.date(year, month, 1), "month")
    assert (parsed.last_day + dt.timedelta(days=1)).day == 1
    assert (parsed.last_day.year, parsed.last_day.month) == (year, month)


@given(YEARS)
def test_a_year_has_all_its_days(year: int) -> None:
    parsed = cells.parse_date(str(year))
    days = (parsed.last_day - parsed.first_day).days + 1
    assert (parsed.first_day, parsed.precision) == (dt.date(year, 1, 1), "year")
    assert days == 365 + calendar.isleap(year)


@given(st.integers(0, LARGEST_COUNT))
def test_a_count_is_read_as_written(count: int) -> None:
    assert cells.parse_count(str(count)) == count
    assert cells.parse_count(f"{count:012}") == count


@given(st.integers(0, LARGEST_COUNT), st.sampled_from(["-{}", "+{}", "{}.0", "{}.5", "{} ", "~{}", "{}k", "{}\n"]))
def test_a_count_has_no_sign_no_decimals_and_no_words(count: int, shape: str) -> None:
    with pytest.raises(CellError):
        cells.parse_count(shape.format(count))


@given(st.integers(0, LARGEST_COUNT))
def test_a_count_in_other_digits_is_refused_not_guessed(count: int) -> None:
    with pytest.raises(CellError):
        cells.parse_count(str(count).translate(ARABIC_INDIC))


@given(st.text())
def test_any_text_is_a_count_or_refused(cell: str) -> None:
    try:
        count = cells.parse_count(cell)
    except CellError:
        return
    assert count == int(cell)


@given(st.decimals(-90, 90, places=3))
def test_a_number_is_read_as_written(number: Any) -> None:
    assert parse_degrees(f"{number:f}") == float(number)


def test_the_ends_of_a_range_belong_to_it() -> None:
    assert [parse_degrees("-90"), parse_degrees("90.0")] == [-90.0, 90.0]


@given(st.text(max_size=200))
def test_text_comes_out_unchanged_or_not_at_all(cell: str) -> None:
    has_control = any(ord(letter) < 32 and letter not in "\t\n\r" for letter in cell) or "\x7f" in cell
    if has_control:
        with pytest.raises(CellError, match="control character"):
            cells.parse_text(cell)
    else:
        assert cells.parse_text(cell) == cell


@pytest.mark.parametrize("letter", ["x", "دهۆ"[0], "🏔"])
def test_the_longest_cell_is_counted_in_characters(letter: str) -> None:
    assert cells.parse_text(letter * LONGEST_CELL) == letter * LONGEST_CELL


@given(st.sampled_from(["javascript", "data", "vbscript", "file", "ftp", "JavaScript", "httpx"]), st.text())
def test_only_http_becomes_a_link(scheme: str, rest: str) -> None:
    for address in (f"{scheme}:{rest}", f"{scheme}://{rest}"):
        with pytest.raises(CellError):
            cells.parse_url(address)


@pytest.mark.parametrize("address", ["https://daily.example/1?a=1&b=2", "http://مثال.example/صفحة"])
def test_an_address_is_kept_as_written(address: str) -> None:
    assert cells.parse_url(address) == address


def test_yes_and_no_are_truth_values() -> None:
    assert cells.parse_yes_no("yes") is True
    assert cells.parse_yes_no("no") is False


@given(st.lists(st.text(st.characters(exclude_characters=";")).map(str.strip)))
def test_a_list_keeps_its_values_in_order_without_blanks(values: list[str]) -> None:
    assert cells.parse_list(" ; ".join(values)) == tuple(value for value in values if value)
