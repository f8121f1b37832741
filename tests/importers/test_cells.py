"""What R and spreadsheets do to cells is undone; dates are never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.cells import CellError, parse_date
from dashboard.importers import cells, dates
from dashboard.importers.dates import DAY_FIRST, ISO, MONTH_FIRST
from dashboard.importers.intervals import when
from dashboard.importers.refusing import QuestionError

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize("cell", ["", " ", "NA", "#N/A", "NaN", "NULL", "None", "\u00a0", "\ufeff"])
def test_signs_for_empty_are_blank(cell: str) -> None:
    assert cells.text(cell) == ""


@given(st.integers(0, 10**12))
def test_an_id_that_became_a_number_is_the_id_again(number: int) -> None:
    assert cells.identifier(f"{number}.0") == cells.identifier(f"{number},00") == str(number)


@pytest.mark.parametrize("cell", ["IRQ50123", "007", "1.5", "12a", "٣", "1e999", "-", "--1"])
def test_what_is_no_number_stays_as_it_is(cell: str) -> None:
    assert cells.identifier(cell) == cell


def test_a_large_id_of_a_spreadsheet_is_whole_again() -> None:
    assert cells.identifier("1.58189E5") == "158189"


@given(st.integers(0, 10**8))
def test_a_count_is_the_same_in_every_writing(number: int) -> None:
    for written in (f"{number}", f"{number}.0", f"{number:,}", f"{number:,}".replace(",", " ")):
        assert cells.count(written) == str(number)


@pytest.mark.parametrize("cell", ["-1", "1.5", "many", "1,2", "1,23,456", "٣", "9" * 13, "1e9", "+3"])
def test_what_is_no_count_is_told(cell: str) -> None:
    with pytest.raises(CellError):
        cells.count(cell)


@given(st.floats(-90, 90).map(lambda number: round(number, 6)))
def test_degrees_have_a_point_or_a_comma(number: float) -> None:
    written = f"{number:.6f}"
    assert cells.degrees(written, 90) == cells.degrees(written.replace(".", ","), 90) == number


@pytest.mark.parametrize("cell", ["91", "1,234,5", "37°", "abc", "1e5", "٣٧"])
def test_what_is_no_latitude_is_told(cell: str) -> None:
    with pytest.raises(CellError):
        cells.degrees(cell, 90)


@given(DAYS)
def test_every_writing_of_a_day_that_can_be_read_in_one_way_is_that_day(day: dt.date) -> None:
    written = [
        f"{day}", f"{day} 00:00:00.000", f"{day}T00:00:00", f"{day} 00:00:00+00:00", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}",
        f"{day:%d %B %Y}", f"{day:%d-%b-%Y}", f"{day:%B %d, %Y}",
    ]  # fmt: skip
    assert {dates.day_of(one) for one in written} == {day.isoformat()}


@given(DAYS)
def test_a_day_with_strokes_goes_by_the_order_that_was_said(day: dt.date) -> None:
    assert dates.day_of(f"{day:%d/%m/%Y}", DAY_FIRST) == dates.day_of(f"{day:%m/%d/%Y}", MONTH_FIRST) == str(day)
    with pytest.raises(CellError):
        dates.day_of(f"{day:%d/%m/%Y}")


@given(st.lists(DAYS, min_size=1))
def test_the_order_is_found_only_where_the_file_says_it(days: list[dt.date]) -> None:
    found = dates.order_of(f"{day:%d/%m/%Y}" for day in days)
    assert found == (DAY_FIRST if any(day.day > 12 for day in days) else "")


def test_an_order_of_both_kinds_is_none() -> None:
    assert dates.order_of(["25/04/2024", "04/25/2024"]) == ""
    assert dates.order_of(["2024-04-25", "NA"]) == ISO


def test_later_rows_say_the_order_of_the_first() -> None:
    read = dates.reader("", ["03/04/2024"], lambda: ["03/04/2024", "25/04/2024"], "event_date")
    assert read("03/04/2024") == "2024-04-03"


def test_a_file_that_does_not_say_it_is_asked() -> None:
    with pytest.raises(QuestionError, match="event_date"):
        dates.reader("", ["03/04/2024"], lambda: ["03/04/2024"], "event_date")


@pytest.mark.parametrize(
    "cell", ["2024-13-01", "2024-02-30", "20240230", "1850-01-01", "30 Febtober 2024", "x", "2024"]
)
def test_what_is_no_day_is_told(cell: str) -> None:
    with pytest.raises(CellError):
        dates.day_of(cell)


@given(DAYS, st.integers(0, 400))
def test_an_interval_says_both_of_its_days(first: dt.date, length: int) -> None:
    last = min(first + dt.timedelta(days=length), dt.date(2100, 12, 31))
    told = when(first.isoformat(), last.isoformat())
    date = parse_date(told["date"])
    assert date.precision == told["date_precision"]
    assert date.first_day == first
    assert (told.get("date_last") or date.last_day.isoformat()) == last.isoformat()
