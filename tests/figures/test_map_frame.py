"""Where the picture of the map lies: it holds what was asked for, is not stretched, and its scale is right."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures.map_frame import (
    CLOSEST_ZOOM,
    WHOLE_BORDER,
    MapFrame,
    extent_of,
    frame_for,
    opening_extent,
    outlines,
    parse_extent,
    round_km,
)
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

LONGITUDES, LATITUDES = st.floats(38, 48), st.floats(33, 40)
EXTENTS = st.tuples(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES).map(
    lambda e: (min(e[0], e[2]), min(e[1], e[3]), max(e[0], e[2]), max(e[1], e[3]))
)
SIZES = st.tuples(st.integers(100, 2000), st.integers(100, 2000))
EARTH_KM = 6378.137


def leaflet_pixel(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Web Mercator as the EPSG 3857 page writes it."""
    size = 256 * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360 * size, (1 - y / math.pi) / 2 * size


@given(extent=EXTENTS, size=SIZES)
def test_the_frame_holds_what_was_asked_for_and_has_the_pictures_proportions(
    extent: tuple[float, float, float, float], size: tuple[int, int]
) -> None:
    frame = frame_for(extent, *size)
    west, south, east, north = frame.extent
    assert west <= extent[0] + 1e-6
    assert south <= extent[1] + 1e-6
    assert east >= extent[2] - 1e-6
    assert north >= extent[3] - 1e-6
    (left, top), (right, bottom) = leaflet_pixel(west, north, frame.zoom), leaflet_pixel(east, south, frame.zoom)
    assert right - left == pytest.approx(size[0])
    assert bottom - top == pytest.approx(size[1])


@given(extent=EXTENTS, size=SIZES)
def test_the_frame_is_no_larger_than_it_has_to_be(
    extent: tuple[float, float, float, float], size: tuple[int, int]
) -> None:
    frame = frame_for(extent, *size)
    corners = frame.project([[extent[0], extent[3]], [extent[2], extent[1]]])
    width, height = corners[1] - corners[0]
    fills = max(width / size[0], height / size[1])
    assert fills == pytest.approx(1) or frame.zoom == CLOSEST_ZOOM


@given(longitude=LONGITUDES, latitude=LATITUDES, extent=EXTENTS)
def test_places_fall_on_the_pixels_that_leaflet_gives_them(
    longitude: float, latitude: float, extent: tuple[float, float, float, float]
) -> None:
    frame = frame_for(extent, 700, 400)
    x, y = leaflet_pixel(longitude, latitude, frame.zoom)
    assert frame.project([[longitude, latitude]])[0] == pytest.approx((x - frame.left, y - frame.top), abs=1e-3)


def test_a_point_as_extent_is_shown_as_closely_as_the_map_goes() -> None:
    frame = frame_for((43.5, 37.1, 43.5, 37.1), 700, 400)
    assert frame.zoom == CLOSEST_ZOOM
    assert frame.project([[43.5, 37.1]])[0] == pytest.approx((350, 200))


@given(extent=EXTENTS)
def test_the_scale_bar_is_round_and_right_at_the_middle(extent: tuple[float, float, float, float]) -> None:
    frame = frame_for(extent, 700, 400)
    km, pixels = round_km(frame, 130)
    assert int(str(km).rstrip("0")) in (1, 2, 5)
    assert pixels <= 130 or km == 1
    assert great_circle_km(frame, pixels) == pytest.approx(km, rel=2e-3)


def great_circle_km(frame: MapFrame, pixels: float) -> float:
    """The way between two points at the middle of the picture, `pixels` apart."""
    size = 256 * 2**frame.zoom
    y = (frame.top + frame.height / 2) / size
    latitude = math.atan(math.sinh(math.pi * (1 - 2 * y)))
    half = math.radians(pixels / size * 360) / 2
    return 2 * EARTH_KM * math.asin(math.cos(latitude) * math.sin(half))


@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_without_bounds_the_picture_shows_every_incident(request: pytest.FixtureRequest, name: str) -> None:
    situation = Situation(request.getfixturevalue(name), Selection())
    west, south, east, north = extent_of(situation)
    points = situation.points
    assert points["drawn_longitude"].between(west, east).all()
    assert points["drawn_latitude"].between(south, north).all()


def test_a_selection_without_incidents_shows_the_whole_border(bundled: Dataset) -> None:
    assert extent_of(Situation(bundled, Selection(q="nowhere-at-all"))) == WHOLE_BORDER


@pytest.mark.parametrize("chosen", [{"province": ("Duhok",)}, {"district": ("Sidakan",)}, {"province": ("Halabja",)}])
def test_a_chosen_place_is_seen_as_a_whole(bundled: Dataset, chosen: dict[str, tuple[str, ...]]) -> None:
    ((column, names),) = chosen.items()
    table = bundled.tables["districts"]
    wanted = set(table.loc[table[column].isin(names), "boundary_id"])
    west, south, east, north = extent_of(Situation(bundled, Selection(**chosen)))
    assert wanted
    for feature in bundled.basemap.layers["districts"]:
        if feature["properties"]["id"] in wanted:
            for ring in outlines(feature):
                assert ((west < ring[:, 0]) & (ring[:, 0] < east) & (south < ring[:, 1]) & (ring[:, 1] < north)).all()


def test_a_map_opens_on_what_is_narrowed_and_on_the_border_when_nothing_is(bundled: Dataset) -> None:
    for selection in (Selection(), Selection(grain="month"), Selection(indicator=("families_displaced",))):
        assert opening_extent(Situation(bundled, selection)) == WHOLE_BORDER
    for selection in (Selection(province=("Erbil",)), Selection(end=dt.date(2020, 1, 1)), Selection(q="zakho")):
        situation = Situation(bundled, selection)
        assert opening_extent(situation) == extent_of(situation) != WHOLE_BORDER
    west, south, east, north = WHOLE_BORDER
    line = [point for f in bundled.basemap.layers["border"] for point in f["geometry"]["coordinates"]]
    assert all(west < x < east and south < y < north for x, y, *_ in line)


@given(extent=EXTENTS)
def test_an_extent_is_read_as_it_is_written(extent: tuple[float, float, float, float]) -> None:
    is_one = extent[0] < extent[2] and extent[1] < extent[3]
    assert parse_extent(",".join(map(repr, extent))) == (extent if is_one else None)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "45,36,42,38", "42,38,45,36", "nan,1,2,3"])
def test_what_is_no_extent_is_none(text: str) -> None:
    assert parse_extent(text) is None
