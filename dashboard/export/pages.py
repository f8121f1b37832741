"""Pages of text and tables as figures without a plot, so that one renderer makes every page of a PDF.

A body is laid out in units from its upper left corner; the caption stands around it as around a chart. Texts are
wrapped by the estimate of `text_width`, so that none is cut; what does not fit goes on to the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, TypeVar

from dashboard.export.caption import Caption
from dashboard.export.captioned import PAD, captioned, room_for
from dashboard.export.sizes import SLIDE
from dashboard.figures import palette
from dashboard.figures.style import Figure, figure, plain
from dashboard.figures.text_width import LINE_HEIGHT, wrapped

WIDTH = SLIDE.width - 2 * PAD
SIZE, HEADING_SIZE = 8.5, 9.0
BETWEEN, ABOVE = 12.0, 3.0  # columns of a table; lines between its rows and their texts
_FROM_TOP = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of one look; `x`, `y` is their upper left corner in the body."""

    lines: Sequence[str]
    x: float
    y: float
    size: float = SIZE
    colour: str = palette.TEXT
    weight: int = 400

    @property
    def bottom(self) -> float:
        return self.y + len(self.lines) * self.size * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its share of the width."""

    heading: str
    share: float


Row = Sequence[str]
T = TypeVar("T")


def body_height(caption: Caption) -> float:
    """Units between the caption above and the caption below."""
    return SLIDE.height - sum(room_for(caption, SLIDE.width)) - 2 * PAD


def page(caption: Caption, texts: Sequence[Text], rules: Sequence[float] = ()) -> Figure:
    """`texts` between the parts of `caption`; thin lines across the page at the heights `rules`."""
    hidden = {"visible": False, "fixedrange": True}
    body = figure(
        [],
        xaxis=hidden,
        yaxis=hidden,
        margin={"l": 0, "r": 0, "t": PAD, "b": PAD},
        annotations=[_annotation(text) for text in texts if text.lines],
        shapes=[_rule(y) for y in rules],
    )
    return captioned(body, caption, SLIDE.width, SLIDE.height)


def paragraphs(texts: Sequence[Text], width: float = WIDTH, gap: float = 6) -> list[Text]:
    """The texts one below the other from the `y` of the first, each wrapped to `width`."""
    found: list[Text] = []
    for text in texts:
        lines = [line for one in text.lines for line in wrapped(one, text.size, width, bold=text.weight > 400)]
        found.append(replace(text, lines=lines, y=found[-1].bottom + gap if found else text.y))
    return found


def table_pages(caption: Caption, columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Figure]:
    """A table over as many pages as it needs; every page has the headings."""
    total = sum(column.share for column in columns)
    widths = [(WIDTH + BETWEEN) * column.share / total - BETWEEN for column in columns]
    lefts = [0.0, *accumulate(width + BETWEEN for width in widths)][: len(widths)]
    heading = HEADING_SIZE * LINE_HEIGHT + 2 * ABOVE
    wraps = [[wrapped(cell, SIZE, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    for part in portions(wraps, [_row_height(row) for row in wraps], body_height(caption) - heading):
        names = [
            Text([column.heading], x, 0, HEADING_SIZE, palette.SECONDARY, 700)
            for column, x in zip(columns, lefts, strict=True)
        ]
        tops = list(accumulate((_row_height(row) for row in part), initial=heading))
        cells = [
            Text(lines, x, top + ABOVE)
            for row, top in zip(part, tops, strict=False)
            for lines, x in zip(row, lefts, strict=True)
        ]
        yield page(caption, [*names, *cells], [heading - ABOVE / 2, *tops[1:]])


def list_pages(caption: Caption, entries: Sequence[str], columns: int = 3) -> Iterator[Figure]:
    """Entries down the columns of as many pages as they need."""
    width = (WIDTH + BETWEEN) / columns - BETWEEN
    wraps = [wrapped(entry, SIZE - 1, width) for entry in entries]
    heights = [len(lines) * (SIZE - 1) * LINE_HEIGHT + ABOVE for lines in wraps]
    filled = list(portions(list(zip(wraps, heights, strict=True)), heights, body_height(caption)))
    for start in range(0, len(filled), columns):
        texts = []
        for number, column in enumerate(filled[start : start + columns]):
            tops = accumulate((height for _, height in column), initial=0.0)
            x = number * (width + BETWEEN)
            texts += [Text(lines, x, y, SIZE - 1) for (lines, _), y in zip(column, tops, strict=False)]
        yield page(caption, texts)


def portions(things: Sequence[T], heights: Sequence[float], room: float) -> Iterator[list[T]]:
    """The things in portions that are no higher than `room`; one thing at least in each."""
    part: list[T] = []
    used = 0.0
    for thing, height in zip(things, heights, strict=True):
        if part and used + height > room:
            yield part
            part, used = [], 0.0
        part.append(thing)
        used += height
    if part:
        yield part


def _row_height(cells: Sequence[Sequence[str]]) -> float:
    return max(len(lines) for lines in cells) * SIZE * LINE_HEIGHT + 2 * ABOVE


def _annotation(text: Text) -> dict[str, Any]:
    look = {"size": text.size, "color": text.colour, "weight": text.weight}
    shift = {"xshift": round(text.x, 1), "yshift": round(-text.y, 1)}
    where = _FROM_TOP | {"x": 0, "y": 1, "align": "left", "showarrow": False, "borderpad": 0}
    return {"text": "<br>".join(map(plain, text.lines)), "font": look} | where | shift


def _rule(y: float) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}
    ends = {"x0": 0, "x1": WIDTH, "y0": round(-y, 1), "y1": round(-y, 1)}
    return {"type": "line", "line": {"color": palette.LINE, "width": 1}} | place | ends
