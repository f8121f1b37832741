"""Names on the map that don't collide: from which zoom on each can be written.

Labels are placed in the order of their importance; one that would touch an earlier one waits for a closer zoom.
Decided once for a dataset, so that the screen and the images write the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dashboard.data.basemap import Feature, Features
from dashboard.data.mercator import mercator
from dashboard.figures.text_width import text_width

ZOOMS = (6, 7, 8, 9, 10, 11, 12)
# Kind -> (size of its letters in pixels, pixels a line is high, zooms at which it is written). As in dashboard.css.
STYLES = {
    "country": (14, 20, range(6, 8)),
    "province": (11, 16, range(7, 10)),
    "lake": (10.5, 13, range(8, 13)),
    "tripoint": (11, 14, range(9, 13)),
    "place": (11, 14, range(6, 13)),
}
_SPACING = {"country": 0.3, "province": 0.14}  # between letters, of their size
_BESIDE = {"tripoint": 10, "place": 6}  # pixels from the point to the name; the other kinds stand around theirs
_TOWN_SIZE, _TOWN_RANKS = 12, (1, 2)  # in bold
_FIRST_ZOOM_OF_RANK = {1: 6, 2: 7, 3: 8, 4: 9}
Box = tuple[float, float, float, float]  # west, north, east, south
_COUNTRY_POINTS = {"IRQ": (43.35, 35.25), "TUR": (42.6, 38.05), "SYR": (40.3, 35.9), "IRN": (45.9, 36.8)}


def label_features(layers: Mapping[str, Features]) -> Features:
    """Points with `name`, `kind`, `min_zoom` and `max_zoom` (both included), the most important first."""
    waiting = [*_countries(layers), *_provinces(layers), *_tripoints(layers), *_places(layers), *_lakes(layers)]
    shown: dict[int, list[Box]] = {zoom: [] for zoom in ZOOMS}
    found = []
    for label in waiting:
        boxes = _boxes(label)
        run = _last_run([zoom for zoom, box in boxes.items() if not _touches(box, shown[zoom])])
        if run:
            for zoom in run:
                shown[zoom].append(boxes[zoom])
            properties = label["properties"] | {"min_zoom": run[0], "max_zoom": run[-1]}
            found.append(label | {"properties": properties})
    return found


def _touches(box: Box, others: list[Box]) -> bool:
    west, north, east, south = box
    for w, n, e, s in others:  # noqa: SIM110 - any() takes half as long again, and this is asked a million times
        if west < e and w < east and north < s and n < south:
            return True
    return False


def _boxes(label: Feature) -> dict[int, Box]:
    """Zoom at which the label may be written -> its rectangle in pixels.

    A place is written beside its dot, the others around their point.
    """
    properties = label["properties"]
    name, kind = properties["name"], properties["kind"]
    size, height, zooms = STYLES[kind]
    is_town = properties.get("rank") in _TOWN_RANKS
    width = text_width(name, _TOWN_SIZE if is_town else size, bold=is_town) + len(name) * _SPACING.get(kind, 0) * size
    longitude, latitude = label["geometry"]["coordinates"]
    at_zoom_0 = [float(v[0]) for v in mercator(np.array([latitude]), np.array([longitude]), 0)]
    found = {}
    for zoom in [zoom for zoom in ZOOMS if zoom in zooms and zoom >= properties["first_zoom"]]:
        x, y = (v * 2**zoom for v in at_zoom_0)
        start, end = (x - 4, x + _BESIDE[kind] + width) if kind in _BESIDE else (x - width / 2, x + width / 2)
        found[zoom] = start, y - height / 2, end, y + height / 2
    return found


def _last_run(zooms: list[int]) -> list[int]:
    """The zooms of the last unbroken run: a label that appears stays until its kind ends."""
    run: list[int] = []
    for zoom in zooms:
        run = [*run, zoom] if run and zoom == run[-1] + 1 else [zoom]
    return run


def _label(name: str, kind: str, longitude: float, latitude: float, *, first_zoom: int = 6, **more: Any) -> Feature:
    properties = {"name": name, "kind": kind, "first_zoom": first_zoom, **more}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }


def _countries(layers: Mapping[str, Features]) -> Features:
    named = {f["properties"]["iso3"]: f["properties"]["name_en"] for f in layers["countries"]}
    return [_label(named[code].upper(), "country", *point) for code, point in _COUNTRY_POINTS.items() if code in named]


def _provinces(layers: Mapping[str, Features]) -> Features:
    return [
        _label(f["properties"]["name_en"].upper(), "province", *f["properties"]["label"])
        for f in layers["provinces"]
        if f["properties"].get("label")
    ]


def _tripoints(layers: Mapping[str, Features]) -> Features:
    return [
        _label(f["properties"]["name_en"], "tripoint", *f["geometry"]["coordinates"][:2]) for f in layers["tripoints"]
    ]


def _places(layers: Mapping[str, Features]) -> Features:
    return [
        _label(
            p["name_en"],
            "place",
            *f["geometry"]["coordinates"][:2],
            first_zoom=_FIRST_ZOOM_OF_RANK[p["rank"]],
            rank=p["rank"],
        )
        for f in layers["places"]
        for p in [f["properties"]]
    ]


def _lakes(layers: Mapping[str, Features]) -> Features:
    named = [f for f in layers["lakes"] if f["properties"].get("name_en") and f["properties"]["area_km2"] > 50]
    return [_label(f["properties"]["name_en"], "lake", *_centre(f)) for f in named]


def _centre(feature: Feature) -> tuple[float, float]:
    ring = feature["geometry"]["coordinates"][0]
    ring = ring[0] if feature["geometry"]["type"] == "MultiPolygon" else ring
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
