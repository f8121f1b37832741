"""The timelines of incidents and of civilian casualties, from tolls by period."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.figures import palette
from dashboard.figures.bar_words import hover, told
from dashboard.figures.milestones import MILESTONE_AXIS, milestone_marks
from dashboard.figures.style import Figure, Frame, figure, middle, midnight, milliseconds, value_axis, whole_steps
from dashboard.figures.time_axis import timeline_layout
from dashboard.model.periods import Span, period
from dashboard.text import Words

KEEP_BRIGHT = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def incidents_timeline(periods: pd.DataFrame, frame: Frame, words: Words) -> Figure:
    """Bars of incidents by period.

    `periods` as `Situation.periods` gives them. Incidents dated more coarsely than the bars stand in a
    hatched bar as wide as what is known of their date, behind the others: "month not known", "day not known".
    """
    spans = _spans(periods)
    exact = periods["precision"] == frame.grain
    periods = told(periods, spans, exact, frame)
    traces = [
        _bars(periods[~exact], spans[~exact], "incidents", words, marker=_hatched(palette.INCIDENTS)),
        _bars(periods[exact], spans[exact], "incidents", words, marker={"color": palette.INCIDENTS}),
        milestone_marks(frame, words),
    ]
    return figure(
        traces, **timeline_layout(frame, words, yaxis=value_axis(**whole_steps(traces)), yaxis9=MILESTONE_AXIS)
    )


def casualties_timeline(periods: pd.DataFrame, frame: Frame, words: Words) -> Figure:
    """Civilians killed (best, with low–high) and injured by period, and below how many incidents' toll is not known.

    No bar where nothing is known; a reported 0 is written as 0. A period with a range and no best has its range only.
    Coarsely dated incidents stand in hatched bars.
    """
    spans = _spans(periods)
    exact = periods["precision"] == frame.grain
    periods = told(periods, spans, exact, frame)
    traces = []
    for is_exact, rows in ((False, periods[~exact]), (True, periods[exact])):
        at = spans[exact] if is_exact else spans[~exact]
        killed, injured = ({"color": c} if is_exact else _hatched(c) for c in (palette.KILLED, palette.INJURED))
        traces += [
            _bars(rows, at, "killed_best", words, part=(0.06, 0.46), marker=killed),
            _bars(rows, at, "injured", words, part=(0.50, 0.90), marker=injured),
            _bars(rows, at, "unknown", words, part=(0.06, 0.90), marker=_ring(is_exact), yaxis="y2"),
        ]
    traces += [
        _ranges(periods, spans, words),
        _zeros(periods, spans, "killed_best", 0.26),
        _zeros(periods, spans, "injured", 0.7),
        milestone_marks(frame, words),
    ]
    axes = {
        "yaxis": value_axis(domain=[0.2, 1], **whole_steps(t for t in traces if t.get("yaxis") != "y2")),
        "yaxis2": value_axis(domain=[0, 0.13], tickmode="array", **_hanging(traces)),
        "yaxis9": MILESTONE_AXIS,
    }
    layout = timeline_layout(frame, words, **axes)
    # Below both; anchored to the lower axis, Plotly draws it now and then before that axis has a place.
    layout["xaxis"] |= {"anchor": "free", "position": 0}
    return figure(traces, **layout)


def _hanging(traces: list[dict[str, Any]]) -> dict[str, Any]:
    """The axis of what is not known, downwards; its 0 is that of the axis above. Without values it needs a range:
    Plotly would draw lines to nowhere."""
    values = [y for trace in traces if trace.get("yaxis") == "y2" for y in trace["y"]]
    return {"autorange": "reversed", "tickvals": [max(values)]} if values else {"range": [1, 0], "tickvals": []}


def _spans(periods: pd.DataFrame) -> pd.Series:
    pairs = zip(periods["period"], periods["precision"], strict=True)
    return pd.Series([period(first, precision) for first, precision in pairs], index=periods.index, dtype=object)


def _bars(
    rows: pd.DataFrame,
    spans: pd.Series,
    column: str,
    words: Words,
    *,
    part: tuple[float, float] = (0.06, 0.94),
    **look: Any,
) -> dict[str, Any]:
    """Bars over `part` of their span; missing values have none. `look` is Plotly's (`marker`, `yaxis`)."""
    known = rows[column].notna() & ((rows[column] > 0) | (column == "incidents"))
    shown, at = rows[known.astype(bool)], spans[known.astype(bool)]
    return {
        "type": "bar",
        "name": words(f"measure-{column}"),
        "meta": column,
        "x": [midnight(span.first) for span in at],
        "y": [int(value) for value in shown[column]],
        "offset": [milliseconds(span, part[0]) for span in at],
        "width": [milliseconds(span, part[1] - part[0]) for span in at],
        "customdata": [[span.first.isoformat(), span.last.isoformat()] for span in at],
        "hovertext": [hover(row, span, words) for row, span in zip(records(shown), at, strict=True)],
        "hoverinfo": "text",
        **KEEP_BRIGHT,
        **look,
    }


def _ranges(rows: pd.DataFrame, spans: pd.Series, words: Words) -> dict[str, Any]:
    """Whiskers from low to high, where they are not the best count; one end alone where only that is known."""
    x: list[str | None] = []
    y: list[int | None] = []
    for row, span in zip(records(rows), spans, strict=True):
        ends = [int(end) for end in (row["killed_low"], row["killed_high"]) if end is not None]
        if any(end != row["killed_best"] for end in ends):
            bar = Span(span.first, span.first + (span.last - span.first) // 2)
            x += [*[middle(bar)] * len(ends), None]
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


def _zeros(rows: pd.DataFrame, spans: pd.Series, column: str, share: float) -> dict[str, Any]:
    """A 0 where somebody reported that no civilian was killed (or injured), and nobody the contrary."""
    zero = rows[column].fillna(-1) == 0
    if column == "killed_best":
        zero &= rows["killed_high"].fillna(-1) == 0
    at = [_part(span, share) for span in spans[zero.astype(bool)]]
    return {
        "type": "scatter",
        "mode": "text",
        "x": at,
        "y": [0] * len(at),
        "meta": "zero" if column == "killed_best" else f"zero-{column}",
        "text": ["0"] * len(at),
        "textposition": "top center",
        "hoverinfo": "skip",
        "textfont": {"size": 9, "color": palette.SECONDARY},
    }


def _part(span: Span, share: float) -> str:
    """The moment after `share` of a span."""
    start = dt.datetime.combine(span.first, dt.time())
    return (start + dt.timedelta(days=span.days * share)).isoformat(sep=" ", timespec="minutes")


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
