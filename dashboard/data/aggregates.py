"""Cells added up beforehand, in the DuckDB that holds the events: made once for a version of the data.

A cell counts the events of one kind (what a Selection can choose by) in one bar of a timeline; tables of bigger bars
are shorter. Tiles do the same by square of the map and year. Whatever these tables can't tell, rows do.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from dashboard.data.bars import LEVELS
from dashboard.data.measures import ALL_MEASURES, COUNTED, COUNTED_COLUMNS, KIND_COLUMNS, SQUARE_SUMS, SUMMED
from dashboard.data.mercator import FINEST_ZOOM
from dashboard.data.spans import ACROSS_YEARS, INTERVAL

# There are tiles of these squares, for what is further out, too.
TILE_ZOOMS = (8, 10, FINEST_ZOOM)
# Positions are whole numbers of these: they add up to the same in any order.
PARTS_OF_DEGREE = 100_000
# Measure -> how rows add up to it.
OF_ROWS: Mapping[str, str] = {
    "incidents": "count(*)",
    **{name: f"sum(counted_{name})" for name in COUNTED},
    **{name: f"sum({column})" for name, column in SUMMED.items()},
    **{f"{name}_known": f"count({column})" for name, column in SUMMED.items()},
    "north": "sum(north)",
    "east": "sum(east)",
}
OF_SQUARES = (
    "incidents", "areas", "unknown", *SQUARE_SUMS, *(f"{name}_known" for name in SQUARE_SUMS), "north", "east",
)  # fmt: skip
# Of the columns that counts are made from, those that are long: found in `events`, or in the index of words.
_ELSEWHERE = ("incident_id", "search_text")
_KINDS = ", ".join(KIND_COLUMNS)
SAME_KIND = " AND ".join(f"e.{name} IS NOT DISTINCT FROM k.{name}" for name in KIND_COLUMNS)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `kinds`, `counted`, the cells of each of LEVELS and the tiles of TILE_ZOOMS from the table `events`.

    `events` has the columns of `dashboard.data.events.event_table`, as `measures.storable` gives them.
    """
    build_kinds(connection, "events")
    columns = ", ".join(f"e.{name}" for name in (*COUNTED_COLUMNS, "span_precision") if name not in _ELSEWHERE)
    positions = ", ".join(
        f"(e.drawn_{axis} * {PARTS_OF_DEGREE})::INTEGER AS {name}"
        for axis, name in (("latitude", "north"), ("longitude", "east"))
    )
    connection.execute(
        f"CREATE TABLE counted AS SELECT {columns}, {positions}, k.kind "
        f"FROM events e JOIN kinds k ON {SAME_KIND} ORDER BY e.first_day, e.position"
    )
    for level in LEVELS:
        build_cells(connection, level, "counted", OF_ROWS)
    for zoom in TILE_ZOOMS:
        build_tiles(connection, zoom, "counted", FINEST_ZOOM, OF_ROWS)


def build_kinds(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make `kinds`: a number for each combination of KIND_COLUMNS in a table."""
    connection.execute(
        "CREATE TABLE kinds AS SELECT (row_number() OVER () - 1)::INTEGER AS kind, * "
        f"FROM (SELECT DISTINCT {_KINDS} FROM {table} ORDER BY ALL)"
    )


def build_cells(connection: duckdb.DuckDBPyConnection, level: str, table: str, added: Mapping[str, str]) -> None:
    """Make `cells_{level}` from a table that has kinds, bars and what each measure is `added` up from."""
    measures = ", ".join(f"{added[name]}::BIGINT AS {name}" for name in ALL_MEASURES)
    keys = f"{level}_first, {level}_precision"
    connection.execute(
        f"CREATE TABLE cells_{level} AS SELECT *, {_span(level)} FROM (SELECT {keys}, {_is_exact(level)}, "
        f"{_is_across(level)}, kind, {_KINDS}, {measures} FROM {table} GROUP BY ALL) ORDER BY {keys}, kind"
    )


def build_tiles(
    connection: duckdb.DuckDBPyConnection, zoom: int, table: str, tiled: int, added: Mapping[str, str]
) -> None:
    """Make `tiles_{zoom}` in the same way from a table that has squares of the zoom `tiled`."""
    measures = ", ".join(f"{added[name]}::BIGINT AS {name}" for name in OF_SQUARES)
    squares = ", ".join(f"(tile_{axis} >> {tiled - zoom})::INTEGER AS tile_{axis}" for axis in "xy")
    # By ever smaller blocks of squares, so that a part of the map is read from few places.
    blocks = ", ".join(f"tile_{axis} >> {shift}" for shift in (8, 6, 4, 2) for axis in "xy")
    connection.execute(
        f"CREATE TABLE tiles_{zoom} AS SELECT *, {_span('year')} FROM (SELECT year_first, year_precision, "
        f"{_is_exact('year')}, {_is_across('year')}, {squares}, kind, {_KINDS}, {measures} "
        f"FROM (SELECT * FROM {table} WHERE tile_x IS NOT NULL) GROUP BY ALL) "
        f"ORDER BY {blocks}, year_first, kind"
    )


def _is_exact(level: str) -> str:
    """Whether the bar is all that is known of the days of its events, so that their span is the bar's."""
    return f"span_precision = {level}_precision AS is_exact"


def _is_across(level: str) -> str:
    """Whether the bar does not hold the whole span of its events, which is known (`bars`)."""
    is_wider = f"(span_precision = '{INTERVAL}' AND {level}_precision <> '{level}')"
    return f"(span_precision = '{ACROSS_YEARS}' OR {is_wider}) AS is_across"


def _span(level: str) -> str:
    """First and last day of the bar."""
    first, precision = f"{level}_first", f"{level}_precision"
    lengths = " ".join(f"WHEN '{one}' THEN INTERVAL 1 {one}" for one in LEVELS)
    return (
        f"{first} AS first_day, "
        f"({first} + CASE {precision} {lengths} ELSE INTERVAL 1 day END - INTERVAL 1 day)::DATE AS last_day"
    )
