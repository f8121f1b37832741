"""Counts of displaced people of imported datasets as lines, one a place: which of them a reader gets to see.

A stock is never added up, neither over rounds nor over places: a line joins the rounds of one place, one level and one
counter. A dataset may count hundreds of places, so that a choice is made, and said:
  where districts are chosen, each of them; else provinces, as far as the dataset counts them itself; else districts;
  single places never; of what is left, the MOST_LINES with the highest latest count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.data.imported import Imported
from dashboard.model.sentence import short_title
from dashboard.model.situation import Situation

MOST_LINES = 7
PROVINCE, DISTRICT = "province", "district"
_SAME = ("dataset", "organisation", "level", "province", "district", "series_id", "cause")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StockLine:
    """The readings of one place in the order of their days; `title` is that of the dataset.

    `cause` tells lines of one place apart; blank where the dataset has no other.
    """

    title: str
    place: str
    cause: str
    readings: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Stocks:
    """The lines that are drawn, the highest first; how many further lines, and rows without a line, there are."""

    lines: tuple[StockLine, ...] = ()
    more: int = 0
    alone: int = 0


def is_stock(rows: pd.DataFrame, own: str) -> pd.Series:
    """Which rows of `Situation.displacement` are stocks of an imported dataset."""
    return (rows["dataset"] != own) & rows["is_cumulative"].astype(bool)


def stocks(situation: Situation, column: str) -> Stocks:
    """The lines of one column of displacement.csv that the Selection leaves."""
    rows = situation.displacement
    rows = rows[is_stock(rows, situation.dataset.own)]
    rows = rows[rows["date"].notna() & rows[column].notna()] if len(rows) else rows
    found, alone = [], 0
    for one in situation.cited:
        if isinstance(one, Imported):
            level = _level(rows[rows["dataset"] == one.name], situation)
            lines, left = _lines(level, short_title(one))
            found += lines
            alone += left + int((rows["dataset"] == one.name).sum()) - len(level)
    found.sort(key=lambda line: -int(line.readings[-1][column]))
    return Stocks(tuple(found[:MOST_LINES]), max(0, len(found) - MOST_LINES), alone)


def _level(rows: pd.DataFrame, situation: Situation) -> pd.DataFrame:
    """The rows of the one level that is shown of a dataset: those of two levels count the same people."""
    levels = (DISTRICT,) if situation.selection.district else (PROVINCE, DISTRICT)
    present = [level for level in levels if len(rows) and (rows["level"] == level).any()]
    return rows[rows["level"] == present[0]] if present else rows.iloc[:0]


def _lines(rows: pd.DataFrame, title: str) -> tuple[list[StockLine], int]:
    """The lines, and the number of rows that are in none: two counts of a day are not readings of one line."""
    if rows.empty:
        return [], 0
    groups = [records(part) for _, part in rows.groupby(list(_SAME), dropna=False, sort=False)]
    clear = [part for part in groups if len({row["date"] for row in part}) == len(part)]
    places = [_place(part[0]) for part in clear]
    lines = [
        StockLine(title, place, _told_apart(part[0]) if places.count(place) > 1 else "", _in_order(part))
        for place, part in zip(places, clear, strict=True)
    ]
    return lines, len(rows) - sum(map(len, clear))


def _told_apart(row: Record) -> str:
    """The cause, else what its series says besides the place (`dashboard.importers.stocks.series_of`)."""
    said = str(row["series_id"] or "").split("|")[4:]
    return str(row["cause"] or ", ".join(filter(None, said)))


def _place(row: Record) -> str:
    """A district that is none of ours goes by its name in the dataset: by its province, a part would look like all."""
    if row["level"] == DISTRICT:
        return str(row["district"] or row["district_reported"] or row["province_reported"] or "")
    return str(row["province"] or row["province_reported"] or "")


def _in_order(rows: list[dict[str, Any]]) -> tuple[Record, ...]:
    return tuple(sorted(rows, key=lambda row: (row["date_first_day"], row["date_last_day"])))
