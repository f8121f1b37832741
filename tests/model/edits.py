"""Random edits of the tiny incidents: some rows dropped, some changed in a cell or a few, some added."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.tiny import ids, rows
from tests.tiny_tables import Row

# Cells that may stand in any row together; those of a pair depend on each other.
CELLS: tuple[Row, ...] = (
    {"place": "Elsewhere"},
    {"province": "Hakkari"},
    {"province": "", "district": ""},
    {"district": "Soran", "province": "Erbil"},
    {"event_type": "shelling"},
    {"attributed_to": "PKK"},
    {"attribution_status": "disputed"},
    {"scope": "context"},
    {"scope": "border"},
    {"date": "2023-05-05", "date_precision": "day"},
    {"date": "2016", "date_precision": "year"},
    {"civilians_injured": "0"},
    {"civilians_injured": ""},
    {"civilians_injured": "7"},
    {"civilians_killed": "", "civilians_killed_low": "", "civilians_killed_high": ""},
    {"civilians_killed": "1", "civilians_killed_low": "0", "civilians_killed_high": "2"},
    {"summary": "It was reported again."},
    {"caveat": ""},
    {"review": "re-read"},
    {"source_ids": "src-1;src-8"},
)
_MANY = st.lists(st.sampled_from(CELLS), min_size=1, max_size=3)


@dataclass(frozen=True)
class Edit:
    """Rows of incidents.csv after it, and which ids were added, dropped, or really changed."""

    rows: list[Row]
    new: set[str]
    gone: set[str]
    changed: dict[str, set[str]]


def edits() -> st.SearchStrategy[Edit]:
    """Any edit, the one that does nothing among them; the order of the rows changes too."""
    every = ids("incidents")
    dropped = st.sets(st.sampled_from(every), max_size=4)
    changed = st.dictionaries(st.sampled_from(every), _MANY, max_size=6)
    added = st.lists(st.tuples(st.sampled_from(every), _MANY), max_size=3)
    return st.tuples(dropped, changed, added, st.booleans()).map(lambda parts: _edit(*parts))


def _edit(
    dropped: set[str], changed: dict[str, list[Row]], added: list[tuple[str, list[Row]]], is_turned: bool
) -> Edit:
    before = {row["incident_id"]: row for row in rows("incidents")}
    kept = {one: _with(row, changed.get(one, [])) for one, row in before.items() if one not in dropped}
    new = [
        _with(before[like], [*cells, {"incident_id": f"inc-9{number}"}])
        for number, (like, cells) in enumerate(added, start=1)
    ]
    differ = {one: {name for name in row if row[name] != before[one][name]} for one, row in kept.items()}
    found = [*kept.values(), *new]
    return Edit(
        found[::-1] if is_turned else found,
        {row["incident_id"] for row in new},
        dropped,
        {one: names for one, names in differ.items() if names},
    )


def _with(row: Row, cells: list[Row]) -> Row:
    changed = dict(row)
    for one in cells:
        changed |= one
    return changed
