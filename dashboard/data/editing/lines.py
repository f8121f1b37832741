"""At which lines of their files the rows of findings begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from dashboard.data.content import incidents_of
from dashboard.data.editing.finding import Finding
from dashboard.data.reading import lines_of
from dashboard.data.schema import Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS

Lines = Mapping[tuple[str, str], int]  # (table, id) -> line


def file_tables(folder: Path) -> dict[str, Table]:
    """The tables by name, incidents as the folder has them: a CSV or a Parquet file."""
    return {table.name: incidents_of(folder) if table.name == INCIDENTS.name else table for table in TABLES}


def lines_of_findings(folder: Path, findings: Iterable[Finding]) -> Lines:
    """Only files that have a finding are read again, a line at a time; raises UnreadableFileError as loading them."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for one in findings:
        wanted[one.table].add(one.id)
    tables = file_tables(folder)
    return {
        (name, key): line for name, ids in wanted.items() for key, line in _lines(folder, tables[name], ids).items()
    }


def _lines(folder: Path, table: Table, ids: set[str]) -> dict[str, int]:
    lines = lines_of(folder, table)
    header = [name.strip() for name in next(lines)[1]]
    at = header.index(table.key)
    found: dict[str, int] = {}
    for line, cells in lines:
        if at < len(cells) and (key := cells[at].strip()) in ids:
            found.setdefault(key, line)
            if len(found) == len(ids):
                break
    return found
