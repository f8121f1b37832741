"""Drawn positions: rows known to their district are spread around its centre, all others stay where they are."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.spread import SEATS, drawn_positions

PLACED = ["incidents", "outposts", "affected_places"]
KM_PER_DEGREE = 111.2


def rows(*places: tuple[float | None, float | None, str]) -> pd.DataFrame:
    latitudes, longitudes, precisions = zip(*places, strict=True)
    return pd.DataFrame(
        {
            "latitude": pd.array(latitudes, dtype="Float64"),
            "longitude": pd.array(longitudes, dtype="Float64"),
            "location_precision": precisions,
        }
    )


def drawn(frame: pd.DataFrame) -> list[tuple[float, float]]:
    positions = drawn_positions(frame)
    return list(zip(positions["drawn_latitude"], positions["drawn_longitude"], strict=True))


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, east = one[0] - other[0], (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(north, east) * KM_PER_DEGREE


def test_a_settlement_stays_where_it_is() -> None:
    assert drawn(rows((37.15, 42.69, "settlement"), (37.15, 42.69, "settlement"))) == [(37.15, 42.69)] * 2


def test_rows_without_coordinates_stay_without() -> None:
    positions = drawn_positions(rows((None, None, "province"), (37.09, 43.49, "district")))
    assert list(positions["drawn_latitude"].isna()) == list(positions["drawn_longitude"].isna()) == [True, False]


def test_rows_of_one_district_are_a_kilometre_apart_or_more() -> None:
    found = drawn(rows(*[(37.09, 43.49, "district")] * 40))
    assert min(km_between(one, other) for one, other in itertools.combinations(found, 2)) > 1
    assert max(km_between(one, (37.09, 43.49)) for one in found) < 12


def test_however_many_rows_a_district_has_they_stay_near_its_centre() -> None:
    found = drawn(rows(*[(37.09, 43.49, "district")] * (2 * SEATS + 1)))
    assert max(km_between(one, (37.09, 43.49)) for one in found) < 15
    assert len(set(found)) == SEATS
    assert found[: SEATS + 1] == found[SEATS:]


def test_the_spiral_is_round_on_the_ground() -> None:
    found = drawn(rows(*[(37.09, 43.49, "district")] * 40))
    steps = [km_between((37.09, 43.49), one) / math.sqrt(n + 0.5) for n, one in enumerate(found)]
    assert max(steps) / min(steps) < 1.01


def test_a_row_is_drawn_at_the_same_place_however_many_follow() -> None:
    whole = rows(*[(37.09, 43.49, "district")] * 10)
    assert drawn(whole.head(4)) == drawn(whole)[:4]


def test_districts_do_not_push_each_other() -> None:
    mixed = rows((37.09, 43.49, "district"), (36.65, 44.54, "district"), (37.09, 43.49, "district"))
    alone = rows((37.09, 43.49, "district"), (37.09, 43.49, "district"))
    assert [drawn(mixed)[0], drawn(mixed)[2]] == drawn(alone)


def test_the_given_rows_are_not_changed() -> None:
    frame = rows((37.09, 43.49, "district"))
    drawn_positions(frame)
    assert frame.equals(rows((37.09, 43.49, "district")))


@pytest.mark.parametrize("table", PLACED)
def test_every_bundled_row_is_drawn_near_its_coordinates(table: str, bundled: Dataset) -> None:
    frame = bundled.tables[table]
    assert list(frame["drawn_latitude"].isna()) == list(frame["latitude"].isna())
    placed = frame[frame["latitude"].notna()]
    for row in placed.itertuples():
        distance = km_between((row.drawn_latitude, row.drawn_longitude), (row.latitude, row.longitude))
        assert distance < (15 if row.location_precision == "district" else 0.01)
    at_district = placed[placed["location_precision"] == "district"]
    assert not at_district.duplicated(["drawn_latitude", "drawn_longitude"]).any()
