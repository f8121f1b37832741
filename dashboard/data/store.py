"""The event store: the one way to events.

Questions are narwhals expressions, run in this process by DuckDB, or by pandas where events are few; answers are small
pandas tables. What a reader selected comes in as one expression (`dashboard.model.scope`). A sum of nothing known is
not 0: narwhals sums an empty column to 0, so that every sum travels with the number of incidents that know it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data.calendar import GRAINS

TOLL_COLUMNS = ("killed_low", "killed_best", "killed_high", "injured")
_SUMMED = {
    "killed_low": "killed_low",
    "killed_best": "civilians_killed",
    "killed_high": "killed_high",
    "injured": "civilians_injured",
}
# Number of rows that a sum of 0 and 1 counts -> the column that says yes or no. Computed at load: Spark can't sum
# booleans, and pandas is slow where an aggregation computes something first.
_COUNTED = {
    "unknown": "is_toll_unknown",
    "range_only": "is_range_only",
    "mapped": "is_mapped",
    "harm": "has_harm",
    "injured_unknown": "is_injured_unknown",
}
COUNT_COLUMNS = ("incidents", *_COUNTED)
MEASURED_COLUMNS = (*COUNT_COLUMNS, *TOLL_COLUMNS, *(f"{name}_known" for name in TOLL_COLUMNS))
# What questions about counts read: the narrower a table, the less there is to look up for each of them.
COUNTED_COLUMNS = (
    "incident_id", "position", "dataset", "scope", "province", "district", "event_type", "attributed_to",
    "attribution_status", "first_day", "last_day", "civilians_killed", "killed_low", "killed_high",
    "civilians_injured", "has_harm", "is_mapped", "is_toll_unknown", "is_range_only", "search_text",
    *(f"counted_{name}" for name in _COUNTED),
    *(f"{grain}_first" for grain in GRAINS), *(f"{grain}_precision" for grain in GRAINS),
)  # fmt: skip
# Up to so many events pandas answers sooner than DuckDB has read the question: 3 to 9 ms against 12 to 18.
MOST_IN_PANDAS = 10_000


class EventStore:
    """Events in DuckDB, in this process and in memory; few of them in pandas. Safe to ask from several threads."""

    def __init__(self, events: pd.DataFrame, most_in_pandas: int = MOST_IN_PANDAS) -> None:
        """`events` as `dashboard.data.events.event_table` makes them."""
        engine = _InPandas if len(events) <= most_in_pandas else _InDuckDB
        self._engine: _InPandas | _InDuckDB = engine(_storable(events))

    def count(self, where: nw.Expr) -> int:
        """The number of incidents."""
        return self._engine.count(where)

    def cells(self, where: nw.Expr, *keys: str) -> pd.DataFrame:
        """Counts and tolls of the incidents, in cells of the same `keys` (columns), to be added up further.

        Where events are few each is a cell of its own. Columns: `keys`, which may be blank; COUNT_COLUMNS;
        TOLL_COLUMNS, with 0 or blank where nothing is known, and `<name>_known`, how many incidents know the figure.
        """
        return self._engine.cells(where, keys)

    def page(
        self,
        where: nw.Expr,
        order: Sequence[tuple[str, bool]],
        start: int,
        rows: int,
        columns: Sequence[str] = (),
    ) -> pd.DataFrame:
        """`rows` rows from `start` on, by (column, is_descending), blanks last, then the last of the file first.

        `columns` are those that are needed besides those of the order; all when none is named.
        """
        return self._engine.page(where, [*order, ("position", True)], slice(start, start + rows), list(columns))

    def rows(self, where: nw.Expr, columns: Sequence[str]) -> pd.DataFrame:
        """The given columns of every event, in the order of the file."""
        return self._engine.rows(where, list(columns))


class _InPandas:
    def __init__(self, events: pd.DataFrame) -> None:
        self._events = events.sort_values("position", ignore_index=True)
        # Asked of the narrow table: pandas looks up every column of what it is asked.
        self._counted = nw.from_native(self._events[list(COUNTED_COLUMNS)], eager_only=True)
        self._cells = _one_a_cell(self._events[list(COUNTED_COLUMNS)])

    def _kept(self, where: nw.Expr) -> np.ndarray:
        keep: np.ndarray = self._counted.select(keep=where)["keep"].fill_null(value=False).to_numpy().astype(bool)
        return keep

    def count(self, where: nw.Expr) -> int:
        return int(self._kept(where).sum())

    def cells(self, where: nw.Expr, keys: Sequence[str]) -> pd.DataFrame:
        return self._cells.loc[self._kept(where), list(dict.fromkeys([*keys, *MEASURED_COLUMNS]))]

    def page(self, where: nw.Expr, order: Sequence[tuple[str, bool]], part: slice, columns: list[str]) -> pd.DataFrame:
        names, ascending = [name for name, _ in order], [not is_descending for _, is_descending in order]
        ordered = self._events.loc[self._kept(where), list(dict.fromkeys(names))]
        at = ordered.sort_values(names, ascending=ascending, na_position="last").index[part]
        return self._events.loc[at, list(dict.fromkeys([*columns, *names]))] if columns else self._events.loc[at]

    def rows(self, where: nw.Expr, columns: list[str]) -> pd.DataFrame:
        return self._events.loc[self._kept(where), columns]


class _InDuckDB:
    def __init__(self, events: pd.DataFrame) -> None:
        self._connection = _connected({"events": events, "counted": events[list(COUNTED_COLUMNS)]})

    def _kept(self, where: nw.Expr, table: str = "events") -> nw.LazyFrame[Any]:
        return nw.from_native(self._connection.cursor().table(table)).filter(where)

    def count(self, where: nw.Expr) -> int:
        return int(_native(self._kept(where, "counted").select(n=nw.len()))["n"].iloc[0])

    def cells(self, where: nw.Expr, keys: Sequence[str]) -> pd.DataFrame:
        return _native(self._kept(where, "counted").group_by(*keys).agg(*_measures()))

    def page(self, where: nw.Expr, order: Sequence[tuple[str, bool]], part: slice, columns: list[str]) -> pd.DataFrame:
        names, descending = [name for name, _ in order], [is_descending for _, is_descending in order]
        kept = self._kept(where)
        picked = kept.select(*dict.fromkeys([*columns, *names])) if columns else kept
        return _native(picked.sort(*names, descending=descending, nulls_last=True).head(part.stop)).iloc[part.start :]

    def rows(self, where: nw.Expr, columns: list[str]) -> pd.DataFrame:
        picked = self._kept(where).select(*dict.fromkeys([*columns, "position"]))
        return _native(picked.sort("position"))[columns]


def _measures() -> list[nw.Expr]:
    return [
        nw.len().alias("incidents"),
        *(nw.col(f"counted_{name}").sum().alias(name) for name in _COUNTED),
        *(nw.col(column).sum().alias(name) for name, column in _SUMMED.items()),
        *(nw.col(column).count().alias(f"{name}_known") for name, column in _SUMMED.items()),
    ]


def _native(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """The answer; days as dates, which DuckDB gives as moments."""
    answer: pd.DataFrame = frame.collect("pandas").to_native()
    moments = answer.select_dtypes("datetime")
    return answer.assign(**{str(name): moments[name].dt.date for name in moments}) if len(moments.columns) else answer


def _storable(events: pd.DataFrame) -> pd.DataFrame:
    """Texts as texts: an object column would be typed by its first rows. Days are date objects, which DuckDB knows."""
    days = ("first_day", "last_day", *(f"{grain}_first" for grain in GRAINS))
    texts = [name for name in events.select_dtypes(["object", "str"]) if name not in days]
    known = events.assign(is_injured_unknown=events["civilians_injured"].isna())
    counted = {f"counted_{name}": known[column].astype("int64") for name, column in _COUNTED.items()}
    return events.astype(dict.fromkeys(texts, "str")).assign(**counted)


def _one_a_cell(counted: pd.DataFrame) -> pd.DataFrame:
    """Each event as a cell, with the columns of `_measures`."""
    measures: dict[str, Any] = {"incidents": 1}
    measures |= {name: counted[f"counted_{name}"] for name in _COUNTED}
    measures |= {name: counted[column].fillna(0).astype("int64") for name, column in _SUMMED.items()}
    measures |= {f"{name}_known": counted[column].notna().astype("int64") for name, column in _SUMMED.items()}
    return counted.assign(**measures)


def _connected(tables: Mapping[str, pd.DataFrame]) -> duckdb.DuckDBPyConnection:
    """A database of its own that holds the tables, and reads no files."""
    connection = duckdb.connect()
    for name, table in tables.items():
        connection.from_df(table).create(name)
    connection.execute("SET enable_external_access = false")
    return connection
