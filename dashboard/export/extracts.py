"""What of each table a Selection leaves, as text: the one value that CSV, workbook and description are written from.

Rows of a dataset that may not be passed on are counted here and left out, whatever file they were meant for. Sums of
them (casualties), and the sources that have to be named, stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import narwhals as nw
import pandas as pd

from dashboard.data.frames import blank, records
from dashboard.data.imported import Imported
from dashboard.data.question import Where
from dashboard.data.schema import Table
from dashboard.data.tables_derived import CASUALTIES, CASUALTIES_AND_DEATHS, CITED_SOURCES, MIXED_INCIDENTS, SOURCED
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT
from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.model.scope import rows_of
from dashboard.model.situation import Situation

_PERIOD = {"killed_low": "civilians_killed_low", "killed_best": "civilians_killed_best",
           "killed_high": "civilians_killed_high", "unknown": "civilians_killed_unknown",
           "range_only": "civilians_killed_range_only", "injured": "civilians_injured_best",
           "injured_unknown": "civilians_injured_unknown"}  # fmt: skip


Rows = Iterable[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Extract:
    """`count` rows of `table`; `withheld` more belong to the Selection.

    `parts` gives them, cell for cell as in the file and blank where not known, a part at a time: there may be more
    incidents than anybody can hold.
    """

    table: Table
    count: int
    parts: Callable[[], Iterator[Rows]]
    withheld: int = 0

    @property
    def rows(self) -> Iterator[tuple[str, ...]]:
        """All rows, one after the other."""
        return chain.from_iterable(self.parts())


def extract(name: str, situation: Situation) -> Extract:
    """The rows of the table that files call `name` (EXPORTED), in the order of its file."""
    return _MAKERS.get(name, _stored)(EXPORTED[name], situation)


def _stored(table: Table, situation: Situation) -> Extract:
    """A table whose rows all belong to the dataset itself."""
    dataset = situation.dataset
    rows = rows_of(table.name, dataset.tables, situation.selection)
    if dataset.description.name in dataset.withheld:
        return _held(table, (), len(rows))
    return _held(table, _cells(dataset.cells[table.name].loc[rows.index]))


def _held(table: Table, rows: tuple[tuple[str, ...], ...], withheld: int = 0) -> Extract:
    return Extract(table, len(rows), lambda: iter([rows]), withheld)


def _displacement(table: Table, situation: Situation) -> Extract:
    """Reports of the chosen datasets: the columns of ours, and those of imported ones where one is chosen."""
    dataset, parts, withheld = situation.dataset, [], 0
    wide = IMPORTED_DISPLACEMENT if has_imported(situation) else table
    for one in situation.cited:
        held = one if isinstance(one, Imported) else dataset
        if table.name not in held.tables:
            continue
        rows = rows_of(table.name, held.tables, situation.selection)
        withheld += 0 if one.may_share_rows else len(rows)
        parts += [held.cells[table.name].loc[rows.index]] if one.may_share_rows else []
    columns = list(wide.by_name)
    cells = [_cells(one.reindex(columns=columns, fill_value="")) for one in parts]
    return _held(wide, tuple(chain.from_iterable(cells)), withheld)


def has_imported(situation: Situation) -> bool:
    """Whether an imported dataset is chosen: its rows have columns that ours have not."""
    return any(one.name != situation.dataset.own for one in situation.cited)


def incidents_table(situation: Situation) -> Table:
    """The columns of the incidents of a Selection: those of imported datasets too, where one is chosen."""
    return MIXED_INCIDENTS if has_imported(situation) else INCIDENTS


def _incidents(_: Table, situation: Situation) -> Extract:
    """Incidents may come from several datasets, each with terms of its own."""
    table, events, withheld = incidents_table(situation), situation.dataset.events, incidents_withheld(situation)

    def parts() -> Iterator[Rows]:
        return map(_cells, events.texts(shared_incidents(situation), list(table.by_name)))

    return Extract(table, situation.toll.incidents - withheld, parts, withheld)


def shared_incidents(situation: Situation) -> Where:
    """The incidents of the Selection that may be passed on."""
    where, withheld = situation.where, sorted(situation.dataset.withheld)
    return replace(where, terms=(*where.terms, ~nw.col("dataset").is_in(withheld))) if withheld else where


def incidents_withheld(situation: Situation) -> int:
    """How many incidents of the Selection may not be passed on."""
    where, withheld = situation.where, sorted(situation.dataset.withheld)
    if not withheld:
        return 0
    return situation.dataset.events.count(replace(where, terms=(*where.terms, nw.col("dataset").is_in(withheld))))


def _casualties(table: Table, situation: Situation) -> Extract:
    told = CASUALTIES_AND_DEATHS if situation.has_deaths else table
    return _held(told, _texts(told, records(situation.periods.rename(columns=_PERIOD))))


def _sources(table: Table, situation: Situation) -> Extract:
    """Every page that a row of the Selection rests on, with its publisher's kind and how many rows rest on it."""
    dataset = situation.dataset
    counts = {f"{one.name}_rows": _cited(one, situation) for one in SOURCED}
    kinds = {key: row["kind"] for key, row in dataset.publishers.items()}
    rows = []
    for row in dataset.sources.values():
        cited = {name: one[row[table.key]] for name, one in counts.items()}
        if any(cited.values()):
            rows.append({**row, "kind": kinds.get(row["publisher_id"]), **cited})
    return _held(table, _texts(table, rows))


def _cited(table: Table, situation: Situation) -> Counter[str]:
    """source_id -> how many rows of one table cite it."""
    if table is INCIDENTS:
        found = situation.dataset.events.sources(situation.where)
        return Counter(dict(zip(found["source_id"], map(int, found["rows"]), strict=True)))
    if table is DISPLACEMENT:
        rows = situation.displacement
    else:
        rows = rows_of(table.name, situation.dataset.tables, situation.selection)
    return Counter(source for ids in rows["source_ids"] for source in ids)


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
    "displacement": _displacement,
    "sources": _sources,
}
