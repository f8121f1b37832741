"""Few events, asked in pandas: it answers sooner than DuckDB has read the question."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data.events import cited_table
from dashboard.data.incident_rows import cells
from dashboard.data.measures import (
    COUNTED_COLUMNS,
    DEATH_COLUMNS,
    KIND_COLUMNS,
    KIND_MEASURES,
    SQUARE_COLUMNS,
    measured,
    one_a_cell,
)
from dashboard.data.mercator import FINEST_ZOOM, Squares
from dashboard.data.question import Where, is_within


class InPandas:
    """The questions of `dashboard.data.store.EventStore`, over a table in memory."""

    def __init__(self, events: pd.DataFrame, texts: pd.DataFrame | None = None) -> None:
        """`events` as `measures.storable` makes them; `texts` are the cells of their file, row by row."""
        order = events["position"].to_numpy().argsort(kind="stable")
        self._events = events.iloc[order].reset_index(drop=True)
        self._texts = None if texts is None else texts.iloc[order].reset_index(drop=True)
        self._cited = cited_table(self._events)
        self._all = nw.from_native(self._events, eager_only=True)
        # Asked of the narrow table: pandas looks up every column of what it is asked.
        self._counted = nw.from_native(self._events[list(COUNTED_COLUMNS)], eager_only=True)
        self._cells = one_a_cell(self._events[list(COUNTED_COLUMNS)])
        self._measured = measured(with_deaths=bool(self._events[list(DEATH_COLUMNS)].notna().any(axis=None)))

    def _kept(self, where: Where) -> np.ndarray:
        asked = self._all if where.also else self._counted
        keep: np.ndarray = asked.select(keep=where.expr)["keep"].fill_null(value=False).to_numpy().astype(bool)
        return keep

    def count(self, where: Where) -> int:
        """The number of incidents."""
        return int(self._kept(where).sum())

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Each incident as a cell of its own."""
        return self._cells.loc[self._kept(where), list(dict.fromkeys([*keys, *self._measured]))]

    def kinds(self, where: Where) -> pd.DataFrame:
        """Each incident as a kind of its own."""
        return self._cells.loc[self._kept(where), [*KIND_COLUMNS, *KIND_MEASURES]]

    def squares(self, where: Where, zoom: int, within: Squares) -> pd.DataFrame:
        """Incidents by square of the map."""
        cells = self._cells.loc[self._kept(where & is_within(within))]
        parts = 2 ** (FINEST_ZOOM - zoom)
        numbers = {f"square_{axis}": cells[f"tile_{axis}"].astype("int64") // parts for axis in "xy"}
        by_square = cells.assign(**numbers).groupby(list(numbers), as_index=False)
        sums = {name: (name, "sum") for name in SQUARE_COLUMNS if name in cells}
        means = {name: (f"drawn_{name}", "mean") for name in ("latitude", "longitude")}
        return by_square.agg(**sums, **means)[list(SQUARE_COLUMNS)]

    def squares_around(self, where: Where) -> Squares | None:
        """The squares of the closest zoom that hold all of them."""
        numbers = self._cells.loc[self._kept(where & nw.col("is_mapped")), ["tile_x", "tile_y"]].to_numpy("int64")
        if not len(numbers):
            return None
        (x0, y0), (x1, y1) = numbers.min(axis=0).tolist(), numbers.max(axis=0).tolist()
        return x0, y0, x1, y1

    def page(self, where: Where, order: Sequence[tuple[str, bool]], part: slice, columns: list[str]) -> pd.DataFrame:
        """A part of the rows, ordered."""
        names, ascending = [name for name, _ in order], [not is_descending for _, is_descending in order]
        ordered = self._events.loc[self._kept(where), list(dict.fromkeys(names))]
        at = ordered.sort_values(names, ascending=ascending, na_position="last").index[part]
        return self._events.loc[at, list(dict.fromkeys([*columns, *names]))] if columns else self._events.loc[at]

    def rows(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """Columns of all rows, in the order of the file."""
        return self._events.loc[self._kept(where), columns]

    def counts(self, where: Where, keys: list[str]) -> pd.DataFrame:
        """`incidents` by `keys`."""
        kept = self._events.loc[self._kept(where), keys]
        return kept.groupby(keys, dropna=False, sort=False).size().reset_index(name="incidents")

    def sources(self, where: Where, among: list[str]) -> pd.DataFrame:
        """`source_id`, `rows`: most first."""
        positions = self._events.loc[self._kept(where), "position"]
        cited = self._cited[self._cited["position"].isin(positions)]
        cited = cited[cited["source_id"].isin(among)] if among else cited
        found = cited.groupby("source_id")["position"].agg(rows="size", first="min").reset_index()
        ordered = found.sort_values(["rows", "first", "source_id"], ascending=[False, True, True], ignore_index=True)
        return ordered[["source_id", "rows"]]

    def citing(self, source_id: str, most: int) -> pd.DataFrame:
        """The first `most` incidents that name the source."""
        positions = self._cited.loc[self._cited["source_id"] == source_id, "position"].head(most)
        return self._events[self._events["position"].isin(positions)]

    def texts(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """The cells of the rows, in the order of the file."""
        if self._texts is None:
            return cells(self.rows(where, columns))[columns]
        return self._texts.loc[self._kept(where), columns]
