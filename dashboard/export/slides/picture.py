"""A figure in pixels -> shapes of a slide: lines, areas, symbols and texts, each of which can be moved and recoloured.

Reads the figures that have no axes but pixels (`figures.briefing_map`, the keys of charts), so that a slide draws what
an image of the same view shows. A pixel of the figure is a point of the slide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from dashboard.export.keys import HEIGHT as KEY_HEIGHT
from dashboard.export.keys import ChartKey
from dashboard.export.slides.markup import Box, Look, Outline, Run, Text, outline
from dashboard.export.slides.page import HEIGHT, WIDTH, Page
from dashboard.figures.map_geometry import cut_lines, cut_ring
from dashboard.figures.style import as_written
from dashboard.figures.text_width import LINE_HEIGHT, text_width

_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_ALIGN = {"left": "r", "center": "ctr", "right": "l"}  # where the text stands of its point -> how it is aligned
Trace = Mapping[str, Any]


class Picture:
    """Draws the parts of a figure on a page, from `left`, `top` on; what leaves `size` is cut off."""

    def __init__(self, page: Page, left: float, top: float, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self.page, self.left, self.top, self.size = page, left, top, size

    def trace(self, trace: Trace, name: str, inside: Trace | None = None) -> None:
        """A scatter trace: its lines or areas, its symbols or its texts. `inside` has the texts in the symbols."""
        if trace["mode"] == "lines":
            self._lines(trace, name)
        elif trace["mode"] == "markers":
            self._discs(trace, name, _inside(inside) if inside else {})
        else:
            self._texts(trace, name)

    def path(self, rings: Sequence[Outline], colour: str, name: str) -> None:
        """Rings as one area."""
        self._area(self._cut(rings, is_closed=True), Look(fill=colour), name)

    def key(self, key: ChartKey, x: float, y: float) -> None:
        """The key of a chart, `x`, `y` being its left middle."""
        shapes, text = key.drawn(x, -y)
        for one in shapes:
            left, top, width, height = one["x0"], -one["y1"], one["x1"] - one["x0"], one["y1"] - one["y0"]
            line = one["line"]
            colour = line.get("color", "") if line["width"] else ""
            look = Look(one.get("fillcolor", ""), one.get("opacity", 1), colour, line["width"])
            if one["type"] == "line":
                self._area([[(left, -one["y0"]), (one["x1"], -one["y1"])]], look, "key", is_closed=False)
            else:
                form = "ellipse" if one["type"] == "circle" else "rect"
                self.page.draw("key", self._box(left, top, width, height), look, geometry=form)
        run = Run(key.text, text["font"]["size"], text["font"]["color"])
        box = self._box(text["xshift"], y - KEY_HEIGHT / 2, key.width, KEY_HEIGHT)
        self.page.write(box, [[run]], anchor="ctr", wraps=False)

    def _lines(self, trace: Trace, name: str) -> None:
        """Areas and rings one by one; strokes of one look together."""
        has_area = trace.get("fill") == "toself"
        line = trace["line"]
        fill, opacity = _colour(trace.get("fillcolor", ""))
        look = Look(fill, opacity, line.get("color", "") if line["width"] else "", line["width"], _dash(line))
        parts = list(_parts(trace))
        found = self._cut(parts, is_closed=has_area) if trace.get("cliponaxis", True) else parts
        rings = [part for part in found if len(part) > 3 and part[0] == part[-1]]
        for ring in rings:
            self._area([ring[:-1]], look, name)
        self._area([part for part in found if part not in rings], look, name, is_closed=False)

    def _discs(self, trace: Trace, name: str, inside: Mapping[tuple[float, float], Run]) -> None:
        marker = trace["marker"]
        line = marker["line"]
        for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            size, width = _of(marker["size"], i), _of(line["width"], i)
            edge = _of(line["color"], i) if width else ""
            look = Look(_of(marker["color"], i), _of(marker.get("opacity", 1), i), edge, width)
            run = inside.get((x, y))
            text = Text([[run]], align="ctr", anchor="ctr", wraps=False) if run else None
            self.page.draw(name, self._box(x - size / 2, y - size / 2, size, size), look, text, "ellipse")

    def _texts(self, trace: Trace, name: str) -> None:
        font = trace["textfont"]
        is_bold = font.get("weight", 400) > 500
        for i, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
            written, size = as_written(text), font["size"]
            width, height = text_width(written, size, bold=is_bold), size * LINE_HEIGHT
            down, across = _of(trace.get("textposition", "middle center"), i).split()
            left = x - {"left": width, "center": width / 2, "right": 0}[across]
            top = y - {"top": height, "middle": height / 2, "bottom": 0}[down]
            is_italic, has_halo = font.get("style") == "italic", "shadow" in font
            run = Run(written, size, _of(font["color"], i), is_bold, is_italic, has_halo=has_halo)
            where = Text([[run]], align=_ALIGN[across], anchor="ctr", wraps=False)
            self.page.draw(name, self._box(left, top, width, height), Look(), where)

    def _area(self, parts: Sequence[Outline], look: Look, name: str, *, is_closed: bool = True) -> None:
        moved = [[(x + self.left, y + self.top) for x, y in part] for part in parts if len(part) > 1]
        if moved:
            box, geometry = outline(moved, is_closed=is_closed)
            self.page.draw(name, box, look, geometry=geometry)

    def _cut(self, parts: Sequence[Outline], *, is_closed: bool) -> list[Outline]:
        cut = cut_ring if is_closed else cut_lines
        return [[(float(x), float(y)) for x, y in piece] for part in parts for piece in cut(np.array(part), *self.size)]

    def _box(self, left: float, top: float, width: float, height: float) -> Box:
        return Box(self.left + left, self.top + top, width, height)


def rings(path: str) -> list[Outline]:
    """The rings of an SVG path made of M, L and Z."""
    parts = [[point.split(",") for point in part.split("L")] for part in path.replace("Z", "").split("M") if part]
    return [[(float(x), float(y)) for x, y in part] for part in parts]


def _inside(trace: Trace) -> dict[tuple[float, float], Run]:
    """Texts by the point that they stand on."""
    font = trace["textfont"]
    is_bold = font.get("weight", 400) > 500
    marks = enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True))
    return {(x, y): Run(as_written(text), font["size"], _of(font["color"], i), is_bold) for i, (x, y, text) in marks}


def _parts(trace: Trace) -> Iterator[Outline]:
    """The lines of a trace, which have gaps between them."""
    part: list[tuple[float, float]] = []
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None:
            yield part
            part = []
        else:
            part.append((x, y))
    yield part


def _dash(line: Mapping[str, Any]) -> tuple[float, ...]:
    return tuple(float(length) for length in line.get("dash", "").replace("px", "").split(",") if length)


def _colour(colour: str) -> tuple[str, float]:
    """`#RRGGBB` or `rgba(…)` as colour and opacity."""
    found = _RGBA.match(colour)
    if not found:
        return colour, 1.0
    red, green, blue = (int(found[i]) for i in (1, 2, 3))
    return f"#{red:02X}{green:02X}{blue:02X}", float(found[4])


def _of(value: Any, i: int) -> Any:
    """The value of one mark: a list holds one for each."""
    return value[i] if isinstance(value, list) else value
