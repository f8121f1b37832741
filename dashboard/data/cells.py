"""One cell of text -> a value, or a sentence saying why not.

Blank is always unknown and always None; it is the caller who knows whether a column may be blank.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

LONGEST_CELL = 5_000
LARGEST_COUNT = 100_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class CellError(ValueError):
    """The cell can't be used; the message is the reason, without the value."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known. `precision` is day, month or year; both days are included."""

    text: str
    first_day: dt.date
    last_day: dt.date
    precision: str


def parse_text(cell: str) -> str:
    """The cell itself; refused with control characters or beyond LONGEST_CELL characters."""
    if len(cell) > LONGEST_CELL:
        raise CellError(f"is longer than {LONGEST_CELL:,} characters")
    if CONTROL.search(cell):
        raise CellError("has a control character")
    return cell


def parse_date(cell: str) -> PartialDate:
    """`2024-02-28`, `2024-02` or `2024`, years 1900 to 2100."""
    match = _PARTIAL_DATE.fullmatch(cell)
    if not match:
        raise CellError("is not a date: write 2024-02-28, 2024-02 or 2024")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1900 <= year <= 2100:
        raise CellError("is not a date between 1900 and 2100")
    try:
        if day is not None:
            exact = dt.date(year, month or 1, day)
            return PartialDate(cell, exact, exact, "day")
        if month is not None:
            last = calendar.monthrange(year, month)[1]
            return PartialDate(cell, dt.date(year, month, 1), dt.date(year, month, last), "month")
    except (ValueError, calendar.IllegalMonthError) as error:
        raise CellError("is not a day of the calendar") from error
    return PartialDate(cell, dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def parse_count(cell: str) -> int:
    """A whole number from 0 on."""
    if not (cell.isascii() and cell.isdigit()):
        raise CellError("is not a whole number from 0 on")
    if len(cell) > 12 or int(cell) > LARGEST_COUNT:  # int() itself fails beyond 4,300 digits
        raise CellError(f"is larger than {LARGEST_COUNT:,}")
    return int(cell)


def parse_number(cell: str, low: float, high: float) -> float:
    """A decimal number with a point, within `low` and `high`."""
    if not _NUMBER.fullmatch(cell):
        raise CellError("is not a number: write digits with a decimal point")
    number = float(cell)
    if not low <= number <= high:
        raise CellError(f"is not between {low:g} and {high:g}")
    return number


def parse_yes_no(cell: str) -> bool:
    """`yes` or `no`."""
    if cell not in ("yes", "no"):
        raise CellError("is neither yes nor no")
    return cell == "yes"


def parse_url(cell: str) -> str:
    """An http or https address; nothing else may become a link."""
    if not re.match(r"https?://[^\s/]", cell):
        raise CellError("is not an address that begins with http:// or https://")
    return parse_text(cell)


def parse_list(cell: str) -> tuple[str, ...]:
    """Values separated by semicolons, without blanks, in their order."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
