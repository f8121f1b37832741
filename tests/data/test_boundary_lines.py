"""Boundary lines: every edge once, in the list of what it separates, and none where the map is cut."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.basemap import FRAME
from dashboard.data.boundary_lines import Area, Lines, Point, area, boundary_lines
from dashboard.data.dataset import Dataset
from tests.tiny import rows

FAR = (-100.0, -100.0, 100.0, 100.0)
KINDS = ("province", "formal", "district")
PLACES = list(itertools.product(range(5), repeat=2))
Edge = frozenset[Point]


def square(x: float, y: float, province: str, formal: str = "") -> Area:
    """A square of side 1 with its lower left corner at (x, y)."""
    ring = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))
    return Area((ring,), province, formal or province)


def edges(runs: list[list[Point]]) -> list[Edge]:
    return [frozenset(pair) for run in runs for pair in itertools.pairwise(run)]


def counts(lines: Lines) -> tuple[int, int, int]:
    """Number of edges by province, formal province and district."""
    return len(edges(lines.province)), len(edges(lines.formal)), len(edges(lines.district))


SHARED: Edge = frozenset(((1.0, 0.0), (1.0, 1.0)))


@pytest.mark.parametrize(
    ("right", "kind"),
    [
        (square(1, 0, "Erbil"), "province"),
        (square(1, 0, "Duhok"), "district"),
        (square(1, 0, "Duhok", "Nineveh"), "formal"),
        (square(1, 0, "Erbil", "Duhok"), "province"),  # administered apart, formally one: a province line
    ],
)
def test_the_edge_between_two_squares_is_drawn_once_and_as_what_it_separates(right: Area, kind: str) -> None:
    lines = boundary_lines([square(0, 0, "Duhok"), right], FAR)
    found = {name for name in KINDS if SHARED in edges(getattr(lines, name))}
    assert found == {kind}
    drawn = [edge for name in KINDS for edge in edges(getattr(lines, name))]
    assert len(drawn) == len(set(drawn)) == 7


def test_the_outer_edge_of_the_mapped_area_is_a_province_line() -> None:
    assert counts(boundary_lines([square(0, 0, "Duhok")], FAR)) == (4, 0, 0)


def test_edges_on_the_frame_are_no_lines() -> None:
    frame = (0.0, 0.0, 2.0, 1.0)  # both squares fill it
    lines = boundary_lines([square(0, 0, "Duhok"), square(1, 0, "Erbil")], frame)
    assert edges(lines.province) == [SHARED]
    assert counts(lines) == (1, 0, 0)


def test_an_edge_that_only_touches_the_frame_is_drawn() -> None:
    assert counts(boundary_lines([square(0, 0, "Duhok")], (0.0, -1.0, 5.0, 5.0))) == (3, 0, 0)


def test_consecutive_edges_of_one_kind_are_one_run() -> None:
    (run,) = boundary_lines([square(0, 0, "Duhok")], FAR).province
    assert run == [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]


def test_a_hole_filled_by_another_area_is_drawn_once() -> None:
    outer = ((-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0), (-1.0, -1.0))
    hole = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))
    lines = boundary_lines([Area((outer, hole), "Erbil", "Erbil"), square(0, 0, "Duhok")], FAR)
    assert counts(lines) == (8, 0, 0)


def test_no_areas_give_no_lines() -> None:
    assert boundary_lines([], FAR) == Lines([], [], [])


@given(st.dictionaries(st.sampled_from(PLACES), st.sampled_from(["AA", "AB", "BA", "BB"])))
def test_every_edge_of_any_patchwork_is_drawn_exactly_once(patchwork: dict[Point, str]) -> None:
    areas = [square(x, y, province, formal) for (x, y), (province, formal) in patchwork.items()]
    lines = boundary_lines(areas, FAR)
    drawn = [edge for name in KINDS for edge in edges(getattr(lines, name))]
    expected = {edge for one in areas for ring in one.rings for edge in edges([list(ring)])}
    assert len(drawn) == len(expected)
    assert set(drawn) == expected


@pytest.mark.parametrize(("kind", "depth"), [("Polygon", 1), ("MultiPolygon", 2)])
def test_polygons_and_multipolygons_become_areas(kind: str, depth: int) -> None:
    ring = [[0, 0], [1, 0, 500], [1, 1], [0, 0]]  # one vertex with a height, which is dropped
    coordinates: Any = [ring] if depth == 1 else [[ring], [ring]]
    made = area({"geometry": {"type": kind, "coordinates": coordinates}}, "Duhok", "Nineveh")
    assert made == Area((((0, 0), (1, 0), (1, 1), (0, 0)),) * depth, "Duhok", "Nineveh")


def layer_edges(dataset: Dataset, layer: str) -> list[Edge]:
    (feature,) = dataset.basemap.layers[layer]
    assert feature["geometry"]["type"] == "MultiLineString"
    return edges(feature["geometry"]["coordinates"])


def polygon_edges(dataset: Dataset, district: str) -> set[Edge]:
    (feature,) = [f for f in dataset.basemap.layers["districts"] if f["properties"]["district"] == district]
    return {edge for ring in area(feature, "", "").rings for edge in edges([list(ring)])}


def test_the_bundled_lines_draw_nothing_twice(bundled: Dataset) -> None:
    drawn = [edge for kind in KINDS for edge in layer_edges(bundled, f"{kind}_lines")]
    assert [edge for edge, times in Counter(drawn).items() if times > 1] == []
    assert [edge for edge in drawn if len(edge) < 2] == []


def test_the_bundled_lines_leave_out_no_edge_of_a_district(bundled: Dataset) -> None:
    drawn = {edge for kind in KINDS for edge in layer_edges(bundled, f"{kind}_lines")}
    for feature in bundled.basemap.layers["districts"]:
        name = feature["properties"]["district"]
        assert (name, polygon_edges(bundled, name) - drawn) == (name, set())


def test_the_bundled_lines_leave_out_the_frame_of_the_map(bundled: Dataset) -> None:
    west, south, east, north = FRAME
    for kind in KINDS:
        for (x1, y1), (x2, y2) in map(tuple, layer_edges(bundled, f"{kind}_lines")):
            assert not (x1 == x2 and x1 in (west, east))
            assert not (y1 == y2 and y1 in (south, north))


@pytest.mark.parametrize(("formal", "neighbour"), [("Akre", "Amedi"), ("Shekhan", "Duhok")])
def test_akre_and_shekhan_have_a_formal_line_towards_duhok(bundled: Dataset, formal: str, neighbour: str) -> None:
    shared = polygon_edges(bundled, formal) & polygon_edges(bundled, neighbour)
    assert shared
    assert shared <= set(layer_edges(bundled, "formal_lines"))


@pytest.mark.parametrize(
    ("one", "other", "layer"),
    [
        ("Shekhan", "Mosul", "province_lines"),
        ("Akre", "Shekhan", "district_lines"),
        ("Zakho", "Amedi", "district_lines"),
        ("Amedi", "Mergasor", "province_lines"),
    ],
)
def test_the_line_between_two_bundled_districts(one: str, other: str, layer: str, bundled: Dataset) -> None:
    shared = polygon_edges(bundled, one) & polygon_edges(bundled, other)
    assert shared
    assert shared <= set(layer_edges(bundled, layer))


def test_the_tiny_districts_have_their_lines_too(tiny: Dataset) -> None:
    drawn = {feature["properties"]["district"] for feature in tiny.basemap.layers["districts"]}
    assert drawn == {row["district"] for row in rows("districts") if row["is_own_polygon"] == "yes"}
    assert polygon_edges(tiny, "Akre") & set(layer_edges(tiny, "formal_lines"))
