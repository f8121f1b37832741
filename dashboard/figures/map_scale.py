"""The scale bar of the briefing map."""

from __future__ import annotations

from typing import Any

from dashboard.figures import palette
from dashboard.figures.map_frame import MapFrame, round_km
from dashboard.figures.map_geometry import tinted, trace
from dashboard.figures.placing import Box, Room
from dashboard.figures.text_width import text_width
from dashboard.text import Words

LONGEST_PIXELS, SIZE = 130, 10
_EDGE, _HEIGHT = 6, 22


def scale_traces(frame: MapFrame, words: Words, room: Room) -> list[dict[str, Any]]:
    """A bar of round kilometres in the emptiest corner, right at the middle of the picture; takes up its room."""
    km, pixels = round_km(frame, LONGEST_PIXELS)
    text = words("scale-km", km=words.number(km))
    left, top, right, bottom = _box(frame, max(pixels + 16, text_width(text, SIZE) + 14), room)
    x0, x1, y = left + 8, round(left + 8 + pixels, 1), bottom - 5
    ground = {"x": [left, right, right, left, left], "y": [top, top, bottom, bottom, top], "fill": "toself"}
    bar = {"x": [x0, x0, x1, x1], "y": [y - 5, y, y, y - 5], "line": {"color": palette.TEXT, "width": 1.5}}
    name = {"x": [x0 - 2], "y": [top + 7], "text": [text], "textposition": "middle right"}
    return [
        trace("scale-ground", "lines", fillcolor=tinted(palette.WHITE, 0.85), line={"width": 0}, **ground),
        trace("scale", "lines", **bar),
        trace("scale", "text", textfont={"size": SIZE, "color": palette.TEXT}, **name),
    ]


def _box(frame: MapFrame, width: float, room: Room) -> Box:
    """Lower left if nothing is there, else lower right, upper left, upper right."""
    edges = [(x, y) for y in (frame.height - _EDGE - _HEIGHT, _EDGE) for x in (_EDGE, frame.width - _EDGE - width)]
    corners = [(x, y, x + width, y + _HEIGHT) for x, y in edges]
    box = corners[room.best(corners)[0]]
    room.take([box])
    return box
