"""Cutting lines and polygons to a picture: what is visible stays where it was."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures.map_frame import WHOLE_BORDER, frame_for
from dashboard.figures.map_geometry import (
    FINEST_PIXELS,
    MARGIN_PIXELS,
    cut_lines,
    cut_ring,
    joined,
    lines_of,
    rings_of,
    svg_path,
)

FRAME = frame_for(WHOLE_BORDER, 700, 400)
STARS = st.lists(st.floats(0.05, 4), min_size=5, max_size=30)
PLACES = st.tuples(st.floats(41, 46), st.floats(35.5, 38.5))


def polygon(middle: tuple[float, float], radii: list[float]) -> dict[str, Any]:
    """A star around `middle`, in degrees: any radius in any direction."""
    steps = [2 * math.pi * i / len(radii) for i in range(len(radii))]
    ring = [[middle[0] + r * math.cos(a), middle[1] + r * math.sin(a)] for r, a in zip(radii, steps, strict=True)]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}


def is_inside(ring: np.ndarray, x: float, y: float) -> bool:
    """Whether a ray from the point crosses the ring an odd number of times."""
    crossings = 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def is_near(ring: np.ndarray, x: float, y: float) -> bool:
    """Whether the point is so near to the outline that thinning may move it to the other side."""
    start, end = ring[:-1], ring[1:]
    step = end - start
    along = np.clip(((np.array([x, y]) - start) * step).sum(axis=1) / np.maximum((step**2).sum(axis=1), 1e-9), 0, 1)
    return bool((np.hypot(*(start + step * along[:, None] - [x, y]).T) < 2 * FINEST_PIXELS).any())


@given(middle=PLACES, radii=STARS, x=st.floats(0, 700), y=st.floats(0, 400))
def test_a_cut_polygon_covers_the_same_pixels(
    middle: tuple[float, float], radii: list[float], x: float, y: float
) -> None:
    feature = polygon(middle, radii)
    whole = FRAME.project(feature["geometry"]["coordinates"][0])
    if not is_near(whole, x, y):
        cut = list(rings_of(feature, FRAME))
        assert is_inside(whole, x, y) == any(is_inside(ring, x, y) for ring in cut)


@given(middle=PLACES, radii=STARS)
def test_a_cut_polygon_stays_near_the_picture_and_is_closed(middle: tuple[float, float], radii: list[float]) -> None:
    for ring in rings_of(polygon(middle, radii), FRAME):
        assert (ring >= -MARGIN_PIXELS - 1e-6).all()
        assert (ring <= np.array([FRAME.width, FRAME.height]) + MARGIN_PIXELS + 1e-6).all()
        assert (ring[0] == ring[-1]).all()


def test_lines_keep_their_way_through_the_picture(bundled: Dataset) -> None:
    (border,) = bundled.basemap.layers["border"]
    whole = FRAME.project(border["geometry"]["coordinates"])
    cut = np.vstack(list(lines_of(border, FRAME)))
    inside = whole[((whole > 0) & (whole < [FRAME.width, FRAME.height])).all(axis=1)]
    nearest = np.sqrt(((inside[:, None, :] - cut[None, :, :]) ** 2).sum(axis=2)).min(axis=1)
    assert nearest.max() < 2 * FINEST_PIXELS
    assert len(cut) < 0.6 * len(whole), "what no eye can tell apart is left out"


def test_what_is_elsewhere_is_left_out() -> None:
    far = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[30, 30], [31, 31], [31, 32]]}}
    assert list(lines_of(far, FRAME)) == []
    assert list(rings_of(polygon((20, 20), [1.0] * 6), FRAME)) == []


def test_a_hole_stays_a_hole() -> None:
    outer, hole = polygon((43.5, 37), [0.6] * 12), polygon((43.5, 37), [0.2] * 12)
    outer["geometry"]["coordinates"] += hole["geometry"]["coordinates"]
    rings = list(rings_of(outer, FRAME))
    assert len(rings) == 2
    assert svg_path(rings).count("M") == svg_path(rings).count("Z") == 2


def test_several_lines_of_one_trace_have_gaps_between_them() -> None:
    parts = [np.array([(0.0, 1.0), (2.0, 3.0)]), np.array([(4.0, 5.0), (6.0, 7.0)])]
    assert joined(parts) == {"x": [0, 2, None, 4, 6], "y": [1, 3, None, 5, 7]}


POINTS = st.lists(st.tuples(st.integers(-300, 1000), st.integers(-300, 700)), min_size=2, max_size=12)


@given(points=POINTS)
def test_a_cut_line_is_what_of_it_lies_in_the_picture(points: list[tuple[int, int]]) -> None:
    parts = cut_lines(np.array(points, dtype=float), 700, 400)
    for part in parts:
        assert (part >= -1e-6).all()
        assert (part <= np.array([700, 400]) + 1e-6).all()
    samples = [np.array(a) + (np.array(b) - np.array(a)) * share for a, b in pairwise(points) for share in (0.31, 0.77)]
    for x, y in samples:
        if 1 < x < 699 and 1 < y < 399:
            assert any(_distance(part, x, y) < 1e-6 for part in parts)


def _distance(line: np.ndarray, x: float, y: float) -> float:
    """From a point to the nearest of a line's segments."""
    start, step = line[:-1], np.diff(line, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    share = np.clip((((x, y) - start) * step).sum(axis=1) / length, 0, 1)
    return float(np.hypot(*(start + share[:, None] * step - (x, y)).T).min())


@given(middle=st.tuples(st.integers(-100, 800), st.integers(-100, 500)), radius=st.integers(5, 900))
def test_a_cut_ring_stays_in_the_picture_and_is_closed(middle: tuple[int, int], radius: int) -> None:
    angles = np.linspace(0, 2 * math.pi, 25)
    ring = np.column_stack((middle[0] + radius * np.cos(angles), middle[1] + radius * np.sin(angles)))
    found = cut_ring(ring, 700, 400)
    touches = any(is_inside(ring, x, y) for x in range(5, 700, 60) for y in range(5, 400, 60))
    assert bool(found) or not touches
    for part in found:
        assert (part >= -1e-6).all()
        assert (part <= np.array([700, 400]) + 1e-6).all()
        assert (part[0] == part[-1]).all()
