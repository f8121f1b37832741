"""Lengths on the ellipsoid: against geographiclib, against geodesics known elsewhere, and against pyproj and shapely,
which made the table of `data/boundaries/build_report.json`."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.coastline import EQUATOR, TOLERANCES, Line, geodesics
from dashboard.data.dataset import Dataset
from tests.tiny import BUNDLED

# Vincenty's own example of the Geocentric Datum of Australia technical manual: Flinders Peak to Buninyong, 54,972.271 m
# on GRS 80, which differs from WGS 84 by less than a tenth of a millimetre here.
FLINDERS, BUNINYONG = (
    (144 + 25 / 60 + 29.52440 / 3600, -(37 + 57 / 60 + 3.72030 / 3600)),
    (
        143 + 55 / 60 + 35.38390 / 3600,
        -(37 + 39 / 60 + 10.15610 / 3600),
    ),
)
QUARTER = 10001965.7293  # metres from the equator to a pole on WGS 84: NIMA TR8350.2 and Karney (2013), table 1
NEAR = st.tuples(st.floats(36, 46), st.floats(34, 40))


def metres(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(geodesics(np.array([start]), np.array([end]))[0])


def by_library(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Metres between two (longitude, latitude), as geographiclib measures them on WGS 84."""
    found: float = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0], Geodesic.DISTANCE)["s12"]
    return found


def report() -> list[tuple[str, int, float]]:
    """(what was measured, its vertices, kilometres), as pyproj and shapely found them when the basemap was built."""
    found = json.loads((BUNDLED / "boundaries" / "build_report.json").read_text("utf-8"))
    return [(what, vertices, length) for what, vertices, length in found["border_length_table"]]


def border() -> list[list[float]]:
    features = json.loads((BUNDLED / "boundaries" / "border_iq_tr.geojson").read_text("utf-8"))["features"]
    (line,) = [one["geometry"]["coordinates"] for one in features if one["geometry"]["type"] == "LineString"]
    return line  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        (FLINDERS, BUNINYONG, 54972.271),
        ((0, 0), (0, 90), QUARTER),
        ((44.0, -90), (44.0, 90), 2 * QUARTER),
        ((0, 0), (1, 0), EQUATOR * np.pi / 180),
        ((42.5, 37.2), (42.5, 37.2), 0),
    ],
)
def test_known_geodesics(start: tuple[float, float], end: tuple[float, float], length: float) -> None:
    assert metres(start, end) == pytest.approx(length, abs=0.001)


@given(start=st.tuples(st.floats(-90, 90), st.floats(-80, 80)), end=st.tuples(st.floats(-90, 90), st.floats(-80, 80)))
def test_it_measures_what_a_geodesic_library_measures(start: tuple[float, float], end: tuple[float, float]) -> None:
    measured, wanted = metres(start, end), by_library(start, end)
    if wanted < 19_000_000 or not math.isnan(measured):  # nearly opposite points have no answer, never a wrong one
        assert measured == pytest.approx(wanted, abs=0.001)


@pytest.mark.parametrize("tolerance", [0, 50, 500, 2000])
def test_the_border_is_as_long_at_any_resolution_as_a_geodesic_library_measures_it(
    bundled: Dataset, tolerance: int
) -> None:
    kept = [one for one, (_, _, to) in zip(border(), bundled.border_outline, strict=True) if to < 0 or to > tolerance]
    wanted = sum(by_library(tuple(one), tuple(other)) for one, other in pairwise(kept)) / 1000
    assert Line(border()).lengths_km([tolerance])[0] == pytest.approx(wanted, abs=1e-6)
    assert len(kept) > 2


@given(start=NEAR, end=NEAR)
def test_it_is_as_far_there_as_back_and_no_detour_is_shorter(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    length = metres(start, end)
    assert length == pytest.approx(metres(end, start), abs=1e-4)
    assert metres(start, (41.0, 37.0)) + metres((41.0, 37.0), end) >= length - 1e-4


def test_where_the_formula_finds_no_answer_it_gives_none() -> None:
    assert np.isnan(metres((0, 0), (179.9, 0.3)))


def test_the_border_is_as_long_as_pyproj_measures_it() -> None:
    (mapped,) = Line(border()).lengths_km([0])
    assert mapped == pytest.approx(report()[0][2], abs=0.06)


def test_coarser_versions_are_as_long_as_those_of_shapely_and_pyproj() -> None:
    wanted = {int(found[1]): length for what, _, length in report() if (found := re.search(r"Peucker (\d+) m", what))}
    assert len(wanted) > 5
    found = dict(zip(wanted, Line(border()).lengths_km(list(wanted)), strict=True))
    # Ours simplifies on another plane than shapely there: a vertex at the very tolerance may stay or go.
    assert found == pytest.approx(wanted, rel=0.0015)


def test_the_coarsest_version_is_the_straight_line() -> None:
    line = border()
    (straight,) = Line(line).lengths_km([10_000_000])
    assert straight == pytest.approx(metres(tuple(line[0]), tuple(line[-1])) / 1000)
    assert straight == pytest.approx(report()[-1][2], abs=0.06)


@given(st.lists(NEAR, min_size=2, max_size=30))
def test_coarser_is_never_longer(line: list[tuple[float, float]]) -> None:
    lengths = Line(line).lengths_km([0, 100, 1000, 10_000, 100_000])
    assert all(finer >= coarser - 1e-6 for finer, coarser in pairwise(lengths))


def test_a_vertex_stays_when_leaving_it_out_would_move_the_line_by_more() -> None:
    bump = 0.001  # degrees of latitude: about 111 m
    line = [(42.0, 37.0), (42.5, 37.0 + bump), (43.0, 37.0)]
    through, straight = Line(line).lengths_km([100, 120])
    assert through == pytest.approx((metres(line[0], line[1]) + metres(line[1], line[2])) / 1000)
    assert straight == pytest.approx(metres(line[0], line[2]) / 1000)


def test_the_dataset_knows_the_lengths_of_its_border(bundled: Dataset) -> None:
    found = dict(bundled.border_lengths)
    assert tuple(found) == TOLERANCES
    assert list(found.values()) == pytest.approx(Line(border()).lengths_km(TOLERANCES))


def test_the_outline_keeps_what_the_measured_line_keeps(bundled: Dataset) -> None:
    points = bundled.border_outline
    assert len(points) == len(border())
    assert [kept for _, _, kept in points if kept < 0] == [-1, -1] == [points[0][2], points[-1][2]]
    for tolerance, km in bundled.border_lengths:
        left = [(x, y) for x, y, kept in points if kept < 0 or kept > tolerance]
        # On the plane, so only roughly the length on the ellipsoid.
        assert sum(math.dist(one, other) for one, other in pairwise(left)) == pytest.approx(km, rel=0.01)
