"""Helpers on shapely geometries in degrees (WGS84). Nothing here knows a country or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely import box
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

FRAME = (38.0, 33.0, 48.0, 40.0)  # where every layer is cut: west, south, east, north
FRAME_BOX = box(*FRAME)
AREA_OF_INTEREST = (41.0, 35.0, 46.5, 38.5)
ELLIPSOID = Geod(ellps="WGS84")
TO_METRES = Transformer.from_crs(4326, 32638, always_xy=True).transform
TO_DEGREES = Transformer.from_crs(32638, 4326, always_xy=True).transform


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of a geometry of any type, those without area left out."""
    if geometry.geom_type == "GeometryCollection":
        return [part for member in geometry.geoms for part in polygons(member)]
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]


def polygonal(geometry: BaseGeometry) -> Polygon | MultiPolygon:
    """The geometry made valid, lines and points left out."""
    parts = polygons(shapely.make_valid(geometry))
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def clean(geometries: Sequence[BaseGeometry], gap: float, snap: float = -1) -> list[BaseGeometry]:
    """Areas that share their edges exactly: overlaps and gaps narrower than `gap` degrees are closed."""
    cleaned = shapely.coverage_clean(np.array(geometries, dtype=object), gap_width=gap, snapping_distance=snap)
    return [polygonal(geometry) for geometry in cleaned]


def is_coverage(geometries: Sequence[BaseGeometry]) -> bool:
    """Whether neighbours share their edges exactly."""
    return bool(shapely.coverage_is_valid(np.array(geometries, dtype=object)))


def dissolve(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """Members of one coverage as one area; every edge that is left keeps its vertices."""
    return polygonal(shapely.coverage_union_all(np.array(geometries, dtype=object)))


def without_crumbs(geometries: Sequence[BaseGeometry], smallest: float = 1e-5) -> list[BaseGeometry]:
    """Detached parts below `smallest` square degrees go to the neighbour with the longest common edge."""
    areas = list(geometries)
    tree = shapely.STRtree(areas)
    for index, area in enumerate(areas):
        parts = polygons(area)
        crumbs = [part for part in parts if part.area < smallest]
        if not crumbs or len(crumbs) == len(parts):
            continue
        for crumb in crumbs:
            near = [
                (shapely.intersection(crumb.boundary, areas[other].boundary).length, other)
                for other in tree.query(crumb, predicate="intersects")
                if other != index
            ]
            if near and max(near)[0] > 0:
                areas[max(near)[1]] = polygonal(unary_union([areas[max(near)[1]], crumb]))
        areas[index] = polygonal(unary_union([part for part in parts if part.area >= smallest]))
    return areas


def shared_edge(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The line on which two areas touch."""
    touching = shapely.get_parts(shapely.intersection(one.boundary, other.boundary))
    return linemerge([part for part in touching if part.geom_type == "LineString"])


def label_point(geometry: BaseGeometry) -> list[float]:
    """Longitude and latitude of the point of the largest part that is farthest from its outline."""
    largest = max(polygons(geometry), key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=0.01).coords[0]
    return [round(centre[0], 3), round(centre[1], 3)]


def reproject(transform: Callable[..., object], geometry: BaseGeometry) -> BaseGeometry:
    """The geometry through TO_METRES or TO_DEGREES."""
    return shapely.transform(geometry, transform, interleaved=False)


def kilometres(line: BaseGeometry) -> float:
    """Length on the ellipsoid."""
    return float(ELLIPSOID.geometry_length(line)) / 1000


def square_metres(geometry: BaseGeometry) -> float:
    """Area on the ellipsoid."""
    return abs(float(ELLIPSOID.geometry_area_perimeter(geometry)[0]))
