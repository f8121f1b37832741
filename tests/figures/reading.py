"""Reading figures: traces by what they stand for, bars as the days that they cover."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.style import Frame
from dashboard.model.periods import Span

DAY_MILLISECONDS = 86_400_000


def valid(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure itself, after Plotly has accepted every name and value of it."""
    go.Figure(figure)
    return figure


def traces(figure: dict[str, Any], meaning: str) -> list[dict[str, Any]]:
    """The traces that say in `meta` that they show `meaning`."""
    return [trace for trace in figure["data"] if trace.get("meta") == meaning]


def total(figure: dict[str, Any], meaning: str) -> int:
    """The sum of all bars of `meaning`."""
    return sum(sum(trace["y"]) for trace in traces(figure, meaning))


def bars(trace: dict[str, Any]) -> list[tuple[dt.datetime, dt.datetime, int]]:
    """(left edge, right edge, height) of each bar."""
    found = []
    for x, offset, width, y in zip(trace["x"], trace["offset"], trace["width"], trace["y"], strict=True):
        left = dt.datetime.fromisoformat(x) + dt.timedelta(milliseconds=offset)
        found.append((left, left + dt.timedelta(milliseconds=width), y))
    return found


def is_hatched(trace: dict[str, Any]) -> bool:
    """Whether the bars are drawn as known more coarsely than the others."""
    return bool(trace["marker"].get("pattern"))


def frame(
    first: dt.date,
    last: dt.date,
    grain: str,
    *,
    covers_to: dt.date | None = None,
    milestones: pd.DataFrame | None = None,
) -> Frame:
    """A frame of these days; without milestones, and with data of all these days, where none are given."""
    none = pd.DataFrame({"date": [], "date_first_day": [], "date_last_day": [], "title": []}, dtype=object)
    return Frame(Span(first, last), grain, first, covers_to or last, none if milestones is None else milestones)
