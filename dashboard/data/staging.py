"""Files of many incidents, read chunk by chunk -> tables of what can be used, as it comes, and all problems.

Ours come first. An imported file that can't be used leaves nothing behind: ours does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.data import measures
from dashboard.data.calendar import GRAINS
from dashboard.data.column_wise import Checked, Checks
from dashboard.data.conversion import Allowed, duplicate
from dashboard.data.events import event_rows, sort_keys
from dashboard.data.findings import MOST_NAMED, Findings
from dashboard.data.lines import UnreadableFileError
from dashboard.data.offline import Connection
from dashboard.data.read_imported import Import
from dashboard.data.reading import read_chunks
from dashboard.data.schema import Table
from dashboard.data.spread import Centre, drawn_positions
from dashboard.data.wide import widened_cells
from dashboard.errors import Problem, Severity

CHUNK_ROWS = 20_000
_DAYS = ("first_day", "last_day", *(f"{grain}_first" for grain in GRAINS))


@dataclass(frozen=True)
class Incidents:
    """One file of incidents: its table, what its cells may refer to, the rows of its sources, the name of its dataset.

    `imported` is the dataset itself when it is not the own one.
    """

    folder: Path
    table: Table
    allowed: Allowed
    sources: pd.DataFrame
    dataset: str
    imported: Import | None = None

    def wrong_ids(self, part: Checked) -> list[Problem]:
        """The first id that another dataset could have, too."""
        wrong = self.imported and self.imported.wrong_id(self.table, part.rows[self.table.key])
        return [wrong] if wrong else []

    def told(self, findings: Findings) -> list[Problem]:
        """What was found, as it is told of the file."""
        return self.imported.told(findings.told()) if self.imported else findings.told()


@dataclass(frozen=True)
class ManyIncidents:
    """Incidents that are too many to be held: their files, ours first, and the values that they are sorted by.

    Unless it `is_wanted`, no event file is made of them: another table stops the start, and they are only checked.
    """

    files: tuple[Incidents, ...]
    vocabularies: pd.DataFrame
    chunk_rows: int = CHUNK_ROWS
    is_wanted: bool = True


class Staging:
    """Writes what can be used of each file as it comes: `staged.rows`, not in order, and `cells`.

    An imported file that can't be used leaves nothing: what was written of it is taken back.
    """

    def __init__(self, connection: Connection, incidents: ManyIncidents) -> None:
        self._connection = connection
        self._written = connection.cursor()  # a transaction can write to one database only
        self._incidents = incidents
        self._spread: dict[Centre, int] = {}
        self._count = 0

    def told(self) -> Iterator[Problem]:
        """What is wrong with the files, in their order."""
        for file in self._incidents.files:
            before, count = dict(self._spread), self._count
            self._written.begin()
            self._connection.begin()
            findings = self._findings(file)
            if findings.stops and file.imported:
                self._connection.rollback()
                self._written.rollback()
                self._spread, self._count = before, count
            else:
                self._connection.commit()
                self._written.commit()
            yield from file.told(findings)

    def _findings(self, file: Incidents) -> Findings:
        findings = Findings(file.table.file, MOST_NAMED)
        chunks = read_chunks(file.folder, file.table, self._incidents.chunk_rows)
        self._connection.execute("CREATE OR REPLACE TABLE staged.ids (line BIGINT, id VARCHAR)")
        try:
            for part in map(Checks(file.table, file.allowed), chunks):
                findings.add(part.problems)
                findings.add(file.wrong_ids(part))
                _append(self._connection, "staged.ids", part.ids)
                self._take(file, part)
        except UnreadableFileError as error:  # what was found before is not told, as of any file
            findings = Findings(file.table.file, MOST_NAMED)
            findings.add([error.problem])
            return findings
        findings.add(_duplicates(self._connection, file.table))
        return findings

    def _take(self, file: Incidents, part: Checked) -> None:
        rows = part.rows.assign(**drawn_positions(part.rows, self._spread))
        events = event_rows(rows, file.sources, file.dataset)
        events["position"] += self._count
        keys = {f"{name}_key": key for name, key in sort_keys(rows, self._incidents.vocabularies).items()}
        storable = measures.storable(events).assign(**pd.DataFrame(keys).astype("str"))
        _append(self._connection, "staged.rows", storable)
        cells = widened_cells(part.cells) if len(self._incidents.files) > 1 else part.cells
        _append(self._written, "cells", cells.assign(position=events["position"]))
        self._count += len(events)


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
