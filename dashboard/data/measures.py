"""What is counted and added up of events: the columns of cells, and how rows become cells of one event each.

A sum of nothing known is not 0: sums of an empty column are, so that every sum travels with the number of incidents
that know it.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from dashboard.data.calendar import GRAINS

TOLL_COLUMNS = ("killed_low", "killed_best", "killed_high", "injured")
# Deaths of all kinds of people, which some imported datasets count: never added to civilians killed.
DEATH_COLUMNS = ("deaths_low", "deaths_best", "deaths_high")
SUMMED = {
    "killed_low": "killed_low",
    "killed_best": "civilians_killed",
    "killed_high": "killed_high",
    "injured": "civilians_injured",
    "deaths_low": "least_deaths",
    "deaths_best": "deaths_best",
    "deaths_high": "most_deaths",
}
# Number of rows that a sum of 0 and 1 counts -> the column that says yes or no. Computed at load: Spark can't sum
# booleans, and pandas is slow where an aggregation computes something first.
COUNTED = {
    "unknown": "is_toll_unknown",
    "range_only": "is_range_only",
    "mapped": "is_mapped",
    "harm": "has_harm",
    "injured_unknown": "is_injured_unknown",
    "areas": "is_area",
    "deaths_unknown": "is_deaths_unknown",
}
DEATHS_UNKNOWN = "deaths_unknown"
COUNT_COLUMNS = ("incidents", *(name for name in COUNTED if name != DEATHS_UNKNOWN))
KNOWN_COLUMNS = tuple(f"{name}_known" for name in TOLL_COLUMNS)
MEASURED_COLUMNS = (*COUNT_COLUMNS, *TOLL_COLUMNS, *KNOWN_COLUMNS)
DEATH_MEASURES = (DEATHS_UNKNOWN, *DEATH_COLUMNS, *(f"{name}_known" for name in DEATH_COLUMNS))
ALL_MEASURES = (*MEASURED_COLUMNS, *DEATH_MEASURES)
# What a square of the map says of its incidents, besides how many they are and where.
SQUARE_SUMS = ("killed_low", "killed_high", "injured")
SQUARE_COLUMNS = (
    "square_x", "square_y", "incidents", "areas", "latitude", "longitude", "unknown", *SQUARE_SUMS,
    *(f"{name}_known" for name in SQUARE_SUMS),
)  # fmt: skip
# What a Selection chooses by, the search and the days apart.
KIND_COLUMNS = (
    "dataset", "scope", "province", "district", "event_type", "attributed_to", "attribution_status", "has_harm",
)  # fmt: skip
KIND_MEASURES = ("incidents", "areas")
# What questions about counts read: the narrower a table, the less there is to look up for each of them.
COUNTED_COLUMNS = (
    "incident_id", "position", *KIND_COLUMNS, "first_day", "last_day", "civilians_killed", "killed_low", "killed_high",
    "civilians_injured", "least_deaths", "deaths_best", "most_deaths", "is_mapped", "is_area", "is_toll_unknown",
    "is_range_only", "search_text", "tile_x", "tile_y", "drawn_latitude", "drawn_longitude",
    *(f"counted_{name}" for name in COUNTED),
    *(f"{grain}_first" for grain in GRAINS), *(f"{grain}_precision" for grain in GRAINS),
)  # fmt: skip


def measured(*, with_deaths: bool) -> tuple[str, ...]:
    """What cells of a store say: all deaths only where one of its events knows them, so that others take no longer."""
    return ALL_MEASURES if with_deaths else MEASURED_COLUMNS


def of_rows() -> list[nw.Expr]:
    """ALL_MEASURES of a group of rows."""
    return [
        nw.len().alias("incidents"),
        *(nw.col(f"counted_{name}").sum().alias(name) for name in COUNTED),
        *(nw.col(column).sum().alias(name) for name, column in SUMMED.items()),
        *(nw.col(column).count().alias(f"{name}_known") for name, column in SUMMED.items()),
    ]


def of_squares() -> list[nw.Expr]:
    """SQUARE_COLUMNS, but for the numbers of the square, of a group of rows."""
    sums = {name: SUMMED[name] for name in SQUARE_SUMS}
    return [
        nw.len().alias("incidents"),
        *(nw.col(f"counted_{name}").sum().alias(name) for name in ("areas", "unknown")),
        *(nw.col(f"drawn_{name}").mean().alias(name) for name in ("latitude", "longitude")),
        *(nw.col(column).sum().alias(name) for name, column in sums.items()),
        *(nw.col(column).count().alias(f"{name}_known") for name, column in sums.items()),
    ]


def storable(events: pd.DataFrame) -> pd.DataFrame:
    """Texts as texts: an object column would be typed by its first rows. Days are date objects, which DuckDB knows."""
    days = ("first_day", "last_day", *(f"{grain}_first" for grain in GRAINS))
    texts = [name for name in events.select_dtypes(["object", "str"]) if name not in days]
    is_deaths_unknown = events[list(DEATH_COLUMNS)].isna().all(axis="columns")
    known = events.assign(is_injured_unknown=events["civilians_injured"].isna(), is_deaths_unknown=is_deaths_unknown)
    counted = {f"counted_{name}": known[column].astype("int64") for name, column in COUNTED.items()}
    return events.astype(dict.fromkeys(texts, "str")).assign(**counted)


def one_a_cell(counted: pd.DataFrame) -> pd.DataFrame:
    """Each event as a cell, with ALL_MEASURES."""
    measures: dict[str, Any] = {"incidents": 1}
    measures |= {name: counted[f"counted_{name}"] for name in COUNTED}
    measures |= {name: counted[column].fillna(0).astype("int64") for name, column in SUMMED.items()}
    measures |= {f"{name}_known": counted[column].notna().astype("int64") for name, column in SUMMED.items()}
    return counted.assign(**measures)
