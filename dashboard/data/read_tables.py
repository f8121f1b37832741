"""All tables of a data folder -> typed rows and their cells; many incidents become a file of events instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.data import aggregates, text_index
from dashboard.data.content import incidents_of
from dashboard.data.conversion import Allowed
from dashboard.data.event_file import ManyIncidents
from dashboard.data.frames import to_frame
from dashboard.data.kept_events import Events, KeptEvents
from dashboard.data.lines import UnreadableFileError
from dashboard.data.offline import Connection
from dashboard.data.parquet import row_count
from dashboard.data.read_imported import Imports, read_imports
from dashboard.data.schema import Table
from dashboard.data.spread import drawn_positions
from dashboard.data.table_rows import cells_of, rows_of_table
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import Problem, Severity

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Large:
    """When incidents are too many to be held, and what becomes of them then."""

    most_in_memory: int
    kept: KeptEvents
    version: str
    chunk_rows: int


@dataclass
class Tables:
    """`frames` and `cells` of each table, typed and as written, by name; those of incidents only when they are few.

    `events` is the file that holds the incidents otherwise; `districts` are the rows of districts.csv with their lines.
    `imports` are the imported datasets, whose tables are none of these.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    cells: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    allowed: Allowed = field(default_factory=Allowed)
    events: Events | None = None
    districts: list[dict[str, Any]] = field(default_factory=list)
    imports: Imports = field(default_factory=Imports)


def read_tables(folder: Path, dataset: str, large: Large | None, also: Path | None = None) -> Tables:
    """Every table of `folder`, with all problems; `dataset` is the name of the dataset, blank when it is not known.

    Without `large` incidents are left out: an engine has them. Imported datasets of the folder `also` are added.
    """
    read = Tables()
    for table in TABLES:
        if table.name != INCIDENTS.name:
            _read(folder, table, read)
            continue
        read.imports = read_imports(folder, dataset, read.allowed, read.frames["sources"], also)
        read.problems += read.imports.problems
        if large is None:
            continue
        found = incidents_of(folder)
        if found.ending == "parquet" or not (folder / "incidents.parquet").exists():
            _read_incidents(folder, found, dataset, large, read)
        else:
            reason = f"stands beside {INCIDENTS.file}: keep one of the two"
            read.problems.append(Problem(Severity.STOPS, "incidents.parquet", reason))
    return read


def _read_incidents(folder: Path, table: Table, dataset: str, large: Large, read: Tables) -> None:
    try:
        is_many = _is_many(folder / table.file, large.most_in_memory)
    except UnreadableFileError as error:
        read.problems.append(error.problem)
        return
    if not is_many:
        _read(folder, table, read)
        return
    is_wanted = bool(dataset) and all(problem.severity is not Severity.STOPS for problem in read.problems)
    sources, vocabularies = read.frames["sources"], read.frames["vocabularies"]
    many = ManyIncidents(folder, table, read.allowed, sources, vocabularies, dataset, large.chunk_rows, is_wanted)
    try:
        read.events = large.kept.make(large.version, many, _add_up)
        read.problems += read.events.problems
    except (duckdb.Error, OSError) as error:
        reason = f"can't be made ready for questions ({str(error).splitlines()[0]})"
        read.problems.append(Problem(Severity.STOPS, table.file, reason))


def _add_up(connection: Connection) -> None:
    aggregates.build(connection)
    text_index.build(connection)


def _is_many(path: Path, most: int) -> bool:
    """Whether a file has more than `most` rows. Lines are counted, of which a row of a CSV file has one or more."""
    if path.suffix == ".parquet":
        return row_count(path) > most
    lines = 0
    try:
        with path.open("rb") as file:
            while lines <= most and (block := file.read(_BLOCK)):
                lines += block.count(b"\n")
    except OSError:
        return False  # reading the rows says why
    return lines > most


def _read(folder: Path, table: Table, read: Tables) -> None:
    """Read a table whose rows can be held, and what later ones may refer to."""
    good, problems = rows_of_table(folder, table, read.allowed)
    read.problems += problems
    read.districts = good if table.name == "districts" else read.districts
    frame = to_frame(table, good)
    read.frames[table.name] = frame.assign(**drawn_positions(frame)) if "latitude" in frame else frame
    read.cells[table.name] = cells_of(table, good)
