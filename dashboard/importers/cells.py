"""Cells of other systems -> texts as our tables have them, or a reason. Blank stays blank: never 0.

What R and spreadsheets do to a table is undone here: `NA` for empty, `158189.0` for an id, `36,51` for a coordinate,
a time of day behind a date. Dates that can be read in two ways are never guessed (`dates.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from dashboard.data.cells import LARGEST_COUNT, CellError

# R writes NA, pandas nan, SQL NULL or \\N, spreadsheets #N/A, SPSS #NULL!, SAS and Stata a full stop.
BLANKS = frozenset(
    {"", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "<NA>", "-", "--", ".", "\\N", "#NULL!"}
)
_WHOLE = re.compile(r"(-?)(\d+)(?:[.,]0+)?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}([, .'\u00a0\u202f])\d{3}(?:\1\d{3})*", re.ASCII)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.000", re.ASCII)
_EXPONENT = re.compile(r"-?\d+(?:[.,]\d+)?[eE]\+?\d{1,2}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,20})?|[.,]\d{1,20})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_TATWEEL = "ـ"


def text(cell: str) -> str:
    """The cell without blanks around it; blank for every sign of "empty"."""
    stripped = cell.strip(" \t\r\n\u00a0\ufeff")
    return "" if stripped in BLANKS else stripped


@lru_cache(maxsize=65_536)
def identifier(cell: str) -> str:
    """An id or a code, which stays text: `158189.0` and `1.58189E5` become 158189, all else stays as it is."""
    whole = _WHOLE.fullmatch(cell)
    if whole and len(cell) != len(whole[1] + whole[2]):
        return whole[1] + whole[2]
    if _EXPONENT.fullmatch(cell):
        number = float(cell.replace(",", "."))
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else cell
    return cell


@lru_cache(maxsize=65_536)
def count(cell: str) -> str:
    """A whole number from 0 on, as digits; blank for a blank cell. Raises CellError, too, where it is one or a
    thousand: `1.000`."""
    if not cell:
        return ""
    if _TWO_WAYS.fullmatch(cell):
        raise CellError("can be read in two ways: as thousands, or as decimals")
    digits = re.sub(r"\D", "", cell) if _THOUSANDS.fullmatch(cell) else identifier(cell)
    if not (digits.isascii() and digits.isdigit()):
        raise CellError("is not a whole number from 0 on")
    if len(digits) > 12 or int(digits) > LARGEST_COUNT:
        raise CellError(f"is larger than {LARGEST_COUNT:,}")
    return str(int(digits))


@lru_cache(maxsize=65_536)
def degrees(cell: str, limit: int) -> float | None:
    """A latitude (`limit` 90) or longitude (180), with a point or a comma, or as R writes small ones (`1e-04`); None
    for a blank cell. Raises CellError."""
    if not cell:
        return None
    if not _DECIMAL.fullmatch(cell):
        raise CellError("is not a number of degrees")
    number = float(cell.replace(",", "."))
    if not -limit <= number <= limit:
        raise CellError(f"is not between -{limit} and {limit}")
    return number


@lru_cache(maxsize=65_536)
def iso_day(cell: str) -> str:
    """The day of `2024-02-28`, `2024-02-28 00:00:00.000` or `2024-02-28T00:00:00+00:00`. Raises CellError."""
    day, rest = cell[:10], cell[10:]
    if rest and not re.fullmatch(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?", rest, re.ASCII):
        raise CellError("is not a date: expected 2024-02-28")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII):
        raise CellError("is not a date: expected 2024-02-28")
    return checked_day(int(day[:4]), int(day[5:7]), int(day[8:]))


def checked_day(year: int, month: int, day: int) -> str:
    """The day as 2024-02-28. Raises CellError when the calendar has none, or not between 1900 and 2100."""
    try:
        found = dt.date(year, month, day)
    except ValueError as error:
        raise CellError("is not a day of the calendar") from error
    if not 1900 <= year <= 2100:
        raise CellError("is not a date between 1900 and 2100")
    return found.isoformat()


def rounded(degrees: float) -> str:
    """Degrees as our tables have them: two decimals, about 1 km, without zeros at the end."""
    return f"{degrees:.2f}".rstrip("0").rstrip(".") if degrees else "0"
