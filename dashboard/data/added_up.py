"""Many events in a DuckDB with cells added up beforehand (`dashboard.data.aggregates`), which answer what they can.

A bar that lies between the days asked for belongs to the answer as a whole. Of one that they cut, its rows decide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data import aggregates
from dashboard.data.calendar import first_of
from dashboard.data.lazily import Lazily
from dashboard.data.measures import COUNTED, MEASURED_COLUMNS, SUMMED
from dashboard.data.question import Where

Relation = Any  # DuckDB's, whose types don't say what it gives
# Bars of the cells that answer a question that names none: (more days than, level); for less, rows are as quick.
_LEVEL_BY_DAYS = ((6 * 366, "year"), (550, "quarter"), (120, "month"))
ROWS = "rows"
OF_ROWS: Mapping[str, str] = {
    "incidents": "count(*)",
    **{name: f"sum(counted_{name})" for name in COUNTED},
    **{name: f"sum({column})" for name, column in SUMMED.items()},
    **{f"{name}_known": f"count({column})" for name, column in SUMMED.items()},
    "areas": "sum(counted_area)",
    "north": "sum(north)",
    "east": "sum(east)",
}
_OF_SQUARES = (
    "incidents", "areas", "unknown", "killed_low", "killed_high", "killed_low_known", "killed_high_known", "injured",
    "injured_known", "north", "east",
)  # fmt: skip


class AddedUp(Lazily):
    """The questions of `dashboard.data.store.EventStore`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """`connection` holds the tables of `aggregates.build`, and `events`."""
        self._connection = connection
        super().__init__(lambda: self._frame("events"), lambda: self._frame("counted"))
        self._kinds: pd.DataFrame = connection.sql("SELECT * FROM kinds ORDER BY kind").df().drop(columns="kind")

    def _frame(self, table: str) -> nw.LazyFrame[Any]:
        return nw.from_native(self._connection.cursor().table(table))

    def kinds(self, where: Where) -> pd.DataFrame:
        """`incidents` by KIND_COLUMNS."""
        sums = np.zeros(len(self._kinds), dtype="int64")
        for part in self._parts(where, _level(where, ())):
            answer = part("kind", ["incidents"]).fetchnumpy()
            sums[answer["kind"]] += answer["incidents"].astype("int64")
        found = np.flatnonzero(sums)
        return self._kinds.take(found).assign(incidents=sums[found])

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`; what two bars say of the same keys stands in two rows."""
        by = ", ".join(keys)
        parts = [part(by, MEASURED_COLUMNS).df() for part in self._parts(where, _level(where, keys))]
        return _dated(pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0])

    def _parts(self, where: Where, level: str) -> Iterator[Callable[[str, Sequence[str]], Relation]]:
        """What adds up the whole bars of `level`, and the rows of the others: functions of the keys and measures."""
        if not where.is_of_cells or level == ROWS:
            yield self._rows(where)
            return
        bars = _kept(self._frame(f"cells_{level}"), [*where.terms, *whole_bars(where)])
        yield lambda by, measures: bars.aggregate(_summed(by, {name: f"sum({name})" for name in measures}), by)
        cut = cut_bars(where, level)
        if cut:
            yield self._rows(where, in_bars(cut, level))

    def _rows(self, where: Where, more: Sequence[nw.Expr] = ()) -> Callable[[str, Sequence[str]], Relation]:
        rows = _kept(self._frame("counted"), [where.expr, *more])
        return lambda by, measures: rows.aggregate(_summed(by, {name: OF_ROWS[name] for name in measures}), by)


def _level(where: Where, keys: Sequence[str]) -> str:
    """The biggest bars that can tell `keys`; ROWS where none can, or where there are few."""
    bars = [name.removesuffix("_first") for name in keys if name.endswith("_first")]
    if bars:
        return bars[0] if bars[0] in aggregates.LEVELS else ROWS
    if {"first_day", "last_day"}.intersection(keys):
        return ROWS
    days = (where.last - where.first).days if where.first and where.last else 10**6
    return next((level for more, level in _LEVEL_BY_DAYS if days > more), ROWS)


def whole_bars(where: Where) -> list[nw.Expr]:
    """The bars that belong to the answer as a whole.

    What is known no finer than its bar belongs to it when the bar does; of the others the whole bar must lie between
    the days, so that all that is in it does.
    """
    first = [nw.col("first_day") >= where.first] if where.first else []
    inside = [*first, nw.col("last_day") <= where.last] if where.last else first
    if where.is_inside or not inside:
        return inside
    exact, between = _all(where.days), _all(inside)
    return [between | (nw.col("is_exact") & exact)]


def cut_bars(where: Where, level: str) -> list[dt.date]:
    """First days of the bars that the days cut."""
    ends = []
    if where.first and first_of(where.first, level) != where.first:
        ends.append(first_of(where.first, level))
    if where.last and first_of(where.last + dt.timedelta(days=1), level) != where.last + dt.timedelta(days=1):
        ends.append(first_of(where.last, level))
    return list(dict.fromkeys(ends))


def in_bars(bars: Sequence[dt.date], level: str) -> list[nw.Expr]:
    """The rows of these bars whose days are known more finely than the bar."""
    is_finer = (nw.col(f"{level}_precision") == level) & (nw.col("date_precision") != level)
    return [nw.col(f"{level}_first").is_in(list(bars)), is_finer]


def _all(terms: Sequence[nw.Expr]) -> nw.Expr:
    whole = terms[0]
    for term in terms[1:]:
        whole &= term
    return whole


def _kept(frame: nw.LazyFrame[Any], terms: Sequence[nw.Expr]) -> Relation:
    return (frame.filter(*terms) if terms else frame).to_native()


def _summed(by: str, measures: Mapping[str, str]) -> str:
    # As numbers of 64 bits: a sum is a HUGEINT otherwise, which pandas gets as a float.
    return ", ".join([by, *(f"CAST({what} AS BIGINT) AS {name}" for name, what in measures.items())])


def _dated(answer: pd.DataFrame) -> pd.DataFrame:
    moments = answer.select_dtypes("datetime")
    return answer.assign(**{str(name): moments[name].dt.date for name in moments})
