"""Rules about days: what has not happened yet, what nobody could have known, what its sources could not have seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row

# Days on which something happened or was said. Milestones may be announced; a period may end when it is over.
PAST = {
    "incidents": ("date",),
    "outposts": ("first_reported", "reported_as_of"),
    "affected_places": ("since", "reported_as_of"),
    "displacement": ("date",),
    "published_figures": ("period_start", "as_of"),
    "sources": ("published",),
}
# What the sources of a row have to be able to tell.
TOLD = {name: columns for name, columns in PAST.items() if name != "sources"} | {"published_figures": ("as_of",)}
IN_ORDER = {"outposts": ("first_reported", "reported_as_of"), "affected_places": ("since", "reported_as_of")}
# Elsewhere it may be a day later or earlier: a page has the date of where it was made, a server that of where it runs.
ONE_DAY = dt.timedelta(days=1)


def first_day(row: Row, column: str) -> Any:
    """The first day that a date may mean; None where it is blank."""
    return row[f"{column}_first_day"]


def last_day(row: Row, column: str) -> Any:
    """The last day that a date may mean; None where it is blank."""
    return row[f"{column}_last_day"]


def future(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A day after today."""
    for column in PAST[table]:
        day = first_day(row, column)
        if day and day > desk.today + ONE_DAY:
            yield Found(table, row, column, {"today": desk.today.isoformat()})


def after_compilation(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A day after the one on which the dataset was compiled, or got; what is in the future is told already."""
    for column in PAST[table]:
        day = first_day(row, column)
        if day and desk.compiled_on and desk.compiled_on + ONE_DAY < day <= desk.today + ONE_DAY:
            yield Found(table, row, column, {"compiled": desk.compiled_on.isoformat()})


def outside_coverage(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """An incident of which no day lies in what the dataset covers."""
    first, last = first_day(row, "date"), last_day(row, "date")
    is_before = desk.covers_from is not None and last < desk.covers_from
    is_after = desk.covers_to is not None and desk.covers_to < first <= (desk.compiled_on or desk.today)
    if is_before or is_after:
        yield Found(table, row, "date", {"first": str(desk.covers_from), "last": str(desk.covers_to)})


def sources_older(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """What all its sources were published before; with one undated source nobody can say."""
    days = [desk.sources[one]["published_last_day"] for one in row["source_ids"] if one in desk.sources]
    if not days or not all(days):
        return
    for column in TOLD[table]:
        day = first_day(row, column)
        if day and day > max(days) + ONE_DAY:
            yield Found(table, row, column, {"last": max(days).isoformat()})


def out_of_order(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A first report after the latest."""
    earlier, later = IN_ORDER[table]
    if row[earlier] and row[later] and first_day(row, earlier) > last_day(row, later):
        yield Found(table, row, earlier, {"later": row[later]})


def stated_early(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A figure of a period that ended after the figure was stated."""
    if row["period_end"] and row["as_of"] and first_day(row, "period_end") > last_day(row, "as_of") + ONE_DAY:
        yield Found(table, row, "period_end", {"stated": row["as_of"]})
