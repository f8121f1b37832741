"""Many events in a DuckDB with cells added up beforehand (`dashboard.data.aggregates`), which answer what they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd

from dashboard.data import bars
from dashboard.data.aggregates import OF_ROWS
from dashboard.data.cell_tables import AddUp, CellTables, Relation, added, filtered
from dashboard.data.lazily import BESIDE, Lazily
from dashboard.data.mercator import Squares
from dashboard.data.offline import full_name
from dashboard.data.question import Where, is_within
from dashboard.data.text_index import TextIndex


class AddedUp(Lazily):
    """The questions of `dashboard.data.store.EventStore`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """`connection` holds `events`, the tables of `aggregates.build` and `text_index.build`, and BESIDE."""
        self._connection = connection
        self._names = names = {name: full_name(connection, name) for name in ("events", "counted", *BESIDE)}
        super().__init__(lambda: nw.from_native(connection.cursor().table(names["events"])))
        self._index = TextIndex(connection)
        self._tables = [name for (name,) in connection.sql("SHOW TABLES").fetchall() if name in BESIDE]
        self._cells = CellTables(connection)

    @property
    def database(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to all tables."""
        return self._connection.cursor()

    def count(self, where: Where) -> int:
        """The number of incidents."""
        level = bars.level_for(where, ())
        return self._cells.count(where, level, self._other_rows(where, level))

    def kinds(self, where: Where) -> pd.DataFrame:
        """KIND_MEASURES by KIND_COLUMNS."""
        level = bars.level_for(where, ())
        return self._cells.kinds(where, level, self._other_rows(where, level))

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`; what whole bars and rows say of the same keys stands in two rows."""
        level = bars.level_for(where, keys)
        return self._cells.cells(where, level, keys, self._other_rows(where, level))

    def squares(self, where: Where, zoom: int, within: Squares, keys: Sequence[str] = ()) -> pd.DataFrame:
        """Incidents by square of the map."""
        if keys:
            return super().squares(where, zoom, within, keys)
        rows = self._other_rows(where, "year" if where.is_of_cells else bars.ROWS, is_within(within))
        return self._cells.squares(where, zoom, within, rows, only_rows=not where.is_of_cells)

    def squares_around(self, where: Where) -> Squares | None:
        """The squares of the closest zoom that hold all of them."""
        ends = ", ".join(f"{end}(tile_{axis})" for end in ("min", "max") for axis in "xy")
        x0, y0, x1, y1 = self._rows_of(where).aggregate(ends).fetchall()[0]
        return None if x0 is None else (x0, y0, x1, y1)

    def _other_rows(self, where: Where, level: str, *more: nw.Expr) -> Iterator[AddUp]:
        """What adds up the rows that the whole bars of `level` leave: those of bars that are cut, or all."""
        if level == bars.ROWS:
            yield self._rows(where, *more)
            return
        for rows in bars.cut(where, level, has_across=self._cells.has_across):
            yield self._rows(where, rows, *more)

    def _rows(self, where: Where, *more: nw.Expr) -> AddUp:
        rows = self._rows_of(where, *more)
        return lambda keys, measures: added(rows, keys, {name: OF_ROWS[name] for name in measures})

    def _rows_of(self, where: Where, *more: nw.Expr) -> Relation:
        """`more` looks at columns that are counted; what else the question looks at is found in all of the events."""
        cursor = self._connection.cursor()
        rows = filtered(cursor.table(self._names["counted"]), [*where.terms, *where.days, *more])
        if where.also:
            rows = rows.join(
                filtered(cursor.table(self._names["events"]), where.also).project("position"), "position", "semi"
            )
        return self._with_words(rows, cursor, where)

    def _kept(self, where: Where) -> nw.LazyFrame[Any]:
        return self._beside(where)["kept"]

    def _beside(self, where: Where) -> dict[str, nw.LazyFrame[Any]]:
        cursor = self._connection.cursor()  # tables of two cursors can't be joined
        kept = filtered(cursor.table(self._names["events"]), [*where.terms, *where.days, *where.also])
        beside = {name: cursor.table(self._names[name]) for name in self._tables}
        tables = {"kept": self._with_words(kept, cursor, where), **beside}
        return {name: nw.from_native(table) for name, table in tables.items()}

    def _with_words(self, rows: Relation, cursor: duckdb.DuckDBPyConnection, where: Where) -> Relation:
        """Those of `rows` that the index finds."""
        return rows.join(cursor.table(self._index.found(where.words)), "position", "semi") if where.words else rows
