"""Squares of the map from the event store, against plain Python over the events one by one; the same of each engine."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.measures import SQUARE_COLUMNS
from dashboard.data.mercator import FINEST_ZOOM, SQUARE_PIXELS, WORLD, Extent, extent_of, mercator, squares_of
from dashboard.data.store import EventStore

EVERYTHING, NOTHING = nw.col("position") >= 0, nw.col("position") < 0
ZOOMS = (0, 4, 7, 9, 13, FINEST_ZOOM)
SUMS = {"killed_low": "killed_low", "killed_high": "killed_high", "injured": "civilians_injured"}


@pytest.fixture(scope="module")
def events(bundled: Dataset) -> pd.DataFrame:
    return event_table(bundled.tables, "bundled")


@pytest.fixture(scope="module")
def in_duckdb(events: pd.DataFrame) -> EventStore:
    return EventStore.of(events, most_in_pandas=0)


@pytest.fixture(params=["pandas", "DuckDB"])
def store(bundled: Dataset, in_duckdb: EventStore, request: pytest.FixtureRequest) -> EventStore:
    return in_duckdb if request.param == "DuckDB" else bundled.events


def expected(events: pd.DataFrame, zoom: int) -> dict[tuple[int, int], dict[str, Any]]:
    """Square -> what its incidents are, one by one."""
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in events[events["is_mapped"]].itertuples():
        pixels = mercator(np.array([row.drawn_latitude]), np.array([row.drawn_longitude]), zoom)
        x, y = (int(one[0] // SQUARE_PIXELS) for one in pixels)
        found[x, y].append(row)
    return {square: _added(rows) for square, rows in found.items()}


def _added(rows: list[Any]) -> dict[str, Any]:
    known = {name: [getattr(row, column) for row in rows] for name, column in SUMS.items()}
    known = {name: [int(one) for one in values if one is not pd.NA] for name, values in known.items()}
    return {
        "incidents": len(rows),
        "areas": sum(row.location_precision == "district" for row in rows),
        "unknown": sum(row.is_toll_unknown for row in rows),
        "latitude": pytest.approx(sum(row.drawn_latitude for row in rows) / len(rows)),
        "longitude": pytest.approx(sum(row.drawn_longitude for row in rows) / len(rows)),
        **{name: sum(values) for name, values in known.items()},
        **{f"{name}_known": len(values) for name, values in known.items()},
    }


def by_square(table: pd.DataFrame) -> dict[tuple[int, int], dict[str, Any]]:
    """The rows of an answer; a sum of nothing known, which may be blank, as 0."""
    filled = table.fillna(dict.fromkeys(SUMS, 0))
    return {(row.pop("square_x"), row.pop("square_y")): row for row in filled.to_dict("records")}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_squares_are_what_their_incidents_add_up_to(zoom: int, store: EventStore, events: pd.DataFrame) -> None:
    table = store.squares(EVERYTHING, zoom)
    assert list(table) == list(SQUARE_COLUMNS)
    assert by_square(table) == expected(events, zoom)


def test_squares_are_those_of_the_events_that_are_asked_for(store: EventStore, events: pd.DataFrame) -> None:
    found = by_square(store.squares(nw.col("has_harm"), 9))
    assert found == expected(events[events["has_harm"]], 9)
    assert 0 < len(found) < len(by_square(store.squares(EVERYTHING, 9)))


def test_nothing_has_no_squares_but_all_columns(store: EventStore) -> None:
    table = store.squares(NOTHING, 9)
    assert (list(table), len(table)) == (list(SQUARE_COLUMNS), 0)
    assert store.extent(NOTHING) is None


@settings(max_examples=30)
@given(
    zoom=st.integers(0, 12),
    corners=st.tuples(st.floats(41, 46), st.floats(34, 38), st.floats(41, 46), st.floats(34, 38)),
)
def test_an_extent_leaves_the_squares_that_touch_it_and_those_whole(
    bundled: Dataset, zoom: int, corners: Extent
) -> None:
    west, east = sorted(corners[::2])
    south, north = sorted(corners[1::2])
    everywhere = by_square(bundled.events.squares(EVERYTHING, zoom))
    found = by_square(bundled.events.squares(EVERYTHING, zoom, (west, south, east, north)))
    for square, row in everywhere.items():
        left, bottom, right, top = extent_of((*square, *square), zoom)
        touches = left < east and west < right and bottom < north and south < top
        is_on_an_edge = {left, right} & {west, east} or {top, bottom} & {north, south}
        assert is_on_an_edge or (square in found) == touches
        assert found.get(square, row) == row


@pytest.mark.parametrize("zoom", [0, 5, 13])
def test_the_extent_of_a_square_touches_that_square(zoom: int) -> None:
    west, south, east, north = extent_of((3, 2, 4, 2), zoom)
    width, height = (east - west) / 100, (north - south) / 100
    assert squares_of((west + width, south + height, east - width, north - height), zoom) == (3, 2, 4, 2)


def test_the_world_holds_the_squares_of_every_place() -> None:
    assert squares_of(WORLD, FINEST_ZOOM)[:2] == (0, 0)
    assert squares_of((44, 36, 45, 37), 3)[0] <= squares_of(WORLD, 3)[2]


def test_the_extent_is_around_where_incidents_are_drawn(store: EventStore, events: pd.DataFrame) -> None:
    found = store.extent(nw.col("has_harm"))
    drawn = events.loc[events["is_mapped"] & events["has_harm"], ["drawn_longitude", "drawn_latitude"]].astype(float)
    assert found is not None
    west, south, east, north = found
    square = 360 / 256 / 2**FINEST_ZOOM * SQUARE_PIXELS
    exact = [*drawn.min(), *drawn.max()]
    assert [west, south, east, north] == pytest.approx(exact, abs=square)
    assert west <= exact[0] <= exact[2] <= east
    assert south <= exact[1] <= exact[3] <= north
