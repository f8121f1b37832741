"""Lakes: the difference between a country's outline and its land, both of OpenStreetMap as of 2017."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import shapely
from shapely import box
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .archives import Archives, table
from .features import Feature, feature, names
from .geometry import AREA_OF_INTEREST, FRAME_BOX, TO_METRES, polygons, reproject, square_metres

MARGIN = 0.6  # degrees around the area of interest
SMALLEST_KM2 = 4
THINNEST = 0.15  # of a shape's area to that of a circle with its outline; below are rivers
TOLERANCE = 0.0015  # degrees


def older_outlines(archives: Archives, key: str) -> dict[str, BaseGeometry]:
    """ISO3 -> outline of 2017: with inland water (`osm_mar`) or without (`osm_land`)."""
    return {
        feature_["properties"]["A3"]: shapely.make_valid(shape(feature_["geometry"]))
        for feature_ in archives.read_json(key, "map.geo.json")["features"]
        if feature_["properties"].get("A3") in ("IRQ", "TUR", "SYR", "IRN")
    }


def lakes(outlines: Mapping[str, BaseGeometry], land: Mapping[str, BaseGeometry]) -> tuple[list[Feature], BaseGeometry]:
    """The features, largest first, and all of them as one geometry."""
    water = [
        part
        for country, outline in outlines.items()
        for part in polygons(shapely.intersection(outline, FRAME_BOX).difference(land[country]))
    ]
    features, drawn = [], []
    for lake in sorted(polygons(unary_union(water)), key=lambda part: -part.area):
        name, row = _row(lake)
        if not name and not _is_drawn(lake):
            continue
        drawn.append(lake.simplify(TOLERANCE))
        area = round(square_metres(lake) / 1e6, 1)
        features.append(feature(drawn[-1], name_en=name, **names(row), area_km2=area))
    return features, unary_union(drawn)


def _row(lake: Polygon) -> tuple[str | None, dict[str, Any]]:
    around = lake.buffer(0.01)
    found = ((name, row) for name, row in table("waters")["lakes"].items() if around.contains(Point(row["point"])))
    return next(found, (None, {}))


def _is_drawn(lake: Polygon) -> bool:
    """Whether a lake without name is large, near and compact enough."""
    west, south, east, north = AREA_OF_INTEREST
    near = box(west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    in_metres = reproject(TO_METRES, lake)
    roundness = 4 * math.pi * in_metres.area / in_metres.length**2
    return square_metres(lake) / 1e6 >= SMALLEST_KM2 and lake.intersects(near) and roundness >= THINNEST
