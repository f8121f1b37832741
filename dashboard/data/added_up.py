"""Many events in a DuckDB with cells added up beforehand (`dashboard.data.aggregates`), which answer what they can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data import bars
from dashboard.data.aggregates import OF_ROWS, OF_SQUARES, PARTS_OF_DEGREE, TILE_ZOOMS
from dashboard.data.lazily import BESIDE, Lazily, plain
from dashboard.data.measures import KIND_COLUMNS, KIND_MEASURES, MEASURED_COLUMNS, SQUARE_COLUMNS
from dashboard.data.mercator import FINEST_ZOOM, Squares
from dashboard.data.question import Where, is_within
from dashboard.data.text_index import TextIndex

Relation = Any  # DuckDB's, whose types don't say what it gives
Names = Mapping[str, str]  # column of the answer -> what it is of the table
AddUp = Callable[[Names, Sequence[str]], Relation]  # measures by keys


class AddedUp(Lazily):
    """The questions of `dashboard.data.store.EventStore`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """`connection` holds `events`, the tables of `aggregates.build` and `text_index.build`, and BESIDE."""
        self._connection = connection
        super().__init__(lambda: nw.from_native(connection.cursor().table("events")))
        self._index = TextIndex(connection)
        self._tables = [name for (name,) in connection.sql("SHOW TABLES").fetchall() if name in BESIDE]
        kinds: pd.DataFrame = connection.sql("SELECT * FROM kinds ORDER BY kind").df().drop(columns="kind")
        texts = [name for name in KIND_COLUMNS if name != "has_harm"]
        self._kinds = kinds.astype(dict.fromkeys(texts, "str")).astype(dict.fromkeys(texts, "category"))

    @property
    def database(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to all tables."""
        return self._connection.cursor()

    def count(self, where: Where) -> int:
        """The number of incidents."""
        parts = self._parts(where, bars.level_for(where, ()))
        return sum(int(add_up({}, ["incidents"]).fetchall()[0][0] or 0) for add_up in parts)

    def kinds(self, where: Where) -> pd.DataFrame:
        """KIND_MEASURES by KIND_COLUMNS."""
        sums = np.zeros((len(KIND_MEASURES), len(self._kinds)), dtype="int64")
        for add_up in self._parts(where, bars.level_for(where, ())):
            answer = add_up({"kind": "kind"}, KIND_MEASURES).fetchnumpy()
            for at, name in enumerate(KIND_MEASURES):
                sums[at, answer["kind"]] += answer[name]
        found = np.flatnonzero(sums[0])
        return self._kinds.take(found).assign(**dict(zip(KIND_MEASURES, sums[:, found], strict=True)))

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`; what whole bars and rows say of the same keys stands in two rows."""
        named = dict(zip(keys, keys, strict=True))
        parts = [add_up(named, MEASURED_COLUMNS).df() for add_up in self._parts(where, bars.level_for(where, keys))]
        return plain(pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0])

    def squares(self, where: Where, zoom: int, within: Squares) -> pd.DataFrame:
        """Incidents by square of the map."""
        tiled = next(one for one in TILE_ZOOMS if one >= zoom)
        parts = []
        for add_up, has in self._tiles(where, tiled, within):
            keys = {f"square_{axis}": f"(tile_{axis} >> {has - zoom})" for axis in "xy"}
            parts.append(add_up(keys, OF_SQUARES).df())
        found: pd.DataFrame = pd.concat(parts).groupby(["square_x", "square_y"], as_index=False).sum()
        scale = found["incidents"] * PARTS_OF_DEGREE
        means = {"latitude": found["north"] / scale, "longitude": found["east"] / scale}
        return found.assign(**means)[list(SQUARE_COLUMNS)]

    def squares_around(self, where: Where) -> Squares | None:
        """The squares of the closest zoom that hold all of them."""
        ends = ", ".join(f"{end}(tile_{axis})" for end in ("min", "max") for axis in "xy")
        x0, y0, x1, y1 = self._counted_rows(where).aggregate(ends).fetchall()[0]
        return None if x0 is None else (x0, y0, x1, y1)

    def _parts(self, where: Where, level: str) -> Iterator[AddUp]:
        """What adds up the whole bars of `level`, and the rows of those that are cut."""
        if level == bars.ROWS:
            yield self._rows(where)
            return
        yield self._cells(f"cells_{level}", [*where.terms, *bars.whole(where)])
        for rows in bars.cut(where, level):
            yield self._rows(where, rows)

    def _tiles(self, where: Where, zoom: int, within: Squares) -> Iterator[tuple[AddUp, int]]:
        """The same on the map, with the zoom of the squares: tiles of `zoom`, rows where cells can't answer."""
        if not where.is_of_cells:
            yield self._rows(where, is_within(within)), FINEST_ZOOM
            return
        x0, y0, x1, y1 = (one >> (FINEST_ZOOM - zoom) for one in within)
        yield self._cells(f"tiles_{zoom}", [*where.terms, *bars.whole(where), is_within((x0, y0, x1, y1))]), zoom
        for rows in bars.cut(where, "year"):
            yield self._rows(where, rows, is_within(within)), FINEST_ZOOM

    def _cells(self, table: str, terms: Sequence[nw.Expr]) -> AddUp:
        cells = _filtered(self._connection.cursor().table(table), terms)
        return lambda keys, measures: _added(cells, keys, {name: f"sum({name})" for name in measures})

    def _rows(self, where: Where, *more: nw.Expr) -> AddUp:
        rows = self._counted_rows(where, *more)
        return lambda keys, measures: _added(rows, keys, {name: OF_ROWS[name] for name in measures})

    def _counted_rows(self, where: Where, *more: nw.Expr) -> Relation:
        """`more` looks at columns that are counted; what else the question looks at is found in all of the events."""
        cursor = self._connection.cursor()
        rows = _filtered(cursor.table("counted"), [*where.terms, *where.days, *more])
        if where.also:
            rows = rows.join(_filtered(cursor.table("events"), where.also).project("position"), "position", "semi")
        return self._with_words(rows, cursor, where)

    def _kept(self, where: Where) -> nw.LazyFrame[Any]:
        return self._beside(where)["kept"]

    def _beside(self, where: Where) -> dict[str, nw.LazyFrame[Any]]:
        cursor = self._connection.cursor()  # tables of two cursors can't be joined
        kept = _filtered(cursor.table("events"), [*where.terms, *where.days, *where.also])
        tables = {"kept": self._with_words(kept, cursor, where), **{name: cursor.table(name) for name in self._tables}}
        return {name: nw.from_native(table) for name, table in tables.items()}

    def _with_words(self, rows: Relation, cursor: duckdb.DuckDBPyConnection, where: Where) -> Relation:
        """Those of `rows` that the index finds."""
        return rows.join(cursor.table(self._index.found(where.words)), "position", "semi") if where.words else rows


def _filtered(table: Relation, terms: Sequence[nw.Expr]) -> Relation:
    return nw.from_native(table).filter(*terms).to_native() if terms else table


def _added(kept: Relation, keys: Names, measures: Names) -> Relation:
    # As numbers of 64 bits: a sum is a HUGEINT otherwise, which pandas gets as a float.
    sums = {name: f"CAST({what} AS BIGINT)" for name, what in measures.items()}
    named = [f"{what} AS {name}" for name, what in {**keys, **sums}.items()]
    return kept.aggregate(", ".join(named), ", ".join(keys.values()))
