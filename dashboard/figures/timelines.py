"""The timelines of incidents and of civilian casualties, from tolls by period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.figures import palette
from dashboard.figures.bar_words import Bar, bars
from dashboard.figures.milestones import MILESTONE_AXIS, milestone_marks
from dashboard.figures.style import Figure, Frame, figure, middle, midnight, milliseconds, value_axis, whole_steps
from dashboard.figures.time_axis import timeline_layout
from dashboard.figures.totals import AXIS, laned, strip_axis, strip_height, total_marks
from dashboard.model.periods import Span
from dashboard.text import Words

BETWEEN = 0.05  # of the chart's height: between the strip of published totals and the bars
KEEP_BRIGHT = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def incidents_timeline(periods: pd.DataFrame, frame: Frame, words: Words) -> Figure:
    """Bars of incidents by period.

    `periods` as `Situation.periods` gives them. Incidents dated more coarsely than the bars stand in a
    hatched bar as wide as what is known of their date, behind the others: "month not known", "day not known".
    """
    shown = bars(periods, frame, words)
    traces = [
        _bars([bar for bar in shown if not bar.is_exact], "incidents", words, marker=_hatched(palette.INCIDENTS)),
        _bars([bar for bar in shown if bar.is_exact], "incidents", words, marker={"color": palette.INCIDENTS}),
        milestone_marks(frame, words),
    ]
    return figure(
        traces, **timeline_layout(frame, words, yaxis=value_axis(**whole_steps(traces)), yaxis9=MILESTONE_AXIS)
    )


def casualties_timeline(
    periods: pd.DataFrame, frame: Frame, words: Words, totals: Sequence[dict[str, Any]] = ()
) -> Figure:
    """Civilians killed (best, with low–high) and injured by period, and below how many incidents' toll is not known.

    No bar where nothing is known; a reported 0 is written as 0. A period with a range and no best has its range only.
    Coarsely dated incidents stand in hatched bars. `totals`, as `harm_totals` gives them, stand in a strip above.
    """
    placed = laned(totals)
    bars_end = 1 - strip_height(placed) - (BETWEEN if placed else 0)
    shown = bars(periods, frame, words)
    traces = []
    for is_exact in (False, True):
        some = [bar for bar in shown if bar.is_exact == is_exact]
        killed, injured = ({"color": c} if is_exact else _hatched(c) for c in (palette.KILLED, palette.INJURED))
        traces += [
            _bars(some, "killed_best", words, part=(0.06, 0.46), marker=killed),
            _bars(some, "injured", words, part=(0.50, 0.90), marker=injured),
            _bars(some, "unknown", words, part=(0.06, 0.90), marker=_ring(is_exact), yaxis="y2"),
        ]
    traces += [
        _ranges(shown, words),
        _zeros(shown, "killed_best", 0.4, "top left"),
        _zeros(shown, "injured", 0.6, "top right"),
        milestone_marks(frame, words),
        *(total_marks(placed, frame, words) if placed else []),
    ]
    axes = {
        "yaxis": value_axis(domain=[0.2, bars_end], **whole_steps(traces)),
        "yaxis2": value_axis(domain=[0, 0.13], tickmode="array", **_hanging(traces)),
        "yaxis9": MILESTONE_AXIS,
    }
    if placed:
        # The numbers of the milestones stand above the strip.
        axes |= {"yaxis8": strip_axis(placed), "yaxis9": MILESTONE_AXIS | {"overlaying": AXIS}}
    layout = timeline_layout(frame, words, bars_end=bars_end, **axes)
    # Below both; anchored to the lower axis, Plotly draws it now and then before that axis has a place.
    layout["xaxis"] |= {"anchor": "free", "position": 0}
    return figure(traces, **layout)


def _hanging(traces: list[dict[str, Any]]) -> dict[str, Any]:
    """The axis of what is not known, downwards; its 0 is that of the axis above. Without values it needs a range:
    Plotly would draw lines to nowhere."""
    values = [y for trace in traces if trace.get("yaxis") == "y2" for y in trace["y"]]
    return {"autorange": "reversed", "tickvals": [max(values)]} if values else {"range": [1, 0], "tickvals": []}


def _bars(
    some: Sequence[Bar], column: str, words: Words, *, part: tuple[float, float] = (0.06, 0.94), **look: Any
) -> dict[str, Any]:
    """Bars over `part` of their days on the axis; missing values and 0 have none. `look` is Plotly's (`marker`…)."""
    known = [bar for bar in some if bar.row[column]]
    return {
        "type": "bar",
        "name": words(f"measure-{column}"),
        "meta": column,
        "x": [midnight(bar.drawn.first) for bar in known],
        "y": [int(bar.row[column]) for bar in known],
        "offset": [milliseconds(bar.drawn, part[0]) for bar in known],
        "width": [milliseconds(bar.drawn, part[1] - part[0]) for bar in known],
        "customdata": [[bar.span.first.isoformat(), bar.span.last.isoformat()] for bar in known],
        "hovertext": [bar.says for bar in known],
        "hoverinfo": "text",
        **KEEP_BRIGHT,
        **look,
    }


def _ranges(some: Sequence[Bar], words: Words) -> dict[str, Any]:
    """Whiskers from low to high, where they are not the best count; one end alone where only that is known."""
    x: list[str | None] = []
    y: list[int | None] = []
    for bar in some:
        ends = [int(end) for end in (bar.row["killed_low"], bar.row["killed_high"]) if end is not None]
        if any(end != bar.row["killed_best"] for end in ends):
            days = bar.drawn
            half = Span(days.first, days.first + (days.last - days.first) // 2)
            x += [*[middle(half)] * len(ends), None]
            y += [*ends, None]
    line = {"color": palette.TEXT, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "marker": {"symbol": "line-ew", "size": 5, "line": line},
        "name": words("measure-range"),
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
        "meta": "range",
    }


def _zeros(some: Sequence[Bar], column: str, share: float, side: str) -> dict[str, Any]:
    """A 0 where somebody reported that no civilian was killed (or injured), and nobody the contrary.

    Each on its side of the middle: in a narrow bar two would be read as one number.
    """
    others = ("killed_high",) if column == "killed_best" else ()
    zero = [bar for bar in some if all(bar.row[name] == 0 for name in (column, *others))]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [middle(bar.drawn, share) for bar in zero],
        "y": [0] * len(zero),
        "meta": "zero" if column == "killed_best" else f"zero-{column}",
        "text": ["0"] * len(zero),
        "textposition": side,
        "hoverinfo": "skip",
        "textfont": {"size": 9, "color": palette.SECONDARY},
    }


def _hatched(colour: str) -> dict[str, Any]:
    return {
        "color": "rgba(0,0,0,0)",
        "line": {"color": colour, "width": 0.6},
        "pattern": {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.25},
    }


def _ring(is_exact: bool) -> dict[str, Any]:
    if not is_exact:
        return _hatched(palette.SECONDARY)
    return {"color": palette.WHITE, "line": {"color": palette.SECONDARY, "width": 1}}
