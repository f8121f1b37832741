"""Which incidents and published figures a briefing tells row by row: slides and PDF hold the same ones.

Rows of a dataset that may not be passed on are in neither; every count and sum includes them (`withheld_told`).
"""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import pandas as pd

from dashboard.export.about import withheld_sentence
from dashboard.export.extracts import extract, shared_incidents
from dashboard.model.scope import table_rows
from dashboard.model.selection import Selection, ordered
from dashboard.model.situation import Situation
from dashboard.text import Words

NEWEST = 15  # where no incident has civilian harm
MOST_INCIDENTS, MOST_FIGURES = 30, 30
_COLUMNS = (
    "incident_id", "date", "date_precision", "place", "district", "province", "location_precision", "event_type",
    "attributed_to", "attribution_status", "civilians_killed", "killed_low", "killed_high", "civilians_injured",
    "has_harm", "summary", "caveat", "source_ids", "dataset", "date_last", "original_type", "actors", "deaths_low",
    "deaths_best", "deaths_high",
)  # fmt: skip


def incidents_told(situation: Situation) -> tuple[pd.DataFrame, int]:
    """The newest incidents in which civilians were killed or injured, or else the newest of all; and how many more
    there are of that kind."""
    events, shared = situation.dataset.events, shared_incidents(situation)
    harmed = shared & nw.col("has_harm")
    where, most = (harmed, MOST_INCIDENTS) if events.count(harmed) else (shared, NEWEST)
    chosen = events.page(where, [("first_day", True)], 0, most, _COLUMNS)
    return chosen, events.count(where) - len(chosen)


def figures_told(situation: Situation) -> tuple[pd.DataFrame, int]:
    """Published figures of the selection, the newest of every indicator, by indicator; and how many more there are.

    None is published for a district alone: those of its province are shown. A statement without a date is left out
    when the days that it counts are known and none of them is selected.
    """
    selection, dataset = situation.selection, situation.dataset
    rows = table_rows(dataset.tables["published_figures"], _in_provinces(situation), "as_of")
    rows = rows[~_is_of_other_days(rows, selection)]
    rows = rows.head(0) if dataset.description.name in dataset.withheld else rows
    for name in ("organisation", "indicator"):
        chosen = getattr(selection, name)
        rows = rows[rows[name].isin(chosen)] if chosen else rows
    newest = rows.sort_values("as_of_last_day", ascending=False, kind="stable", na_position="last")
    keyed = newest.assign(
        rank=newest.groupby("indicator").cumcount(),
        is_undated=newest["as_of"].isna() & bool(selection.start or selection.end),
        order=newest["indicator"].map(dataset.choices("published_figures", "indicator").index),
    )
    shown = keyed.sort_values(["is_undated", "rank"], kind="stable").head(MOST_FIGURES)
    return shown.sort_values(["order", "rank"], kind="stable"), len(rows) - len(shown)


def _is_of_other_days(rows: pd.DataFrame, selection: Selection) -> pd.Series:
    """Whether a row has no date, and counts days before or after those selected."""
    first, last = rows["period_start_first_day"], rows["period_end_last_day"]
    is_after = first.map(lambda day: bool(selection.end and day and day > selection.end)).astype(bool)
    is_before = last.map(lambda day: bool(selection.start and day and day < selection.start)).astype(bool)
    return rows["as_of"].isna() & (is_after | is_before)


def _in_provinces(situation: Situation) -> Selection:
    """The Selection with the provinces of its districts, where it names districts only."""
    selection, districts = situation.selection, situation.dataset.tables["districts"]
    if selection.province or not selection.district:
        return selection
    found = districts.loc[districts["district"].isin(selection.district), "province"]
    return replace(selection, province=ordered(found))


def withheld_told(situation: Situation, words: Words) -> str:
    """How many incidents of the Selection may not be passed on; blank when none."""
    return withheld_sentence(extract("incidents", situation), words)
