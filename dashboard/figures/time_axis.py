"""The axis of days under the timelines: its ticks in the reader's language, what is cut, what happened meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.figures import palette
from dashboard.figures.milestones import milestone_shapes
from dashboard.figures.style import Frame, midnight
from dashboard.model.periods import DAY, Span, period_of
from dashboard.text import Words

DATA, DAYS_CHOSEN, BOTH = CUT_BY = ("data", "days", "both")  # what cuts a shaded period, as its shape is named
MOST_TICKS = {"day": 6, "month": 7, "year": 8}
DAYS, MONTHS = {"day": 1.0, "month": 30.4, "year": 365.2}, {"month": 1, "year": 12}
# Finest first: unit of the ticks, and how many of it lie between two.
STEPS = (
    *(("day", n) for n in (1, 2, 5, 7, 14)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 20, 50)),
)


def time_axis(frame: Frame, words: Words, **more: Any) -> dict[str, Any]:
    """The days on screen, widened to whole periods, so that no bar is cut."""
    shown = shown_days(frame)
    axis = {
        "type": "date",
        "range": [midnight(shown.first), midnight(shown.last + DAY)],
        "showgrid": False,
        "fixedrange": True,
        "tickfont": {"size": 10, "color": palette.SECONDARY},
        "linecolor": palette.LINE,
        "ticks": "outside",
        "ticklen": 3,
        "tickcolor": palette.LINE,
        "tickangle": 0,
        **_ticks(shown, words),
    }
    return axis | more


def shown_days(frame: Frame) -> Span:
    """The days of the axis: those on screen in whole periods."""
    return Span(period_of(frame.span.first, frame.grain).first, period_of(frame.span.last, frame.grain).last)


def _ticks(shown: Span, words: Words) -> dict[str, Any]:
    """Days in their middle, months and years at their beginning; the year is written where it begins or changes."""
    unit, step = next((unit, step) for unit, step in STEPS if shown.days / DAYS[unit] / step <= MOST_TICKS[unit])
    days = _ticked(shown, unit, step)
    has_year = [n == 0 or day.year != days[n - 1].year for n, day in enumerate(days)]
    return {
        "tickmode": "array",
        "tickvals": [f"{day} 12:00" if unit == "day" else midnight(day) for day in days],
        "ticktext": [words.short_period(day, unit, has_year=year) for day, year in zip(days, has_year, strict=True)],
    }


def _ticked(shown: Span, unit: str, step: int) -> list[dt.date]:
    """Every `step` days from the first on screen, or the months and years that `step` divides."""
    if unit == "day":
        return [shown.first + n * DAY for n in range(0, shown.days, step)]
    apart = step * MONTHS[unit]
    before = (shown.first.year * 12 + shown.first.month - 1) // apart * apart
    end = shown.last.year * 12 + shown.last.month
    days = [dt.date(month // 12, month % 12 + 1, 1) for month in range(before, end, apart)]
    return [day for day in days if day >= shown.first]


def timeline_layout(frame: Frame, words: Words, *, bars_end: float = 1, **layout: Any) -> dict[str, Any]:
    """Layout of a timeline: a drag chooses days; milestones, up to where the bars end, and cut periods are marked."""
    return {
        "xaxis": time_axis(frame, words),
        "dragmode": "select",
        "selectdirection": "h",
        "clickmode": "event",
        "newselection": {"line": {"color": palette.ACCENT, "width": 1}},
        "activeselection": {"fillcolor": palette.ACCENT, "opacity": 0.15},
        "shapes": [*_shades(frame), *milestone_shapes(frame, bars_end)],
    } | layout


def counted_days(period: Span, frame: Frame) -> Span | None:
    """The days of a period that its bar counts, where the reader's days or the end of the data cut it; else None."""
    first, last = max(period.first, frame.span.first), min(period.last, frame.span.last)
    last = min(last, frame.covers_to) if period.first <= frame.covers_to else last
    return Span(first, last) if (first, last) != (period.first, period.last) else None


def _shades(frame: Frame) -> list[dict[str, Any]]:
    """Behind the first and the last period where they are cut, and behind the one in which the data ends; each has as
    `name` what cuts it."""
    shown = shown_days(frame)
    days = [day for day in (frame.span.first, frame.span.last, frame.covers_to) if shown.first <= day <= shown.last]
    found = dict.fromkeys(period_of(day, frame.grain) for day in days)
    look = {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.SECONDARY, "opacity": 0.12}
    return [
        look
        | {"name": _cut_by(one, frame)}
        | {"x0": midnight(one.first), "x1": midnight(one.last + DAY), "y0": 0, "y1": 1, "yref": "paper"}
        for one in found
        if counted_days(one, frame)
    ]


def _cut_by(period: Span, frame: Frame) -> str:
    """What leaves days of a period out: the reader's `days`, the `data`, which do not hold all of it, or `both`."""
    first, last = max(period.first, frame.covers_from), min(period.last, frame.covers_to)
    by_data = (first, last) != (period.first, period.last)
    by_days = first <= last and (frame.span.first > first or frame.span.last < last)
    return BOTH if by_data and by_days else DAYS_CHOSEN if by_days else DATA
