"""What is asked of the events: conditions that all have to hold, kept apart by what can answer them.

Cells that were added up beforehand (`dashboard.data.aggregates`) answer `terms` and days; words and all else need rows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

import narwhals as nw

from dashboard.data.mercator import Squares


@dataclass(frozen=True)
class Where:
    """The events that a question is about; without conditions, all of them.

    `terms` look at the columns that cells have (KIND_COLUMNS of `dashboard.data.events`), `also` at any column.
    Any day of an event's span lies between `first` and `last`, both included and None where open; with `is_inside`
    its whole span does. Each of `words`, folded, stands in `search_text`.
    """

    terms: tuple[nw.Expr, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    is_inside: bool = False
    words: tuple[str, ...] = ()
    also: tuple[nw.Expr, ...] = ()

    def __and__(self, other: nw.Expr) -> Where:
        return replace(self, also=(*self.also, other))

    @property
    def expr(self) -> nw.Expr:
        """All of it as one condition on rows."""
        found = [word_term(word) for word in self.words]
        # A literal can't filter: narwhals takes it for an aggregation. Every event has a position.
        return reduce(and_, [*self.terms, *self.days, *found, *self.also] or [~nw.col("position").is_null()])

    @property
    def days(self) -> list[nw.Expr]:
        """The conditions on days, of rows."""
        begin, end = ("first_day", "last_day") if self.is_inside else ("last_day", "first_day")
        terms = [nw.col(begin) >= self.first] if self.first else []
        return [*terms, nw.col(end) <= self.last] if self.last else terms

    @property
    def is_of_cells(self) -> bool:
        """Whether cells can answer it."""
        return not self.words and not self.also


def word_term(word: str) -> nw.Expr:
    """Whether `word`, folded, stands in the searched texts of an event."""
    return nw.col("search_text").str.contains(word, literal=True)


def is_within(squares: Squares) -> nw.Expr:
    """Whether an event is drawn in these squares of the closest zoom (`dashboard.data.mercator`)."""
    x0, y0, x1, y1 = squares
    x, y = nw.col("tile_x"), nw.col("tile_y")
    return (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)


def where_of(asked: Where | nw.Expr) -> Where:
    """A single condition as a Where."""
    return asked if isinstance(asked, Where) else Where(also=(asked,))
