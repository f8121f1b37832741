"""What can be counted of incidents: each facet as columns of the event table, their values in words, and a condition.

Incidents may be too many to hold: a count is a question to the event store, in which the values of a few facets are
counted together, so that a page with hundreds of numbers asks some twenty times.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw

from dashboard.data.frames import records
from dashboard.data.incident_rows import typed
from dashboard.data.question import Where
from dashboard.data.schema import Kind
from dashboard.data.store import EventStore
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.records import Record

NONE, YES, NO = "none", "yes", "no"
MANY_PUBLISHERS = 3  # and more
MOST_TOGETHER = 3  # facets whose values are counted together
_TEXTS = (Kind.CHOICE, Kind.PROVINCE, Kind.DISTRICT)
_NOTHING = nw.col("position").is_null()


@dataclass(frozen=True, slots=True)
class Facet:
    """`read` gives the value of a row from `columns`, `has` the condition that a row has a value."""

    columns: tuple[str, ...]
    read: Callable[..., str]
    has: Callable[[str], nw.Expr]


def facets() -> dict[str, Facet]:
    """Name -> facet; see `Facets.of`."""
    found = {one.name: _text(one.name) for one in INCIDENTS.columns if one.kind in _TEXTS or one.name == INCIDENTS.key}
    flags = [one.name for one in INCIDENTS.columns if one.kind is Kind.YES_NO]
    found |= {name: _flag(name) for name in (*flags, "is_mapped", "has_caveat")}
    year = Facet(("year_first",), lambda day: str(day.year), _in_year)
    publishers = Facet(("publishers_count",), lambda n: str(min(n, MANY_PUBLISHERS)), _of_publishers)
    killed = Facet(("is_toll_unknown", "is_range_only"), _killed, _has_killed)
    injured = Facet(("counted_injured_unknown",), lambda n: NONE if n else "best", _has_injured)
    return {**found, "year": year, "publishers": publishers, "killed": killed, "injured": injured}


def _text(name: str) -> Facet:
    return Facet((name,), lambda value: value or NONE, lambda value: _is(name, None if value == NONE else value))


def _flag(name: str) -> Facet:
    column = nw.col(name)
    return Facet(
        (name,), lambda value: YES if value else NO, lambda value: {YES: column, NO: ~column}.get(value, _NOTHING)
    )


def _is(name: str, value: Any) -> nw.Expr:
    return nw.col(name).is_null() if value is None else nw.col(name) == value


def _in_year(value: str) -> nw.Expr:
    try:
        return _is("year_first", dt.date.fromisoformat(f"{value}-01-01"))
    except ValueError:
        return _NOTHING


def _of_publishers(value: str) -> nw.Expr:
    counts = {str(n): nw.col("publishers_count") == n for n in range(MANY_PUBLISHERS)}
    return ({**counts, str(MANY_PUBLISHERS): nw.col("publishers_count") >= MANY_PUBLISHERS}).get(value, _NOTHING)


def _killed(is_unknown: bool, is_range: bool) -> str:
    return NONE if is_unknown else "range" if is_range else "best"


def _has_killed(value: str) -> nw.Expr:
    is_unknown, is_range = nw.col("is_toll_unknown"), nw.col("is_range_only")
    return {NONE: is_unknown, "range": is_range, "best": ~is_unknown & ~is_range}.get(value, _NOTHING)


def _has_injured(value: str) -> nw.Expr:
    unknown = nw.col("counted_injured_unknown")
    return {NONE: unknown == 1, "best": unknown == 0}.get(value, _NOTHING)


@dataclass(frozen=True)
class IncidentFacets:
    """The incidents of a store by facet, those that `of` asks for; what was counted once is kept. KeyError for a facet
    that there is not.
    """

    events: EventStore
    of: Where = field(default_factory=Where)
    by_name: Mapping[str, Facet] = field(default_factory=facets)
    _counted: dict[tuple[str, ...], Counter[tuple[str, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def count(self, where: Mapping[str, str]) -> int:
        """How many incidents have these values."""
        if INCIDENTS.key in where or len(where) > MOST_TOGETHER:
            return self.events.count(self.where(where))
        names = tuple(sorted(where))
        return self._by(names)[tuple(where[name] for name in names)]

    def values(self, facet: str, where: Mapping[str, str]) -> set[str]:
        """The values of a facet among the incidents that have these values."""
        names = (*sorted(where), facet)
        given = tuple(where[name] for name in names[:-1])
        return {values[-1] for values in self._by(names) if values[:-1] == given}

    def rows(self, where: Mapping[str, str], most: int, *, latest: bool = False) -> list[Record]:
        """The first `most` of them in the order of the file, or by date."""
        order = [*([("first_day", True)] if latest else []), ("position", False)]
        return typed(self.events.page(self.where(where), order, 0, most))

    def where(self, where: Mapping[str, str]) -> Where:
        """The question about the incidents that have these values."""
        of = Where() if INCIDENTS.key in where else self.of  # an id leads to any dataset's row
        return replace(of, also=tuple(self.by_name[name].has(value) for name, value in where.items()))

    def _by(self, names: tuple[str, ...]) -> Counter[tuple[str, ...]]:
        """The value of each of the facets -> how many incidents have all of them."""
        if names not in self._counted:
            self._counted[names] = self._asked(names) if names else Counter({(): self.events.count(self.of)})
        return self._counted[names]

    def _asked(self, names: tuple[str, ...]) -> Counter[tuple[str, ...]]:
        chosen = [self.by_name[name] for name in names]
        columns = list(dict.fromkeys(column for facet in chosen for column in facet.columns))
        found: Counter[tuple[str, ...]] = Counter()
        for row in records(self.events.counts(self.of, *columns)):
            values = tuple(facet.read(*(row[column] for column in facet.columns)) for facet in chosen)
            found[values] += int(row["incidents"])
        return found
