"""How long the Iraq–Türkiye border is at which resolution: why published lengths differ. A table, not a layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from .archives import Archives
from .geometry import ELLIPSOID, TO_DEGREES, TO_METRES, kilometres, reproject, shared_edge

TOLERANCES = (25, 50, 100, 250, 500, 1000, 2000, 5000, 10000)  # metres
IRAQ, TUERKIYE = "368", "792"  # ISO 3166-1 numeric

Row = tuple[str, Any, float]  # what was measured, its vertices, kilometres


def length_table(
    archives: Archives, line: LineString, simplified: BaseGeometry, older: Mapping[str, BaseGeometry]
) -> list[Row]:
    """The lengths of `line`, of versions of it, of the layer `simplified`, and of other sources.

    `older` are the outlines of OpenStreetMap of 2017.
    """
    rows = [("OSM Dec-2024 (@osm_borders, 10 m)", len(line.coords), round(kilometres(line), 1))]
    in_metres = reproject(TO_METRES, line)
    for tolerance in TOLERANCES:
        coarser = reproject(TO_DEGREES, in_metres.simplify(tolerance))
        rows.append((f"  the same, Douglas–Peucker {tolerance} m", len(coarser.coords), round(kilometres(coarser), 1)))
    rows.append(_older(shared_edge(older["IRQ"], older["TUR"])))
    vertices = shapely.get_num_coordinates(simplified)
    rows.append(("simplified layer of this build", vertices, round(kilometres(simplified), 1)))
    rows += [_natural_earth(archives, scale) for scale in ("10m", "50m", "110m")]
    rows.append(("straight line between the tripoints", 2, round(_distance(line.coords[0], line.coords[-1]), 1)))
    return rows


def _older(edge: BaseGeometry) -> Row:
    """The border of 2017, which has gaps; they are measured straight."""
    parts = sorted(shapely.get_parts(edge), key=lambda part: min(part.coords[0][0], part.coords[-1][0]))
    length = sum(kilometres(part) for part in parts)
    gaps = sum(
        _distance(max(west.coords[0], west.coords[-1]), min(east.coords[0], east.coords[-1]))
        for west, east in pairwise(parts)
    )
    return "OSM 2017 (@geo-maps, 10 m)", shapely.get_num_coordinates(edge), round(length + gaps, 1)


def _natural_earth(archives: Archives, scale: str) -> Row:
    """The arcs that Iraq and Türkiye have in common in a TopoJSON file."""
    topology = archives.read_json("atlas", f"countries-{scale}.json")
    factor, offset = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = {
        str(country.get("id")): set(_arc_indexes(country["arcs"]))
        for country in topology["objects"]["countries"]["geometries"]
    }
    shared = arcs[IRAQ] & arcs[TUERKIYE]
    lines = [LineString(np.cumsum(np.array(topology["arcs"][index]), axis=0) * factor + offset) for index in shared]
    vertices = sum(len(line.coords) for line in lines)
    return f"Natural Earth {scale} (world-atlas)", vertices, round(sum(kilometres(line) for line in lines), 1)


def _arc_indexes(arcs: list[Any]) -> Iterator[int]:
    for arc in arcs:
        if isinstance(arc, list):
            yield from _arc_indexes(arc)
        else:
            yield arc if arc >= 0 else ~arc  # a reversed arc is written as its complement


def _distance(start: tuple[float, ...], end: tuple[float, ...]) -> float:
    """Kilometres between two points."""
    return float(ELLIPSOID.inv(*start[:2], *end[:2])[2]) / 1000
