"""In which files the rows of findings stand, and at which line they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.data.content import incidents_of
from dashboard.data.editing.finding import Finding
from dashboard.data.imported import FOLDER
from dashboard.data.reading import lines_of
from dashboard.data.schema import Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_records import INCIDENTS

if TYPE_CHECKING:
    from dashboard.data.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Place:
    """The `file` of a finding as it is told, from the data folder on; `line` is None where the row is not found."""

    file: str
    line: int | None


Places = Mapping[tuple[str, str, str], Place]  # (dataset, table, id) -> place


def places_of(folder: Path, dataset: Dataset, findings: Iterable[Finding]) -> Places:
    """Only files that have a finding are read again, a line at a time; raises UnreadableFileError as loading them."""
    wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in findings:
        wanted[one.dataset, one.table].add(one.id)
    found: dict[tuple[str, str, str], Place] = {}
    for (name, table_name), ids in wanted.items():
        beside, table = _file(folder, dataset, name, table_name)
        at = _lines(folder / beside, table, ids)
        file = (beside / table.file).as_posix()
        found |= {(name, table_name, key): Place(file, at.get(key)) for key in ids}
    return found


def _file(folder: Path, dataset: Dataset, name: str, table: str) -> tuple[Path, Table]:
    """The folder, from the data folder on, and the table of a dataset."""
    for one in dataset.imported:
        if one.name == name:
            known = {known.name: known for known in (IMPORTED_INCIDENTS, IMPORTED_DISPLACEMENT)}
            return Path(FOLDER) / one.folder, known[table]
    own = {known.name: known for known in TABLES}[table]
    return Path(), replace(own, ending=incidents_of(folder).ending) if own is INCIDENTS else own


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
