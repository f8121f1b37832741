"""In which district and province a point lies, and how far it is from one that is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.areas import Areas
from dashboard.data.dataset import Dataset, load
from dashboard.data.frames import records
from tests.tiny import edit

ZAKHO, SORAN, CUKURCA, DUHOK = (37.15, 42.69), (36.65, 44.54), (37.25, 43.61), (36.87, 43.0)


@pytest.fixture(scope="module")
def areas(bundled: Dataset) -> Areas:
    return Areas.of(bundled)


@pytest.mark.parametrize(
    ("point", "district"),
    [
        (ZAKHO, "Zakho"), (DUHOK, "Duhok"), (CUKURCA, "Çukurca"), ((36.74, 43.88), "Akre"), ((33.3, 44.4), None),
        (SORAN, "Rawanduz"),  # its own district has no polygon of its own
    ],
)  # fmt: skip
def test_a_point_is_in_the_district_that_owns_the_polygon(
    areas: Areas, point: tuple[float, float], district: str | None
) -> None:
    assert areas.district_at(*point) == district


def test_a_newer_district_shares_the_polygon_of_the_older_one(areas: Areas) -> None:
    assert areas.km_from_district("Soran", *SORAN) == 0
    assert areas.km_from_district("Rawanduz", *SORAN) == 0


def test_a_disputed_district_is_in_both_its_provinces(areas: Areas) -> None:
    assert areas.km_from_province("Duhok", 36.74, 43.88) == 0
    assert areas.km_from_province("Nineveh", 36.74, 43.88) == 0
    assert (areas.km_from_province("Erbil", 36.74, 43.88) or 0) > 1


def test_what_is_not_drawn_has_no_distance(areas: Areas) -> None:
    assert areas.km_from_district("Atlantis", *ZAKHO) is None
    assert areas.km_from_province("Atlantis", *ZAKHO) is None
    assert areas.km_inside_another_country("Atlantis", *ZAKHO) == 0


def test_a_lost_polygon_leaves_a_district_without_a_distance(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    edit(folder, "districts", "Zakho", "boundary_id", "lost")
    lost = Areas.of(load(folder))
    assert lost.km_from_district("Zakho", *ZAKHO) is None
    assert lost.district_at(*ZAKHO) is None
    assert lost.km_from_district("Amedi", 37.09, 43.49) == 0


def test_a_point_beyond_the_state_border_is_in_the_other_country(areas: Areas) -> None:
    assert areas.km_inside_another_country("Duhok", 37.57, 44.28) > 20, "Yüksekova"
    assert 1 < areas.km_inside_another_country("Duhok", *CUKURCA) < 2, "a town beside the border"
    assert areas.km_inside_another_country("Hakkari", *CUKURCA) == 0
    assert areas.km_inside_another_country("Duhok", *SORAN) == 0, "another province is not another country"


@given(st.floats(36.2, 38.2), st.floats(42.2, 44.8))
def test_a_distance_is_about_that_of_a_geodesic_to_the_nearest_corner(
    bundled: Dataset, areas: Areas, latitude: float, longitude: float
) -> None:
    """The outline has its corners every few hundred metres: the way to the nearest is hardly longer than that to it."""
    found = areas.km_from_district("Duhok", latitude, longitude) or 0.0
    (outline,) = [
        one["geometry"]["coordinates"][0]
        for one in bundled.basemap.layers["districts"]
        if one["properties"]["district"] == "Duhok"
    ]
    ways = [Geodesic.WGS84.Inverse(latitude, longitude, y, x)["s12"] / 1000 for x, y, *_ in outline[::2]]
    assert found <= min(ways) * 1.06 + 0.1
    assert found == 0 or found >= min(ways) * 0.94 - 3


def test_every_district_lies_in_its_province(bundled: Dataset, areas: Areas) -> None:
    for one in bundled.basemap.layers["districts"]:
        longitude, latitude = one["properties"]["label"]
        name, province = one["properties"]["district"], one["properties"]["province"]
        assert areas.district_at(latitude, longitude) == name
        assert areas.km_from_province(province, latitude, longitude) == 0


def test_the_country_of_every_row_of_ours_is_that_of_its_point(bundled: Dataset, areas: Areas) -> None:
    for row in records(bundled.tables["affected_places"]):
        if row["latitude"] is not None and row["province"]:
            assert areas.km_inside_another_country(row["province"], row["latitude"], row["longitude"]) < 2
