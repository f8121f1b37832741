"""The timeline of displacement: what organisations reported, as they reported it. Nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.figures import palette
from dashboard.figures.milestones import MILESTONE_AXIS, milestone_marks
from dashboard.figures.stock_lines import stock_traces
from dashboard.figures.style import Figure, Frame, figure, middle, plain, value_axis, whole_steps
from dashboard.figures.time_axis import timeline_layout
from dashboard.model.periods import Span
from dashboard.model.reports import COUNTED
from dashboard.model.stock_lines import StockLine
from dashboard.text import Words

QUANTITIES = COUNTED  # what the chart can show
DEFAULT_QUANTITY = "villages_empty_or_displaced_total"


def displacement_timeline(
    reports: pd.DataFrame,
    series: pd.DataFrame,
    frame: Frame,
    words: Words,
    *,
    quantity: str = DEFAULT_QUANTITY,
    stocks: Sequence[StockLine] = (),
) -> Figure:
    """One mark a dated report: filled when it counts what is new, hollow when everything so far.

    `reports` are rows of displacement.csv, `series` rows of published_figures.csv with a series and of this
    quantity. Only readings of one series are joined by a line. A report that is a reading of a drawn series is not
    drawn twice. Reports without a date or without this number are left out; the page says how many. `stocks` are those
    of imported datasets, which are no `reports`.
    """
    column = QUANTITIES[quantity]
    lines = [_line(readings, colour, frame.span, words) for readings, colour in _lines_of(series, frame.span)]
    dated = reports[reports["date"].notna() & reports[column].notna()]
    marks = dated[~_is_reading(dated, column, series)]
    stock = marks["is_cumulative"].astype(bool)
    traces = [
        *_report_lines(marks, column, frame.span),
        _marks(marks[~stock], column, words, frame.span, symbol="circle", name="new"),
        _marks(marks[stock], column, words, frame.span, symbol="circle-open", name="cumulative"),
        *lines,
        *stock_traces(stocks, len(lines), column, lambda row: _at(row, "date", frame.span), words),
        milestone_marks(frame, words),
    ]
    return figure(
        traces, **timeline_layout(frame, words, yaxis=value_axis(**whole_steps(traces)), yaxis9=MILESTONE_AXIS)
    )


def _lines_of(series: pd.DataFrame, shown: Span) -> list[tuple[list[dict[str, Any]], str]]:
    """(readings, colour) of each published series with a number."""
    parts = series[series["value"].notna()].groupby("series_id")
    return [
        (_in_order(rows, "as_of", shown), colour)
        for (_, rows), colour in zip(parts, cycle(palette.SERIES), strict=False)
    ]


def named_lines(series: pd.DataFrame, shown: Span, words: Words) -> list[tuple[str, str]]:
    """(name, colour) of the lines that `displacement_timeline` draws for `series` between the days `shown`."""
    return [(_series_name(readings[-1], words), colour) for readings, colour in _lines_of(series, shown)]


def _is_reading(reports: pd.DataFrame, column: str, series: pd.DataFrame) -> pd.Series:
    """Whether a drawn series has the same number of the same organisation, from the same source or of the same day.

    The number alone does not tell: an organisation may report the same one again, years later.
    """
    readings = records(series[series["value"].notna() & series["as_of"].notna()])
    found = [any(_is_same(report, column, reading) for reading in readings) for report in records(reports)]
    return pd.Series(found, index=reports.index, dtype=bool)


def _is_same(report: dict[str, Any], column: str, reading: dict[str, Any]) -> bool:
    if (report["organisation"], report[column]) != (reading["organisation"], reading["value"]):
        return False
    starts_in_time = report["date_first_day"] <= reading["as_of_last_day"]
    ends_in_time = reading["as_of_first_day"] <= report["date_last_day"]
    return (starts_in_time and ends_in_time) or bool({*report["source_ids"]} & {*reading["source_ids"]})


def _marks(rows: pd.DataFrame, column: str, words: Words, shown: Span, *, symbol: str, name: str) -> dict[str, Any]:
    reports = records(rows)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words(f"reports-{name}"),
        "meta": name,
        "x": [_at(r, "date", shown) for r in reports],
        "y": [int(r[column]) for r in reports],
        "customdata": [[r["record_id"]] for r in reports],
        "hovertext": [_report_hover(r, column, words) for r in reports],
        "hoverinfo": "text",
        "marker": {
            "symbol": symbol,
            "size": 8,
            "color": palette.ACCENT,
            "line": {"width": 1.5, "color": palette.ACCENT},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _report_lines(rows: pd.DataFrame, column: str, shown: Span) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "meta": "series",
            "hoverinfo": "skip",
            "name": str(series),
            "x": [_at(reading, "date", shown) for reading in readings],
            "y": [int(reading[column]) for reading in readings],
            "line": {"color": palette.ACCENT, "width": 1},
        }
        for series, part in rows.groupby("series_id")
        if part["organisation"].nunique() == 1  # a line through two counters would be nobody's count
        for readings in [_in_order(part, "date", shown)]
    ]


def _in_order(rows: pd.DataFrame, date: str, shown: Span) -> list[dict[str, Any]]:
    """The rows as they stand along the axis: of two partial dates, text does not tell which comes first."""
    return sorted(records(rows), key=lambda row: _at(row, date, shown))


def _at(row: Mapping[str, Any], date: str, shown: Span) -> str:
    """Where a row stands on the axis: in the middle of what of its date is on screen, or of all of it where none is."""
    first, last = row[f"{date}_first_day"], row[f"{date}_last_day"]
    seen = Span(max(first, shown.first), min(last, shown.last))
    return middle(seen if seen.first <= seen.last else Span(first, last))


def _line(readings: list[dict[str, Any]], colour: str, shown: Span, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(_series_name(readings[-1], words)),
        "meta": "series",
        "x": [_at(reading, "as_of", shown) for reading in readings],
        "y": [int(r["value"]) for r in readings],
        "customdata": [[r["figure_id"], "figure"] for r in readings],
        "hovertext": [_figure_hover(r, words) for r in readings],
        "hoverinfo": "text",
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 7},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _series_name(reading: dict[str, Any], words: Words) -> str:
    """Organisation and quantity, and since when it counts where that was published."""
    title, start = reading["series_title"] or reading["organisation"], reading["period_start"]
    return words("series-since", title=title, start=words.partial_date(start)) if start else title


def _report_hover(row: dict[str, Any], column: str, words: Words) -> str:
    where = ", ".join(part for part in (row["district"], row["province"]) if part)
    kind = words("reports-cumulative" if row["is_cumulative"] else "reports-new")
    lines = [
        words.partial_date(row["date"]),
        f"<b>{words.plural(column, int(row[column]))}</b>",
        kind,
        plain(where),
        words("counted-by", organisation=plain(row["organisation"])),
        plain(row["notes"] or ""),
    ]
    return "<br>".join(line for line in lines if line)


def _figure_hover(row: dict[str, Any], words: Words) -> str:
    lines = [
        words.partial_date(row["as_of"]),
        f"<b>{words.number(row['value'])}</b> {plain(row['definition'])}",
        words("counted-by", organisation=plain(row["organisation"])),
    ]
    return "<br>".join(lines)
