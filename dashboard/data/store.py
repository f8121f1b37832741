"""The event store: the one way to events.

Questions are narwhals expressions, run by DuckDB in this process; answers are small pandas tables. What a reader
selected comes in as one expression (`dashboard.model.scope`). A sum of nothing known is missing, never 0: narwhals
on DuckDB sums an empty column to 0, so that every sum travels with the number of rows it knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import narwhals as nw
import pandas as pd

from dashboard.data.calendar import GRAINS

TOLL_COLUMNS = ("killed_low", "killed_best", "killed_high", "injured")
_SUMMED = {
    "killed_low": "killed_low",
    "killed_best": "civilians_killed",
    "killed_high": "killed_high",
    "injured": "civilians_injured",
}
# What questions about counts read: the narrower a table, the less DuckDB has to look up for each of them.
COUNTED_COLUMNS = (
    "incident_id", "position", "dataset", "scope", "province", "district", "event_type", "attributed_to",
    "attribution_status", "first_day", "last_day", "civilians_killed", "killed_low", "killed_high",
    "civilians_injured", "is_mapped", "is_toll_unknown", "is_range_only", "has_harm", "search_text",
    *(f"{grain}_first" for grain in GRAINS), *(f"{grain}_precision" for grain in GRAINS),
)  # fmt: skip
WORTH_SHARING = 50_000  # events; below, handing parts to other threads takes longer than the answer
_COUNTED = {"unknown": "is_toll_unknown", "range_only": "is_range_only", "mapped": "is_mapped", "harm": "has_harm"}


class EventStore:
    """Events in a DuckDB database of its own, in memory. Safe to ask from several threads at once."""

    def __init__(self, events: pd.DataFrame) -> None:
        """`events` as `dashboard.data.events.event_table` makes them."""
        self._connection = duckdb.connect()
        self._connection.execute("SET enable_external_access = false")
        if len(events) < WORTH_SHARING:
            self._connection.execute("SET threads = 1")
        self._connection.register("loaded", _storable(events))
        self._connection.execute("CREATE TABLE events AS SELECT * FROM loaded")
        self._connection.unregister("loaded")
        self._connection.table("events").select(*COUNTED_COLUMNS).create("counted")

    def _events(self, where: nw.Expr, table: str = "events") -> nw.LazyFrame[duckdb.DuckDBPyRelation]:
        return nw.from_native(self._connection.cursor().table(table)).filter(where)

    def totals(self, where: nw.Expr) -> pd.DataFrame:
        """One row: incidents, mapped, harm, unknown, range_only, injured_unknown, and the sums of TOLL_COLUMNS."""
        return _tolls(self._events(where, "counted").select(*_measures()))

    def tolls_by(self, where: nw.Expr, *keys: str) -> pd.DataFrame:
        """The columns of `totals` for each combination of the columns `keys`, which are not dropped when blank."""
        answer = _tolls(self._events(where, "counted").group_by(*keys).agg(*_measures()))
        return answer.sort_values(list(keys), kind="stable", ignore_index=True)

    def tolls_by_period(self, where: nw.Expr, grain: str, *keys: str) -> pd.DataFrame:
        """The columns of `totals` by `period` (its first day), `precision` and the columns `keys`.

        `grain` is day, week, month, quarter or year. `precision` is the grain where the date is known as finely
        as that; else month or year, and `period` is the first day of that month or year.
        """
        answer = self.tolls_by(where, f"{grain}_first", f"{grain}_precision", *keys)
        named = answer.rename(columns={f"{grain}_first": "period", f"{grain}_precision": "precision"})
        return named.assign(period=pd.to_datetime(named["period"]).dt.date)

    def page(
        self,
        where: nw.Expr,
        order: Sequence[tuple[str, bool]],
        start: int,
        rows: int,
        columns: Sequence[str] = (),
    ) -> pd.DataFrame:
        """`rows` rows from `start` on, by (column, is_descending), blanks last, then the last of the file first.

        `columns` are those that are needed; all when none is named.
        """
        sorted_by = [*(name for name, _ in order), "position"]
        descending = [*(is_descending for _, is_descending in order), True]
        picked = self._events(where).select(*dict.fromkeys([*columns, *sorted_by])) if columns else self._events(where)
        ordered = picked.sort(*sorted_by, descending=descending, nulls_last=True)
        return _native(ordered.head(start + rows)).iloc[start:]

    def rows(self, where: nw.Expr, columns: Sequence[str]) -> pd.DataFrame:
        """The given columns of every event, in the order of the file."""
        picked = list(dict.fromkeys([*columns, "position"]))
        return _native(self._events(where).select(*picked).sort("position"))[list(columns)]


def _measures() -> list[nw.Expr]:
    # Booleans are cast before they are summed: Spark can't sum them.
    return [
        nw.len().alias("incidents"),
        nw.col("civilians_injured").is_null().cast(nw.Int64).sum().alias("injured_unknown"),
        *(nw.col(column).cast(nw.Int64).sum().alias(name) for name, column in _COUNTED.items()),
        *(nw.col(column).sum().alias(name) for name, column in _SUMMED.items()),
        *(nw.col(column).count().alias(f"{name}_known") for name, column in _SUMMED.items()),
    ]


def _tolls(frame: nw.LazyFrame[duckdb.DuckDBPyRelation]) -> pd.DataFrame:
    """The answer with whole numbers; a sum of which no summand is known is missing."""
    answer = _native(frame)
    columns: dict[str, object] = {}
    for name in map(str, answer.columns):
        if name in TOLL_COLUMNS:
            sums, known = answer[name].fillna(0).to_numpy("int64"), answer[f"{name}_known"].to_numpy("int64")
            columns[name] = pd.arrays.IntegerArray(sums, known == 0)
        elif name in ("incidents", "injured_unknown", *_COUNTED):
            columns[name] = answer[name].fillna(0).to_numpy("int64")
        elif not name.endswith("_known"):
            columns[name] = answer[name]
    return pd.DataFrame(columns)


def _native(frame: nw.LazyFrame[duckdb.DuckDBPyRelation]) -> pd.DataFrame:
    answer: pd.DataFrame = frame.collect("pandas").to_native()
    return answer


def _storable(events: pd.DataFrame) -> pd.DataFrame:
    """Texts as texts: an object column would be typed by its first rows. Days are date objects, which DuckDB knows."""
    days = ("first_day", "last_day", *(f"{grain}_first" for grain in GRAINS))
    texts = [name for name in events.select_dtypes(["object", "str"]) if name not in days]
    return events.astype(dict.fromkeys(texts, "str"))
