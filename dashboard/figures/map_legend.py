"""The legend of the briefing map: exactly what the picture shows, in as many columns as its room is wide.

Drawn on the axes `x2` and `y2`, which count pixels of that room. Keys that fit stand two in a row of a column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.figures import palette
from dashboard.figures.map_geometry import trace
from dashboard.figures.map_keys import Key, Section
from dashboard.figures.map_marks import mark_traces
from dashboard.figures.style import plain
from dashboard.figures.text_width import text_width, wrapped

COLUMN_PIXELS, GAP_PIXELS = 218, 14
AXES = {"xaxis": "x2", "yaxis": "y2"}
# (size of the type, height of a line), the first that fits into the column.
SIZES = ((11, 15), (10.5, 14), (10, 13), (9.5, 12), (9, 11), (8.5, 10))
_SYMBOL = 22.0  # pixels for the symbol before its text
_PAUSE = 0.45  # of a line, before a heading


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a column; `key` where its symbol stands, too."""

    x: float
    y: float
    text: str
    is_heading: bool = False
    key: Key | None = None


def legend_traces(sections: Sequence[Section], width: float, height: float) -> list[dict[str, Any]]:
    """Symbols, then their texts, then the headings."""
    size, lines = _fitting(sections, width, height)
    symbols = [drawn for line in lines if line.key for drawn in _symbol(line.key, line.x + _SYMBOL / 2 - 2, line.y)]
    texts = [line for line in lines if not line.is_heading]
    headings = [line for line in lines if line.is_heading]
    found = [(texts, _SYMBOL, 400), (headings, 0, 700)]
    return [*symbols, *[_texts(part, size, indent, weight=weight) for part, indent, weight in found if part]]


def legend_height(sections: Sequence[Section], width: float, most: float) -> float:
    """Pixels that the legend needs in its largest type; at most `most`, into which it has to be pressed."""
    step = SIZES[0][1]
    lines = list(_lines(sections, COLUMN_PIXELS, *SIZES[0]))
    heights = (n * step / 2 for n in range(2, 2 * len(lines) + 2))
    return min(most, next((one for one in heights if _arranged(lines, width, one, step)), most))


def _fitting(sections: Sequence[Section], width: float, height: float) -> tuple[float, list[Line]]:
    """The lines in the largest type that fits; in the smallest one below the other when none does."""
    for size, step in SIZES:
        lines = list(_lines(sections, COLUMN_PIXELS, size, step))
        arranged = _arranged(lines, width, height, step)
        if arranged or not lines:
            return size, arranged
    return size, lines


def _arranged(lines: Sequence[Line], width: float, height: float, step: float) -> list[Line]:
    """The lines in the columns of a room; none when they do not fit. What belongs together stays together."""
    found: list[Line] = []
    left, top = 0.0, 0.0
    for block in _blocks(lines):
        if block[-1].y + step / 2 - top > height:
            left, top = left + COLUMN_PIXELS + GAP_PIXELS, block[0].y - step / 2
        if left + COLUMN_PIXELS > width or block[-1].y + step / 2 - top > height:
            return []
        found += [replace(line, x=line.x + left, y=line.y - top) for line in block]
    return found


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that no end of a column may separate: a heading and its first key, a key and the rest of its text."""
    blocks: list[list[Line]] = []
    for line in lines:
        is_beside = bool(blocks) and line.y <= blocks[-1][-1].y
        is_rest = bool(blocks) and (blocks[-1][-1].is_heading or line.key is None) and not line.is_heading
        if is_beside or is_rest:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _lines(sections: Sequence[Section], width: float, size: float, step: float) -> Iterator[Line]:
    y = step / 2
    for section in sections:
        y += step * _PAUSE if section is not sections[0] else 0
        for text in wrapped(section.heading, size, width, bold=True):
            yield Line(0, y, text, is_heading=True)
            y += step
        has_half = False
        for key in section.keys:
            is_half = text_width(key.text, size) <= width / 2 - _SYMBOL
            if is_half and has_half:
                yield Line(width / 2, y - step, key.text, key=key)
                has_half = False
                continue
            has_half = is_half
            for number, text in enumerate(wrapped(key.text, size, width - _SYMBOL)):
                yield Line(0, y, text, key=key if number == 0 else None)
                y += step


def _texts(lines: Sequence[Line], size: float, indent: float, *, weight: int) -> dict[str, Any]:
    look = {"text": [plain(line.text) for line in lines], "textposition": "middle right", "cliponaxis": False}
    font = {"size": size, "color": palette.TEXT, "weight": weight}
    x, y = [round(line.x + indent, 1) for line in lines], [round(line.y, 1) for line in lines]
    return trace("legend", "text", x=x, y=y, textfont=font, **look, **AXES)


def _symbol(key: Key, x: float, y: float) -> list[dict[str, Any]]:
    """The symbol of a key around a point of the column."""
    strokes = [{"line": line, "x": [x - 8, x + 8], "y": [y, y], "cliponaxis": False} for line in key.lines]
    traces = [trace("legend", "lines", **stroke, **AXES) for stroke in strokes]
    traces += mark_traces([replace(mark, x=x, y=y) for mark in key.marks], "legend", AXES)
    if key.inside:
        look = {"textfont": {"size": 8.5, "weight": 700, "color": key.ink}, "cliponaxis": False}
        traces.append(trace("legend", "text", x=[x], y=[y], text=[key.inside], **look, **AXES))
    return traces


def legend_names(traces: Collection[dict[str, Any]]) -> list[str]:
    """Every text of a drawn legend, for tests and for readers that can't see."""
    return [text for trace in traces if trace.get("meta") == {"layer": "legend"} for text in trace.get("text", ())]
