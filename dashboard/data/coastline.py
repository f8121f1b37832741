"""How long a line is at which resolution: the finer it is measured, the longer it is.

Lengths are those of geodesics on the ellipsoid of WGS 84. Coarser versions of the line are those of Douglas and
Peucker: a vertex stays when leaving it out would move the line by more than the tolerance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]  # one (longitude, latitude) a vertex
Metres = NDArray[np.float64]
EQUATOR, FLATTENING = 6378137.0, 1 / 298.257223563  # of WGS 84: semi-major axis in metres
POLE = EQUATOR * (1 - FLATTENING)
# Metres; 0 is the line itself. Close enough for a smooth curve, and round where somebody would look.
TOLERANCES = (0, 10, 15, 20, 25, 35, 50, 70, 100, 140, 190, 250, 350, 500, 700, 1000, 1400, 2000)
STEPS, CLOSE = 40, 1e-12  # of Vincenty's formula: at most, and when it has found its answer (radians: 6 µm)


class Line:
    """A line of (longitude, latitude) in degrees, measured and drawn at any resolution."""

    def __init__(self, coordinates: Sequence[Sequence[float]]) -> None:
        """Find out once what every vertex is worth."""
        self._vertices = np.asarray(coordinates, dtype=float)[:, :2]
        self._plane = _in_metres(self._vertices)
        self._kept_to = _kept_to(self._plane)

    def lengths_km(self, tolerances: Sequence[float]) -> list[float]:
        """Kilometres at each tolerance in metres; 0 is the line itself."""
        return [_kilometres(self._vertices[self._kept_to > one] if one else self._vertices) for one in tolerances]

    def outline(self) -> list[tuple[float, float, float]]:
        """For each vertex kilometres east and south of the line's north-western corner, and the tolerance in metres
        below which it is kept; the ends are kept at any, which is written as -1."""
        east = self._plane[:, 0] - self._plane[:, 0].min()
        south = self._plane[:, 1].max() - self._plane[:, 1]
        kept = np.where(np.isinf(self._kept_to), -1, np.ceil(self._kept_to))
        rows = zip(east / 1000, south / 1000, kept, strict=True)
        return [(round(float(x), 2), round(float(y), 2), float(tolerance)) for x, y, tolerance in rows]


def geodesics(start: Degrees, end: Degrees) -> Metres:
    """Metres from each point of `start` to that of `end` along the ellipsoid, by Vincenty's inverse formula.

    Good to a millimetre; NaN for points nearly opposite each other on the earth, where the formula finds no answer.
    """
    # Reduced latitudes and the difference of longitudes, as in Vincenty (1975), Survey Review 23 (176).
    u1, u2 = (np.arctan((1 - FLATTENING) * np.tan(np.radians(points[:, 1]))) for points in (start, end))
    across = np.radians(end[:, 0] - start[:, 0])
    turn = across.copy()
    for _ in range(STEPS):
        sine = np.hypot(np.cos(u2) * np.sin(turn), np.cos(u1) * np.sin(u2) - np.sin(u1) * np.cos(u2) * np.cos(turn))
        cosine = np.sin(u1) * np.sin(u2) + np.cos(u1) * np.cos(u2) * np.cos(turn)
        arc = np.arctan2(sine, cosine)
        slope = _ratio(np.cos(u1) * np.cos(u2) * np.sin(turn), sine)
        tilt = 1 - slope**2
        middle = cosine - _ratio(2 * np.sin(u1) * np.sin(u2), tilt)
        c = FLATTENING / 16 * tilt * (4 + FLATTENING * (4 - 3 * tilt))
        bend = arc + c * sine * (middle + c * cosine * (2 * middle**2 - 1))
        before, turn = turn, across + (1 - c) * FLATTENING * slope * bend
        if np.abs(turn - before).max(initial=0) < CLOSE:
            break
    u = tilt * (EQUATOR**2 - POLE**2) / POLE**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    third = b / 6 * middle * (4 * sine**2 - 3) * (4 * middle**2 - 3)
    metres = POLE * a * (arc - b * sine * (middle + b / 4 * (cosine * (2 * middle**2 - 1) - third)))
    return np.where(np.abs(turn - before) < CLOSE, metres, np.nan)


def _ratio(part: Metres, whole: Metres) -> Metres:
    """part / whole, and 0 where there is no whole: equal points, and points on the equator."""
    return np.divide(part, whole, out=np.zeros_like(part), where=np.abs(whole) > 1e-15)


def _kilometres(vertices: Degrees) -> float:
    return float(geodesics(vertices[:-1], vertices[1:]).sum() / 1000)


def _in_metres(vertices: Degrees) -> Metres:
    """The vertices on a plane that touches the earth at their middle latitude: true to a few parts in a thousand."""
    latitude = np.radians(vertices[:, 1])
    middle = (latitude.min() + latitude.max()) / 2
    eccentricity = FLATTENING * (2 - FLATTENING)
    bend = 1 - eccentricity * np.sin(middle) ** 2
    east = EQUATOR / np.sqrt(bend) * np.cos(middle)
    north = EQUATOR * (1 - eccentricity) / bend**1.5
    return np.column_stack([np.radians(vertices[:, 0]) * east, latitude * north])


def _kept_to(points: Metres) -> Metres:
    """For each vertex the tolerance below which it is kept; infinite for both ends."""
    kept = np.zeros(len(points))
    kept[[0, -1]] = np.inf
    open_parts = [(0, len(points) - 1, np.inf)]
    while open_parts:
        first, last, at_most = open_parts.pop()
        if last - first < 2:
            continue
        away = _distances(points[first + 1 : last], points[first], points[last])
        farthest = first + 1 + int(away.argmax())
        kept[farthest] = min(at_most, away.max())  # a part is looked at only where what parts it is kept
        open_parts += [(first, farthest, kept[farthest]), (farthest, last, kept[farthest])]
    return kept


def _distances(points: Metres, start: Metres, end: Metres) -> Metres:
    """Distance of each point from the segment between two others."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    gaps = points - start - share[:, None] * along
    return np.hypot(gaps[:, 0], gaps[:, 1])
