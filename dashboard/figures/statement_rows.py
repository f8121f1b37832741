"""The rows that published figures are drawn in: which days each covers, and the axis that they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import palette
from dashboard.figures.style import midnight
from dashboard.model.periods import DAY
from dashboard.model.published import Statement

ROW, FRAME = 36, 34  # pixels: height of a row, and of what stands around the rows
TEXT_AT, BAR_AT = -0.2, 0.2  # of a row: where its words stand, and its bar
OPEN = 0.05  # of the axis: how far a bar runs on where a beginning or an end is not stated
EARLIEST = dt.date(1900, 1, 1)
SHORTEST = 3 * 366 * DAY


@dataclass(frozen=True, slots=True)
class Row:
    """A dated figure at its place among the others, from the top, 0 first."""

    one: Statement
    place: int

    @property
    def y(self) -> float:
        """Where its bar and its marks are."""
        return self.place + BAR_AT

    @property
    def stated(self) -> dt.date | None:
        """The day of the statement: the last one where only its month is known."""
        return self.one.stated[1] if self.one.stated else None

    @property
    def mark(self) -> dt.date:
        """Where its mark is: at the end of its days, else where it was stated, else at its beginning."""
        day = self.one.last or (None if self.one.first else self.stated) or self.one.first
        if day is None:
            raise ValueError(f"{self.one.figure_id} has no date")
        return day

    @property
    def days(self) -> list[dt.date]:
        """All days that are known of it."""
        return [day for day in (self.one.first, self.one.last, self.stated) if day]


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that are drawn, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Axis:
        """All days of `rows`, with a little room at both ends: years can be told apart."""
        days = [day for row in rows for day in row.days]
        first, last = max(min(days), EARLIEST), max(days)
        room = max((last - first) * 0.04, (SHORTEST - (last - first)) / 2)
        return cls(first - room, last + room)

    @property
    def stub(self) -> dt.timedelta:
        """How far a bar runs on where its beginning or end is not stated."""
        return (self.last - self.first) * OPEN

    def layout(self, rows: int) -> dict[str, Any]:
        """Layout of a chart of so many rows: days above, a thin line between two rows."""
        between = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
        line = {"color": palette.LINE, "width": 1}
        return {
            "height": FRAME + ROW * rows,
            "xaxis": {
                "type": "date",
                "range": [midnight(self.first), midnight(self.last)],
                "side": "top",
                "gridcolor": palette.LINE,
                "fixedrange": True,
                "tickfont": {"size": 11, "color": palette.SECONDARY},
                "nticks": 8,
            },
            "yaxis": {"range": [rows - 0.5, -0.5], "visible": False, "fixedrange": True},
            "shapes": [between | {"y0": n - 0.5, "y1": n - 0.5, "line": line} for n in range(1, rows)],
            "margin": {"l": 2, "r": 2, "t": 26, "b": 4},
            "dragmode": False,
        }
