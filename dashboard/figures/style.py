"""What all charts share: type, margins, axes of counts, places in time. A figure is a plain Plotly dictionary:
building `go.Figure` objects takes longer than every query; the tests validate each with Plotly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures import palette
from dashboard.model.periods import Span

Figure = dict[str, Any]
FONT = "Noto Sans, system-ui, -apple-system, Segoe UI, Roboto, sans-serif"

BESIDE_DATA = ("y8", "y9")  # axes of published totals and of milestones


@dataclass(frozen=True)
class Frame:
    """What the three timelines have in common: the days on screen, those of the data, what to annotate."""

    span: Span
    grain: str
    covers_from: dt.date
    covers_to: dt.date
    milestones: pd.DataFrame


def figure(traces: Sequence[dict[str, Any]], **layout: Any) -> Figure:
    """A figure in our type and margins, with `layout` on top."""
    base = {
        "font": {"family": FONT, "size": 11, "color": palette.TEXT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 34, "r": 8, "t": 18, "b": 22},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.WHITE,
            "bordercolor": palette.SECONDARY,
            "font": {"size": 12, "color": palette.TEXT},
        },
        "bargap": 0,
        "barmode": "overlay",
        "uirevision": "constant",
    }
    return {"data": list(traces), "layout": base | layout}


def is_empty(figure: Figure) -> bool:
    """Whether a chart shows nothing of the selection; milestones and published totals, which have axes of their own,
    don't follow most of it."""
    return not any(len(trace.get("x", ())) for trace in figure["data"] if trace.get("yaxis") not in BESIDE_DATA)


def say_why(figure: Figure, sentence: str) -> None:
    """Write into a chart without data why there is none, in place of an axis of counts."""
    layout = figure["layout"]
    layout |= {name: axis | {"visible": False} for name, axis in layout.items() if name.startswith("yaxis")}
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    layout["annotations"] = [{"text": plain(sentence), "font": {"size": 12, "color": palette.SECONDARY}} | place]


def value_axis(**more: Any) -> dict[str, Any]:
    """An axis of counts: from 0, whole numbers, light lines."""
    axis = {
        "rangemode": "tozero",
        "gridcolor": palette.LINE,
        "zerolinecolor": palette.SECONDARY,
        "zerolinewidth": 1,
        "tickfont": {"size": 10, "color": palette.SECONDARY},
        "tickformat": ",d",
        "nticks": 5,
        "fixedrange": True,
        "automargin": False,
    }
    return axis | more


def whole_steps(traces: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Steps of 1 where no value is above 5: Plotly would write 0, 1, 1, 2, 2 for halves.

    An axis without values needs a range: Plotly would keep that of the figure before, and write a thousand steps of 1.
    """
    on_axis = (trace.get("y", ()) for trace in traces if trace.get("yaxis", "y") == "y")
    values = [y for ys in on_axis for y in ys if y is not None]
    if not values:
        return {"range": [0, 1], "dtick": 1}
    return {"dtick": 1} if max(values) <= 5 else {}


def midnight(day: dt.date) -> str:
    """The beginning of a day as Plotly writes it."""
    return day.isoformat()


def middle(span: Span, share: float = 0.5) -> str:
    """The middle of a span, or the moment after another `share` of it, as Plotly writes it."""
    start = dt.datetime.combine(span.first, dt.time())
    return (start + dt.timedelta(days=span.days * share)).isoformat(sep=" ", timespec="minutes")


def milliseconds(span: Span, share: float = 1.0) -> float:
    """Width of a bar of `share` of a span, as Plotly measures dates."""
    return span.days * 86_400_000 * share


def plain(text: str) -> str:
    """Text from the data for a place where Plotly reads tags: shown as it is written."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_written(text: str) -> str:
    """A text that `plain` made, as it is written in the data."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
