"""Questions to cells that were added up beforehand (`dashboard.data.aggregates`): whole bars, and whole squares.

What bars can't tell is added by whoever asks: `rows` are functions like those that add up cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data import bars
from dashboard.data.aggregates import OF_SQUARES, PARTS_OF_DEGREE, TILE_ZOOMS
from dashboard.data.lazily import plain
from dashboard.data.measures import (
    DEATH_COLUMNS,
    KIND_COLUMNS,
    KIND_MEASURES,
    SQUARE_COLUMNS,
    measured,
)
from dashboard.data.mercator import FINEST_ZOOM, Squares
from dashboard.data.offline import full_name
from dashboard.data.question import Where, is_within

Relation = Any  # DuckDB's, whose types don't say what it gives
Names = Mapping[str, str]  # column of the answer -> what it is of the table
AddUp = Callable[[Names, Sequence[str]], Relation]  # measures by keys


class CellTables:
    """The tables `kinds`, `cells_…` and `tiles_…` of a database."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        names = [*(f"cells_{level}" for level in bars.LEVELS), *(f"tiles_{zoom}" for zoom in TILE_ZOOMS)]
        self._names = {name: full_name(connection, name) for name in names}
        kinds: pd.DataFrame = connection.sql("SELECT * FROM kinds ORDER BY kind").df().drop(columns="kind")
        texts = [name for name in KIND_COLUMNS if name != "has_harm"]
        known = " + ".join(f"{name}_known" for name in DEATH_COLUMNS)
        asked = {"deaths": (f"sum({known}) > 0", "cells_year"), "across": ("bool_or(is_across)", "cells_month")}
        found = {name: self._is(*question) for name, question in asked.items()}
        self.measured = measured(with_deaths=found["deaths"])
        self.has_across = found["across"]
        self._kinds = kinds.astype(dict.fromkeys(texts, "str")).astype(dict.fromkeys(texts, "category"))

    def _is(self, what: str, table: str) -> bool:
        """Whether it is so in a table; not of one without rows."""
        answer = self._connection.table(self._names[table]).aggregate(f"coalesce({what}, false)").fetchall()
        return bool(answer[0][0])

    def count(self, where: Where, level: str, rows: Iterable[AddUp] = ()) -> int:
        """The number of incidents in the whole bars of `level`, and in `rows`."""
        return sum(int(add_up({}, ["incidents"]).fetchall()[0][0] or 0) for add_up in self._parts(where, level, rows))

    def kinds(self, where: Where, level: str, rows: Iterable[AddUp] = ()) -> pd.DataFrame:
        """KIND_MEASURES by KIND_COLUMNS."""
        sums = np.zeros((len(KIND_MEASURES), len(self._kinds)), dtype="int64")
        for add_up in self._parts(where, level, rows):
            answer = add_up({"kind": "kind"}, KIND_MEASURES).fetchnumpy()
            for at, name in enumerate(KIND_MEASURES):
                sums[at, answer["kind"]] += answer[name]
        found = np.flatnonzero(sums[0])
        return self._kinds.take(found).assign(**dict(zip(KIND_MEASURES, sums[:, found], strict=True)))

    def cells(self, where: Where, level: str, keys: Sequence[str], rows: Iterable[AddUp] = ()) -> pd.DataFrame:
        """`measured` by `keys`; what whole bars and rows say of the same keys stands in two rows."""
        named = dict(zip(keys, keys, strict=True))
        parts = [add_up(named, self.measured).df() for add_up in self._parts(where, level, rows)]
        return plain(pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0])

    def squares(
        self, where: Where, zoom: int, within: Squares, rows: Iterable[AddUp] = (), *, only_rows: bool = False
    ) -> pd.DataFrame:
        """SQUARE_COLUMNS of whole years, and of `rows`."""
        tiled = next(one for one in TILE_ZOOMS if one >= zoom)
        parts = [] if only_rows else [(self._tiles(where, tiled, within), tiled)]
        answers = []
        for add_up, has in [*parts, *((one, FINEST_ZOOM) for one in rows)]:
            keys = {f"square_{axis}": f"(tile_{axis} >> {has - zoom})" for axis in "xy"}
            answers.append(add_up(keys, OF_SQUARES).df())
        found: pd.DataFrame = pd.concat(answers).groupby(["square_x", "square_y"], as_index=False).sum()
        scale = found["incidents"] * PARTS_OF_DEGREE
        means = {"latitude": found["north"] / scale, "longitude": found["east"] / scale}
        return found.assign(**means)[list(SQUARE_COLUMNS)]

    def _parts(self, where: Where, level: str, rows: Iterable[AddUp]) -> list[AddUp]:
        if level == bars.ROWS:
            return list(rows)
        return [self._whole(f"cells_{level}", self._terms(where)), *rows]

    def _tiles(self, where: Where, zoom: int, within: Squares) -> AddUp:
        x0, y0, x1, y1 = (one >> (FINEST_ZOOM - zoom) for one in within)
        return self._whole(f"tiles_{zoom}", [*self._terms(where), is_within((x0, y0, x1, y1))])

    def _terms(self, where: Where) -> list[nw.Expr]:
        return [*where.terms, *bars.whole(where, has_across=self.has_across)]

    def _whole(self, table: str, terms: Sequence[nw.Expr]) -> AddUp:
        cells = filtered(self._connection.cursor().table(self._names[table]), terms)
        return lambda keys, measures: added(cells, keys, {name: f"sum({name})" for name in measures})


def filtered(table: Relation, terms: Sequence[nw.Expr]) -> Relation:
    """The rows of a relation that meet all of the terms."""
    return nw.from_native(table).filter(*terms).to_native() if terms else table


def added(kept: Relation, keys: Names, measures: Names) -> Relation:
    """`measures` by `keys`."""
    # As numbers of 64 bits: a sum is a HUGEINT otherwise, which pandas gets as a float.
    sums = {name: f"CAST({what} AS BIGINT)" for name, what in measures.items()}
    named = [f"{what} AS {name}" for name, what in {**keys, **sums}.items()]
    return kept.aggregate(", ".join(named), ", ".join(keys.values()))
