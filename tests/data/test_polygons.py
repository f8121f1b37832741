"""Which district a point lies in, and how far it is from a province."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.polygons import Polygons


@pytest.fixture(scope="module")
def polygons(bundled: Dataset) -> Polygons:
    return Polygons.of(bundled.basemap)


def test_our_settlements_lie_in_their_districts(polygons: Polygons, bundled: Dataset) -> None:
    """Those of districts that have a polygon of their own; some stand near a line, and are rounded to 1 km."""
    own = {row["district"] for row in records(bundled.tables["districts"]) if row["is_own_polygon"]}
    rows = records(bundled.tables["incidents"])
    known = [row for row in rows if row["location_precision"] == "settlement" and row["district"] in own]
    right = [
        row for row in known if (polygons.district_at(row["latitude"], row["longitude"]) or ("",))[0] == row["district"]
    ]
    assert len(known) > 100
    assert len(right) > 0.85 * len(known)


def test_a_point_of_another_country_lies_in_none(polygons: Polygons) -> None:
    assert polygons.district_at(36.2, 37.15) is None


def test_distance_is_nothing_inside_and_grows_outside(polygons: Polygons) -> None:
    assert polygons.kilometres_from("Duhok", 37.09, 43.49) == 0
    assert polygons.kilometres_from("Duhok", 36.19, 44.01) == pytest.approx(50, abs=25)  # the city of Erbil
    with pytest.raises(KeyError):
        polygons.kilometres_from("Atlantis", 36, 44)
