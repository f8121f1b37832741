"""How a file writes its dates: found in the whole of it, or asked. Never guessed.

`03/04/2024` is two days. A file whose dates are all written with strokes or full stops is read to its end: one `25/04`
says that days come first, one `04/25` that months do. Where nothing says so, the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dashboard.data.cells import CellError
from dashboard.importers.cells import checked_day, iso_day
from dashboard.importers.refusing import QuestionError

DAY_FIRST, MONTH_FIRST, ISO = "DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD"
FORMATS = (ISO, DAY_FIRST, MONTH_FIRST)
_STROKES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T,].*)?", re.ASCII | re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T].*)?", re.ASCII | re.DOTALL)
_NAMED = re.compile(r"(\d{1,2})[ -]([^\W\d]+)\.?[ ,-]+(\d{4})(?:[ T].*)?")
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2}),? (\d{4})(?:[ T].*)?")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def order_of(cells: Iterable[str]) -> str:
    """DAY_FIRST or MONTH_FIRST by what only one of them can read; ISO where no cell has strokes; blank where nothing
    says it, or cells say both."""
    found, is_any = set(), False
    for cell in cells:
        match = _STROKES.fullmatch(cell)
        if not match:
            continue
        is_any = True
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            found.add(DAY_FIRST)
        elif second > 12 >= first:
            found.add(MONTH_FIRST)
    if not is_any:
        return ISO
    return found.pop() if len(found) == 1 else ""


Reader = Callable[[str], str]


def reader(chosen: str, head: Sequence[str], cells: Callable[[], Iterable[str]], column: str) -> Reader:
    """What reads the dates of a column. `chosen` is what the user said, blank for nothing; `head` are the first cells,
    `cells` all of them, read only where there are strokes. Raises QuestionError where the first have them.

    Where only later cells have strokes, as in files that were put together, the order is looked for then; those that
    nothing tells how to read raise CellError.
    """
    order = chosen or order_of(head)
    if not chosen and order != ISO:
        order = order_of(cells())
    if not order:
        example = next((cell for cell in head if _STROKES.fullmatch(cell)), "")
        reason = f"dates in {column} can be read in two ways, such as “{example}”: say which"
        raise QuestionError("dates", reason, (DAY_FIRST, MONTH_FIRST))
    found = lru_cache(maxsize=1)(lambda: order_of(cells()) if order == ISO and not chosen else order)
    return lru_cache(maxsize=65_536)(lambda cell: day_of(cell, found() if _STROKES.fullmatch(cell) else ""))


def day_of(cell: str, order: str = "") -> str:
    """A day as 2024-02-28, of any form that can be read in one way, or by `order`. Raises CellError."""
    strokes = _STROKES.fullmatch(cell)
    if strokes:
        first, second, year = int(strokes[1]), int(strokes[3]), int(strokes[4])
        if order not in (DAY_FIRST, MONTH_FIRST):
            raise CellError("is a date that can be read in two ways")
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        return checked_day(year, month, day)
    for pattern in (_COMPACT, _YEAR_FIRST):
        if match := pattern.fullmatch(cell):
            return checked_day(*map(int, match.groups()))
    if match := _NAMED.fullmatch(cell):
        return checked_day(int(match[3]), _month(match[2]), int(match[1]))
    if match := _NAMED_FIRST.fullmatch(cell):
        return checked_day(int(match[3]), _month(match[1]), int(match[2]))
    return iso_day(cell)


def _month(name: str) -> int:
    """By its English name, or the first three letters of it."""
    folded = name.casefold()
    for number, month in enumerate(_MONTHS, start=1):
        if folded in (month, month[:3]):
            return number
    raise CellError("is not a date: the name of the month is not known")
