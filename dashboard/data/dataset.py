"""The dataset: every table read, checked and frozen, with the hash of its content.

`load(folder)` is the one way in. It reports all problems together; it raises DataError when one of them
stops the start. Nothing here changes after loading: a changed folder gives a new Dataset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from dashboard.data.basemap import Basemap, read_basemap
from dashboard.data.coastline import TOLERANCES, Line
from dashboard.data.conversion import Allowed, convert
from dashboard.data.description import Description, read_description, unknown_provinces
from dashboard.data.events import event_table
from dashboard.data.frames import records, to_frame
from dashboard.data.reading import UnreadableFileError, read_rows
from dashboard.data.schema import Table
from dashboard.data.spread import drawn_positions
from dashboard.data.store import EventStore
from dashboard.data.tables import TABLES
from dashboard.errors import DataError, Problem, Severity

VERSION_DIGITS = 12


@dataclass(frozen=True)
class Dataset:
    """All tables of one state of the data folder.

    `tables` maps a table's name to its typed rows (see `dashboard.data.frames`), `cells` to the same rows as
    they stand in the file; both hold only rows that passed every check. `problems` lists what was found.
    """

    version: str
    description: Description
    tables: Mapping[str, pd.DataFrame]
    cells: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    basemap: Basemap
    events: EventStore

    @property
    def rows_set_aside(self) -> int:
        """Number of rows that were refused."""
        return len({(p.file, p.line) for p in self.problems if p.severity is Severity.ROW_SET_ASIDE})

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


def load(folder: Path) -> Dataset:
    """Read and check the whole `folder`; raise DataError, with all problems, when it can't be used."""
    version = _version(folder)
    typed: dict[str, list[dict[str, Any]]] = {}
    problems: list[Problem] = []
    allowed = Allowed()
    for table in TABLES:
        typed[table.name], found = _read(folder, table, allowed)
        problems += found
    description = read_description(folder, problems)
    basemap = read_basemap(folder, typed["districts"], problems)
    if description and "provinces" in allowed.ids:
        problems += unknown_provinces(description, allowed.ids["provinces"])
    if any(problem.severity is Severity.STOPS for problem in problems) or not (description and basemap):
        raise DataError(problems)
    if _version(folder) != version:
        raise DataError([Problem(Severity.STOPS, folder.name, "changed while it was read: load it again")])
    frames = {table.name: _frame(table, typed[table.name]) for table in TABLES}
    cells = {
        table.name: pd.DataFrame([row["text"] for row in typed[table.name]], columns=list(table.by_name), dtype=str)
        for table in TABLES
    }
    events = EventStore.of(event_table(frames, description.name), texts=cells["incidents"])
    return Dataset(
        version,
        description,
        MappingProxyType(frames),
        MappingProxyType(cells),
        tuple(problems),
        basemap,
        events,
    )


def _version(folder: Path) -> str:
    """The content's hash; blank when a file is missing, which reading the files reports."""
    try:
        return content_hash(folder)
    except OSError:
        return ""


def _frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = to_frame(table, rows)
    return frame.assign(**drawn_positions(frame)) if "latitude" in frame else frame


def _read(folder: Path, table: Table, allowed: Allowed) -> tuple[list[dict[str, Any]], list[Problem]]:
    try:
        rows, problems = read_rows(folder, table)
    except UnreadableFileError as error:
        return [], [error.problem]
    good, found = convert(table, rows, allowed)
    if table.name == "vocabularies":
        for row in rows:
            allowed.values.setdefault((row.cells["table"], row.cells["column"]), set()).add(row.cells["value"])
    if table.name == "districts":
        allowed.province_of.update({row["district"]: row["province"] for row in good})
    return good, problems + found


def content_files(folder: Path) -> list[Path]:
    """The files whose content is the dataset, in a fixed order."""
    names = [folder / table.file for table in TABLES] + [folder / "dataset.toml"]
    return [
        *names,
        *sorted((folder / "boundaries").glob("*.geojson")),
        *sorted((folder / "terrain").glob("hillshade.*")),
    ]


def content_hash(folder: Path) -> str:
    """The first digits of the SHA-256 of names and contents of all data files."""
    digest = hashlib.sha256()
    for path in content_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:VERSION_DIGITS]
