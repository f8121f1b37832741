"""A figure with its caption around it: title block above, sources and version below, nothing cut, nothing overlapping.

The figure keeps its own axes, shapes and marks; only its margins grow. Texts are wrapped by an estimate of their
width, because nothing is drawn before the browser draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.export.caption import Caption
from dashboard.export.keys import HEIGHT, ChartKey, DrawnKey, key_rows
from dashboard.figures import palette
from dashboard.figures.style import Figure, plain
from dashboard.figures.text_width import LINE_HEIGHT, shortened, text_width, wrapped

PAD = 16
TOP_PAD, BOTTOM_PAD, GAP = 12, 8, 3
MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size; `top` is where they begin, in pixels from the top of their own part."""

    lines: list[str]
    size: float
    colour: str
    weight: int
    top: float

    @property
    def bottom(self) -> float:
        return self.top + len(self.lines) * self.size * LINE_HEIGHT


def room_for(caption: Caption, width: float, keys: Sequence[ChartKey] = ()) -> tuple[float, float]:
    """Pixels that the caption takes above and below a figure in a picture of `width`."""
    rows = len(key_rows(keys, width - 2 * PAD)) * HEIGHT
    return _end(header(caption, width)) + rows + 2 * GAP, _end(footer(caption, width)) + BOTTOM_PAD


def captioned(figure: Figure, caption: Caption, width: float, height: float, keys: Sequence[ChartKey] = ()) -> Figure:
    """`figure` on white in a picture of `width` × `height` with its caption, and `keys` under the title."""
    layout = figure["layout"]
    names = _names_margin(figure)
    own = {"l": 0, "r": 0, "t": 0, "b": 0} | layout.get("margin", {}) | names
    top, bottom = room_for(caption, width, keys)
    margin = own | {"l": own["l"] + PAD, "r": own["r"] + PAD, "t": own["t"] + top, "b": own["b"] + bottom}
    above, below = header(caption, width), footer(caption, width)
    texts = [_text(block, margin, from_top=True) for block in above]
    texts += [_text(block, margin, from_top=False, height=bottom) for block in below]
    drawn = _drawn_keys(keys, width, _end(above) + GAP, margin)
    symbols = [shape for shapes, _ in drawn for shape in shapes]
    added: dict[str, Any] = {
        "width": width,
        "height": height,
        "margin": margin,
        "autosize": False,
        "paper_bgcolor": palette.WHITE,
        "plot_bgcolor": palette.WHITE,
        "shapes": [*layout.get("shapes", []), *symbols, _rule(margin, bottom, width)],
        "annotations": [*layout.get("annotations", []), *texts, *[text for _, text in drawn]],
    }
    if names:
        added["yaxis"] = layout["yaxis"] | {"automargin": False, "ticklabelstandoff": 4}
    return {**figure, "layout": layout | added}


def header(caption: Caption, width: float) -> list[Block]:
    """Title, what was selected, unit and definition, what must be known of imported datasets."""
    texts = [
        (caption.title, 20, palette.TEXT, 700),
        (caption.sentence, 13.5, palette.TEXT, 400),
        (caption.definition, 11, palette.SECONDARY, 400),
        (caption.caution, 11, palette.TEXT, 400),
    ]
    return _blocks(texts, width, TOP_PAD)


def footer(caption: Caption, width: float) -> list[Block]:
    """Whom imported datasets are owed to, published totals, milestones, sources, data and version, address, disclaimer
    and credits of the map."""
    small = [caption.totals, caption.milestones, caption.sources, caption.data, caption.address]
    texts = [(caption.acknowledgement, 11, palette.TEXT, 400), *((text, 10, palette.TEXT, 400) for text in small)]
    legal = " ".join(filter(None, [caption.disclaimer, caption.credits]))
    return _blocks([*texts, (legal, 9, palette.SECONDARY, 400)], width, 2 * GAP)


def _blocks(texts: Sequence[tuple[str, float, str, int]], width: float, top: float) -> list[Block]:
    found: list[Block] = []
    for text, size, colour, weight in texts:
        if text:
            lines = shortened(wrapped(text, size, width - 2 * PAD, bold=weight > 400), MOST_LINES)
            found.append(Block(lines, size, colour, weight, found[-1].bottom + GAP if found else top))
    return found


def _end(blocks: Sequence[Block]) -> float:
    return blocks[-1].bottom if blocks else 0.0


def _text(block: Block, margin: dict[str, float], *, from_top: bool, height: float = 0) -> dict[str, Any]:
    """A block as an annotation, placed in pixels from the corner of the plot."""
    shift = margin["t"] - block.top if from_top else height - block.top - margin["b"]
    return {
        "text": "<br>".join(plain(line) for line in block.lines),
        "font": {"size": block.size, "color": block.colour, "weight": block.weight},
        "showarrow": False,
        "align": "left",
        "borderpad": 0,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1 if from_top else 0,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": round(PAD - margin["l"], 1),
        "yshift": round(shift, 1),
    }


def _rule(margin: dict[str, float], bottom: float, width: float) -> dict[str, Any]:
    """A thin line between the figure and what stands below it."""
    x, y = PAD - margin["l"], bottom - margin["b"]
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    line = {"x0": x, "x1": x + width - 2 * PAD, "y0": y, "y1": y, "line": {"color": palette.LINE, "width": 1}}
    return {"type": "line"} | place | line


def _drawn_keys(keys: Sequence[ChartKey], width: float, top: float, margin: dict[str, float]) -> list[DrawnKey]:
    """Each key's symbol and text, in pixels from the upper left corner of the plot."""
    rows = key_rows(keys, width - 2 * PAD)
    return [
        key.drawn(PAD - margin["l"] + x, margin["t"] - top - (number + 0.5) * HEIGHT)
        for number, row in enumerate(rows)
        for x, key in row
    ]


def _names_margin(figure: Figure) -> dict[str, float]:
    """Room for the names of bars at the left: Plotly would find it by drawing, and move the caption with it."""
    axis = figure["layout"].get("yaxis", {})
    names = [str(name) for trace in figure["data"] if trace.get("orientation") == "h" for name in trace["y"]]
    if not axis.get("automargin") or not names:
        return {}
    return {"l": max(text_width(name, axis["tickfont"]["size"]) for name in names) + 10}
