"""Areas -> the lines between them: province lines, formal province lines, district lines.

Neighbouring polygons of the basemap share their vertices exactly, so that a line between two areas is the run
of edges that both have. No geometry library is needed, and no line is drawn twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Edge = frozenset[Point]


@dataclass(frozen=True)
class Area:
    """A polygon with the province that administers it and the one it formally belongs to."""

    rings: tuple[tuple[Point, ...], ...]
    province: str
    formal: str


@dataclass(frozen=True)
class Lines:
    """Runs of coordinates, by what they separate. A line is in one list only: the first that fits."""

    province: list[list[Point]]
    formal: list[list[Point]]
    district: list[list[Point]]


def area(feature: Mapping[str, Any], province: str, formal: str) -> Area:
    """A GeoJSON polygon or multipolygon as an Area."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = tuple(tuple((x, y) for x, y, *_ in ring) for polygon in polygons for ring in polygon)
    return Area(rings, province, formal)


def boundary_lines(areas: Sequence[Area], frame: tuple[float, float, float, float]) -> Lines:
    """The lines between `areas`; edges on `frame` (west, south, east, north), where the map is cut, are none.

    A province line separates areas administered by different provinces, or ends the mapped area. A formal line
    separates formal provinces inside one administration.
    """
    neighbours: dict[Edge, list[Area]] = defaultdict(list)
    for one in areas:
        for ring in one.rings:
            for start, end in pairwise(ring):
                neighbours[frozenset((start, end))].append(one)
    lines = Lines([], [], [])
    drawn: set[Edge] = set()
    for one in areas:
        for ring in one.rings:
            for kind, run in _runs(ring, neighbours, drawn, frame):
                getattr(lines, kind).append(run)
    return lines


def _runs(
    ring: Sequence[Point], neighbours: Mapping[Edge, list[Area]], drawn: set[Edge], frame: tuple[float, ...]
) -> Iterator[tuple[str, list[Point]]]:
    """Consecutive edges of a ring that separate the same kind of areas and are not drawn yet."""
    kind, run = "", [ring[0]]
    for start, end in pairwise(ring):
        edge = frozenset((start, end))
        found = "" if edge in drawn or _on_frame(start, end, frame) else _kind(neighbours[edge])
        drawn.add(edge)
        if found != kind:
            if kind:
                yield kind, run
            kind, run = found, [start]
        run.append(end)
    if kind:
        yield kind, run


def _kind(areas: Sequence[Area]) -> str:
    if len(areas) < 2 or len({one.province for one in areas}) > 1:
        return "province"
    return "formal" if len({one.formal for one in areas}) > 1 else "district"


def _on_frame(start: Point, end: Point, frame: tuple[float, ...]) -> bool:
    west, south, east, north = frame
    return any(start[0] == end[0] == x for x in (west, east)) or any(start[1] == end[1] == y for y in (south, north))
