"""What all charts share: type, margins, axes of time, milestones. A figure is a plain Plotly dictionary:
building `go.Figure` objects takes longer than every query; the tests validate each with Plotly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures import palette
from dashboard.model.periods import DAY, Span, period_of
from dashboard.text import Words

Figure = dict[str, Any]
FONT = "Noto Sans, system-ui, -apple-system, Segoe UI, Roboto, sans-serif"
MARK_SHARE = 0.068  # of the axis: two milestone numbers closer than that would touch


@dataclass(frozen=True)
class Frame:
    """What the three timelines have in common: the days on screen, where the data ends, what to annotate."""

    span: Span
    grain: str
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


def time_axis(frame: Frame, **more: Any) -> dict[str, Any]:
    """The days on screen, widened to whole periods, so that no bar is cut."""
    first, last = period_of(frame.span.first, frame.grain).first, period_of(frame.span.last, frame.grain).last
    axis = {
        "type": "date",
        "range": [midnight(first), midnight(last + DAY)],
        "showgrid": False,
        "fixedrange": True,
        "tickfont": {"size": 10, "color": palette.SECONDARY},
        "linecolor": palette.LINE,
        "ticks": "outside",
        "ticklen": 3,
        "tickcolor": palette.LINE,
        "nticks": 8,
    }
    return axis | more


def timeline_layout(frame: Frame, words: Words, **layout: Any) -> dict[str, Any]:
    """Layout of a timeline: a drag chooses days, milestones and an incomplete last period are marked."""
    return {
        "xaxis": time_axis(frame),
        "dragmode": "select",
        "selectdirection": "h",
        "clickmode": "event",
        "newselection": {"line": {"color": palette.ACCENT, "width": 1}},
        "activeselection": {"fillcolor": palette.ACCENT, "opacity": 0.15},
        "shapes": [*_incomplete(frame), *_milestone_lines(frame)],
    } | layout


def midnight(day: dt.date) -> str:
    """The beginning of a day as Plotly writes it."""
    return day.isoformat()


def middle(span: Span) -> str:
    """The middle of a span as Plotly writes it."""
    start = dt.datetime.combine(span.first, dt.time())
    return (start + dt.timedelta(days=span.days / 2)).isoformat(sep=" ", timespec="minutes")


def milliseconds(span: Span, share: float = 1.0) -> float:
    """Width of a bar of `share` of a span, as Plotly measures dates."""
    return span.days * 86_400_000 * share


def _incomplete(frame: Frame) -> list[dict[str, Any]]:
    last = period_of(frame.covers_to, frame.grain)
    on_screen = period_of(frame.span.last, frame.grain).last
    if frame.covers_to >= last.last or last.first > on_screen:
        return []
    box = {"x0": midnight(last.first), "x1": midnight(last.last + DAY), "y0": 0, "y1": 1, "yref": "paper"}
    return [
        {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.SECONDARY, "opacity": 0.12, **box}
    ]


def _milestone_lines(frame: Frame) -> list[dict[str, Any]]:
    """All lines as one path: each shape takes Plotly as long as the bars of a chart."""
    path = "".join(f"M{day},0L{day},1" for day in dict.fromkeys(map(midnight, _milestone_days(frame))))
    line = {"color": palette.SECONDARY, "width": 1, "dash": "dot"}
    drawn = {"type": "path", "layer": "below", "yref": "paper", "line": line, "opacity": 0.7}
    return [drawn | {"path": path}] if path else []


def milestone_lines(figure: Figure) -> list[str]:
    """The days at which a timeline draws the line of a milestone, as Plotly writes them."""
    paths = [shape["path"] for shape in figure["layout"].get("shapes", ()) if shape["type"] == "path"]
    return [line.partition(",")[0] for path in paths for line in path.split("M")[1:]]


def _milestone_days(frame: Frame) -> list[dt.date]:
    """Where the milestones stand: one known to its month or year may begin before the axis does."""
    first = period_of(frame.span.first, frame.grain).first
    return [max(day, first) for day in frame.milestones["date_first_day"]]


def milestone_marks(frame: Frame, words: Words) -> dict[str, Any]:
    """The numbers above the milestone lines, those too close together as one mark; titles on hover.

    Draws on the axis `y9`, which the timelines overlay from 0 to 1.
    """
    closest = dt.timedelta(days=frame.span.days * MARK_SHARE)
    clusters: list[list[tuple[int, dt.date, str]]] = []
    rows = zip(_milestone_days(frame), frame.milestones["date"], frame.milestones["title"], strict=True)
    for number, (day, date, title) in enumerate(rows, start=1):
        text = f"{number} · {words.partial_date(date)}: {plain(title)}"
        if clusters and day - clusters[-1][0][1] < closest:
            clusters[-1].append((number, day, text))
        else:
            clusters.append([(number, day, text)])
    return {
        "type": "scatter",
        "mode": "text",
        "name": words("milestones"),
        "yaxis": "y9",
        "cliponaxis": False,
        "x": [midnight(group[0][1]) for group in clusters],
        "y": [1.0] * len(clusters),
        "text": ["–".join(dict.fromkeys((str(g[0][0]), str(g[-1][0])))) for g in clusters],
        "textposition": "top center",
        "textfont": {"size": 9, "color": palette.SECONDARY},
        "hovertext": ["<br>".join(text for _, _, text in group) for group in clusters],
        "hoverinfo": "text",
    }


MILESTONE_AXIS = {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}


def plain(text: str) -> str:
    """Text from the data for a place where Plotly reads tags: shown as it is written."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_written(text: str) -> str:
    """A text that `plain` made, as it is written in the data."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
