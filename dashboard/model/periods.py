"""Spans of days: which grain suits them, what came before, and how a bar is called."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from dashboard.data.calendar import first_of

DAY = dt.timedelta(days=1)
# A timeline shows up to about fifty bars: (longest span in days, grain).
_GRAIN_BY_SPAN = ((62, "day"), (400, "week"), (4 * 366, "month"), (15 * 366, "quarter"))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """The span of the same length that ends the day before this one begins.

        Whole months are compared with as many whole months, so that before 2024 comes 2023, though it is a day shorter.
        """
        months = self.whole_months
        first = months_before(self.first, months) if months else self.first - dt.timedelta(days=self.days)
        return Span(first, self.first - DAY)

    @property
    def whole_months(self) -> int:
        """How many whole calendar months these are; 0 when one is cut."""
        after = self.last + DAY
        if self.first.day != 1 or after.day != 1:
            return 0
        return (after.year - self.first.year) * 12 + after.month - self.first.month

    @property
    def grain(self) -> str:
        """The grain that suits a timeline of this length."""
        return next((grain for longest, grain in _GRAIN_BY_SPAN if self.days <= longest), "year")


def period(first: dt.date, precision: str) -> Span:
    """The day, week, month, quarter or year that begins on `first`."""
    if precision == "day":
        return Span(first, first)
    if precision == "week":
        return Span(first, first + 6 * DAY)
    months = {"month": 1, "quarter": 3, "year": 12}[precision]
    year, month = divmod(first.year * 12 + first.month - 1 + months - 1, 12)
    return Span(first, dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def period_of(day: dt.date, grain: str) -> Span:
    """The period of `grain` that `day` lies in."""
    return period(first_of(day, grain), grain)


def months_before(first: dt.date, months: int) -> dt.date:
    """The first day of the month that lies `months` before the month of `first`."""
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return dt.date(year, month + 1, 1)


def years_before(last: dt.date, years: int) -> dt.date:
    """The first day of the span of `years` years that ends on `last`: 2024-03-16 for one year to 2025-03-15."""
    day = min(last.day, calendar.monthrange(last.year - years, last.month)[1])
    return dt.date(last.year - years, last.month, day) + DAY
