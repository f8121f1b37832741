"""Names of countries, provinces, places and lakes on the briefing map: those the screen writes at this zoom, where
they do not lie under an incident."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.data.basemap import Basemap, Feature, Features
from dashboard.figures import palette
from dashboard.figures.labels import ZOOMS, label_features
from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_geometry import trace
from dashboard.figures.placing import Box, Room, box_around
from dashboard.figures.style import plain
from dashboard.figures.text_width import text_width

HALO = "0 0 2px #fff, 0 0 2px #fff, 0 0 3px #fff"
BESIDE = ("place", "town", "tripoint")  # a name beside its point; the others are written around theirs
MOST_COVERED = 0.24  # by weight: of a symbol of a site more than of a circle, next to nothing of a name or a dot
UNTOUCHED = 40.0  # the weight of these
MOST_RANK_OF_TOWN = 2
Point = tuple[float, float]
_GREY, _BLUE = "#5b5f59", "#33658a"
# Kind -> type; `place` is the small towns, `town` those of the first two ranks.
FONTS: dict[str, dict[str, Any]] = {
    "country": {"size": 13, "color": _GREY},
    "province": {"size": 10.5, "color": _GREY},
    "lake": {"size": 9.5, "color": _BLUE, "style": "italic"},
    "tripoint": {"size": 9.5, "color": palette.TEXT, "style": "italic"},
    "place": {"size": 10, "color": palette.TEXT},
    "town": {"size": 11, "color": palette.TEXT, "weight": 600},
}
_SPACED = ("country", "province")
_THIN_SPACE = "\u2009"
_SHIFTS = [(dx, dy) for dy in (0, 14, -14, 28, -28) for dx in (0, 24, -24)]
_SIDES = (
    ("middle right", 1, 0),
    ("middle left", -1, 0),
    ("top center", 0, -1),
    ("bottom center", 0, 1),
    ("bottom right", 1, 1),
    ("bottom left", -1, 1),
    ("top right", 1, -1),
    ("top left", -1, -1),
)
DOT = 4
_GAP = 4.0  # pixels between a dot, or the circle that covers it, and the name


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written: at `x`, `y`, on the `side` that Plotly calls `textposition`; `dot` where one stands."""

    text: str
    kind: str
    x: float
    y: float
    side: str = "middle center"
    dot: tuple[float, float] | None = None


def wanted_names(basemap: Basemap, frame: MapFrame) -> Features:
    """The names for the frame's zoom that lie in it, the most important first.

    Places that the screen has no room for at this zoom are among them: a picture can write them on any side.
    """
    zoom = min(max(math.floor(frame.zoom), ZOOMS[0]), ZOOMS[-1])
    found = []
    for label in label_features(basemap.layers):
        p = label["properties"]
        first = min(p["first_zoom"], p["min_zoom"] - 1) if p["kind"] == "place" else p["min_zoom"]
        is_wanted = p["kind"] in FONTS and first <= zoom <= p["max_zoom"]
        if is_wanted and frame.holds(*frame.project([label["geometry"]["coordinates"]])[0]):
            found.append(label)
    return found


def placed_names(wanted: Features, frame: MapFrame, room: Room) -> list[Name]:
    """Each name where it covers least, unless it would cover too much; takes up their room."""
    points = [frame.project([label["geometry"]["coordinates"]])[0] for label in wanted]
    dots = [at for label, at in zip(wanted, points, strict=True) if label["properties"]["kind"] in BESIDE]
    room.take((box_around(float(x), float(y), DOT, DOT) for x, y in dots), weight=UNTOUCHED)
    names = [_placed(label, float(x), float(y), room) for label, (x, y) in zip(wanted, points, strict=True)]
    return [name for name in names if name]


def name_traces(names: Sequence[Name]) -> list[dict[str, Any]]:
    """The dots of places, then one trace for each kind of name."""
    dots = [name.dot for name in names if name.dot]
    marker = {"size": DOT, "color": palette.TEXT, "line": {"width": 0}}
    traces = [trace("places", "markers", marker=marker, **_at(dots))] if dots else []
    for kind, font in FONTS.items():
        same = [name for name in names if name.kind == kind]
        text = {"text": [plain(name.text) for name in same], "textposition": [name.side for name in same]}
        look = {"textfont": font | {"shadow": HALO}} | text | _at([(name.x, name.y) for name in same])
        traces += [trace("names", "text", **look)] if same else []
    return traces


def _at(points: Sequence[Point]) -> dict[str, list[float]]:
    return {"x": [round(x, 1) for x, _ in points], "y": [round(y, 1) for _, y in points]}


def _placed(label: Feature, x: float, y: float, room: Room) -> Name | None:
    """The label where it covers least; None when too much of it would be covered."""
    p = label["properties"]
    kind = "town" if p.get("rank", MOST_RANK_OF_TOWN + 1) <= MOST_RANK_OF_TOWN else p["kind"]
    text = _THIN_SPACE.join(p["name"]) if kind in _SPACED and p["name"].isupper() else p["name"]
    font = FONTS[kind]
    width, height = text_width(text, font["size"], bold="weight" in font), font["size"] * 1.2
    if kind in BESIDE:
        over = room.around(x, y)
        names = _beside(text, kind, (x, y), (width, height), (x, y, x, y))
        names += _beside(text, kind, (x, y), (width, height), over) if over else []
    else:
        names = _around(text, kind, (x, y), width, height)
    chosen, covered = room.best([box for _, box in names])
    if covered > MOST_COVERED:
        return None
    name, box = names[chosen]
    room.take([box], weight=UNTOUCHED)
    return name


def _around(text: str, kind: str, at: Point, width: float, height: float) -> list[tuple[Name, Box]]:
    """At the point, or moved a little."""
    points = [(at[0] + dx, at[1] + dy) for dx, dy in _SHIFTS]
    return [(Name(text, kind, x, y), box_around(x, y, width, height)) for x, y in points]


def _beside(text: str, kind: str, dot: Point, size: Point, what: Box) -> list[tuple[Name, Box]]:
    """On the eight sides of `what`: the dot, or what covers it."""
    middle = (what[0] + what[2]) / 2, (what[1] + what[3]) / 2
    found = []
    for side, right, down in _SIDES:
        x = middle[0] + right * ((what[2] - what[0]) / 2 + _GAP)
        y = middle[1] + down * ((what[3] - what[1]) / 2 + _GAP / 2)
        box = box_around(x + right * size[0] / 2, y + down * size[1] / 2, *size)
        found.append((Name(text, kind, x, y, side, None if kind == "tripoint" else dot), box))
    return found
