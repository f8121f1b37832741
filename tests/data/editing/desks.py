"""A data folder in which a careful editor finds nothing, and what is on the desk when one cell of it is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.data.cells import parse_date
from dashboard.data.editing.desk import Desk
from dashboard.data.editing.edit import look_at
from dashboard.data.schema import Kind
from dashboard.data.tables import TABLES
from tests.tiny import Row, rows

TODAY = dt.date(2024, 10, 1)  # the tiny dataset was compiled a month before
_SCHEMA = {table.name: table for table in TABLES}


def clean_tables() -> dict[str, Sequence[Row]]:
    """The tiny tables without what the rules find in them: their addresses are nobody's, most pages too old."""
    sources = [row | {"published": "", "url": f"https://news-{n}.iq/page"} for n, row in enumerate(rows("sources"))]
    districts = [row | ({"status": "vague"} if row["district"] == "Mergasor" else {}) for row in rows("districts")]
    outposts = [
        row | ({"reported_as_of": "2024-08"} if row["outpost_id"] == "out-1" else {}) for row in rows("outposts")
    ]
    publishers = [row for row in rows("publishers") if row["publisher_id"] != "court"]
    return {"sources": sources, "districts": districts, "outposts": outposts, "publishers": publishers}


def typed(table: str, **cells: Any) -> dict[str, Any]:
    """Cells as a loaded row has them: of a date, given as text, its days, too."""
    found = dict(cells)
    for name, value in cells.items():
        if name in _SCHEMA[table].by_name and _SCHEMA[table].by_name[name].kind is Kind.DATE:
            date = parse_date(value) if value else None
            found |= {f"{name}_first_day": date and date.first_day, f"{name}_last_day": date and date.last_day}
    return found


def changed(desk: Desk, table: str, row: str, **cells: Any) -> Desk:
    """The desk with some cells of one row changed, blank as None; a date as text."""
    key = _SCHEMA[table].key
    assert any(one[key] == row for one in desk.tables[table]), row
    new = [dict(one) | (typed(table, **cells) if one[key] == row else {}) for one in desk.tables[table]]
    return _with(desk, table, new)


def added(desk: Desk, table: str, like: str, **cells: Any) -> Desk:
    """The desk with a copy of one row, some cells changed, at the end of its table."""
    key = _SCHEMA[table].key
    (row,) = [one for one in desk.tables[table] if one[key] == like]
    return _with(desk, table, [*desk.tables[table], dict(row) | typed(table, **cells)])


def _with(desk: Desk, table: str, new: Sequence[dict[str, Any]]) -> Desk:
    sources = {one["source_id"]: one for one in new} if table == "sources" else desk.sources
    districts = {one["district"]: one for one in new} if table == "districts" else desk.districts
    return replace(desk, tables={**desk.tables, table: new}, sources=sources, districts=districts)


def found(desk: Desk, but: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """(rule, id, column) of every finding, those of some rules left out."""
    return [(one.rule, one.id, one.column) for one in look_at(desk).findings if one.rule not in but]
