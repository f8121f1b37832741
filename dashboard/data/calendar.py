"""Grains of time: from the finest to the coarsest, and the first day of each."""

from __future__ import annotations

import datetime as dt

GRAINS = ("day", "week", "month", "quarter", "year")


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
