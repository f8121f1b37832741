"""What changed since an earlier version of the data, as rows."""

from __future__ import annotations

from dashboard.data.schema import Column, Kind
from dashboard.data.tables_records import INCIDENTS
from dashboard.export.rows import csv_text
from dashboard.model.change_words import withheld_changes
from dashboard.model.changes import Change, Changes
from dashboard.text import Words

_OF_THE_INCIDENT = tuple(
    INCIDENTS.by_name[name]
    for name in (
        "incident_id", "date", "place", "district", "province", "event_type",
        "civilians_killed_low", "civilians_killed", "civilians_killed_high",
    )
)  # fmt: skip
COLUMNS = (
    Column("change", Kind.CHOICE, "new, changed or gone."),
    *_OF_THE_INCIDENT,
    Column("is_in_selection", Kind.YES_NO, "Whether it belongs to the Selection now; else it did then."),
    Column(
        "changed_columns", Kind.LIST, "Columns of incidents.csv that differ, separated by semicolons.", "not changed"
    ),
)


def changes_csv(changes: Changes, words: Words) -> str:
    """One row an incident that is new, changed or gone; cells are those of now or, of one that is gone, those of then.

    Where some may not be passed on, a last line says how many; its other cells are blank. Of a version that is not
    known there is nothing to say: ValueError.
    """
    if not changes.is_known:
        raise ValueError(f"version {changes.asked!r} is not known")
    said = withheld_changes(changes, words)
    last = [[said, *[""] * (len(COLUMNS) - 1)]] if said else []
    return csv_text(COLUMNS, [*map(_row, changes.shared), *last])


def _row(change: Change) -> list[str]:
    cells = {**change.cells, INCIDENTS.key: change.incident_id}
    is_selected = "yes" if change.is_selected else "no"
    return [change.kind, *(cells[column.name] for column in _OF_THE_INCIDENT), is_selected, ";".join(change.columns)]
