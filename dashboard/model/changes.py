"""What changed in the data since an earlier version of it, within a Selection. Records are matched by id.

An incident is told when the Selection left it then or leaves it now: one that was moved to another province is
"changed" in both, and the counts reconcile: those of now are those of then, and the new and the entered ones more,
the gone and the left ones less. Of the other tables there are only counts, whatever the Selection.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import narwhals as nw
import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold, has_harm
from dashboard.data.frames import records
from dashboard.data.schema import Table
from dashboard.data.snapshot import KEPT, Snapshot, fingerprints, is_too_large, kept_rows, row_hash
from dashboard.data.snapshots import Snapshots
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.scope import incidents_where
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

Kind = Literal["new", "changed", "gone"]
KINDS: tuple[Kind, ...] = ("new", "changed", "gone")
_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One incident. `cells` has the columns of KEPT, as they are now or, of one that is gone, as they were.

    `columns` are those that differ, of a changed one. One that `is_withheld` is counted and not passed on.
    """

    kind: Kind
    incident_id: str
    cells: Mapping[str, str]
    columns: tuple[str, ...] = ()
    was_selected: bool = False
    is_selected: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between the version `asked` and the `current` one; nothing is told unless `is_known`.

    `is_kept` says whether earlier versions are remembered here at all; of data that `is_too_large` none is.
    `recorded_on` and `covers_to` are those of
    the version asked for. `incidents` come new, changed, gone, the latest first; `tables` maps a table's name to how
    many of its rows are new, changed and gone. Of `undecided` incidents nobody can say whether the search found them
    then: their texts are not kept.
    """

    asked: str
    current: str
    selection: Selection
    is_known: bool = False
    is_kept: bool = True
    is_too_large: bool = False
    recorded_on: dt.date | None = None
    covers_to: dt.date | None = None
    incidents: tuple[Change, ...] = ()
    tables: Mapping[str, Mapping[Kind, int]] = field(default_factory=dict)
    undecided: int = 0

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The incidents of one kind of change."""
        return tuple(change for change in self.incidents if change.kind == kind)

    @property
    def shared(self) -> tuple[Change, ...]:
        """The incidents that may be told one by one."""
        return tuple(change for change in self.incidents if not change.is_withheld)

    @property
    def withheld(self) -> int:
        """How many more there are, whose licence does not allow to pass them on."""
        return sum(change.is_withheld for change in self.incidents)


def changes_since(asked: str, snapshots: Snapshots, situation: Situation) -> Changes:
    """What changed since the version `asked`, as an address names it; since the current one, or none, nothing did."""
    dataset, selection = situation.dataset, situation.selection
    asked = asked or dataset.version
    if asked == dataset.version:
        return Changes(asked, asked, selection, is_known=True, covers_to=dataset.description.covers_to)
    if is_too_large(dataset):
        return Changes(asked, dataset.version, selection, is_too_large=True)
    old = snapshots.find(asked)
    if old and old.dataset == dataset.description.name:
        return changes(old, dataset, selection)
    return Changes(asked, dataset.version, selection, is_kept=snapshots.find(dataset.version) is not None)


def changes(old: Snapshot, dataset: Dataset, selection: Selection) -> Changes:
    """What of `dataset` differs from `old`, within `selection`."""
    before, now = old.incidents, fingerprints(dataset)
    differing = [one for one in dict.fromkeys([*now, *before]) if before.get(one) != now.get(one)]
    where = incidents_where(selection, dataset)
    own = replace(where, terms=(*where.terms, *dataset.own_events.terms))
    selected = set(dataset.events.rows(own, [INCIDENTS.key])[INCIDENTS.key])
    were_selected, undecided = _selected_then(old, differing, selection, selected, dataset)
    told = [
        _change(one, before.get(one), now.get(one), one in were_selected, one in selected)
        for one in differing
        if one in were_selected or one in selected
    ]
    told = _withholding(told, old, dataset)
    latest_first = sorted(told, key=lambda change: (change.cells["date"], change.incident_id), reverse=True)
    return Changes(
        old.version,
        dataset.version,
        selection,
        is_known=True,
        recorded_on=old.recorded_on,
        covers_to=old.covers_to,
        incidents=tuple(sorted(latest_first, key=lambda change: KINDS.index(change.kind))),
        tables={t.name: _counts(old.rows[t.name], dataset, t) for t in TABLES if t.name in old.rows and t.key},
        undecided=undecided,
    )


def _change(incident: str, before: _Cells | None, now: _Cells | None, was_selected: bool, is_selected: bool) -> Change:
    cells = now or before or {}
    kept = {name: cells.get(name, "") for name in KEPT.by_name if name != KEPT.key}
    if before is None or now is None:
        return Change("gone" if before else "new", incident, kept, (), was_selected, is_selected)
    names = dict.fromkeys([*INCIDENTS.by_name, *before, *now])  # those of another release come last
    columns = tuple(name for name in names if before.get(name) != now.get(name))
    return Change("changed", incident, kept, columns, was_selected, is_selected)


def _withholding(told: list[Change], old: Snapshot, dataset: Dataset) -> list[Change]:
    """The same, marked where the dataset that an incident is of, or was of when it is gone, may not be passed on."""
    if not dataset.withheld:
        return told
    rows = dataset.events.rows(
        nw.col(INCIDENTS.key).is_in([one.incident_id for one in told]), [INCIDENTS.key, "dataset"]
    )
    of = dict(zip(rows[INCIDENTS.key], rows["dataset"], strict=True))
    return [replace(one, is_withheld=of.get(one.incident_id, old.dataset) in dataset.withheld) for one in told]


def _selected_then(
    old: Snapshot, ids: list[str], selection: Selection, selected: set[str], dataset: Dataset
) -> tuple[set[str], int]:
    """Which of `ids` the Selection left then, and of how many nobody can say.

    A search is made in the place, district and province; of an incident that it finds now (`selected`), it is taken
    that it found it then.
    """
    rows = _events_then(old, [one for one in ids if one in old.incidents])
    found = _left_by(selection, rows, dataset)
    but_for_search = _left_by(replace(selection, q=""), rows, dataset)
    return found | (but_for_search & selected), len(but_for_search - found - selected)


def _left_by(selection: Selection, rows: pd.DataFrame, dataset: Dataset) -> set[str]:
    left: pd.DataFrame = nw.from_native(rows).filter(incidents_where(selection, dataset).expr).to_native()
    return set(left[KEPT.key])


def _events_then(old: Snapshot, ids: list[str]) -> pd.DataFrame:
    """The columns of the event table that a Selection looks at, as far as they are kept."""
    rows = kept_rows(old, ids)
    places = zip(rows["place"], rows["district"], rows["province"], strict=True)
    return rows.assign(
        dataset=old.dataset,
        position=range(len(rows)),
        first_day=rows["date_first_day"],
        last_day=rows["date_last_day"],
        has_harm=has_harm(rows),
        search_text=pd.Series([fold("\n".join(filter(None, names))) for names in places], dtype=object),
    )


def _counts(before: _Cells, dataset: Dataset, table: Table) -> dict[Kind, int]:
    now = {row[table.key]: row_hash(row) for row in records(dataset.cells[table.name])}
    changed = sum(before[one] != now[one] for one in before.keys() & now.keys())
    return {"new": len(now.keys() - before.keys()), "changed": changed, "gone": len(before.keys() - now.keys())}
