"""A file of many incidents -> a DuckDB file of events: checked chunk by chunk, then put in order by DuckDB.

Tables: `events` (the columns of `dashboard.data.events.event_table` as `measures.storable` gives them, by day),
`cells` (the rows of the file as they are written, with `position`), `cited` (`source_id`, `position`) and what
`dashboard.data.aggregates` makes of them. Texts that repeat are of an ENUM whose order is that of the texts.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.data import measures
from dashboard.data.calendar import GRAINS
from dashboard.data.column_wise import Checked, Checks
from dashboard.data.conversion import Allowed, duplicate
from dashboard.data.events import SORTED_BY_NAME, event_rows, sort_keys
from dashboard.data.findings import MOST_NAMED, Findings
from dashboard.data.lines import UnreadableFileError
from dashboard.data.offline import Connection, allow, attach, connect, quoted
from dashboard.data.reading import read_chunks
from dashboard.data.schema import Table
from dashboard.data.spread import Centre, drawn_positions
from dashboard.errors import Problem, Severity

CHUNK_ROWS = 20_000
MEMORY = "200MB"  # of DuckDB while chunks of Python's are beside it
_REPEATED = (
    *(name for name in measures.KIND_COLUMNS if name != "has_harm"), "date_precision", "location_precision", "review",
    "province_reported", *(f"{grain}_precision" for grain in GRAINS),
)  # fmt: skip
_DAYS = ("first_day", "last_day", *(f"{grain}_first" for grain in GRAINS))


@dataclass(frozen=True)
class ManyIncidents:
    """Incidents that are too many to be held: their file, what its cells may refer to, and the tables that say more.

    Unless it `is_wanted`, no event file is made of them: another table stops the start, and they are only checked.
    """

    folder: Path
    table: Table
    allowed: Allowed
    sources: pd.DataFrame
    vocabularies: pd.DataFrame
    dataset: str
    chunk_rows: int = CHUNK_ROWS
    is_wanted: bool = True

    def checked(self) -> Iterable[Checked]:
        """The rows in chunks. Raises UnreadableFileError."""
        checks = Checks(self.table, self.allowed)
        return map(checks, read_chunks(self.folder, self.table, self.chunk_rows))


def write(path: Path, incidents: ManyIncidents, add_up: Callable[[Connection], None]) -> list[Problem]:
    """Make the file `path` and say what is wrong with the incidents. It is of no use when that stops the start."""
    staged = path.with_suffix(".staged")
    with _undisturbed(), connect(path, memory_limit=MEMORY) as connection:
        connection.execute(f"SET temp_directory = '{quoted(path.with_suffix('.spill'))}'")
        attach(connection, staged, "staged")
        findings = _stage(connection, incidents)
        if incidents.is_wanted and not findings.stops:
            allow(connection, len(connection.table("cells")))
            _put_in_order(connection)
            connection.execute("DETACH staged")
            add_up(connection)
    staged.unlink()
    return findings.told()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Every chunk makes Python look through all objects of the libraries otherwise: a tenth of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _stage(connection: Connection, incidents: ManyIncidents) -> Findings:
    """Write what can be used as it comes: `staged.rows`, not in order, and `cells`."""
    spread: dict[Centre, int] = {}
    count = 0
    written = connection.cursor()  # a transaction can write to one database only
    written.begin()
    connection.begin()

    def take(part: Checked) -> None:
        nonlocal count
        rows = part.rows.assign(**drawn_positions(part.rows, spread))
        events = event_rows(rows, incidents.sources, incidents.dataset)
        events["position"] += count
        keys = {f"{name}_key": key for name, key in sort_keys(rows, incidents.vocabularies).items()}
        storable = measures.storable(events).assign(**pd.DataFrame(keys).astype("str"))
        _append(connection, "staged.rows", storable)
        _append(written, "cells", part.cells.assign(position=events["position"]))
        count += len(events)

    findings = _checked(connection, incidents, take)
    connection.commit()
    written.commit()
    return findings


def _checked(connection: Connection, incidents: ManyIncidents, take: Callable[[Checked], None]) -> Findings:
    findings = Findings(incidents.table.file, MOST_NAMED)
    connection.execute("CREATE TABLE staged.ids (line BIGINT, id VARCHAR)")
    try:
        for part in incidents.checked():
            findings.add(part.problems)
            _append(connection, "staged.ids", part.ids)
            take(part)
    except UnreadableFileError as error:  # what was found in the part that could be read is not told, as of any file
        findings = Findings(incidents.table.file, MOST_NAMED)
        findings.add([error.problem])
        return findings
    findings.add(_duplicates(connection, incidents.table))
    return findings


def _duplicates(connection: Connection, table: Table) -> Iterable[Problem]:
    """Ids that stand in an earlier row, too. Their hashes are compared first: they fit in memory."""
    found = connection.execute(
        "WITH twice AS (SELECT hash(id) AS h FROM staged.ids WHERE id <> '' GROUP BY h HAVING count(*) > 1), "
        "named AS (SELECT line, id, min(line) OVER (PARTITION BY id) AS first FROM staged.ids "
        "WHERE hash(id) IN (SELECT h FROM twice)) "
        "SELECT line, id, first FROM named WHERE line <> first AND id <> '' ORDER BY line"
    )
    while row := found.fetchone():
        line, key, first = row
        yield Problem(Severity.STOPS, table.file, duplicate(table.file, first), line, table.key, key)


def _append(connection: Connection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table, which the first of them make."""
    made = connection.from_df(rows)
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    if (table.rsplit(".", maxsplit=1)[-1],) in names:
        made.insert_into(table)
    else:  # the first rows, of which there may be none, don't say what objects and dictionaries are
        texts = [name for name, kind in rows.dtypes.items() if kind.name in ("object", "category")]
        kinds = dict.fromkeys(texts, "VARCHAR") | dict.fromkeys(_DAYS, "DATE")
        columns = [f"{name}::{kinds[name]} AS {name}" if name in kinds else str(name) for name in rows.columns]
        made.project(", ".join(columns)).create(table)


def _put_in_order(connection: Connection) -> None:
    """`events` from the rows that were staged, and `cited`."""
    for name in _REPEATED:
        found = f"SELECT DISTINCT {name} FROM staged.rows WHERE {name} IS NOT NULL ORDER BY 1"
        connection.execute(f"CREATE TYPE {name}_value AS ENUM ({found})")
    for name in SORTED_BY_NAME:
        found = f"SELECT DISTINCT {name}_key FROM staged.rows WHERE {name}_key IS NOT NULL"
        place = f"(row_number() OVER (ORDER BY {name}_key) - 1)::INTEGER AS {name}_order"
        connection.execute(f"CREATE TABLE staged.{name}_places AS SELECT {name}_key, {place} FROM ({found})")
    keys = ", ".join(f"{name}_key" for name in SORTED_BY_NAME)
    typed = ", ".join(f"{name}::{name}_value AS {name}" for name in _REPEATED)
    joined = " ".join(f"LEFT JOIN staged.{name}_places USING ({name}_key)" for name in SORTED_BY_NAME)
    connection.execute(
        f"CREATE TABLE events AS SELECT * EXCLUDE ({keys}) REPLACE ({typed}) FROM staged.rows {joined} "
        "ORDER BY first_day, position"
    )
    connection.execute(
        "CREATE TABLE cited AS SELECT unnest(string_split(source_ids, ';')) AS source_id, position FROM staged.rows "
        "ORDER BY source_id, position"
    )
