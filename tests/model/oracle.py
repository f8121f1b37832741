"""The rules of docs/DESIGN.md again, in plain pandas over the text of the CSV files; nothing of `dashboard` is used.

It is what a careful reader would compute from the downloaded tables. A Selection is read by its attributes only.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

COLUMN_OF = {
    "province": "province", "district": "district", "type": "event_type", "by": "attributed_to",
    "status": "attribution_status",
}  # fmt: skip
DATE_OF = {
    "outposts": "first_reported", "affected_places": "since", "displacement": "date", "published_figures": "as_of",
    "milestones": "date",
}  # fmt: skip
_SEARCHED = ("place", "district", "province", "summary", "caveat")
_FREQUENCY = {4: "Y", 7: "M", 10: "D"}


class Oracle:
    """The text tables of one folder."""

    def __init__(self, folder: Path) -> None:
        self.incidents = _read(folder, "incidents")
        self.tables = {name: _read(folder, name) for name in DATE_OF}
        sources = _read(folder, "sources").set_index("source_id")
        self._source_text = (sources["title"] + " " + sources["publisher"]).to_dict()
        self._text = self.incidents.apply(self._search_text, axis=1)
        self._first, self._last = _days(self.incidents["date"])
        harm = self.incidents[["civilians_killed", "civilians_killed_high", "civilians_injured"]]
        self._has_harm = harm.apply(pd.to_numeric).gt(0).any(axis=1)

    def rows(self, selection: Any) -> pd.DataFrame:
        """The rows of incidents.csv that belong to the selection, as text, in the order of the file."""
        rows = self.incidents
        keep = (rows["scope"] == "border") | selection.context
        keep &= _overlaps(self._first, self._last, selection)
        for name, column in COLUMN_OF.items():
            if getattr(selection, name):
                keep &= _is_chosen(rows[column], getattr(selection, name))
        keep &= self._has_harm | (not selection.harm)
        for word in _folded(selection.q).split():
            keep &= self._text.str.contains(word, regex=False)
        return rows[keep]

    def _search_text(self, row: pd.Series) -> str:
        sources = [self._source_text[source] for source in row["source_ids"].split(";")]
        return _folded("\n".join([*(row[name] for name in _SEARCHED), *sources]))

    def table(self, name: str, selection: Any) -> pd.DataFrame:
        """The rows of another table, as text: by place and date, published figures by organisation and indicator."""
        rows = self.tables[name]
        narrowing = [one for one in ("province", "district") if one in rows]
        narrowing += ["organisation", "indicator"] if name == "published_figures" else []
        keep = rows.index >= 0
        for column in narrowing:
            keep &= _is_chosen(rows[column], getattr(selection, column))
        dated = rows[DATE_OF[name]] != ""
        return rows[keep & (~dated | _overlaps(*_days(rows[DATE_OF[name]].where(dated, "1900")), selection))]

    def outposts_counted(self, selection: Any) -> int:
        """Not overlapping, neither planned nor closed, by place and first report; undated ones stay."""
        rows = self.table("outposts", selection)
        return int(((rows["is_overlapping"] == "no") & ~rows["status"].isin(["planned", "closed"])).sum())

    def cited(self, selection: Any) -> dict[str, Counter[str]]:
        """Table -> source -> how many rows of the selection rest on it."""
        rows = {"incidents": self.rows(selection), **{name: self.table(name, selection) for name in DATE_OF}}
        return {
            name: Counter(one for ids in found["source_ids"] for one in ids.split(";")) for name, found in rows.items()
        }


def _days(dates: pd.Series) -> tuple[pd.Series, pd.Series]:
    periods = [pd.Period(date, freq=_FREQUENCY[len(date)]) for date in dates]
    ends = [[period.start_time for period in periods], [period.end_time.normalize() for period in periods]]
    first, last = (pd.Series(days, index=dates.index) for days in ends)
    return first, last


def _overlaps(first: pd.Series, last: pd.Series, selection: Any) -> pd.Series:
    start, end = pd.Timestamp(selection.start or "1900-01-01"), pd.Timestamp(selection.end or "2100-12-31")
    return (last >= start) & (first <= end)


def _is_chosen(cells: pd.Series, chosen: tuple[str, ...]) -> pd.Series:
    return cells.where(cells != "", "none").isin(chosen) | (not chosen)


def toll(rows: pd.DataFrame) -> dict[str, int | None]:
    """Counts and sums of text rows; None where nothing is known."""
    killed = rows[["civilians_killed", "civilians_killed_low", "civilians_killed_high"]].apply(pd.to_numeric)
    best, low, high = (killed[name] for name in killed)
    injured = pd.to_numeric(rows["civilians_injured"])
    return {
        "incidents": len(rows),
        "mapped": int((rows["latitude"] != "").sum()),
        "unknown": int(killed.isna().all(axis=1).sum()),
        "range_only": int((best.isna() & (low.notna() | high.notna())).sum()),
        "injured_unknown": int(injured.isna().sum()),
        "killed_low": _sum(low.where(low.notna(), best)),
        "killed_best": _sum(best),
        "killed_high": _sum(high.where(high.notna(), best)),
        "injured": _sum(injured),
    }


def counts(rows: pd.DataFrame, name: str) -> dict[str | None, int]:
    """Value of a category -> incidents; None is a blank cell."""
    return {value or None: int(number) for value, number in rows[COLUMN_OF[name]].value_counts().items()}


def _read(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)


def _sum(numbers: pd.Series) -> int | None:
    return None if numbers.isna().all() else int(numbers.sum())


def _folded(text: str) -> str:
    """Without case and accents; the dotless i of Turkish is an i, Arabic letters as on the Sorani keyboard."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    plain = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return plain.replace("ي", "ی").replace("ك", "ک").replace("ى", "ی")
