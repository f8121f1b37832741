"""Boundary files -> checked GeoJSON features: whatever passes here can be drawn.

What each file must hold, and what is wrong with a feature of it. A start that goes through draws a whole map, so that
any fault stops it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

from dashboard.errors import Problem, Severity, shorten

Feature = dict[str, Any]
Features = list[Feature]
Fault = tuple[str, object, str]  # where in the feature, the value, what is wrong with it

_RING = 4  # points of the smallest: the last is the first again
# Geometry type -> lists in lists around a point, and the fewest points of a line in it.
_SHAPES = {
    "Point": (0, 0),
    "LineString": (1, 2),
    "MultiLineString": (2, 2),
    "Polygon": (2, _RING),
    "MultiPolygon": (3, _RING),
}
_AREAS, _LINES, _POINTS = ("Polygon", "MultiPolygon"), ("LineString", "MultiLineString"), ("Point",)
_TEXT, _NUMBER, _POINT = "a text", "a number", "a longitude and a latitude in degrees"
_NUMBERS = (int, float)  # and no yes or no, which is an int to isinstance
_RANK = "a rank from 1 to 4"


@dataclass(frozen=True, slots=True)
class Layer:
    """What a file holds: geometry `kinds`, and properties that every feature `needs` or that are checked where they
    `may` stand, each with what it is."""

    kinds: tuple[str, ...]
    needs: Mapping[str, str] = field(default_factory=dict)
    may: Mapping[str, str] = field(default_factory=dict)

    @property
    def main(self) -> tuple[str, ...]:
        """The kinds of which the file must hold one: points beside lines are an addition."""
        return tuple(kind for kind in self.kinds if kind not in _POINTS) or self.kinds


LAYERS: Mapping[str, Layer] = {
    "border_iq_tr": Layer(("LineString", "Point"), {"name_en": _TEXT}),
    "borders": Layer(_LINES),
    "countries": Layer(_AREAS, {"iso3": _TEXT, "name_en": _TEXT}),
    "districts_iq": Layer(_AREAS, {"id": _TEXT}),
    "districts_tr": Layer(_AREAS, {"id": _TEXT}),
    "lakes": Layer(_AREAS, {"area_km2": _NUMBER}, {"name_en": _TEXT}),
    "places": Layer(_POINTS, {"name_en": _TEXT, "rank": _RANK}),
    "provinces": Layer(_AREAS, {"id": _TEXT, "name_en": _TEXT}, {"label": _POINT}),
    "rivers": Layer(_LINES, may={"name_en": _TEXT}),
}


def read_features(folder: Path, name: str, problems: list[Problem]) -> Features | None:
    """The features of `boundaries/{name}.geojson`, or None after adding to `problems` what is wrong with it."""
    file = f"boundaries/{name}.geojson"
    try:
        features = list(json.loads((folder / file).read_bytes())["features"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        problems.append(Problem(Severity.STOPS, file, f"is not a GeoJSON feature collection ({error})"))
        return None
    found = [
        Problem(Severity.STOPS, file, reason, column=place, value=shorten(str(value)), feature=_called(number, feature))
        for number, feature in enumerate(features, start=1)
        for place, value, reason in _faults(feature, LAYERS[name])
    ]
    main = LAYERS[name].main
    if not found and not any(feature["geometry"]["type"] in main for feature in features):
        found.append(Problem(Severity.STOPS, file, f"holds no {' or '.join(main)}: the map would lack it"))
    problems += found
    return None if found else features


def _called(number: int, feature: object) -> str:
    """A feature by its position, from 1, and its id or name where it has one."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    names = [properties.get(key) for key in ("id", "iso3", "name_en")] if isinstance(properties, dict) else []
    name = next((name for name in names if isinstance(name, str) and name), "")
    return f"{number} ({shorten(name)})" if name else str(number)


def _faults(feature: object, layer: Layer) -> Iterator[Fault]:
    """The first fault of the geometry, and every fault of the properties."""
    if not isinstance(feature, dict):
        yield "", feature, "is not a feature"
        return
    geometry, properties = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, dict):
        yield "geometry", geometry, "is not a geometry"
    else:
        fault = _geometry_fault(geometry, layer)
        yield from [fault] if fault else []
    if not isinstance(properties, dict):
        yield "properties", properties, "is not a list of names and values"
        return
    for name, kind in {**layer.may, **layer.needs}.items():
        value = properties.get(name)
        if (name in layer.needs or value is not None) and not _is(kind, value):
            yield name, "" if value is None else value, f"is not {kind}" if value is not None else "is missing"


def _geometry_fault(geometry: Feature, layer: Layer) -> Fault | None:
    kind = geometry.get("type")
    if kind not in layer.kinds:
        return "geometry", kind, f"is not a geometry of this file: {' or '.join(layer.kinds)} is expected"
    depth, fewest = _SHAPES[str(kind)]
    return _part_fault(geometry.get("coordinates"), depth, fewest)


def _part_fault(part: object, depth: int, fewest: int) -> Fault | None:
    """What is wrong with coordinates that lie `depth` lists deep, the innermost being a line."""
    if depth == 0:
        return None if _is_point(part) else ("coordinates", part, f"is not {_POINT}")
    if not isinstance(part, list) or not part:
        return "coordinates", part, "is empty, or no list of coordinates"
    if depth == 1:
        return _line_fault(part, fewest)
    return next(filter(None, (_part_fault(one, depth - 1, fewest) for one in part)), None)


def _line_fault(line: list[Any], fewest: int) -> Fault | None:
    if not all(map(_is_point, line)):
        return next(("coordinates", one, f"is not {_POINT}") for one in line if not _is_point(one))
    if len(line) < fewest:
        return "coordinates", line, f"has {len(line)} points, at least {fewest} are needed"
    if fewest == _RING and line[0] != line[-1]:
        return "coordinates", line[-1], f"does not close the ring that begins at {shorten(str(line[0]))}"
    return None


def _is_point(value: object) -> bool:
    """Tens of thousands are asked for: in one look, with what is no number (NaN too) failing to compare."""
    if type(value) is not list or len(value) < 2:
        return False
    x, y = value[0], value[1]
    are_numbers = type(x) in _NUMBERS and type(y) in _NUMBERS
    return are_numbers and -180 <= x <= 180 and -90 <= y <= 90


def _is(kind: str, value: object) -> bool:
    if kind == _POINT:
        return _is_point(value)
    if kind == _RANK:
        return type(value) is int and 1 <= value <= 4
    if kind == _NUMBER:
        return type(value) in _NUMBERS and isfinite(value)  # type: ignore[arg-type]
    return isinstance(value, str) and bool(value)
