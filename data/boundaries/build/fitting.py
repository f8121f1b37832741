"""Units of one source made to tile a country outline of another exactly.

Gaps and overlaps between units are closed; the slivers left along the outline go to the nearest unit, by the
Voronoi cells of points on the units' edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import shapely
from shapely import box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .geometry import clean, polygonal, polygons

WIDEST_GAP = 0.06  # degrees
SMALLEST_SLIVER = 1e-10  # square degrees
STEP = 0.003  # degrees between points on an edge

Point = tuple[float, float]


def fit(units: Mapping[Hashable, BaseGeometry], country: BaseGeometry) -> dict[Hashable, BaseGeometry]:
    """The units by their keys, together equal to `country`; units outside it are left out."""
    cleaned = clean([polygonal(unit) for unit in units.values()], WIDEST_GAP)
    clipped = [polygonal(shapely.intersection(unit, country)) for unit in cleaned]
    inside = {key: unit for key, unit in zip(units, clipped, strict=True) if not unit.is_empty}
    areas = list(inside.values())
    slivers = [p for p in polygons(country.difference(unary_union(areas))) if p.area > SMALLEST_SLIVER]
    if slivers:
        shares = _shares(slivers, areas, country)
        areas = [polygonal(unary_union([area, *shares[index]])) for index, area in enumerate(areas)]
    return dict(zip(inside, areas, strict=True))


def _shares(
    slivers: Sequence[BaseGeometry], areas: Sequence[BaseGeometry], country: BaseGeometry
) -> dict[int, list[BaseGeometry]]:
    """What each area, by its index, gets of the slivers."""
    owners = _edge_points(areas, unary_union(slivers).buffer(1e-6))
    points = list(owners)
    around = box(*country.bounds).buffer(1)
    cells = list(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=around).geoms)
    tree = shapely.STRtree(cells)
    owner_of: dict[int, int] = {}
    for point, cell in zip(*tree.query(shapely.points(points), predicate="intersects"), strict=True):
        owner_of.setdefault(cell, owners[points[point]])
    shares: dict[int, list[BaseGeometry]] = defaultdict(list)
    for sliver in slivers:
        for cell in tree.query(sliver, predicate="intersects"):
            if cell in owner_of:
                shares[owner_of[cell]] += polygons(shapely.intersection(sliver, cells[cell]))
    return shares


def _edge_points(areas: Sequence[BaseGeometry], near: BaseGeometry) -> dict[Point, int]:
    """Points on the edges that lie in `near`, each with the index of the first area that has it."""
    owners: dict[Point, int] = {}
    for index, area in enumerate(areas):
        for part in shapely.get_parts(area.boundary.intersection(near)):
            for point in _samples(part):
                owners.setdefault(tuple(np.round(point, 7)), index)
    return owners


def _samples(part: BaseGeometry) -> np.ndarray:
    if part.geom_type != "LineString":
        return shapely.get_coordinates(part)
    points = shapely.get_coordinates(part.segmentize(STEP))
    # The ends are moved inwards: at a junction of two units a point would belong to either.
    first = points[:1] * 0.75 + points[1:2] * 0.25
    last = points[-1:] * 0.75 + points[-2:-1] * 0.25
    return np.vstack([first, points[1:-1], last])
