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
CROSS = "M-4 -4L4 4M4 -4L-4 4"  # over what is closed
REPORTED_OPACITY = 0.6
_DOT_SIZE = 0.48
DASH = "2.2px,1.8px"


@dataclass(frozen=True, slots=True)
class Mark:
    """One symbol. `size` multiplies its shape; `is_dashed`: drawn in its area, the site is not known;
    `is_undated`: nobody knows whether it belongs to the days that are chosen."""

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
    is_undated: bool = False

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Its outline, closed, in pixels."""
        around = SHAPES[self.shape]
        return [(round(self.x + self.size * x, 1), round(self.y + self.size * y, 1)) for x, y in (*around, around[0])]


def site_mark(feature: Feature, frame: MapFrame) -> Mark:
    """A site or village as it is drawn on screen: colour by operator, fill by status, outline by precision."""
    x, y = frame.project([feature["geometry"]["coordinates"]])[0]
    p = feature["properties"]
    mark = styled(p["shape"], p["colour"], p["status"], is_area=p["is_area"], is_undated=p["is_undated"])
    return replace(mark, x=float(x), y=float(y))


def styled(shape: str, colour: str, status: str, *, is_area: bool = False, is_undated: bool = False) -> Mark:
    """The symbol of a status, at the corner of the picture."""
    is_hollow = status in HOLLOW
    return Mark(
        0,
        0,
        shape,
        fill=palette.WHITE if is_hollow else colour,
        edge=palette.outline(colour) if is_hollow else palette.TEXT,
        width=2 if is_hollow else 0.9,
        opacity=REPORTED_OPACITY if status == "reported" else 1,
        is_dashed=is_area,
        is_crossed=status == "closed",
        is_undated=is_undated,
    )


def undated_dot(mark: Mark) -> Mark:
    """The white dot on a symbol whose date is not known."""
    return Mark(mark.x, mark.y, "circle", palette.WHITE, width=0.9, size=_DOT_SIZE)


def shape_path(shape: str) -> str:
    """A shape as the `d` of an SVG path around (0, 0), for the browser."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in SHAPES[shape]) + "Z"


def mark_traces(marks: Sequence[Mark], layer: str, axes: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """One trace for the symbols of each look; `meta` names the layer and counts them."""
    looks: dict[tuple[Any, ...], list[Mark]] = {}
    for mark in marks:
        looks.setdefault((mark.fill, mark.edge, mark.width, mark.opacity, mark.is_dashed), []).append(mark)
    traces = [_look(same, layer) | (axes or {}) for same in looks.values()]
    crossed = [mark for mark in marks if mark.is_crossed]
    undated = [undated_dot(mark) for mark in marks if mark.is_undated]
    traces += [_look(undated, f"{layer}-undated") | (axes or {})] if undated else []
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
