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
from dashboard.data.geojson import LAYERS, Feature, Features, read_features
from dashboard.errors import Problem, Severity

__all__ = ["FRAME", "Basemap", "Feature", "Features", "read_basemap"]
_PNG = b"\x89PNG\r\n\x1a\n"
FRAME = (38.0, 33.0, 48.0, 40.0)  # where the files are cut: west, south, east, north


@dataclass(frozen=True, eq=False)
class Basemap:
    """`layers` maps a name to GeoJSON features; `hillshade` is the picture, `hillshade_bounds` its
    ((south, west), (north, east)) in degrees. Equal to itself alone, so that what is made of it can be kept."""

    layers: Mapping[str, Features]
    hillshade: Path
    hillshade_bounds: tuple[tuple[float, float], tuple[float, float]]


def read_basemap(folder: Path, districts: Iterable[Mapping[str, Any]], problems: list[Problem]) -> Basemap | None:
    """The basemap, or None after adding to `problems` which file can't be used.

    `districts` are the typed rows of districts.csv; they decide which province administers a polygon.
    """
    read = {name: read_features(folder, name, problems) for name in LAYERS}
    files = {name: features for name, features in read.items() if features is not None}
    bounds = _hillshade_bounds(folder, problems)
    if bounds is None or len(files) < len(read):
        return None
    problems += _lost_polygons(files, districts)
    layers = _layers(files, {row["boundary_id"]: row for row in districts if row["is_own_polygon"]})
    return Basemap(MappingProxyType(layers), folder / "terrain" / "hillshade.png", bounds)


def _hillshade_bounds(folder: Path, problems: list[Problem]) -> tuple[Point, Point] | None:
    file = "terrain/hillshade.json"
    try:
        (south, west), (north, east) = json.loads((folder / file).read_bytes())["bounds"]
        bounds = (float(south), float(west)), (float(north), float(east))
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        problems.append(Problem(Severity.STOPS, file, f"does not give the bounds of the hillshade ({error})"))
        return None
    if not (-90 <= bounds[0][0] < bounds[1][0] <= 90 and -180 <= bounds[0][1] < bounds[1][1] <= 180):
        reason = "is not the hillshade's south-west and north-east in degrees"
        problems.append(Problem(Severity.STOPS, file, reason, column="bounds", value=str(bounds)))
        return None
    try:
        with (folder / "terrain" / "hillshade.png").open("rb") as picture:
            fault = "" if picture.read(len(_PNG)) == _PNG else "is not a PNG picture"
    except OSError as error:
        fault = f"is missing or can't be read ({error.strerror or error})"
    problems += [Problem(Severity.STOPS, "terrain/hillshade.png", fault)] if fault else []
    return None if fault else bounds


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
