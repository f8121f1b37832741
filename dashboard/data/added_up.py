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
from dashboard.data.lazily import Lazily
from dashboard.data.measures import KIND_MEASURES, MEASURED_COLUMNS, SQUARE_COLUMNS
from dashboard.data.mercator import FINEST_ZOOM, Squares
from dashboard.data.question import Where, is_within

Relation = Any  # DuckDB's, whose types don't say what it gives
Names = Mapping[str, str]  # column of the answer -> what it is of the table
AddUp = Callable[[Names, Sequence[str]], Relation]  # measures by keys


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
        return _dated(pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0])

    def squares(self, where: Where, zoom: int, within: Squares) -> pd.DataFrame:
        """Incidents by square of the map."""
        tiled = next((one for one in TILE_ZOOMS if one >= zoom and where.is_of_cells), FINEST_ZOOM)
        parts = []
        for add_up, has in self._tiles(where, tiled, within):
            keys = {f"square_{axis}": f"(tile_{axis} >> {has - zoom})" for axis in "xy"}
            parts.append(add_up(keys, OF_SQUARES).df())
        found: pd.DataFrame = pd.concat(parts).groupby(["square_x", "square_y"], as_index=False).sum()
        scale = found["incidents"] * PARTS_OF_DEGREE
        means = {"latitude": found["north"] / scale, "longitude": found["east"] / scale}
        return found.assign(**means)[list(SQUARE_COLUMNS)]

    def _parts(self, where: Where, level: str) -> Iterator[AddUp]:
        """What adds up the whole bars of `level`, and the rows of those that are cut."""
        if level == bars.ROWS:
            yield self._rows(where)
            return
        yield self._cells(f"cells_{level}", [*where.terms, *bars.whole(where)])
        for more in bars.cut(where, level):
            yield self._rows(where & more)

    def _tiles(self, where: Where, zoom: int, within: Squares) -> Iterator[tuple[AddUp, int]]:
        """The same on the map, with the zoom of the squares: tiles of `zoom`, rows where there are none."""
        rows = where & is_within(within)
        if zoom == FINEST_ZOOM:
            yield self._rows(rows), zoom
            return
        x0, y0, x1, y1 = (one >> (FINEST_ZOOM - zoom) for one in within)
        yield self._cells(f"tiles_{zoom}", [*where.terms, *bars.whole(where), is_within((x0, y0, x1, y1))]), zoom
        for more in bars.cut(where, "year"):
            yield self._rows(rows & more), FINEST_ZOOM

    def _cells(self, table: str, terms: Sequence[nw.Expr]) -> AddUp:
        kept = _kept(self._frame(table), terms)
        return lambda keys, measures: _added(kept, keys, {name: f"sum({name})" for name in measures})

    def _rows(self, where: Where) -> AddUp:
        kept = _kept(self._frame("counted"), [where.expr])
        return lambda keys, measures: _added(kept, keys, {name: OF_ROWS[name] for name in measures})


def _kept(frame: nw.LazyFrame[Any], terms: Sequence[nw.Expr]) -> Relation:
    return (frame.filter(*terms) if terms else frame).to_native()


def _added(kept: Relation, keys: Names, measures: Names) -> Relation:
    # As numbers of 64 bits: a sum is a HUGEINT otherwise, which pandas gets as a float.
    sums = {name: f"CAST({what} AS BIGINT)" for name, what in measures.items()}
    named = [f"{what} AS {name}" for name, what in {**keys, **sums}.items()]
    return kept.aggregate(", ".join(named), ", ".join(keys.values()))


def _dated(answer: pd.DataFrame) -> pd.DataFrame:
    moments = answer.select_dtypes("datetime")
    return answer.assign(**{str(name): moments[name].dt.date for name in moments})
