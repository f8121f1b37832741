"""Lines and polygons in pixels, cut to what a picture can show, and the traces that draw them.

Only as exact as a picture needs: half a pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from dashboard.data.basemap import Feature
from dashboard.figures.map_frame import MapFrame, outlines

MARGIN_PIXELS = 24.0
FINEST_PIXELS = 0.7
Coordinates = list[float | None]


def lines_of(feature: Feature, frame: MapFrame) -> Iterator[np.ndarray]:
    """The parts of a line feature that come near the picture, as (x, y) rows."""
    geometry = feature["geometry"]
    lines = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
    for line in lines:
        if len(line) > 1:
            yield from _near(frame.project(line), frame)


def rings_of(feature: Feature, frame: MapFrame) -> Iterator[np.ndarray]:
    """The rings of a polygon feature, cut at the margin around the picture, as closed (x, y) rows."""
    for ring in outlines(feature):
        points = _cut_to(frame.project(ring)[:-1], (frame.width, frame.height), MARGIN_PIXELS)
        if len(points) > 2:
            closed = _thinned(np.vstack((points, points[:1])))
            if len(closed) > 3:
                yield closed


def cut_ring(points: np.ndarray, width: float, height: float) -> list[np.ndarray]:
    """A closed ring in pixels, cut at the edges of the picture, for programs that do not cut: one ring or none."""
    cut = _cut_to(points[:-1], (width, height), 0)
    return [np.vstack((cut, cut[:1]))] if len(cut) > 2 else []


def cut_lines(points: np.ndarray, width: float, height: float) -> list[np.ndarray]:
    """The parts of a line in pixels that lie inside the picture (Liang and Barsky)."""
    start, step = points[:-1], np.diff(points, axis=0)
    first, last = np.zeros(len(start)), np.ones(len(start))
    for axis, length in ((0, width), (1, height)):
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.sort(np.stack(((0 - start[:, axis]), (length - start[:, axis]))) / step[:, axis], axis=0)
        still = step[:, axis] == 0
        outside = still & ((start[:, axis] < 0) | (start[:, axis] > length))
        first = np.where(still, first, np.maximum(first, ends[0]))
        last = np.where(outside, -1, np.where(still, last, np.minimum(last, ends[1])))
    inside = first < last
    follows = np.zeros(len(start), dtype=bool)  # whether a segment goes on where the one before it ends
    follows[1:] = inside[:-1] & (last[:-1] == 1) & (first[1:] == 0)
    kept = np.flatnonzero(inside)
    begin, end = (start[kept] + share[kept, None] * step[kept] for share in (first, last))
    heads = [*np.flatnonzero(~follows[kept]), len(kept)]
    return [np.vstack((begin[head : head + 1], end[head:tail])) for head, tail in pairwise(heads)]


def joined(parts: list[np.ndarray]) -> dict[str, Coordinates]:
    """Several lines as the `x` and `y` of one Plotly trace, with a gap between them."""
    found: dict[str, Coordinates] = {"x": [], "y": []}
    for part in parts:
        for axis, values in zip("xy", part.T, strict=True):
            found[axis] += ([None] if found[axis] else []) + [round(float(v), 1) for v in values]
    return found


def trace(layer: str, mode: str, **look: Any) -> dict[str, Any]:
    """A Plotly trace of the briefing map; `meta` names what it draws."""
    return {"type": "scatter", "mode": mode, "hoverinfo": "skip", "meta": {"layer": layer}} | look


def tinted(colour: str, opacity: float) -> str:
    """`#RRGGBB` with an opacity, as Plotly reads it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def svg_path(parts: list[np.ndarray]) -> str:
    """Rings as the path of one Plotly shape."""
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in part) + "Z" for part in parts)


def _near(points: np.ndarray, frame: MapFrame) -> Iterator[np.ndarray]:
    """Runs of the segments whose bounding box touches the picture with its margin."""
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    size = np.array([frame.width, frame.height])
    touches = ((high >= -MARGIN_PIXELS) & (low <= size + MARGIN_PIXELS)).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], touches, [False])).astype(int)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield _thinned(points[start : end + 1])


def _cut_to(points: np.ndarray, size: tuple[float, float], margin: float) -> np.ndarray:
    """Sutherland and Hodgman: the polygon inside the picture with its margin; no rows when it is elsewhere."""
    for axis, length in enumerate(size):
        points = _cut_side(points, axis, -margin, 1)
        points = _cut_side(points, axis, length + margin, -1)
    return points


def _cut_side(points: np.ndarray, axis: int, limit: float, sign: int) -> np.ndarray:
    inside = (points[:, axis] - limit) * sign >= 0
    if inside.all() or not inside.any():
        return points if inside.all() else points[:0]
    following = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = following - points
    share = np.divide(limit - points[:, axis], step[:, axis], out=np.zeros(len(points)), where=step[:, axis] != 0)
    both = np.stack((points, points + step * share[:, None]), axis=1).reshape(-1, 2)
    kept: Any = np.stack((inside, crosses), axis=1).ravel()
    return np.asarray(both[kept])


def _thinned(points: np.ndarray) -> np.ndarray:
    """Without the points that fall into the same small cell as the one before; both ends stay."""
    cells = np.floor(points / FINEST_PIXELS)
    moves = (np.diff(cells, axis=0) != 0).any(axis=1)
    keep = np.concatenate(([True], moves))
    keep[-1] = True
    return points[keep]
