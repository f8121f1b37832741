"""The rows of a file, one after the other: each mapped, written or told, and counted exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.data.imported import Counted
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import AddedUp, Context, Given, Importer, LeftOut, Made, Outcome, Refused
from dashboard.importers.report import RowTold
from dashboard.importers.report_file import ReportFile
from dashboard.importers.writing import Tables, Written

Tell = Callable[[int, float], None]  # rows read, share of the file from 0 to 1
TELL_EVERY = 2_000  # rows
MISSING = "cells missing at the end of the line, as in those around it: taken for empty"
AGAIN = "the id stands in the file again, in a row that is newer or comes later"
SAME_AGAIN = "the id stands in line {line} already, in a row that is as new or newer"


@dataclass
class RowsRead:
    """Counts what becomes of the rows, which go to `tables` and `report`."""

    tables: Tables
    report: ReportFile
    read: int = 0
    refused: int = 0
    repeated: int = 0
    left_out: int = 0
    added_up: list[bool] = field(default_factory=list)  # whether inside the area

    def go_through(self, file: GivenFile, importer: Importer, context: Context, tell: Tell) -> None:
        """Read and map all rows of the file. Raises as the importer does."""
        mapper = importer.mapper(file, context)
        for found in importer.read(file, context.choices):
            self.read += 1
            if isinstance(found, Given):
                context.changes.begin(found.line)
                if found.line in file.not_utf8:
                    context.changes.each("no UTF-8: read as Windows-1252", "", "", file.not_utf8[found.line])
                if found.missing:
                    context.changes.note(MISSING, "", f"{found.missing}", "")
                self._take(mapper(found), found.line, found)
            else:
                context.changes.begin(found[0])
                self._take(found[1], found[0])
            if self.read % TELL_EVERY == 0:
                tell(self.read, file.read_bytes / max(file.size, 1))
        for made in mapper.rest():
            self.tables.add(made, 0)
        tell(self.read, 1.0)

    def _take(self, outcome: Outcome, line: int, given: Given | None = None) -> None:
        match outcome:
            case Made():
                self._give_way(outcome, line, self.tables.add(outcome, line))
                return
            case AddedUp():
                self.added_up.append(outcome.is_inside)
                return
            case Refused():
                self.refused += 1
                told = RowTold("refused", line, outcome.column, outcome.value, outcome.reason)
            case LeftOut():
                self.left_out += 1
                told = RowTold("left out", line, "", "", outcome.reason)
        self.tables.changes.rows -= self.tables.changes.is_changed
        self.report.row(told, given)

    def _give_way(self, made: Made, line: int, gave_way: Written | None) -> None:
        """Tell of the row that is not imported since another has its id."""
        if gave_way is None:
            return
        self.repeated += 1
        self.tables.changes.rows -= gave_way.is_changed
        first = self.tables.written[made.table, made.key].line
        reason = AGAIN if gave_way.line != line else SAME_AGAIN.format(line=first)
        self.report.row(RowTold("repeated", gave_way.line, "id", made.key, reason))

    def counted(self, unmatched: int) -> Counted:
        """All counts."""
        is_inside = [not one.is_outside for one in self.tables.written.values() if one.line]
        is_inside += self.added_up
        inside = sum(is_inside)
        return Counted(
            read=self.read,
            imported=len(is_inside),
            inside=inside,
            outside=len(is_inside) - inside,
            changed=self.tables.changes.rows,
            refused=self.refused,
            repeated=self.repeated,
            left_out=self.left_out,
            unmatched=unmatched,
            kept_inside=self.tables.kept[False],
            kept_outside=self.tables.kept[True],
        )
