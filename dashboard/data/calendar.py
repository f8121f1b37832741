"""Grains of time: from the finest to the coarsest, and the first day of each."""

from __future__ import annotations

import datetime as dt

GRAINS = ("day", "week", "month", "quarter", "year")
# What of the days of an event is known, besides the precision of its date: an interval, within a year or not.
INTERVAL, ACROSS_YEARS = "interval", "years"
# Grains that every finer one, week apart, lies in as a whole: what a span that leaves its bar is known by.
_COARSE = ("month", "year")


def coarser(one: str, other: str) -> str:
    """The coarser of two grains."""
    return max(one, other, key=GRAINS.index)


def first_of(day: dt.date, grain: str) -> dt.date:
    """The first day of the day, week, month, quarter or year that `day` lies in; weeks begin on Monday (ISO 8601)."""
    match grain:
        case "day":
            return day
        case "week":
            return day - dt.timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case _:
            return dt.date(day.year, 1, 1)


def bar_of(first: dt.date, last: dt.date, precision: str, grain: str) -> tuple[dt.date, str]:
    """First day and grain of the bar that a span of days stands in, of a date that is known to `precision`.

    The bar of `grain` where that is known and the bar holds the span, else the month; else the year of its first day,
    whether that holds it or not.
    """
    finest = coarser(grain, precision)
    for bar in (finest, *(one for one in _COARSE if coarser(one, finest) == one)):
        if first_of(first, bar) == first_of(last, bar):
            return first_of(first, bar), bar
    return first_of(first, "year"), "year"
