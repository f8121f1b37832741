"""The imported datasets of a data folder: their descriptions and small tables, and where their events stand.

Their tables are checked as ours are. Rows that can't be used are set aside; a fault that would stop the start in a
table of ours leaves the imported dataset out instead: ours does not depend on what was imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from dashboard.data.conversion import Allowed
from dashboard.data.frames import records, to_frame
from dashboard.data.imported import FOLDER, Imported, toml_files
from dashboard.data.imported_description import left_out, read_imported_description, toml_name
from dashboard.data.schema import Table
from dashboard.data.table_rows import cells_of, rows_of_table
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_references import PUBLISHERS, SOURCES, VOCABULARIES
from dashboard.errors import Problem, Severity

_SMALL = (VOCABULARIES, PUBLISHERS, SOURCES, IMPORTED_DISPLACEMENT)
_MOST_TOLD = 20  # faults of a dataset that is left out


@dataclass(frozen=True)
class Import:
    """One imported dataset that can be used so far: its `folder`, and what the cells of its events may refer to."""

    about: Imported
    folder: Path
    allowed: Allowed

    @property
    def has_events(self) -> bool:
        """Whether there is a table of events."""
        return (self.folder / IMPORTED_INCIDENTS.file).is_file()

    def told(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of its tables as they are told: with the path of the file. What would stop the start leaves the
        dataset out."""
        placed = [replace(one, file=f"{FOLDER}/{self.about.folder}/{one.file}") for one in problems]
        stopping = sorted((one for one in placed if one.severity is Severity.STOPS), key=lambda one: one.line or 0)
        if not stopping:
            return placed
        return [
            left_out(toml_name(self.about.name), f"can't be used, {stopping[0].told}"),
            *(replace(one, severity=Severity.NOTE) for one in stopping[:_MOST_TOLD]),
        ]

    def wrong_id(self, table: Table, ids: Iterable[str]) -> Problem | None:
        """What is wrong with the first id that another dataset could have, too."""
        prefix = f"{self.about.name}:"
        wrong = next((one for one in ids if one and not one.startswith(prefix)), None)
        reason = f"does not begin with {prefix}, as every id of the dataset does"
        return Problem(Severity.STOPS, table.file, reason, column=table.key, value=wrong) if wrong else None


@dataclass
class Imports:
    """What was found in a folder: `all` in the order of their names."""

    all: list[Import] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def leave_out(self, name: str) -> None:
        """Take a dataset out again, whose events can't be used."""
        self.all = [one for one in self.all if one.about.name != name]


def is_left_out(name: str, problems: Iterable[Problem]) -> bool:
    """Whether a problem says that the dataset is left out: every one of its description does."""
    return any(problem.file == toml_name(name) for problem in problems)


def read_imports(folder: Path, own: str, allowed: Allowed, sources: pd.DataFrame, also: Path | None = None) -> Imports:
    """All imported datasets of `folder` and `also`. `allowed` and `sources` are our own, and stay so."""
    found = Imports()
    taken: dict[str, Mapping[str, object]] = {row[SOURCES.key]: row for row in records(sources)}
    for path in toml_files(folder, also):
        about, problems = read_imported_description(path, own)
        if about:
            one, problems = _read(about, path.parent / about.folder, allowed, taken)
            found.all += [one] if one else []
        found.problems += problems
    return found


def _read(
    about: Imported, folder: Path, ours: Allowed, taken: dict[str, Mapping[str, object]]
) -> tuple[Import | None, list[Problem]]:
    """One dataset with its small tables; `taken` are the sources that are there already, and grows."""
    problems: list[Problem] = []
    frames, cells = {}, {}
    allowed = Allowed(ids={"publishers": set(), "sources": set()})
    for table in _SMALL:
        known, at = ours.ids.get(table.name, set()), (folder / table.file).is_file()
        good, found = rows_of_table(folder, table, allowed) if at else ([], [])
        frames[table.name], cells[table.name] = to_frame(table, good), cells_of(table, good)
        problems += found
        if table is VOCABULARIES:  # from here on cells may hold our values and those of the dataset
            allowed = ours.with_values(allowed)
            allowed.ids[SOURCES.name] = set()
        elif table is PUBLISHERS:
            allowed.ids[table.name] = allowed.ids.get(table.name, set()) | known
    one = Import(replace(about, tables=frames, cells=cells), folder, allowed)
    problems += _collisions(one, taken)
    if any(problem.severity is Severity.STOPS for problem in problems):
        return None, one.told(problems)
    taken |= {row[SOURCES.key]: row for row in records(frames[SOURCES.name])}
    return one, one.told(problems)


def _collisions(one: Import, taken: Mapping[str, Mapping[str, object]]) -> list[Problem]:
    """Ids that stand for something else already."""
    reports = one.about.displacement[IMPORTED_DISPLACEMENT.key]
    wrong = one.wrong_id(IMPORTED_DISPLACEMENT, reports)
    others = [row for row in records(one.about.tables[SOURCES.name]) if taken.get(row[SOURCES.key], row) != row]
    return ([wrong] if wrong else []) + [
        Problem(Severity.STOPS, SOURCES.file, "is the id of another page", column=SOURCES.key, value=row[SOURCES.key])
        for row in others
    ]
