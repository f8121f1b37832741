"""Published figures of one year: those that count what is new in a year, or in a part of one.

A figure that counts everything so far is none of a year, whenever it was stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.model.headline import everywhere
from dashboard.model.periods import Span, period
from dashboard.model.selection import Selection
from dashboard.model.sentence import filters_of_incidents
from dashboard.model.situation import Situation
from dashboard.text import Words

Row = dict[str, Any]
HARM = {"civilians_killed": "killed", "civilians_injured": "injured"}  # indicator -> what it counts
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


def _span(row: Row) -> Span | None:
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


def annual_published(situation: Situation, indicators: Collection[str] = ()) -> list[Row]:
    """The published totals of whole years, for marks of their own beside what the incidents of the years sum to.

    Rows of published_figures as dictionaries, with ADDED_COLUMNS. Figures of the whole area (no province) when no
    province is chosen, else those of the provinces chosen; none when a district is, since no figure is of one. Years
    that overlap the days on screen; the organisations and quantities that are chosen, of `indicators` where there are
    any. Type, attribution, harm and search reach incidents only. Ordered by indicator, year and organisation. Marks
    are never joined by a line.
    """
    selection, figures = situation.selection, situation.dataset.figures
    if selection.district:
        return []
    asked = [set(names) for names in (selection.indicator, indicators) if names]
    wanted = [name for name in figures if all(name in names for names in asked)]
    found = [_of_year(row) for name in wanted for row in figures[name] if _is_of_place(row, selection)]
    years = range(situation.span.first.year, situation.span.last.year + 1)
    totals = [row for row in found if row and row["year"] in years]
    return sorted(totals, key=lambda row: (row["indicator"], row["year"], row["organisation"]))


def _is_of_place(row: Row, selection: Selection) -> bool:
    """Whether a figure is of the places and by the organisations that are chosen."""
    is_here = row["province"] in selection.province if selection.province else row["province"] is None
    return is_here and (not selection.organisation or row["organisation"] in selection.organisation)


def _of_year(row: Row) -> Row | None:
    """A figure of a whole year with ADDED_COLUMNS; None when it is none."""
    span = _span(row)
    if span is None or span != _year(span.first.year):
        return None
    days = {"year": span.first.year, "first_day": span.first, "last_day": span.last}
    return row | days | {"is_end_given": row["period_end"] is not None, "is_whole_year": True}


def harm_totals(situation: Situation) -> list[Row]:
    """The published totals of civilians killed and injured in whole years, those of `annual_published`.

    Added: `publishers`, the names of who published the sources, each once. By year, killed before injured.
    """
    sources, order = situation.dataset.sources, list(HARM).index
    rows = sorted(annual_published(situation, HARM), key=lambda row: (row["year"], order(row["indicator"])))
    return [row | {"publishers": _publishers(row["source_ids"], sources)} for row in rows]


def _publishers(source_ids: Sequence[str], sources: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(sources[one]["publisher"]) for one in source_ids if one in sources))


def totals_note(situation: Situation, words: Words) -> str:
    """What of the Selection published totals can't follow, and which are left out of a part of the area; else blank."""
    filters = filters_of_incidents(situation.selection, words)
    has_totals = filters and annual_published(situation, HARM)
    has_place = situation.selection.province or situation.selection.district
    is_left_out = has_place and annual_published(everywhere(situation), HARM)
    told = [
        words("totals-not-narrowed", filters=filters) if has_totals else "",
        words("totals-whole-area-only") if is_left_out else "",
    ]
    return " ".join(filter(None, told))
