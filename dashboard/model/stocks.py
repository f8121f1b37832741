"""What may be added up, and what not: a count of everything so far (a stock) added to another counts twice."""

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
# Values that all rows of a sum have to share -> the reason where they do not.
_SHARED: Mapping[str, str] = {
    "organisation": "no-sum-organisations",
    "indicator": "no-sum-quantities",
    "unit": "no-sum-quantities",
}


def added_up(table: str, column: str, rows: pd.DataFrame) -> int | None:
    """The sum of `column` over `rows` of `table`; None where no row knows it. One known number is its own sum.

    Raises NotAddableError, with the reason, where the numbers can't be added up: a stock is among them, or they count
    different things or places that overlap, come from different organisations, or may repeat each other.
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
    yield from (reason for name, reason in _SHARED.items() if name in rows and rows[name].nunique(dropna=False) > 1)
    if "is_cumulative" in rows and _repeats(rows):
        yield "no-sum-same-time-and-place"


def _repeats(rows: pd.DataFrame) -> bool:
    """Whether two new counts may hold the same people: nobody can say that their places or their days are apart."""
    return any(_may_repeat(one, other) for one, other in combinations(records(rows), 2))


def _may_repeat(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    places = [(one.get(name), other.get(name)) for name in ("province", "district")]
    is_apart = any(here and there and here != there for here, there in places)
    return not (is_apart or _is_before(one, other) or _is_before(other, one))


def _is_before(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    start, end = ("period_start", "period_end") if "period_start" in one else ("date", "date")
    last, first = one[f"{end}_last_day"], other[f"{start}_first_day"]
    return bool(last and first and last < first)
