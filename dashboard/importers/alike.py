"""Imported events that are like one that is here already: the same day, the same district, a similar toll.

Proposed, never merged: two attacks on one day in one district are no rarity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.question import Where
from dashboard.importers.folder import pointed_to
from dashboard.importers.report import Alike
from dashboard.importers.writing import rows_of

# Tolls are similar when they differ by no more than 2, or by a fifth; an unknown one is similar to any.
_CLOSE, _SHARE = 2, 0.2
_COLUMNS = (
    "incident_id", "date", "date_precision", "district", "dataset", "civilians_killed", "killed_low", "killed_high",
    "combatants_killed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Event:
    event_id: str
    dataset: str
    low: int | None
    high: int | None

    @property
    def toll(self) -> str:
        if self.low is None:
            return "not known" if self.high is None else f"up to {self.high}"
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"

    def is_like(self, other: _Event) -> bool:
        lows = [one.low for one in (self, other) if one.low is not None]
        highs = [one.high for one in (self, other) if one.high is not None]
        if not lows or not highs:
            return True
        return max(lows) - min(highs) <= max(_CLOSE, _SHARE * max(*lows, *highs))


Known = defaultdict[tuple[str, str], list[_Event]]


def proposed(folder: Path, name: str, imported: Path, dataset: Dataset) -> Iterator[Alike]:
    """Each event of the dataset `name`, whose tables stand in `folder`, with each that it is like: of ours, and of the
    other datasets in the folder of `imported` ones."""
    known = _ours(dataset)
    for pointer in sorted(imported.glob("*.toml")):
        other = pointed_to(imported, pointer.stem)
        if other and pointer.stem != name:
            for day, district, event in events_of(imported / str(other["folder"]), pointer.stem):
                known[day, district].append(event)
    for day, district, event in events_of(folder, name):
        for other_event in known.get((day, district), ()):
            if event.is_like(other_event):
                ids = event.event_id, other_event.event_id, other_event.dataset
                yield Alike(*ids, day, district, event.toll, other_event.toll)


def _ours(dataset: Dataset) -> Known:
    """(day, district) -> the events of ours that are known to a day and a district."""
    found: Known = defaultdict(list)
    own = dataset.description.name
    for rows in dataset.events.blocks(Where(), _COLUMNS):
        for row in records(rows):
            if row["dataset"] == own and row["district"] and row["date_precision"] == "day":
                low, high = _bounds(row["killed_low"], row["killed_high"], row["combatants_killed"])
                found[row["date"], row["district"]].append(_Event(row["incident_id"], own, low, high))
    return found


def events_of(folder: Path, name: str) -> Iterator[tuple[str, str, _Event]]:
    """(day, district, event) of the events inside that are known to a day and a district."""
    path = folder / "incidents.csv"
    if not path.is_file():
        return
    rows = rows_of(path)
    header = next(rows, [])
    for cells in rows:
        row = dict(zip(header, cells, strict=True))
        if row["district"] and row["date_precision"] == "day" and not row["date_last"]:
            yield row["date"], row["district"], _Event(row["incident_id"], name, *_imported_bounds(row))


def _imported_bounds(row: Mapping[str, str]) -> tuple[int | None, int | None]:
    known = [int(row[name]) for name in ("deaths_low", "deaths_best", "deaths_high", "civilians_killed") if row[name]]
    return (min(known), max(known)) if known else (None, None)


def _bounds(low: float | None, high: float | None, combatants: float | None) -> tuple[int | None, int | None]:
    """Civilians alone up to civilians and combatants: other systems count all deaths, or some. A bound that nobody
    gives stays None."""
    others = int(combatants or 0)
    if low is None and high is None:
        return (others, others) if combatants is not None else (None, None)
    return (None if low is None else int(low)), (None if high is None else int(high) + others)
