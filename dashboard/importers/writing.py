"""Rows of ours -> the tables of an imported dataset, written as they come.

A row whose id stands in the file again gives way to the newer one (`updated`), else to the later one. Nothing is held
but ids and hashes: 385,000 rows take some 100 MB.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from dashboard.data.cells import CONTROL, LONGEST_CELL
from dashboard.data.schema import Table
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.importers.changes import Changes
from dashboard.importers.interface import DISPLACED, EVENTS, Made

TABLES: Mapping[str, Table] = {table.name: table for table in (IMPORTED_INCIDENTS, IMPORTED_DISPLACEMENT)}
COLUMNS: Mapping[str, list[str]] = {name: list(table.by_name) for name, table in TABLES.items()}
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_CHOSEN = ("event_type", "attributed_to", "attribution_status", "scope", "review")


def file_of(table: str, *, is_outside: bool) -> str:
    """The name of the file of a table; rows outside the area have their own."""
    return f"{table}.csv" if not is_outside else "outside.csv" if table == EVENTS else f"outside-{table}.csv"


@dataclass(slots=True)
class Written:
    """One row that was written: the how manieth of its file, and what tells whether it changed."""

    file: str
    position: int
    updated: str
    digest: int
    line: int
    country: str
    date: str
    is_changed: bool
    is_outside: bool


@dataclass
class Tables:
    """The files of one import in `folder`; a context manager. `written` maps (table, id) to where the row stands."""

    folder: Path
    source_id: str
    changes: Changes
    written: dict[tuple[str, str], Written] = field(default_factory=dict)
    vocabulary: set[tuple[str, str]] = field(default_factory=set)
    positions: Counter[str] = field(default_factory=Counter)
    kept: Counter[bool] = field(default_factory=Counter)  # by whether outside
    superseded: dict[str, set[int]] = field(default_factory=dict)
    rounds: set[tuple[str, ...]] = field(default_factory=set)  # of stocks: see `rounds_of`
    _writers: dict[str, Any] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def add(self, made: Made, line: int) -> Written | None:
        """Write a row. The earlier or later row of the same id that gives way to the other, when there is one."""
        cells = self._cells(made)
        is_outside = made.cells.get("is_inside_area") == "no"
        file = file_of(made.table, is_outside=is_outside)
        now = Written(
            file, self.positions[file], made.cells.get("updated", ""), hash(tuple(cells)), line,
            made.cells.get("country_reported", ""), made.cells.get("date", ""),
            self.changes.is_changed, is_outside,
        )  # fmt: skip
        key = (made.table, made.key)
        before = self.written.get(key)
        if before and (before.updated > now.updated or before.digest == now.digest):
            return now
        if before:
            self.superseded.setdefault(before.file, set()).add(before.position)
        self.written[key] = now
        if made.table == DISPLACED:
            self.rounds.update(rounds_of(made.cells))
        self._writer(made.table, file).writerow(cells)
        self.positions[file] += 1
        self.vocabulary.update((column, made.cells[column]) for column in _CHOSEN if column in made.cells)
        return before

    def keep(self, table: str, file: str, row: list[str], columns: list[str]) -> None:
        """Write a row of the last import again, as it is."""
        cells = dict(zip(columns, row, strict=True))
        self._writer(table, file).writerow([cells.get(name, "") for name in COLUMNS[table]])
        self.kept[file == file_of(table, is_outside=True)] += 1
        self.vocabulary.update((column, cells[column]) for column in _CHOSEN if cells.get(column))

    def finish(self) -> None:
        """Close the files and take out the rows that gave way."""
        self._open.close()
        for file, gone in self.superseded.items():
            path = self.folder / file
            part = path.with_suffix(".part")
            with part.open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerows(row for at, row in enumerate(rows_of(path), start=-1) if at not in gone)
            part.replace(path)

    def _cells(self, made: Made) -> list[str]:
        given = made.cells
        columns = COLUMNS[made.table]
        row = [self.source_id if name == "source_ids" else given.get(name, "") for name in columns]
        joined = "".join(row)
        if len(joined) > LONGEST_CELL or CONTROL.search(joined) or "\r" in joined or "\n" in joined:
            row = [self._fit(name, cell) for name, cell in zip(columns, row, strict=True)]
        return row

    def _fit(self, name: str, cell: str) -> str:
        """A cell that our tables can hold: on one line, without control characters, cut where it is too long."""
        clean = CONTROL.sub("", _BREAKS.sub(" ", cell))
        if CONTROL.search(cell):
            self.changes.each("control characters left out", name, "", "")
        if len(clean) > LONGEST_CELL:
            self.changes.each(f"cut at {LONGEST_CELL:,} characters", name, f"{len(clean):,} characters", "")
            return clean[: LONGEST_CELL - 1] + "…"
        return clean

    def _writer(self, table: str, file: str) -> Any:
        if file not in self._writers:
            out = self._open.enter_context((self.folder / file).open("w", encoding="utf-8", newline=""))
            self._writers[file] = csv.writer(out, lineterminator="\n")
            self._writers[file].writerow(COLUMNS[table])
        return self._writers[file]


def rounds_of(row: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """What of a stock another file can count again: its country at this level in this round and day, and the round of
    its series, whose day may have been corrected."""
    country, level, number, date, series = (
        row.get(name, "") for name in ("country_reported", "level", "round", "date", "series_id")
    )
    at, of = ("at", country, level, number, date), ("of", series, number)
    return (*((at,) if number or date else ()), *((of,) if number and series else ()))


def rows_of(path: Path) -> Iterator[list[str]]:
    """The lines of a table of ours, the header first."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)
