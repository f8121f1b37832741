"""`report.csv` and `refused.csv`, written while rows are read: however many there are, nothing is held."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from dashboard.data.spreadsheets import harmless
from dashboard.importers.changes import Change, Changes
from dashboard.importers.interface import Given
from dashboard.importers.report import MOST_NAMED, Alike, RowTold

COLUMNS = ("kind", "line", "rows", "column", "value", "becomes", "reason", "id")


class ReportFile:
    """Both files in `folder`; a context manager. `named` are the first rows that were not imported."""

    def __init__(self, folder: Path) -> None:
        self.named: list[RowTold] = []
        self._refused_path = folder / "refused.csv"
        self._report = (folder / "report.csv").open("w", encoding="utf-8", newline="")
        self._refused: Any = None
        self._header: list[str] = []
        self._without_cells: list[RowTold] = []  # refused for their shape, before any whose columns are known
        self._writer = csv.DictWriter(self._report, COLUMNS, restval="", lineterminator="\n")
        self._writer.writeheader()

    def __enter__(self) -> ReportFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._report.close()
        if self._without_cells:
            self._begin({})
        if self._refused:
            self._refused.close()

    def row(self, told: RowTold, given: Given | None = None) -> None:
        """A row that was not imported; a refused one also goes to refused.csv as it came."""
        if len(self.named) < MOST_NAMED:
            self.named.append(told)
        self._write(kind=told.kind, line=told.line, rows=1, column=told.column, value=told.value, reason=told.reason)
        if told.kind == "refused":
            self._keep(told, given.cells if given else {})

    def close(self, changes: Changes, unmatched: Mapping[tuple[str, str], int], likely: Iterable[Alike]) -> None:
        """What is known after the last row."""
        self._changed(changes, "changed")
        self._changed(changes.flags.values(), "flagged")
        self._unmatched(unmatched)
        for one in likely:
            self._alike(one)

    def _changed(self, changes: Iterable[Change], kind: str) -> None:
        """Changes, or flags: what stays as it is, odd as it is."""
        for one in changes:
            reason = f"{one.what} (an example)" if one.is_example else one.what
            self._write(
                kind=kind, line=one.line, rows=one.rows, column=one.column, value=one.before, becomes=one.after,
                reason=reason,
            )  # fmt: skip

    def _unmatched(self, places: Mapping[tuple[str, str], int]) -> None:
        """Names of places that are not known."""
        for (country, name), rows in places.items():
            self._write(kind="unmatched place", rows=rows, column="province", value=name, reason=country)

    def _alike(self, one: Alike) -> None:
        """A likely duplicate of an event that is here already."""
        reason = f"same day ({one.day}), same district ({one.district}), toll {one.toll} beside {one.other_toll}"
        told = {"value": one.other_id, "becomes": one.dataset, "reason": reason, "id": one.event_id}
        self._write(kind="like one we have", rows=1, **told)

    def since(self, kind: str, row_id: str) -> None:
        """A row that is new, changed or gone since the last import."""
        self._write(kind=kind, rows=1, id=row_id)

    def _keep(self, told: RowTold, cells: Mapping[str, str]) -> None:
        if self._refused is None and not cells:
            self._without_cells.append(told)
            return
        if self._refused is None:
            self._begin(cells)
        self._write_refused(told, cells)

    def _begin(self, cells: Mapping[str, str]) -> None:
        """The header, which needs a row whose columns are known, and the rows before that one."""
        self._refused = self._refused_path.open("w", encoding="utf-8", newline="")
        self._header = [name for name in cells if name]
        csv.writer(self._refused, lineterminator="\n").writerow(["line", "column", "reason", *self._header])
        for told in self._without_cells:
            self._write_refused(told, {})
        self._without_cells.clear()

    def _write_refused(self, told: RowTold, cells: Mapping[str, str]) -> None:
        row = [str(told.line), told.column, told.reason, *(cells.get(name, "") for name in self._header)]
        csv.writer(self._refused, lineterminator="\n").writerow([_harmless(cell) for cell in row])

    def _write(self, **cells: Any) -> None:
        self._writer.writerow({name: _harmless(str(cell)) for name, cell in cells.items()})


def _harmless(cell: str) -> str:
    """What a spreadsheet would run as a formula begins with an apostrophe; numbers stay numbers."""
    return cell if _is_number(cell) else harmless(cell)


def _is_number(cell: str) -> bool:
    return cell[:1] in ("+", "-") and cell[1:].replace(".", "", 1).isdigit()
