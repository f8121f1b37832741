"""Published figures of one year: those that count what is new in a year, or in a part of one.

A figure that counts everything so far is none of a year, whenever it was stated.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.model.periods import Span, period
from dashboard.model.situation import Situation

ADDED_COLUMNS = ("year", "first_day", "last_day", "is_end_given", "is_whole_year")


def figures_of_years(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of published_figures that count what is new within one calendar year, in the order of the table.

    Added columns: `year`; `first_day`, `last_day` of what is counted, both included; `is_end_given`, no where the
    figure says only since when (then it counts as one of the whole year if it begins with it, and as none
    otherwise); `is_whole_year`.
    """
    spans = [_span(row) for row in records(figures)]
    kept = figures[pd.Series([span is not None for span in spans], index=figures.index, dtype=bool)]
    found = [span for span in spans if span]
    return kept.assign(
        year=[span.first.year for span in found],
        first_day=pd.Series([span.first for span in found], index=kept.index, dtype=object),
        last_day=pd.Series([span.last for span in found], index=kept.index, dtype=object),
        is_end_given=kept["period_end"].notna(),
        is_whole_year=[span == _year(span.first.year) for span in found],
    )


def _span(row: dict[str, Any]) -> Span | None:
    """What a figure counts; None when that is no part of one calendar year, or not known."""
    start: dt.date | None = row["period_start_first_day"]
    if row["is_cumulative"] or start is None:
        return None
    year = _year(start.year)
    if row["period_end"]:
        span = Span(start, row["period_end_last_day"])
        return span if span.last <= year.last else None
    return year if start == year.first else None


def _year(year: int) -> Span:
    return period(dt.date(year, 1, 1), "year")


def annual_published(situation: Situation) -> pd.DataFrame:
    """The published totals of whole years, for marks of their own beside what the incidents of the years sum to.

    Columns: those of published_figures, and ADDED_COLUMNS. Figures of the whole area (no province) when no province
    is chosen, else those of the provinces chosen; none when a district is, since no figure is of one. Years that
    overlap the days on screen; the organisations and quantities that are chosen. Type, attribution, harm and search
    reach incidents only. Ordered by indicator, year and organisation. Marks are never joined by a line.
    """
    selection, span = situation.selection, situation.span
    rows = figures_of_years(situation.dataset.tables["published_figures"])
    keep = rows["is_whole_year"].astype(bool)
    keep &= rows["province"].isin(selection.province) if selection.province else rows["province"].isna()
    keep &= not selection.district
    keep &= rows["year"].between(span.first.year, span.last.year)
    for column in ("organisation", "indicator"):
        chosen = getattr(selection, column)
        keep &= rows[column].isin(chosen) | (not chosen)
    return rows[keep].sort_values(["indicator", "year", "organisation"], kind="stable")
