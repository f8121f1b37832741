"""Published figures on an axis of time: a row each, with the days that it counts, when it was stated, and how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

from dashboard.figures import palette
from dashboard.figures.statement_rows import TEXT_AT, Axis, Row
from dashboard.figures.style import Figure, figure, midnight, plain
from dashboard.model.published import Statement
from dashboard.text import Words

LINE_OF_HOVER = 64  # letters
COLOURS = {"cumulative": palette.ACCENT, "new": palette.COUNTED_NEW, "standing": palette.SECONDARY}  # by kind
SYMBOLS = {"cumulative": "circle", "new": "diamond", "standing": "square"}
Tell = Callable[[Statement], str]
Stretch = tuple[dt.date, dt.date, float]  # from, to, at


def statement_chart(
    given: Sequence[Statement], joined: Sequence[Sequence[Statement]], tell: Tell, words: Words
) -> Figure:
    """A row for each of `given`, dated ones, from top to bottom; only `joined` readings are joined by a line.

    `tell` gives a figure's value as a reader writes it. A bar with a circle: everything since its beginning; with a
    diamond: what is new in these days; a square: what there is on a day. Dotted: a beginning or an end is not stated.
    A stroke: when it was stated.
    """
    rows = [Row(one, place) for place, one in enumerate(given)]
    axis = Axis.of(rows)
    traces = [
        *(_bars(rows, kind) for kind in COLOURS),
        _open_ends(rows, axis.stub),
        _until_stated(rows),
        *_series(rows, joined),
        *(_marks(rows, kind, tell, words) for kind in SYMBOLS),
        _strokes(rows, words),
        _labels(rows, axis.first, tell),
    ]
    return figure(traces, **axis.layout(len(rows)))


def _stretches(name: str, parts: Sequence[Stretch], line: dict[str, Any]) -> dict[str, Any]:
    """Level lines as one trace."""
    return {
        "type": "scatter",
        "mode": "lines",
        "meta": name,
        "hoverinfo": "skip",
        "x": [x for begin, end, _ in parts for x in (midnight(begin), midnight(end), None)],
        "y": [y for _, _, at in parts for y in (at, at, None)],
        "line": line,
    }


def _bars(rows: Sequence[Row], kind: str) -> dict[str, Any]:
    mine = [row for row in rows if row.one.kind == kind]
    parts = [(row.one.first, row.one.last, row.y) for row in mine if row.one.first and row.one.last]
    return _stretches(f"days-{kind}", parts, {"color": COLOURS[kind], "width": 5})


def _open_ends(rows: Sequence[Row], stub: dt.timedelta) -> dict[str, Any]:
    """A dotted bar before an end whose beginning, or after a beginning whose end, is not stated."""
    parts: list[Stretch] = []
    for row in rows:
        first, last = row.one.first, row.one.last
        if last and not first:
            parts.append((last - stub, last, row.y))
        elif first and not last:
            parts.append((first, max(row.stated or first, first + stub), row.y))
    return _stretches("days-open", parts, {"color": palette.SECONDARY, "width": 3, "dash": "dot"})


def _until_stated(rows: Sequence[Row]) -> dict[str, Any]:
    ends = [(row.one.last, row.stated, row.y) for row in rows]
    parts = [(last, stated, y) for last, stated, y in ends if last and stated and stated > last]
    return _stretches("until-stated", parts, {"color": palette.SECONDARY, "width": 1})


def _series(rows: Sequence[Row], joined: Sequence[Sequence[Statement]]) -> list[dict[str, Any]]:
    """One line a series, from reading to reading."""
    at = {row.one.figure_id: row for row in rows}
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "meta": "series",
            "name": plain(readings[0].series_title or ""),
            "customdata": [one.figure_id for one in readings],
            "hoverinfo": "skip",
            "x": [midnight(at[one.figure_id].mark) for one in readings],
            "y": [at[one.figure_id].y for one in readings],
            "line": {"color": palette.SERIES[0], "width": 1.5},
        }
        for readings in joined
    ]


def _marks(rows: Sequence[Row], kind: str, tell: Tell, words: Words) -> dict[str, Any]:
    shown = [row for row in rows if row.one.kind == kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": kind,
        "x": [midnight(row.mark) for row in shown],
        "y": [row.y for row in shown],
        "customdata": [row.one.figure_id for row in shown],
        "hovertext": [_hover(row.one, tell, words) for row in shown],
        "hoverinfo": "text",
        "marker": {"symbol": SYMBOLS[kind], "size": 10, "color": COLOURS[kind]},
    }


def _hover(one: Statement, tell: Tell, words: Words) -> str:
    lines = [f"<b>{plain(tell(one))}</b> {plain(one.organisation)}"]
    lines += [plain(line) for line in wrap(one.definition, LINE_OF_HOVER)]
    return "<br>".join([*lines, f"{words(f'counts-{one.kind}')} · {stated_words(one, words)}"])


def stated_words(one: Statement, words: Words) -> str:
    """When it was stated, as far as the page says."""
    return words("stated-on", date=words.partial_date(one.as_of)) if one.as_of else words("stated-no-date")


def _strokes(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    shown = [(row, row.stated) for row in rows if row.stated]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "stated",
        "x": [midnight(day) for _, day in shown if day],
        "y": [row.y for row, _ in shown],
        "customdata": [row.one.figure_id for row, _ in shown],
        "hovertext": [stated_words(row.one, words) for row, _ in shown],
        "hoverinfo": "text",
        "marker": {"symbol": "line-ns", "size": 13, "line": {"color": palette.TEXT, "width": 2}},
    }


def _labels(rows: Sequence[Row], first: dt.date, tell: Tell) -> dict[str, Any]:
    """Value, who, and what: the axis cuts what does not fit; the table has it all."""
    return {
        "type": "scatter",
        "mode": "text",
        "meta": "labels",
        "x": [midnight(first)] * len(rows),
        "y": [row.place + TEXT_AT for row in rows],
        "text": [
            f"<b>{plain(tell(row.one))}</b>  {plain(row.one.organisation)} · {plain(row.one.definition)}"
            for row in rows
        ],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": palette.TEXT},
        "hoverinfo": "skip",
    }
