"""Rows of text -> typed values, by the schema; every cell that can't be used is reported with its place.

Rules across the cells of a row stand in `dashboard.data.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dashboard.data import cells
from dashboard.data.cells import CellError
from dashboard.data.reading import Row
from dashboard.data.rules import row_problems, rules
from dashboard.data.schema import Column, Kind, Table
from dashboard.errors import Problem, Severity, counted_by

CELLS_KEPT = 65_536
Read = tuple[Any, tuple[str, Severity] | None]
COUNT_LIMITS = (0.0, float(cells.LARGEST_COUNT))
_PARSERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.TEXT: cells.parse_text,
    Kind.ID: cells.parse_text,
    Kind.COUNT: cells.parse_count,
    Kind.NUMBER: lambda cell: cells.parse_number(cell, *COUNT_LIMITS),
    Kind.LATITUDE: lambda cell: cells.parse_number(cell, -90, 90),
    Kind.LONGITUDE: lambda cell: cells.parse_number(cell, -180, 180),
    Kind.DATE: cells.parse_date,
    Kind.YES_NO: cells.parse_yes_no,
    Kind.URL: cells.parse_url,
    Kind.LIST: cells.parse_list,
    Kind.SOURCES: cells.parse_list,
}
_REFERS_TO: Mapping[Kind, str] = {
    Kind.CHOICE: "vocabularies",
    Kind.PROVINCE: "provinces",
    Kind.DISTRICT: "districts",
    Kind.SOURCES: "sources",
}


@dataclass
class Allowed:
    """What cells may refer to, grown while the tables are read in their order.

    `values` maps (table, column) to the vocabulary, `ids` a table's name to every id that its file holds.
    Both include rows set aside, and a file that can't be read has no entry in `ids` and refuses nothing: a row
    is not refused for the fault of another.
    """

    values: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    province_of: dict[str, str] = field(default_factory=dict)

    def choices(self, table: str, column: str) -> set[str]:
        return self.values.get((table, column)) or self.values.get(("*", column), set())

    def allow(self, table: str, column: str, value: str) -> None:
        """One value more for a column of a table, or of all (`*`)."""
        self.values.setdefault((table, column), set()).add(value)

    def with_values(self, more: Allowed) -> Allowed:
        """A copy that grows by itself, in which the values of `more` are allowed, too."""
        values = {key: set(found) for key, found in self.values.items()}
        for key, found in more.values.items():
            values[key] = self.choices(*key) | found
        return Allowed(values, dict(self.ids), self.province_of)


def convert(table: Table, rows: list[Row], allowed: Allowed) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Typed rows in the file's order (with `line` and the cells as `text`), and the problems found.

    A date column `x` gives a PartialDate or None; yes/no a bool; a list a tuple; blank None.
    """
    good: list[dict[str, Any]] = []
    problems: list[Problem] = _duplicates(table, rows)
    allowed.ids[table.name] = {row.cells[table.key] for row in rows} if table.key else set()
    readers = {column: reader(table, column, allowed) for column in table.columns}
    told_by = rules(table, allowed.province_of)
    for row in filter(lambda row: row.is_readable, rows):
        values: dict[str, Any] = {"line": row.line, "text": row.cells}
        found: list[Problem] = []
        for column, read in readers.items():
            values[column.name], fault = read(row.cells[column.name])
            found += [_problem(table, column, row, *fault)] if fault else []
        found += [] if found else row_problems(table, values, told_by)
        problems += found
        if all(one.severity is Severity.NOTE for one in found):
            good.append(values)
    return good, problems


def reader(table: Table, column: Column, allowed: Allowed) -> Callable[[str], Read]:
    """Reads the cells of a column: the value, or why there is none. Cells that repeat are read once."""

    def read(cell: str) -> Read:
        if not cell or (column.kind is Kind.SOURCES and not cells.parse_list(cell)):
            return None, ("may not be empty", Severity.ROW_SET_ASIDE) if column.is_required else None
        reason = _reference_reason(table, column, cell, allowed)
        if reason:
            return None, (reason, Severity.STOPS if column.kind is Kind.SOURCES else Severity.ROW_SET_ASIDE)
        try:
            return _PARSERS.get(column.kind, cells.parse_text)(cell), None
        except CellError as error:
            return None, (str(error), Severity.ROW_SET_ASIDE)

    return read if column.kind in (Kind.ID, Kind.TEXT) else lru_cache(maxsize=CELLS_KEPT)(read)


def _reference_reason(table: Table, column: Column, cell: str, allowed: Allowed) -> str:
    """Why the cell points to something that does not exist; blank when it does, or when nobody can tell."""
    refers_to = _REFERS_TO.get(column.kind, column.refers_to)
    if refers_to not in allowed.ids:
        return ""
    known = allowed.ids[refers_to]
    if column.kind is Kind.SOURCES:
        unknown = [source for source in cells.parse_list(cell) if source not in known]
        return f"unknown source {', '.join(unknown)}: not in sources.csv" if unknown else ""
    if column.kind is Kind.CHOICE:
        known = allowed.choices(table.name, column.name)
    return "" if cell in known else f"is not a value of {refers_to}.csv"


def _duplicates(table: Table, rows: list[Row]) -> list[Problem]:
    if not table.key:
        return []
    first: dict[str, int] = {}
    problems = []
    for row in filter(lambda row: row.is_readable, rows):
        key = row.cells[table.key]
        if key in first:
            reason = duplicate(table.file, first[key])
            problems.append(_problem(table, table.by_name[table.key], row, reason, Severity.STOPS))
        elif key:
            first[key] = row.line
    return problems


def duplicate(file: str, first: int) -> str:
    """Why an id that stands in the row at `first` may not stand in another."""
    return f"duplicate: stands in {counted_by(file)} {first} too"


def _problem(table: Table, column: Column, row: Row, reason: str, severity: Severity) -> Problem:
    return Problem(severity, table.file, reason, row.line, column.name, row.cells[column.name])
