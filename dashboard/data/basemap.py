"""The offline basemap: boundary layers and hillshade, read once, as plain GeoJSON values.

Which layers there are, and how they derive from the files of `boundaries/`. How they look is not decided here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.data.boundary_lines import Point, area, boundary_lines
from dashboard.errors import Problem, Severity

Feature = dict[str, Any]
Features = list[Feature]
FRAME = (38.0, 33.0, 48.0, 40.0)  # where the files are cut: west, south, east, north
BOUNDARIES = (
    "border_iq_tr",
    "borders",
    "countries",
    "districts_iq",
    "districts_tr",
    "lakes",
    "places",
    "provinces",
    "rivers",
)

_WITH_ID = tuple(f"boundaries/{name}.geojson" for name in ("districts_iq", "districts_tr", "provinces"))


@dataclass(frozen=True)
class Basemap:
    """`layers` maps a name to GeoJSON features; `hillshade` is the picture, `hillshade_bounds` its
    ((south, west), (north, east)) in degrees."""

    layers: Mapping[str, Features]
    hillshade: Path
    hillshade_bounds: tuple[tuple[float, float], tuple[float, float]]


def read_basemap(folder: Path, districts: Iterable[Mapping[str, Any]], problems: list[Problem]) -> Basemap | None:
    """The basemap, or None after adding to `problems` which file can't be used.

    `districts` are the typed rows of districts.csv; they decide which province administers a polygon.
    """
    files: dict[str, Features] = {}
    for name in BOUNDARIES:
        features = _features(folder, f"boundaries/{name}.geojson", problems)
        if features is not None:
            files[name] = features
    bounds = _hillshade_bounds(folder, problems)
    if bounds is None or len(files) < len(BOUNDARIES):
        return None
    problems += _lost_polygons(files, districts)
    layers = _layers(files, {row["boundary_id"]: row for row in districts if row["is_own_polygon"]})
    return Basemap(MappingProxyType(layers), folder / "terrain" / "hillshade.png", bounds)


def _features(folder: Path, file: str, problems: list[Problem]) -> Features | None:
    try:
        features = list(json.loads((folder / file).read_bytes())["features"])
        for feature in features:
            _check_feature(feature, has_id=file in _WITH_ID)
        return features
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        problems.append(Problem(Severity.STOPS, file, f"is not a GeoJSON feature collection ({error})"))
        return None


def _check_feature(feature: Feature, *, has_id: bool) -> None:
    """Fail where the layers could not be made of it."""
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    if kind.endswith("Polygon"):
        area(feature, "", "")
    if not isinstance(coordinates, list) or not isinstance(feature["properties"], dict):
        raise TypeError("a feature without properties or coordinates")
    if has_id and not feature["properties"]["id"]:
        raise ValueError("a feature without id")


def _hillshade_bounds(folder: Path, problems: list[Problem]) -> tuple[Point, Point] | None:
    file = "terrain/hillshade.json"
    try:
        (south, west), (north, east) = json.loads((folder / file).read_bytes())["bounds"]
        bounds = (float(south), float(west)), (float(north), float(east))
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        problems.append(Problem(Severity.STOPS, file, f"does not give the bounds of the hillshade ({error})"))
        return None
    if not (folder / "terrain" / "hillshade.png").is_file():
        problems.append(Problem(Severity.STOPS, "terrain/hillshade.png", "is missing"))
        return None
    return bounds


def _layers(files: Mapping[str, Features], owners: Mapping[str, Mapping[str, Any]]) -> dict[str, Features]:
    """The files as layers; the districts get the names of districts.csv, the provinces are drawn by their lines."""
    polygons = [f for f in files["districts_iq"] + files["districts_tr"] if f["properties"]["id"] in owners]
    districts = [_named(feature, owners[feature["properties"]["id"]]) for feature in polygons]
    inside = {f["properties"].get("governorate") or f["properties"].get("province") for f in polygons}
    beyond = [f for f in files["provinces"] if f["properties"]["id"] not in inside]
    areas = [area(f, f["properties"]["province"], f["properties"]["province_formal"]) for f in districts]
    areas += [area(f, f["properties"]["id"], f["properties"]["id"]) for f in beyond]
    lines = boundary_lines(areas, FRAME)
    border = files["border_iq_tr"]
    return {
        "countries": files["countries"],
        "lakes": files["lakes"],
        "rivers": files["rivers"],
        "districts": districts,
        "district_lines": [_multiline(lines.district)],
        "province_lines": [_multiline(lines.province)],
        "formal_lines": [_multiline(lines.formal)],
        "borders": [f for f in files["borders"] if f["properties"].get("id") != "IRQ-TUR"],
        "border": [f for f in border if f["geometry"]["type"] == "LineString"],
        "tripoints": [f for f in border if f["geometry"]["type"] == "Point"],
        "places": files["places"],
        "provinces": files["provinces"],
    }


def _lost_polygons(files: Mapping[str, Features], districts: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Districts whose polygon is in no file: their rows stay, the map can't show their area."""
    known = {f["properties"]["id"] for f in files["districts_iq"] + files["districts_tr"]} | {None}
    reason = "is not a polygon of boundaries/districts_iq.geojson or districts_tr.geojson"
    return [
        Problem(Severity.NOTE, "districts.csv", reason, row["line"], "boundary_id", row["boundary_id"])
        for row in districts
        if row["boundary_id"] not in known
    ]


def _named(feature: Feature, owner: Mapping[str, Any]) -> Feature:
    names = {name: owner[name] for name in ("district", "province", "province_formal", "status", "note")}
    return {**feature, "properties": {**feature["properties"], **names}}


def _multiline(runs: list[list[Point]]) -> Feature:
    return {"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": runs}}
