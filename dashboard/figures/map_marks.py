"""The small symbols of the briefing map and of its legend: the same shapes as on screen (`assets/30-map.js`).

Drawn as closed lines, not as markers, because only lines can be dashed: a dashed outline says that the district is
known and not the site.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.data.basemap import Feature
from dashboard.figures import palette
from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_geometry import tinted, trace

# Shape -> corners around the middle, in pixels.
_CIRCLE = tuple((math.cos(i * math.pi / 20), math.sin(i * math.pi / 20)) for i in range(40))
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)),
    "triangle": ((0, -5.5), (6, 5), (-6, 5)),
    "diamond": ((0, -6.2), (6.2, 0), (0, 6.2), (-6.2, 0)),
    "cross": (
        (-2, -6),
        (2, -6),
        (2, -2),
        (6, -2),
        (6, 2),
        (2, 2),
        (2, 6),
        (-2, 6),
        (-2, 2),
        (-6, 2),
        (-6, -2),
        (-2, -2),
    ),
    "bar": ((-6, -2.2), (6, -2.2), (6, 2.2), (-6, 2.2)),
    "circle": tuple((4.6 * x, 4.6 * y) for x, y in _CIRCLE),
}
HOLLOW = ("planned", "under_construction")
DASH = "2.2px,1.8px"


@dataclass(frozen=True, slots=True)
class Mark:
    """One symbol. `size` multiplies its shape; `is_dashed`: drawn in its area, the site is not known."""

    x: float
    y: float
    shape: str
    fill: str
    edge: str = palette.TEXT
    width: float = 0.9
    opacity: float = 1.0
    size: float = 1.0
    is_dashed: bool = False
    is_crossed: bool = False

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Its outline, closed, in pixels."""
        around = SHAPES[self.shape]
        return [(round(self.x + self.size * x, 1), round(self.y + self.size * y, 1)) for x, y in (*around, around[0])]


def site_mark(feature: Feature, frame: MapFrame) -> Mark:
    """A site or village as it is drawn on screen: colour by operator, fill by status, outline by precision."""
    x, y = frame.project([feature["geometry"]["coordinates"]])[0]
    p = feature["properties"]
    mark = styled(p["shape"], p["colour"], p["status"], is_area=p["is_area"])
    return replace(mark, x=float(x), y=float(y))


def styled(shape: str, colour: str, status: str, *, is_area: bool = False) -> Mark:
    """The symbol of a status, at the corner of the picture."""
    is_hollow = status in HOLLOW
    return Mark(
        0,
        0,
        shape,
        fill=palette.WHITE if is_hollow else colour,
        edge=palette.outline(colour) if is_hollow else palette.TEXT,
        width=2 if is_hollow else 0.9,
        opacity=0.6 if status == "reported" else 1,
        is_dashed=is_area,
        is_crossed=status == "closed",
    )


def mark_traces(marks: Sequence[Mark], layer: str, axes: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """One trace for the symbols of each look; `meta` names the layer and counts them."""
    looks: dict[tuple[Any, ...], list[Mark]] = {}
    for mark in marks:
        looks.setdefault((mark.fill, mark.edge, mark.width, mark.opacity, mark.is_dashed), []).append(mark)
    traces = [_look(same, layer) | (axes or {}) for same in looks.values()]
    crossed = [mark for mark in marks if mark.is_crossed]
    return traces + ([_strokes(crossed, layer) | (axes or {})] if crossed else [])


def _look(marks: Sequence[Mark], layer: str) -> dict[str, Any]:
    first = marks[0]
    x: list[float | None] = []
    y: list[float | None] = []
    for mark in marks:
        x += [*([None] if x else []), *(corner[0] for corner in mark.corners)]
        y += [*([None] if y else []), *(corner[1] for corner in mark.corners)]
    line = {"color": first.edge, "width": first.width, "simplify": False} | ({"dash": DASH} if first.is_dashed else {})
    fill = {"fill": "toself", "fillcolor": tinted(first.fill, first.opacity)}
    return trace(layer, "lines", x=x, y=y, line=line, **fill) | {"meta": {"layer": layer, "marks": len(marks)}}


def _strokes(marks: Sequence[Mark], layer: str) -> dict[str, Any]:
    """A white × over what is closed."""
    x: list[float | None] = []
    y: list[float | None] = []
    for mark in marks:
        for slope in (1, -1):
            x += [*([None] if x else []), mark.x - 4, mark.x + 4]
            y += [*([None] if y else []), mark.y - 4 * slope, mark.y + 4 * slope]
    return trace(f"{layer}-closed", "lines", x=x, y=y, line={"color": palette.WHITE, "width": 1.6})
