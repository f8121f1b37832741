"""The dataset: every table read, checked and frozen, with the hash of its content.

`load(folder)` is the one way in. It reports all problems together; it raises DataError when one of them
stops the start. Nothing here changes after loading: a changed folder gives a new Dataset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from dashboard.data.added_up import AddedUp
from dashboard.data.basemap import Basemap, read_basemap
from dashboard.data.coastline import TOLERANCES, Line
from dashboard.data.content import Hashes, content_hash
from dashboard.data.description import Description, read_description, unknown_provinces
from dashboard.data.engines.cells_here import with_cells
from dashboard.data.engines.patient import Patient
from dashboard.data.event_file import CHUNK_ROWS
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.kept_events import KeptEvents
from dashboard.data.question import Where
from dashboard.data.read_tables import Large, Tables, read_tables
from dashboard.data.store import MOST_IN_PANDAS, EventStore
from dashboard.errors import DataError, Problem, Severity


@dataclass(frozen=True)
class Dataset:
    """All tables of one state of the data folder.

    `tables` maps a table's name to its typed rows (see `dashboard.data.frames`), `cells` to the same rows as
    they stand in the file; both hold only rows that passed every check, and neither the incidents when `events`
    `is_large`. `problems` lists what was found.
    """

    version: str
    description: Description
    tables: Mapping[str, pd.DataFrame]
    cells: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    basemap: Basemap
    events: EventStore

    @property
    def rows(self) -> int:
        """Number of rows of all tables."""
        return sum(map(len, self.tables.values())) + (self.events.count(Where()) if self.events.is_large else 0)

    @property
    def rows_set_aside(self) -> int:
        """Number of rows that were refused."""
        aside = [problem for problem in self.problems if problem.severity is Severity.ROW_SET_ASIDE]
        return len({(p.file, p.line) for p in aside if p.line}) + sum(p.rows for p in aside)

    @property
    def withheld(self) -> frozenset[str]:
        """Names of the datasets whose rows may be shown and counted, but not passed on."""
        return frozenset() if self.description.may_share_rows else frozenset({self.description.name})

    @cached_property
    def border_lengths(self) -> tuple[tuple[float, float], ...]:
        """(tolerance in metres, kilometres) of the border on the map, measured ever more coarsely; 0 is as mapped."""
        measured = [line.lengths_km(TOLERANCES) for line in self._border]
        return tuple((tolerance, sum(one[at] for one in measured)) for at, tolerance in enumerate(TOLERANCES))

    @cached_property
    def border_outline(self) -> tuple[tuple[float, float, float], ...]:
        """The first line of the border on a plane: kilometres east, kilometres south, tolerance that a vertex bears."""
        return tuple(self._border[0].outline())

    @cached_property
    def _border(self) -> tuple[Line, ...]:
        return tuple(Line(feature["geometry"]["coordinates"]) for feature in self.basemap.layers["border"])

    @cached_property
    def labels(self) -> Mapping[tuple[str, str, str], str]:
        """(table, column, value) -> the value as readers see it."""
        rows = records(self.tables["vocabularies"])
        return {(row["table"], row["column"], row["value"]): row["label"] for row in rows}

    def label(self, table: str, column: str, value: str) -> str:
        """`value` as readers see it; itself where the vocabulary has none."""
        return self.labels.get((table, column, value)) or self.labels.get(("*", column, value)) or value

    @cached_property
    def _definitions(self) -> Mapping[tuple[str, str, str], str | None]:
        rows = records(self.tables["vocabularies"])
        return {(row["table"], row["column"], row["value"]): row["definition"] for row in rows}

    def definition(self, table: str, column: str, value: str) -> str:
        """What `value` means; blank where the vocabulary does not say."""
        return self._definitions.get((table, column, value)) or self._definitions.get(("*", column, value)) or ""

    def choices(self, table: str, column: str) -> tuple[str, ...]:
        """The allowed values of a column, in the order of vocabularies.csv."""
        return self._choices.get((table, column)) or self._choices.get(("*", column), ())

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """(table, column) -> the values that the vocabulary gives for it."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for table, column, value in self.labels:
            found[table, column] = (*found.get((table, column), ()), value)
        return found

    @cached_property
    def figures(self) -> Mapping[str, tuple[dict[str, Any], ...]]:
        """The rows of published_figures.csv by their indicator, blanks as None; not to be changed."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.tables["published_figures"]):
            found.setdefault(row["indicator"], []).append(row)
        return {indicator: tuple(rows) for indicator, rows in found.items()}

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """source_id -> its row."""
        return {row["source_id"]: row for row in records(self.tables["sources"])}


def load(
    folder: Path,
    state_dir: Path | None = None,
    most_in_memory: int = MOST_IN_PANDAS,
    chunk_rows: int = CHUNK_ROWS,
    engine: Patient | None = None,
) -> Dataset:
    """Read and check the whole `folder`; raise DataError, with all problems, when it can't be used.

    More incidents than `most_in_memory` are not held: they are read `chunk_rows` at a time into a file in `state_dir`,
    or in a temporary folder without one. An `engine` has them already: those of the folder are not read.
    """
    hashes = Hashes(state_dir)
    version = _version(folder, hashes)
    described: list[Problem] = []
    description = read_description(folder, described)
    large = None if engine else Large(most_in_memory, KeptEvents(state_dir), version, chunk_rows)
    read = read_tables(folder, description.name if description else "", large)
    problems = [*read.problems, *described]
    basemap = read_basemap(folder, read.districts, problems)
    if description and "provinces" in read.allowed.ids:
        problems += unknown_provinces(description, read.allowed.ids["provinces"])
    if any(problem.severity is Severity.STOPS for problem in problems) or not (description and basemap):
        raise DataError(problems)
    if _version(folder, hashes) != version:
        raise DataError([Problem(Severity.STOPS, folder.name, "changed while it was read: load it again")])
    tables, cells = MappingProxyType(read.frames), MappingProxyType(read.cells)
    version = engine.version_with(version) if engine else version
    events = (
        EventStore(with_cells(engine, version, state_dir), is_large=True) if engine else _store(read, description.name)
    )
    return Dataset(version, description, tables, cells, tuple(problems), basemap, events)


def _store(read: Tables, dataset: str) -> EventStore:
    if read.events and read.events.connection:
        return EventStore(AddedUp(read.events.connection), is_large=True)
    return EventStore.of(event_table(read.frames, dataset), texts=read.cells["incidents"])


def _version(folder: Path, hashes: Hashes) -> str:
    """The content's hash; blank when a file is missing, which reading the files reports."""
    try:
        return content_hash(folder, hashes)
    except OSError:
        return ""
