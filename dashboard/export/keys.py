"""The colour key of a chart in an image. On screen it is HTML beside the chart; here it is drawn with it.

What a chart holds is read from its traces, so that the key names what is drawn and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import palette
from dashboard.figures.stock_lines import META as STOCK
from dashboard.figures.style import Figure, as_written, plain
from dashboard.figures.text_width import text_width
from dashboard.figures.time_axis import BOTH, CUT_BY
from dashboard.figures.totals import META
from dashboard.text import Words

SIZE, HEIGHT = 11.5, 19.0
_SYMBOL, _BETWEEN = 16.0, 18.0
DrawnKey = tuple[list[dict[str, Any]], dict[str, Any]]  # shapes, annotation
# `meta` of a trace -> (symbol, key of the words); in the order of the row.
_MEASURES = {
    "killed_best": ("box", "key-best"),
    "range": ("whisker", "key-range"),
    "injured": ("box", "key-injured-bar"),
    "unknown": ("hollow", "key-unknown-bar"),
    META: ("tinted", "key-published"),
    "new": ("dot", "reports-new"),
    "cumulative": ("ring", "reports-cumulative"),
}


@dataclass(frozen=True, slots=True)
class ChartKey:
    """A symbol (box, hollow, tinted, hatched, shade, whisker, dot, ring, line), its colour, and what it means.

    A ring is filled with its colour, `pale` of which is white.
    """

    symbol: str
    colour: str
    text: str
    pale: float = 1

    @property
    def width(self) -> float:
        return _SYMBOL + text_width(self.text, SIZE)

    def drawn(self, x: float, y: float) -> DrawnKey:
        """Shapes and text, `x`, `y` being the left middle in pixels from the upper left corner of the plot."""
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "middle"}
        shift = {"xshift": round(x + _SYMBOL, 1), "yshift": round(y, 1), "showarrow": False, "borderpad": 0}
        text = {"text": plain(self.text), "font": {"size": SIZE, "color": palette.TEXT}} | place | shift
        return _shapes(self.symbol, self.colour, x, y, palette.mixed(self.colour, palette.WHITE, self.pale)), text


def chart_keys(figure: Figure, words: Words) -> list[ChartKey]:
    """What the bars, marks, lines and shades of a chart mean."""
    drawn = [trace for trace in figure["data"] if len(trace.get("x", ())) and isinstance(trace.get("meta"), str)]
    keys = []
    for measure, (symbol, key) in _MEASURES.items():
        same = [trace for trace in drawn if trace["meta"] == measure]
        if same:
            keys.append(ChartKey(symbol, _colour(same[-1]), words(key)))
    # A line without marks joins reports that are drawn as marks already.
    series = [trace for trace in drawn if trace["meta"] in ("series", STOCK) and "markers" in trace["mode"]]
    keys += [ChartKey("line", _colour(trace), as_written(trace["name"])) for trace in series]
    if any("pattern" in trace.get("marker", {}) for trace in drawn):
        keys.append(ChartKey("hatched", palette.SECONDARY, words("key-hatched")))
    shaded = {shape["name"] for shape in figure["layout"].get("shapes", ()) if shape.get("name") in CUT_BY}
    if shaded:
        cut_by = shaded.pop() if len(shaded) == 1 else BOTH
        keys.append(ChartKey("shade", palette.SECONDARY, words(f"key-cut-{cut_by}")))
    return keys


def key_rows(keys: Sequence[ChartKey], width: float) -> list[list[tuple[float, ChartKey]]]:
    """The keys in rows no wider than `width`, each with its distance from the left."""
    rows: list[list[tuple[float, ChartKey]]] = []
    x = 0.0
    for key in keys:
        if not rows or (x > 0 and x + key.width > width):
            rows.append([])
            x = 0.0
        rows[-1].append((x, key))
        x += key.width + _BETWEEN
    return rows


def _colour(trace: dict[str, Any]) -> str:
    marker, line = trace.get("marker", {}), trace.get("line", {})
    if trace["meta"] in ("unknown", META):
        return palette.SECONDARY
    pattern = marker.get("pattern", {}).get("fgcolor")
    return str(pattern or (line.get("color") if "lines" in trace.get("mode", "") else marker.get("color")))


def _shapes(symbol: str, colour: str, x: float, y: float, pale: str) -> list[dict[str, Any]]:
    thin, filled = {"color": colour, "width": 1.2}, {"fillcolor": colour, "line": {"width": 0}}
    hollow = {"fillcolor": palette.WHITE, "line": thin}
    box, dot = (x, y - 5, x + 10, y + 5), (x + 1, y - 4, x + 9, y + 4)
    if symbol == "hatched":
        ends = [(x + a, y - 5 + b, x + 10 - b, y + 5 - a) for a, b in ((0, 0), (0, 5), (5, 0))]
        return [_shape("rect", box, **hollow), *[_shape("line", end, line=thin) for end in ends]]
    if symbol == "line":
        return [
            _shape("line", (x - 1, y, x + 11, y), line={"color": colour, "width": 2}),
            _shape("circle", (x + 2, y - 3, x + 8, y + 3), **filled),
        ]
    return {
        "box": [_shape("rect", box, **filled)],
        "hollow": [_shape("rect", box, **hollow)],
        "tinted": [_shape("rect", (x, y - 4, x + 12, y + 4), fillcolor=palette.tint(colour), line=thin)],
        "shade": [_shape("rect", box, fillcolor=colour, opacity=0.25, line={"width": 0})],
        "whisker": [_shape("line", (x + 5, y - 6, x + 5, y + 6), line={"color": colour, "width": 2})],
        "dot": [_shape("circle", dot, **filled)],
        "ring": [_shape("circle", dot, fillcolor=pale, line={"color": colour, "width": 1.6})],
    }[symbol]


def _shape(kind: str, corners: tuple[float, float, float, float], **look: Any) -> dict[str, Any]:
    """In pixels from the upper left corner of the plot."""
    x0, y0, x1, y1 = (round(corner, 1) for corner in corners)
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}
    return {"type": kind, "x0": x0, "y0": y0, "x1": x1, "y1": y1, "layer": "above"} | place | look
