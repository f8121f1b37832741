"""Which bars of cells answer a question as a whole, and which rows answer for the bars that its days cut.

Of events known no finer than their bar, all have the bar's span: the bar is asked as one event would be. Of the others
nobody sees in a cell which day each is of: the whole bar must lie between the days. Of intervals that no bar of the
level holds (`is_across`) the bar tells no days: rows answer for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import narwhals as nw

from dashboard.data.calendar import first_of
from dashboard.data.question import Where
from dashboard.data.spans import ACROSS_YEARS, INTERVAL

# Bars of which there are cells; of days and weeks there would be almost as many as events.
LEVELS = ("month", "quarter", "year")
ROWS = "rows"
_DAY = dt.timedelta(days=1)
# (more days than, bars) for a question that names none; for less, rows are as quick.
_BY_DAYS = ((6 * 366, "year"), (550, "quarter"), (120, "month"))


def level_for(where: Where, keys: Sequence[str]) -> str:
    """The bars that can tell `keys` soonest; ROWS where none can, or where there are few rows."""
    if not where.is_of_cells or {"first_day", "last_day"}.intersection(keys):
        return ROWS
    named = [name.removesuffix("_first") for name in keys if name.endswith("_first")]
    if named:
        return named[0] if named[0] in LEVELS else ROWS
    days = (where.last - where.first).days if where.first and where.last else 10**6
    return next((level for more, level in _BY_DAYS if days > more), ROWS)


def whole(where: Where, *, has_across: bool) -> list[nw.Expr]:
    """The cells whose events all belong to the answer; cells have `first_day`, `last_day` of their bar, `is_exact`.

    `has_across`: whether there are intervals that no bar holds; `is_across` tells their cells, which `cut` leaves out.
    """
    first = [nw.col("first_day") >= where.first] if where.first else []
    between = [*first, nw.col("last_day") <= where.last] if where.last else first
    if between and has_across:
        between.append(~nw.col("is_across"))
    if where.is_inside or not between:
        return between
    return [reduce(and_, between) | (nw.col("is_exact") & reduce(and_, where.days))]


def cut(where: Where, level: str, *, has_across: bool) -> list[nw.Expr]:
    """The rows of the bars that the days cut, as far as they are known more finely than these, and of intervals that
    no bar holds; none if there is none."""
    if where.first is None and where.last is None:
        return []
    across = [_is_across(level)] if has_across else []
    bars = []
    if where.first and first_of(where.first, level) != where.first:
        bars.append(first_of(where.first, level))
    if where.last and first_of(where.last + _DAY, level) != where.last + _DAY:
        bars.append(first_of(where.last, level))
    if not bars:
        return across
    is_of_level = (nw.col(f"{level}_precision") == level) & ~nw.col("span_precision").is_in([level, ACROSS_YEARS])
    return [reduce(or_, [nw.col(f"{level}_first").is_in(list(dict.fromkeys(bars))) & is_of_level, *across])]


def _is_across(level: str) -> nw.Expr:
    """Rows whose span the bar of the level does not hold, although it is known to the day or the month."""
    known = nw.col("span_precision")
    return (known == ACROSS_YEARS) | ((known == INTERVAL) & (nw.col(f"{level}_precision") != level))
