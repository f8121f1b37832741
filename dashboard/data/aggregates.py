"""Cells added up beforehand, in the DuckDB that holds the events: made once for a version of the data.

A cell counts the events of one kind (what a Selection can choose by) in one bar of a timeline; tables of bigger bars
are shorter. Tiles do the same by square of the map and year. Whatever these tables can't tell, rows do.
"""

from __future__ import annotations

import duckdb

from dashboard.data.measures import COUNTED, COUNTED_COLUMNS, KIND_COLUMNS, SUMMED
from dashboard.data.mercator import FINEST_ZOOM

# Bars of which there are cells; of days and weeks there would be almost as many as events.
LEVELS = ("month", "quarter", "year")
# Zoom of the squares -> there are tiles for it and what is further out, see `dashboard.data.mercator`.
TILE_ZOOMS = (8, 12)
_MEASURES = {
    "incidents": "count(*)",
    **{name: f"sum(counted_{name})" for name in COUNTED},
    **{name: f"sum({column})" for name, column in SUMMED.items()},
    **{f"{name}_known": f"count({column})" for name, column in SUMMED.items()},
}
_OF_TILES = (
    "incidents", "unknown", "killed_low", "killed_high", "killed_low_known", "killed_high_known", "injured",
    "injured_known",
)  # fmt: skip
_KINDS = ", ".join(KIND_COLUMNS)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `kinds`, `counted`, the cells of each of LEVELS and the tiles of TILE_ZOOMS from the table `events`.

    `events` has the columns of `dashboard.data.events.event_table`, as `measures.storable` gives them.
    """
    connection.execute(
        f"CREATE TABLE kinds AS SELECT (row_number() OVER () - 1)::INTEGER AS kind, * "
        f"FROM (SELECT DISTINCT {_KINDS} FROM events ORDER BY ALL)"
    )
    columns = ", ".join(f"e.{name}" for name in (*COUNTED_COLUMNS, "date_precision", "tile_x", "tile_y"))
    area = "(e.location_precision = 'district')::INTEGER AS counted_area"
    same = " AND ".join(f"e.{name} IS NOT DISTINCT FROM k.{name}" for name in KIND_COLUMNS)
    connection.execute(
        f"CREATE TABLE counted AS SELECT {columns}, k.kind, {area}, "
        f"(e.drawn_latitude * 100000)::INTEGER AS north, (e.drawn_longitude * 100000)::INTEGER AS east "
        f"FROM events e JOIN kinds k ON {same} ORDER BY e.first_day, e.position"
    )
    for level in LEVELS:
        _cells(connection, level)
    for zoom in TILE_ZOOMS:
        _tiles(connection, zoom)


def _cells(connection: duckdb.DuckDBPyConnection, level: str) -> None:
    measures = ", ".join(f"{what}::INTEGER AS {name}" for name, what in _MEASURES.items())
    keys = f"{level}_first, {level}_precision"
    connection.execute(
        f"CREATE TABLE cells_{level} AS SELECT *, {_span(level)} FROM (SELECT {keys}, {_is_exact(level)}, kind, "
        f"{_KINDS}, {measures} FROM counted GROUP BY ALL) ORDER BY {keys}, kind"
    )


def _tiles(connection: duckdb.DuckDBPyConnection, zoom: int) -> None:
    measures = ", ".join(f"{_MEASURES[name]}::INTEGER AS {name}" for name in _OF_TILES)
    more = "sum(counted_area)::INTEGER AS areas, sum(north)::BIGINT AS north, sum(east)::BIGINT AS east"
    shift = FINEST_ZOOM - zoom
    connection.execute(
        f"CREATE TABLE tiles_{zoom} AS SELECT *, {_span('year')} FROM (SELECT year_first, year_precision, "
        f"{_is_exact('year')}, (tile_x >> {shift})::INTEGER AS square_x, (tile_y >> {shift})::INTEGER AS square_y, "
        f"kind, {_KINDS}, {measures}, {more} FROM counted WHERE tile_x IS NOT NULL GROUP BY ALL) "
        "ORDER BY square_x >> 4, square_y >> 4, year_first, kind"
    )


def _is_exact(level: str) -> str:
    """Whether the bar is all that is known of the days of its events, so that their span is the bar's."""
    return f"date_precision = {level}_precision AS is_exact"


def _span(level: str) -> str:
    """First and last day of the bar."""
    first, precision = f"{level}_first", f"{level}_precision"
    lengths = " ".join(f"WHEN '{one}' THEN INTERVAL 1 {one}" for one in LEVELS)
    return (
        f"{first} AS first_day, "
        f"({first} + CASE {precision} {lengths} ELSE INTERVAL 1 day END - INTERVAL 1 day)::DATE AS last_day"
    )
