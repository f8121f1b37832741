"""What of our own tables may be added up: a count of everything so far (a stock) added to another counts twice.

Of published figures `dashboard.model.published` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.errors import NotAddableError
from dashboard.text import Words

# (table, column) whose numbers are shown one by one, whatever the rows.
NEVER_ADDED: Mapping[tuple[str, str], str] = {
    ("outposts", "sites_count"): "no-sum-sites",
    ("incidents", "combatants_killed"): "no-sum-combatants",
    ("incidents", "villages_emptied"): "no-sum-villages-emptied",
}


def added_up(table: str, column: str, rows: pd.DataFrame) -> int | None:
    """The sum of `column` over `rows` of `table`; None where no row knows it. One known number is its own sum.

    Raises NotAddableError, with the reason, where the numbers can't be added up: a stock is among them, they come from
    different organisations, or they may repeat each other: their days and places are not known to be apart.
    """
    known = rows[rows[column].notna()]
    if len(known) > 1:
        for reason in _reasons(table, column, known):
            raise NotAddableError(reason, Words("en")(reason))
    return int(known[column].sum()) if len(known) else None


def reason_not_to_add(table: str, column: str, rows: pd.DataFrame) -> str:
    """Why `added_up` refuses, as a key of the text catalogue; blank when it does not."""
    try:
        added_up(table, column, rows)
    except NotAddableError as refusal:
        return refusal.reason
    return ""


def _reasons(table: str, column: str, rows: pd.DataFrame) -> Iterator[str]:
    if (table, column) in NEVER_ADDED:
        yield NEVER_ADDED[table, column]
    if "is_overlapping" in rows and rows["is_overlapping"].any():
        yield "no-sum-overlapping"
    if "is_cumulative" in rows and rows["is_cumulative"].any():
        yield "no-sum-stock"
    if "organisation" in rows and rows["organisation"].nunique() > 1:
        yield "no-sum-organisations"
    if "date" in rows and _repeats(rows):
        yield "no-sum-same-time-and-place"


def _repeats(rows: pd.DataFrame) -> bool:
    """Whether two new counts may hold the same people: nobody can say that their places or their days are apart."""
    return any(_may_repeat(one, other) for one, other in combinations(records(rows), 2))


def _may_repeat(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    places = [(one.get(name), other.get(name)) for name in ("province", "district")]
    is_apart = any(here and there and here != there for here, there in places)
    return not (is_apart or _is_before(one, other) or _is_before(other, one))


def _is_before(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    last, first = one["date_last_day"], other["date_first_day"]
    return bool(last and first and last < first)
