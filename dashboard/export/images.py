"""A view as an image: the figure with its caption, and how the browser or Kaleido is to save it.

Nothing is drawn here. 960 × 540 units at scale 2 make a PNG of 1920 × 1080, and an SVG of that size whose own units
are the 960 × 540, so that both fill a slide; `sizes` has the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.config import Settings
from dashboard.export.asked import Asked
from dashboard.export.caption import Caption, caption
from dashboard.export.captioned import PAD, captioned, room_for
from dashboard.export.filenames import filename
from dashboard.export.keys import chart_keys
from dashboard.export.sizes import SIZES
from dashboard.figures.briefing_map import briefing_map
from dashboard.figures.map_frame import Extent, extent_of
from dashboard.figures.style import Figure
from dashboard.figures.views import MAP, figure_of
from dashboard.model.situation import Situation
from dashboard.text import Words

LARGER = 1.3  # charts are drawn for a card on the page; a slide is read from further away
_SCALED = {"margin": ("l", "r", "t", "b")} | dict.fromkeys(("font", "textfont", "tickfont", "marker"), ("size",))
Bounds = Sequence[Sequence[float]]


def image(
    view: str, ending: str, situation: Situation, words: Words, settings: Settings, **asked: Any
) -> dict[str, Any]:
    """The image of `view` as a dictionary: figure, filename, format, width, height, scale.

    `asked` are the fields of `Asked`, or for the extent `bounds` as Leaflet gives them, ((south, west), (north, east)).
    """
    extent = _extent(asked.pop("bounds", None))
    state = Asked(**({"extent": extent} | asked))
    size = SIZES[state.size]
    return {
        "figure": composed(view, situation, words, settings, state),
        "filename": filename(view, situation, ending, by=state.by),
        "format": ending,
        "width": size.width,
        "height": size.height,
        "scale": size.scale,
    }


def composed(view: str, situation: Situation, words: Words, settings: Settings, asked: Asked) -> Figure:
    """The figure of `view` with its caption, at the size that was asked for."""
    text = caption(view, situation, words, settings, asked)
    return _map(situation, words, text, asked) if view == MAP else _chart(view, situation, words, text, asked)


def _map(situation: Situation, words: Words, text: Caption, state: Asked) -> Figure:
    size = SIZES[state.size]
    above, below = room_for(text, size.width)
    room = size.width - 2 * PAD, size.height - above - below
    extent = state.extent or extent_of(situation)
    picture = briefing_map(situation, words, extent=extent, layers=state.layers, size=room, zoom=state.zoom)
    return captioned(picture, text, size.width, size.height)


def _extent(bounds: Bounds | None) -> Extent | None:
    if not bounds:
        return None
    (south, west), (north, east) = bounds
    return float(west), float(south), float(east), float(north)


def _chart(view: str, situation: Situation, words: Words, text: Caption, state: Asked) -> Figure:
    figure = figure_of(view, situation, words, all_milestones=state.all_milestones, by=state.by)
    keys = chart_keys(figure, words)
    larger = enlarged(figure, LARGER)
    larger["layout"]["margin"] = _ticks_margin(larger["layout"])
    size = SIZES[state.size]
    return captioned(larger, text, size.width, size.height, keys)


def _ticks_margin(layout: dict[str, Any]) -> dict[str, float]:
    """Room for two lines of days and years under a time axis, and for the half of the last that stands out."""
    margin = dict(layout["margin"])
    if layout["xaxis"].get("type") == "date":
        margin |= {"b": max(margin["b"], 44), "r": max(margin["r"], 28)}
    return margin


def enlarged(value: Any, factor: float, key: str = "") -> Any:
    """A copy of a figure, or a part of it, with larger type, marks and margins."""
    if isinstance(value, dict):
        scaled = {name: value[name] for name in _SCALED.get(key, ()) if isinstance(value.get(name), int | float)}
        rest = {name: enlarged(one, factor, name) for name, one in value.items() if name not in scaled}
        return rest | {name: round(one * factor, 1) for name, one in scaled.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [enlarged(one, factor, key) for one in value]
    return value
