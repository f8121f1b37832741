"""All tables of a data folder -> typed rows and their cells; many incidents become a file of events instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.data import aggregates, text_index
from dashboard.data.content import incidents_of
from dashboard.data.conversion import Allowed
from dashboard.data.events import Typed
from dashboard.data.frames import to_frame
from dashboard.data.kept_events import Events, KeptEvents
from dashboard.data.lines import UnreadableFileError
from dashboard.data.offline import Connection
from dashboard.data.parquet import row_count
from dashboard.data.read_imported import Import, Imports, is_left_out, read_imports
from dashboard.data.schema import Table
from dashboard.data.spread import Centre, drawn_positions
from dashboard.data.staging import Incidents, ManyIncidents
from dashboard.data.table_rows import cells_of, rows_of_table
from dashboard.data.tables import TABLES
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
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
    `imports` are the imported datasets, whose tables are none of these; `others` and `cells_of_others` are their
    incidents, typed and as written, when all are few. `spread` counts the rows that are drawn around a centre.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    cells: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    allowed: Allowed = field(default_factory=Allowed)
    events: Events | None = None
    districts: list[dict[str, Any]] = field(default_factory=list)
    imports: Imports = field(default_factory=Imports)
    others: list[Typed] = field(default_factory=list)
    cells_of_others: list[pd.DataFrame] = field(default_factory=list)
    spread: dict[Centre, int] = field(default_factory=dict)


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
    imports = [one for one in read.imports.all if one.has_events]
    paths = [folder / table.file, *(one.folder / IMPORTED_INCIDENTS.file for one in imports)]
    try:
        is_many = _are_many(paths, large.most_in_memory)
    except UnreadableFileError as error:
        read.problems.append(error.problem)
        return
    if not is_many:
        _read(folder, table, read)
        for one in imports:
            _read_imported(one, read)
        return
    is_wanted = bool(dataset) and all(problem.severity is not Severity.STOPS for problem in read.problems)
    own = Incidents(folder, table, read.allowed, read.frames["sources"], dataset)
    others = [_incidents_of(one) for one in imports]
    vocabularies = [read.frames["vocabularies"], *(one.about.tables["vocabularies"] for one in imports)]
    many = ManyIncidents((own, *others), pd.concat(vocabularies, ignore_index=True), large.chunk_rows, is_wanted)
    try:
        read.events = large.kept.make(large.version, many, _add_up)
    except (duckdb.Error, OSError) as error:
        reason = f"can't be made ready for questions ({str(error).splitlines()[0]})"
        read.problems.append(Problem(Severity.STOPS, table.file, reason))
        return
    read.problems += read.events.problems
    for one in imports:
        if is_left_out(one.about.name, read.events.problems):
            read.imports.leave_out(one.about.name)


def _incidents_of(one: Import) -> Incidents:
    return Incidents(one.folder, IMPORTED_INCIDENTS, one.allowed, one.about.tables["sources"], one.about.name, one)


def _read_imported(one: Import, read: Tables) -> None:
    """Read the events of an imported dataset, which can be held."""
    good, problems = rows_of_table(one.folder, IMPORTED_INCIDENTS, one.allowed)
    wrong = one.wrong_id(IMPORTED_INCIDENTS, (row[IMPORTED_INCIDENTS.key] for row in good))
    problems += [wrong] if wrong else []
    read.problems += one.told(problems)
    if any(problem.severity is Severity.STOPS for problem in problems):
        read.imports.leave_out(one.about.name)
        return
    frame = to_frame(IMPORTED_INCIDENTS, good)
    rows = frame.assign(**drawn_positions(frame, read.spread))
    read.others.append(Typed(rows, one.about.tables["sources"], one.about.name, one.about.tables["vocabularies"]))
    read.cells_of_others.append(cells_of(IMPORTED_INCIDENTS, good))


def _add_up(connection: Connection) -> None:
    aggregates.build(connection)
    text_index.build(connection)


def _are_many(paths: Iterable[Path], most: int) -> bool:
    """Whether files have more than `most` rows together. Lines are counted, of which a row of a CSV file has one or
    more."""
    rows = 0
    for path in paths:
        rows += row_count(path) if path.suffix == ".parquet" else _lines(path, most - rows)
        if rows > most:
            return True
    return False


def _lines(path: Path, most: int) -> int:
    """The number of lines; of more than `most`, any number above it."""
    lines = 0
    try:
        with path.open("rb") as file:
            while lines <= most and (block := file.read(_BLOCK)):
                lines += block.count(b"\n")
    except OSError:
        return 0  # reading the rows says why
    return lines


def _read(folder: Path, table: Table, read: Tables) -> None:
    """Read a table whose rows can be held, and what later ones may refer to."""
    good, problems = rows_of_table(folder, table, read.allowed)
    read.problems += problems
    read.districts = good if table.name == "districts" else read.districts
    frame = to_frame(table, good)
    spread = read.spread if table.name == INCIDENTS.name else None
    read.frames[table.name] = frame.assign(**drawn_positions(frame, spread)) if "latitude" in frame else frame
    read.cells[table.name] = cells_of(table, good)
