"""The incidents of the briefing map: a circle a group with its number inside and the civilians killed beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.data.basemap import Feature
from dashboard.figures import palette
from dashboard.figures.map_contents import Contents
from dashboard.figures.map_features import incident_features
from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_geometry import joined, rings_of, tinted, trace
from dashboard.figures.map_marks import Mark
from dashboard.figures.placing import Box, Room, box_around
from dashboard.figures.text_width import text_width
from dashboard.text import Words

SINGLE, SMALLEST, LARGEST = 12, 18, 42  # pixels across, as on screen
SMALLER = 4  # than on screen
COUNT_SIZE, KILLED_SIZE, KILLED_HEIGHT = 12, 10, 12.5
AREA_DASH = "3.5px,2.5px"
NEAR_PIXELS = 3
MOST_COVERED = 0.04  # of a number by a circle or by another number
_CIRCLE_RADIUS = 4.6  # of the shape "circle"
_ANGLES = [i * math.pi / 24 for i in range(49)]
Label = tuple[str, Box]


@dataclass(frozen=True, slots=True)
class Circle:
    """A group as it is drawn."""

    x: float
    y: float
    across: float
    n: int
    count: str
    killed: str
    harm: str
    is_area: bool

    @property
    def is_ring(self) -> bool:
        """Whether no toll is known."""
        return self.harm == "unknown"

    @property
    def outline(self) -> np.ndarray:
        """Points around it, as (x, y) rows."""
        radius = self.across / 2
        return np.array([(self.x + radius * math.cos(a), self.y + radius * math.sin(a)) for a in _ANGLES])

    @property
    def box(self) -> Box:
        """The square that names keep out of; only its corners stand out of the circle."""
        return box_around(self.x, self.y, 0.94 * self.across, 0.94 * self.across)


def circles(shown: Contents, words: Words) -> list[Circle]:
    """The groups in pixels, the largest last, so that it lies on top."""
    found = []
    for feature in incident_features(shown.groups, words):
        x, y = shown.frame.project([feature["geometry"]["coordinates"]])[0]
        p = feature["properties"]
        across = p["across"] - SMALLER if "across" in p else across_of(p["n"])
        found.append(Circle(float(x), float(y), across, p["n"], p["label"], p["killed"], p["harm"], p["is_area"]))
    return sorted(found, key=lambda circle: circle.n)


def across_of(n: int) -> float:
    """Pixels across of a circle for `n` incidents."""
    return SINGLE if n == 1 else min(LARGEST, SMALLEST + 4 * math.sqrt(n))


def circle_mark(harm: str, across: float = SINGLE, *, is_area: bool = False) -> Mark:
    """A group as a symbol of the legend."""
    is_ring = harm == "unknown"
    return Mark(
        0,
        0,
        "circle",
        palette.HARM[harm],
        edge=palette.HARM["none"] if is_ring else palette.TEXT,
        width=2.2 if is_ring else 1.6 if is_area else 1.1,
        size=across / 2 / _CIRCLE_RADIUS,
        is_dashed=is_area,
    )


def incident_traces(found: Sequence[Circle], labels: Sequence[Label]) -> list[dict[str, Any]]:
    """Circles, the dashed outlines of those known only to their district, numbers, civilians killed."""
    if not found:
        return []
    numbered = [circle for circle in found if circle.n > 1]
    traces = [_discs(found), *_dashes(found), *([_counts(numbered)] if numbered else [])]
    return traces + (_killed(labels) if labels else [])


def area_traces(areas: Sequence[Feature], frame: MapFrame) -> list[dict[str, Any]]:
    """The districts with incidents known only to them: faint, with a dotted outline."""
    parts = [ring for feature in areas for ring in rings_of(feature, frame)]
    look = {"fill": "toself", "fillcolor": tinted(palette.ACCENT, 0.05), "opacity": 0.6}
    line = {"color": palette.TEXT, "width": 1, "dash": "2px,4px"}
    return [trace("areas", "lines", line=line, **look, **joined(parts))] if parts else []


def _discs(found: Sequence[Circle]) -> dict[str, Any]:
    """The circles; the outline of those known only to their district is drawn by `_dashes`."""
    grey = palette.HARM["none"]
    marker = {
        "symbol": "circle",
        "size": [round(circle.across, 1) for circle in found],
        "color": [palette.HARM[circle.harm] for circle in found],
        "opacity": [0.82 if circle.is_area else 0.95 for circle in found],
        "line": {
            "color": [grey if circle.is_ring else palette.TEXT for circle in found],
            "width": [0 if circle.is_area else 2.5 if circle.is_ring else 1.2 for circle in found],
        },
    }
    counts = {"customdata": [circle.n for circle in found]}
    return trace("incidents", "markers", marker=marker, cliponaxis=False, **counts, **_at(found))


def _dashes(found: Sequence[Circle]) -> list[dict[str, Any]]:
    """Outlines of the groups whose incidents are all known only to their district."""
    traces = []
    for is_ring, colour, width in ((False, palette.TEXT, 1.8), (True, palette.HARM["none"], 2.4)):
        outlines = [circle.outline for circle in found if circle.is_area and circle.is_ring is is_ring]
        if outlines:
            line = {"color": colour, "width": width, "dash": AREA_DASH, "simplify": False}
            traces.append(trace("incidents-area", "lines", line=line, cliponaxis=False, **joined(outlines)))
    return traces


def _counts(found: Sequence[Circle]) -> dict[str, Any]:
    inks = [palette.text_on(palette.HARM[circle.harm]) for circle in found]
    font = {"size": COUNT_SIZE, "weight": 700, "color": inks}
    text = [circle.count for circle in found]
    return trace("counts", "text", text=text, textfont=font, cliponaxis=False, **_at(found))


def killed_labels(found: Sequence[Circle], room: Room) -> list[Label]:
    """The civilians killed of each circle, beneath it or on the side where that covers least; takes up the room.

    A number that would lie on another number, or on or near another circle, is left out: it would be taken for that
    circle's.
    """
    labels: list[Label] = []
    hard = Room(room.width, room.height)
    hard.take(circle.box for circle in found)
    for circle in reversed([one for one in found if one.killed]):
        # Inside: Plotly writes no text whose middle lies outside its axes.
        places = [room.inside(one) for one in _places(circle, text_width(circle.killed, KILLED_SIZE) + 5)]
        others = [one.box for one in found if one is not circle]
        free = [p for p in places if hard.covered(p) <= MOST_COVERED and not any(_is_near(p, one) for one in others)]
        if free:
            box = free[room.best(free)[0]]
            room.take([box])
            hard.take([box])
            labels.append((circle.killed, box))
    return labels


def _is_near(one: Box, other: Box) -> bool:
    across, down = max(one[0], other[0]) - min(one[2], other[2]), max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down) < NEAR_PIXELS


def _killed(labels: Sequence[Label]) -> list[dict[str, Any]]:
    """The labels on white."""
    corners = [np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]) for _, (x0, y0, x1, y1) in labels]
    white = {"fill": "toself", "fillcolor": tinted(palette.WHITE, 0.86), "line": {"width": 0, "color": palette.WHITE}}
    text = {
        "text": [killed for killed, _ in labels],
        "x": [round((box[0] + box[2]) / 2, 1) for _, box in labels],
        "y": [round((box[1] + box[3]) / 2, 1) for _, box in labels],
        "textfont": {"size": KILLED_SIZE, "color": palette.TEXT},
    }
    return [
        trace("killed-ground", "lines", cliponaxis=False, **white, **joined(corners)),
        trace("killed", "text", cliponaxis=False, **text),
    ]


def _places(circle: Circle, width: float) -> list[Box]:
    """Beneath, above, right, left, and between them."""
    down, aside = (circle.across + KILLED_HEIGHT) / 2 + 0.5, (circle.across + width) / 2 + 1
    low, near = down * 0.8, aside * 0.8
    steps = ((0, down), (0, -down), (aside, 0), (-aside, 0), (near, low), (-near, low), (near, -low), (-near, -low))
    return [box_around(circle.x + dx, circle.y + dy, width, KILLED_HEIGHT) for dx, dy in steps]


def _at(found: Sequence[Circle]) -> dict[str, list[float]]:
    return {"x": [round(circle.x, 1) for circle in found], "y": [round(circle.y, 1) for circle in found]}
