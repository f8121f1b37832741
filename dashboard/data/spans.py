"""The bars of a timeline that spans of days stand in: found for all rows of a chunk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.calendar import GRAINS

# What is known of the days of an event, besides the precision of its date: an interval, within a year or not.
INTERVAL, ACROSS_YEARS = "interval", "years"
Days = NDArray[np.datetime64]
_MONTH, _YEAR = GRAINS.index("month"), GRAINS.index("year")
_NAMES = np.array(GRAINS, dtype=object)


def bars_of(first: pd.Series, last: pd.Series, precision: pd.Series, date_last: pd.Series) -> dict[str, pd.Series]:
    """`span_precision`, and for each grain `{grain}_first` and `{grain}_precision`: first day and grain of the bar.

    The bar of the grain where the date is known so finely and the bar holds the span, else the month; else the year of
    the first day, whether that holds the span or not. `date_last` is the last day that the date leaves open: a span
    that ends on another one is an INTERVAL, or ACROSS_YEARS.
    """
    begin, end = _days(first), _days(last)
    known = np.array([GRAINS.index(one) for one in precision], dtype="int8")
    firsts = [_floor(begin, grain) for grain in GRAINS]
    holds = [days == _floor(end, grain) for days, grain in zip(firsts, GRAINS, strict=True)]
    interval = np.where(holds[_YEAR], INTERVAL, ACROSS_YEARS).astype(object)
    columns: dict[str, np.ndarray] = {"span_precision": np.where(end == _days(date_last), _NAMES[known], interval)}
    for rank, grain in enumerate(GRAINS):
        finest = np.maximum(known, rank)
        bar = np.where(holds[_MONTH] & (finest <= _MONTH), _MONTH, _YEAR)
        bar = np.where(np.choose(finest, holds), finest, bar)
        columns[f"{grain}_first"] = np.choose(bar, firsts).astype(object)
        columns[f"{grain}_precision"] = _NAMES[bar]
    return {name: pd.Series(values, index=first.index, dtype=object) for name, values in columns.items()}


def _days(days: pd.Series) -> Days:
    return np.array(days.to_numpy(), dtype="datetime64[D]")


def _floor(days: Days, grain: str) -> Days:
    """The first day of the bar that each day lies in; weeks begin on Monday."""
    return _FLOORS[grain](days).astype("datetime64[D]")


def _quarter(days: Days) -> Days:
    months = days.astype("datetime64[M]")
    found: Days = months - months.astype("int64") % 3
    return found


def _week(days: Days) -> Days:
    found: Days = days - (days.astype("int64") + 3) % 7  # 1 January 1970 was a Thursday
    return found


_FLOORS: Mapping[str, Callable[[Days], Days]] = {
    "day": lambda days: days,
    "week": _week,
    "month": lambda days: days.astype("datetime64[M]"),
    "quarter": _quarter,
    "year": lambda days: days.astype("datetime64[Y]"),
}
