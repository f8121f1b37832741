"""The cells of one row of an HXL table, by what its tags say."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from dashboard.data.cells import CellError, parse_date
from dashboard.importers import cells, dates
from dashboard.importers.hxl_plan import Plan
from dashboard.importers.interface import Context, Given
from dashboard.importers.intervals import when

# Our own files put an apostrophe before what a spreadsheet would run.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")
_COARSE = re.compile(r"\d{4}(?:-\d{2})?", re.ASCII)


class Cells:
    """Asks a row for what its tags say; a stateful part is only the numbering of rows without an id."""

    def __init__(self, plan: Plan, names: Sequence[str]) -> None:
        self.plan = plan
        self._columns = {field: [names[one.position] for one in found] for field, found in plan.fields.items()}
        self._others = [(str(one.tag), names[one.position]) for one in plan.others]
        self._alike: Counter[str] = Counter()

    def text(self, given: Given, field: str) -> str:
        """The first filled cell of the columns of a field: the plainest, English before other languages."""
        filled = (given.cells.get(name, "") for name in self._columns.get(field, ()))
        return _GUARDED.sub("", next(filter(None, filled), ""))

    def texts(self, given: Given, field: str) -> str:
        """All of them."""
        found = (given.cells.get(name, "") for name in self._columns.get(field, ()))
        return "; ".join(dict.fromkeys(_GUARDED.sub("", text) for text in found if text))

    def number(self, given: Given, field: str) -> str:
        """A whole number from 0 on as digits, blank where no column has one. Raises CellError: also when a tag stands
        twice with different numbers."""
        found = {cells.count(cell) for name in self._columns.get(field, ()) if (cell := given.cells.get(name, ""))}
        if len(found) > 1:
            raise CellError("stands in several columns with different numbers")
        return next(iter(found), "")

    def degrees(self, given: Given, field: str, limit: int) -> float | None:
        """A latitude or longitude. Raises CellError."""
        return cells.degrees(self.text(given, field), limit)

    def column(self, field: str) -> str:
        """What the file calls a field."""
        return next(iter(self._columns.get(field, ())), field)

    def details(self, given: Given) -> dict[str, str]:
        """What else has a tag."""
        found: dict[str, str] = {}
        for tag, name in self._others:
            if cell := given.cells.get(name, ""):
                found[tag] = f"{found[tag]}; {cell}" if tag in found else cell
        return found

    def key(self, given: Given, context: Context) -> str:
        """The id of the row. One without an id has the digest of its cells, and its number among those alike."""
        said = cells.identifier(self.text(given, "key"))
        if said:
            return said
        digest = hashlib.sha256("\x1f".join(given.cells.values()).encode()).hexdigest()[:16]
        self._alike[digest] += 1
        context.changes.each("no id of the row: made of its cells", "id", "", digest)
        return digest if self._alike[digest] == 1 else f"{digest}-{self._alike[digest]}"

    def days(self, given: Given, day: dates.Reader) -> dict[str, str]:
        """`date`, `date_precision` and perhaps `date_last`; none for a row without a date. Raises CellError."""
        date, start, end = (_date(self.text(given, name), day) for name in ("date", "start", "end"))
        if date or not (start or end):
            precision = {4: "year", 7: "month"}.get(len(date), "day")
            until = _date(self.text(given, "date_last"), day)
            found = {"date": date, "date_precision": precision} | ({"date_last": until} if until else {})
            return found if date else {}
        first, last = parse_date(start or end).first_day, parse_date(end or start).last_day
        if last < first:
            raise CellError("ends before it begins")
        return when(first.isoformat(), last.isoformat())


def _date(cell: str, day: dates.Reader) -> str:
    """A day, or a month or a year as ours are. Raises CellError."""
    if _COARSE.fullmatch(cell):
        return parse_date(cell).text
    return day(cell) if cell else ""
