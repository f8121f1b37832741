"""What of each table a Selection leaves, as text: the one value that CSV, workbook and description are written from.

Rows of a dataset that may not be passed on are counted here and left out, whatever file they were meant for. Sums of
them (casualties), and the sources that have to be named, stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.frames import blank, records
from dashboard.data.schema import Table
from dashboard.data.tables_derived import CASUALTIES, CITED_SOURCES, SOURCED
from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.model.scope import incidents_where, rows_of
from dashboard.model.situation import Situation

_PERIOD = {"killed_low": "civilians_killed_low", "killed_best": "civilians_killed_best",
           "killed_high": "civilians_killed_high", "unknown": "civilians_killed_unknown",
           "range_only": "civilians_killed_range_only", "injured": "civilians_injured_best",
           "injured_unknown": "civilians_injured_unknown"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows of `table`, cell for cell as in its file, blank where not known; `withheld` more belong to the Selection."""

    table: Table
    rows: tuple[tuple[str, ...], ...]
    withheld: int = 0


def extract(name: str, situation: Situation) -> Extract:
    """The rows of the table that files call `name` (EXPORTED), in the order of its file."""
    return _MAKERS.get(name, _stored)(EXPORTED[name], situation)


def _stored(table: Table, situation: Situation) -> Extract:
    """A table whose rows all belong to the dataset itself."""
    dataset = situation.dataset
    rows = rows_of(table.name, dataset.tables, situation.selection)
    if dataset.description.name in dataset.withheld:
        return Extract(table, (), len(rows))
    return Extract(table, _cells(dataset.cells[table.name].loc[rows.index]))


def _incidents(table: Table, situation: Situation) -> Extract:
    """Incidents may come from several datasets, each with terms of its own."""
    dataset = situation.dataset
    events = dataset.events.rows(incidents_where(situation.selection), [table.key, "dataset"])
    is_withheld = events["dataset"].isin(dataset.withheld)
    cells = dataset.cells[table.name]
    shared = cells[cells[table.key].isin(events.loc[~is_withheld, table.key])]
    return Extract(table, _cells(shared), int(is_withheld.sum()))


def _casualties(table: Table, situation: Situation) -> Extract:
    return Extract(table, _texts(table, records(situation.periods.rename(columns=_PERIOD))))


def _sources(table: Table, situation: Situation) -> Extract:
    """Every page that a row of the Selection rests on, with its publisher's kind and how many rows rest on it."""
    dataset = situation.dataset
    counts = {f"{one.name}_rows": Counter(_cited(one, situation)) for one in SOURCED}
    kinds = {row["publisher_id"]: row["kind"] for row in records(dataset.tables["publishers"])}
    rows = []
    for row in records(dataset.tables[table.name]):
        cited = {name: one[row[table.key]] for name, one in counts.items()}
        if any(cited.values()):
            rows.append({**row, "kind": kinds.get(row["publisher_id"]), **cited})
    return Extract(table, _texts(table, rows))


def _cited(table: Table, situation: Situation) -> Iterable[str]:
    """The sources of the rows of one table, as often as they are cited."""
    if table is INCIDENTS:
        rows = situation.dataset.events.rows(incidents_where(situation.selection), ["source_ids"])
        return (source for ids in rows["source_ids"] for source in str(ids).split(";"))
    rows = rows_of(table.name, situation.dataset.tables, situation.selection)
    return (source for ids in rows["source_ids"] for source in ids)


def _cells(rows: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(rows.itertuples(index=False, name=None))


def _texts(table: Table, rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """Computed values as they would stand in a file; a sum of nothing known is blank."""
    return tuple(
        tuple("" if blank(row[column.name]) is None else str(row[column.name]) for column in table.columns)
        for row in rows
    )


# As files and paths call them: affected-places.csv.
EXPORTED: Mapping[str, Table] = {
    table.name.replace("_", "-"): table
    for table in (
        INCIDENTS,
        CASUALTIES,
        DISPLACEMENT,
        OUTPOSTS,
        AFFECTED_PLACES,
        MILESTONES,
        PUBLISHED_FIGURES,
        CITED_SOURCES,
    )
}
_MAKERS: Mapping[str, Callable[[Table, Situation], Extract]] = {
    "incidents": _incidents,
    "casualties": _casualties,
    "sources": _sources,
}
