"""Reports of displacement side by side: what is new apart from everything so far, districts apart from provinces.

They overlap, so nothing of them is added up (`dashboard.model.stocks` refuses); a line joins readings of one series.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.collation import collation_key
from dashboard.data.frames import records
from dashboard.data.tables_records import DISPLACEMENT
from dashboard.model.published import Statement
from dashboard.model.scope import rows_of
from dashboard.model.situation import Situation

# What is counted: indicator of published_figures.csv -> column of displacement.csv.
COUNTED: Mapping[str, str] = {
    "villages_empty_or_displaced_total": "villages_evacuated",
    "villages_threatened_or_affected": "villages_threatened",
    "families_displaced": "families_displaced",
    "persons_displaced": "persons_displaced",
}
LEVELS = ("district", "province", "area")  # what a report speaks of


@dataclass(frozen=True, slots=True)
class Report:
    """One row of displacement.csv. `counts` are column of COUNTED -> number, without those that are not given.

    As a statement it has no value of its own: a report may count villages, families and people at once.
    """

    statement: Statement
    counts: Mapping[str, int]
    district: str | None
    cause: str

    @property
    def level(self) -> str:
        """What it speaks of: a district, a province, or the area."""
        return "district" if self.district else "province" if self.statement.province else "area"


@dataclass(frozen=True, slots=True)
class Reports:
    """Those of one kind and level: by who counted, then by day; undated ones apart."""

    is_cumulative: bool
    level: str
    dated: tuple[Report, ...]
    undated: tuple[Report, ...]


def reports(situation: Situation) -> list[Reports]:
    """The reports that the Selection leaves, by kind and level; groups without one are left out.

    Places and days narrow them as everywhere, an organisation those that it counted, an indicator those that count it.
    """
    chosen = [_report(row) for row in records(_rows(situation))]
    found = []
    for is_cumulative in (False, True):
        for level in LEVELS:
            mine = [one for one in chosen if (one.statement.is_cumulative, one.level) == (is_cumulative, level)]
            dated = sorted((one for one in mine if one.statement.is_dated), key=_place)
            undated = tuple(one for one in mine if not one.statement.is_dated)
            found += [Reports(is_cumulative, level, tuple(dated), undated)] if mine else []
    return found


def _rows(situation: Situation) -> pd.DataFrame:
    """Of the dataset itself: what is put side by side here are reports, not stocks of imported datasets."""
    selection = situation.selection
    rows = rows_of(DISPLACEMENT.name, situation.dataset.tables, selection)
    if selection.organisation:
        rows = rows[rows["organisation"].isin(selection.organisation)]
    if selection.indicator:
        asked = [column for indicator, column in COUNTED.items() if indicator in selection.indicator]
        rows = rows[rows[asked].notna().any(axis=1)]
    return rows


def _place(one: Report) -> tuple[Any, ...]:
    return collation_key(one.statement.organisation), one.statement.day, one.statement.figure_id


def _report(row: Mapping[str, Any]) -> Report:
    date = row["date"]
    statement = Statement(
        figure_id=row["record_id"],
        indicator="displacement",
        value=None,
        low=None,
        high=None,
        unit="",
        first=None,
        last=None,
        as_of=date,
        stated=(row["date_first_day"], row["date_last_day"]) if date else None,
        is_cumulative=bool(row["is_cumulative"]),
        province=row["province"],
        organisation=row["organisation"],
        definition=". ".join(part for part in (row["cause"], row["notes"]) if part),
        source_ids=tuple(row["source_ids"]),
        series_id=row["series_id"],
        series_title=None,
    )
    counts = {name: int(row[name]) for name in COUNTED.values() if row[name] is not None}
    return Report(statement, counts, row["district"], row["cause"])
