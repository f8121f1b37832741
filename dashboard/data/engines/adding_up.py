"""Cells that an engine adds up, brought here a year at a time: the tables that `dashboard.data.added_up` asks.

What they can't tell (words, single rows, bars that the days cut, the closest squares of the map) stays with the engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd

from dashboard.data import aggregates
from dashboard.data.bars import LEVELS
from dashboard.data.engines.patient import Patient
from dashboard.data.measures import ALL_MEASURES, KIND_COLUMNS
from dashboard.data.mercator import WORLD, finest, squares_of
from dashboard.data.offline import connect
from dashboard.data.question import Where

TILE_ZOOM = 10  # and what is further out; closer the engine is asked
_DAYS = ("year_first", *(f"{level}_first" for level in LEVELS))


def write(path: Path, engine: Patient) -> None:
    """Make the file `path` with `kinds`, cells and tiles. Raises EngineError and duckdb.Error."""
    with connect(path) as connection:
        for year in _years(engine):
            of_year = Where() & (nw.col("year_first") == year)
            for level in LEVELS:
                keys = [f"{level}_first", f"{level}_precision", "span_precision", *KIND_COLUMNS]
                _add(connection, f"added_{level}", engine.cells(of_year, keys))
            _add(connection, "added_tiles", _tiles(engine, of_year))
        _build(connection)


def _years(engine: Patient) -> Sequence[dt.date]:
    return sorted(engine.cells(Where(), ["year_first"])["year_first"])


def _tiles(engine: Patient, of_year: Where) -> pd.DataFrame:
    keys = ["year_first", "year_precision", "span_precision", *KIND_COLUMNS]
    world = finest(squares_of(WORLD, TILE_ZOOM), TILE_ZOOM)
    found = engine.squares(of_year & nw.col("is_mapped"), TILE_ZOOM, world, keys)
    scale = found["incidents"] * aggregates.PARTS_OF_DEGREE
    sums = {"north": found["latitude"] * scale, "east": found["longitude"] * scale}
    return found.rename(columns={"square_x": "tile_x", "square_y": "tile_y"}).assign(
        **{name: values.astype("float64").round().astype("int64") for name, values in sums.items()}
    )


def _add(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table, which the first of them make."""
    days = [f"{name}::DATE AS {name}" for name in _DAYS if name in rows]
    # The first rows may be none at all, which don't say what texts are.
    named = [str(name) for name in rows if name in KIND_COLUMNS or str(name).endswith("_precision")]
    texts = [f"{name}::VARCHAR AS {name}" for name in named if name != "has_harm"]
    typed = {one.rsplit(maxsplit=1)[-1] for one in (*days, *texts)}
    columns = ", ".join([*days, *texts, *(str(name) for name in rows if name not in typed)])
    part = connection.from_df(rows).project(columns)
    if (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        part.insert_into(table)
    else:
        part.create(table)


def _build(connection: duckdb.DuckDBPyConnection) -> None:
    aggregates.build_kinds(connection, "added_year")
    for level in LEVELS:
        _with_kinds(connection, f"added_{level}")
        added = {name: f"sum({name})" for name in ALL_MEASURES}
        aggregates.build_cells(connection, level, f"added_{level}", added)
    _with_kinds(connection, "added_tiles")
    added = {name: f"sum({name})" for name in aggregates.OF_SQUARES}
    for zoom in (one for one in aggregates.TILE_ZOOMS if one <= TILE_ZOOM):
        aggregates.build_tiles(connection, zoom, "added_tiles", TILE_ZOOM, added)
    for name in ("tiles", *LEVELS):
        connection.execute(f"DROP TABLE added_{name}")


def _with_kinds(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT e.*, k.kind FROM {table} e JOIN kinds k ON {aggregates.SAME_KIND}"
    )
