"""Rows of the event table as rows of incidents.csv: typed as `dashboard.data.frames` types them, or as their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from dashboard.data.frames import blank
from dashboard.data.schema import Kind, Table
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import INCIDENTS

# Engines give counts with blanks among them as decimal numbers, and know no lists.
_TYPED: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.COUNT: int,
    Kind.YES_NO: bool,
    Kind.LATITUDE: float,
    Kind.LONGITUDE: float,
    Kind.SOURCES: lambda text: tuple(text.split(";")),
}
_CELL: Mapping[Kind, Callable[[Any], str]] = {
    Kind.YES_NO: lambda value: "yes" if value else "no",
    Kind.SOURCES: ";".join,
}


def typed(rows: pd.DataFrame, table: Table = INCIDENTS) -> list[dict[str, Any]]:
    """Each row with its columns of incidents.csv, or of IMPORTED_INCIDENTS, blank as None: counts whole, `source_ids` a
    tuple."""
    columns = _columns(rows, table)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of IMPORTED_INCIDENTS as texts, for an engine that keeps no file: a number as short as it can be."""
    columns = _columns(rows, IMPORTED_INCIDENTS)
    texts = {name: [_cell(name, value) for value in values] for name, values in columns.items()}
    return pd.DataFrame(texts, index=rows.index, dtype=str)


def _columns(rows: pd.DataFrame, table: Table) -> dict[str, list[Any]]:
    names = [name for name in table.by_name if name in rows]
    return {name: _values(rows[name], _TYPED.get(table.by_name[name].kind)) for name in names}


def _values(column: pd.Series, convert: Callable[[Any], Any] | None) -> list[Any]:
    found = map(blank, column.tolist())
    return [value if value is None or not convert else convert(value) for value in found]


def _cell(name: str, value: Any) -> str:
    return "" if value is None else _CELL.get(IMPORTED_INCIDENTS.by_name[name].kind, str)(value)
