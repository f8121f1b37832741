"""Milestones on the timelines: a dotted line each, and their numbers above."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.figures import palette
from dashboard.figures.style import Figure, Frame, midnight, plain
from dashboard.figures.text_width import text_width
from dashboard.model.periods import period_of
from dashboard.text import Words

SIZE = 9
NARROWEST = 310  # pixels of an axis on a phone, which is hardly shorter than beside the map
BETWEEN = 4  # pixels


def milestone_shapes(frame: Frame, top: float = 1) -> list[dict[str, Any]]:
    """All lines up to `top` of the height, as one path: each shape takes Plotly as long as the bars of a chart."""
    path = "".join(f"M{day},0L{day},{top:g}" for day in dict.fromkeys(map(midnight, _milestone_days(frame))))
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
    """The numbers above the milestone lines, those that would touch as one mark; titles on hover.

    Draws on the axis `y9`, which the timelines overlay from 0 to 1.
    """
    clusters: list[list[tuple[int, dt.date, str]]] = []
    rows = zip(_milestone_days(frame), frame.milestones["date"], frame.milestones["title"], strict=True)
    for number, (day, date, title) in enumerate(rows, start=1):
        clusters.append([(number, day, f"{number} · {words.partial_date(date)}: {plain(title)}")])
        while len(clusters) > 1 and _touch(clusters[-2], clusters[-1], frame):
            last = clusters.pop()
            clusters[-1] += last
    return {
        "type": "scatter",
        "mode": "text",
        "name": words("milestones"),
        "yaxis": "y9",
        "cliponaxis": False,
        "x": [midnight(group[0][1]) for group in clusters],
        "y": [1.0] * len(clusters),
        "text": [_numbers(group) for group in clusters],
        "textposition": "top center",
        "textfont": {"size": SIZE, "color": palette.SECONDARY},
        "hovertext": ["<br>".join(text for _, _, text in group) for group in clusters],
        "hoverinfo": "text",
    }


def _numbers(group: list[tuple[int, dt.date, str]]) -> str:
    return "–".join(dict.fromkeys((str(group[0][0]), str(group[-1][0]))))


def _touch(one: list[tuple[int, dt.date, str]], other: list[tuple[int, dt.date, str]], frame: Frame) -> bool:
    """Whether the numbers of two neighbours would, on the narrowest axis, have no room between them."""
    days = (period_of(frame.span.last, frame.grain).last - period_of(frame.span.first, frame.grain).first).days + 1
    between = (other[0][1] - one[0][1]).days / days * NARROWEST
    return between < (text_width(_numbers(one), SIZE) + text_width(_numbers(other), SIZE)) / 2 + BETWEEN


MILESTONE_AXIS = {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
