"""The dataset: every table read, checked and frozen, with the hash of its content.

`load(folder)` is the one way in. It reports all problems together; it raises DataError when one of them
stops the start. Nothing here changes after loading: a changed folder gives a new Dataset.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from dashboard.data.added_up import AddedUp
from dashboard.data.basemap import Basemap, read_basemap
from dashboard.data.coastline import TOLERANCES, Line
from dashboard.data.content import Hashes, content_hash
from dashboard.data.description import Description, read_description, unknown_provinces
from dashboard.data.engines.cells_here import with_cells
from dashboard.data.engines.patient import Patient
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.imported import FOLDER, Imported
from dashboard.data.kept_events import KeptEvents
from dashboard.data.polygons import Polygons
from dashboard.data.question import Where
from dashboard.data.read_tables import Large, Tables, read_tables
from dashboard.data.references import References
from dashboard.data.staging import CHUNK_ROWS
from dashboard.data.store import MOST_IN_PANDAS, EventStore
from dashboard.data.wide import widened_cells
from dashboard.errors import DataError, Problem, Severity

if TYPE_CHECKING:
    from dashboard.data.editing.edit import Edited


@dataclass(frozen=True)
class Dataset(References):
    """All tables of one state of the data folder.

    `tables` maps a table's name to its typed rows (see `dashboard.data.frames`), `cells` to the same rows as
    they stand in the file; both hold only rows that passed every check, and neither the incidents when `events`
    `is_large`. `problems` lists what was found. `imported` are further datasets, in the order of their names: their
    rows are in no table here, but their events are in the event store, their sources among the `sources`.
    """

    version: str
    description: Description
    tables: Mapping[str, pd.DataFrame]
    cells: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    basemap: Basemap
    events: EventStore
    imported: tuple[Imported, ...] = ()

    @property
    def own(self) -> str:
        """The name of the dataset itself, apart from imported ones."""
        return self.description.name

    def cited(self, names: Collection[str]) -> tuple[Description | Imported, ...]:
        """The datasets that are called so, the own one first, then by their names; the own one where none is named."""
        return tuple(one for one in self._described if one.name in (names or (self.own,)))

    @property
    def _described(self) -> tuple[Description | Imported, ...]:
        return self.description, *self.imported

    @property
    def rows(self) -> int:
        """Number of rows of all own tables."""
        return sum(map(len, self.tables.values())) + (self.events.count(self.own_events) if self.events.is_large else 0)

    @property
    def has_others(self) -> bool:
        """Whether the event store may hold events of other datasets; of what an engine holds nobody here knows."""
        return bool(self.imported) or self.events.is_engine

    @property
    def own_events(self) -> Where:
        """The question about the events of the dataset itself."""
        return Where((nw.col("dataset") == self.own,)) if self.has_others else Where()

    @cached_property
    def with_deaths(self) -> frozenset[str]:
        """Names of the datasets that count deaths of all kinds of people; the own one counts civilians alone."""
        if not self.has_others:
            return frozenset()
        is_known = reduce(or_, (~nw.col(f"deaths_{which}").is_null() for which in ("low", "best", "high")))
        return frozenset(self.events.counts(is_known, "dataset")["dataset"])

    @property
    def rows_set_aside(self) -> int:
        """Number of rows of own tables that were refused."""
        own = [problem for problem in self.problems if not problem.file.startswith(f"{FOLDER}/")]
        aside = [problem for problem in own if problem.severity is Severity.ROW_SET_ASIDE]
        return len({(p.file, p.line) for p in aside if p.line}) + sum(p.rows for p in aside)

    @property
    def withheld(self) -> frozenset[str]:
        """Names of the datasets whose rows may be shown and counted, but not passed on."""
        return frozenset(one.name for one in self._described if not one.may_share_rows)

    @cached_property
    def polygons(self) -> Polygons:
        """The polygons of districts and provinces, to ask where a point lies."""
        return Polygons.of(self.basemap)

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
    def figures(self) -> Mapping[str, tuple[dict[str, Any], ...]]:
        """The rows of published_figures.csv by their indicator, blanks as None; not to be changed."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.tables["published_figures"]):
            found.setdefault(row["indicator"], []).append(row)
        return {indicator: tuple(rows) for indicator, rows in found.items()}

    @cached_property
    def edited(self) -> Edited:
        """What a careful editor would look at again, by the day on which it is first asked; of many incidents nothing
        is asked here."""
        from dashboard.data.editing.edit import edit  # loads a geometry library, which a start need not wait for

        return edit(self, dt.datetime.now(dt.UTC).date())


def load(
    folder: Path,
    state_dir: Path | None = None,
    most_in_memory: int = MOST_IN_PANDAS,
    chunk_rows: int = CHUNK_ROWS,
    engine: Patient | None = None,
    also: Path | None = None,
) -> Dataset:
    """Read and check the whole `folder`; raise DataError, with all problems, when it can't be used.

    More incidents than `most_in_memory` are not held: they are read `chunk_rows` at a time into a file in `state_dir`,
    or in a temporary folder without one. An `engine` has them already: those of the folder are not read. Imported
    datasets of the folder `also` are added to those of `folder`, and take the place of those with the same name.
    """
    hashes = Hashes(state_dir)
    version = _version(folder, hashes, also)
    described: list[Problem] = []
    description = read_description(folder, described)
    large = None if engine else Large(most_in_memory, KeptEvents(state_dir), version, chunk_rows)
    read = read_tables(folder, description.name if description else "", large, also)
    problems = [*read.problems, *described]
    basemap = read_basemap(folder, read.districts, problems)
    if description and "provinces" in read.allowed.ids:
        problems += unknown_provinces(description, read.allowed.ids["provinces"])
    if any(problem.severity is Severity.STOPS for problem in problems) or not (description and basemap):
        raise DataError(problems)
    if _version(folder, hashes, also) != version:
        raise DataError([Problem(Severity.STOPS, folder.name, "changed while it was read: load it again")])
    tables, cells = MappingProxyType(read.frames), MappingProxyType(read.cells)
    version = engine.version_with(version) if engine else version
    events = (
        EventStore(with_cells(engine, version, state_dir), is_large=True) if engine else _store(read, description.name)
    )
    imported = tuple(one.about for one in read.imports.all)
    return Dataset(version, description, tables, cells, tuple(problems), basemap, events, imported)


def _store(read: Tables, dataset: str) -> EventStore:
    if read.events and read.events.connection:
        return EventStore(AddedUp(read.events.connection), is_large=True)
    texts = read.cells["incidents"]
    if read.others:
        texts = pd.concat([widened_cells(texts), *read.cells_of_others], ignore_index=True)
    return EventStore.of(event_table(read.frames, dataset, read.others), texts=texts)


def _version(folder: Path, hashes: Hashes, also: Path | None) -> str:
    """The content's hash; blank when a file is missing, which reading the files reports."""
    try:
        return content_hash(folder, hashes, also)
    except OSError:
        return ""
