"""What a Selection can be counted by: cells of the event store, added up as often as a page asks.

Every count is one pass of numpy over the cells: a page asks for a dozen, and pandas takes a millisecond for each step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data.measures import COUNT_COLUMNS, DEATH_COLUMNS, DEATHS_UNKNOWN, TOLL_COLUMNS
from dashboard.model.tolls import Toll

Keep = np.ndarray  # of yes or no, one a cell


class Cube:
    """Cells as `EventStore.cells` gives them, and the conditions that a reader chose, by name.

    Those of `EventStore.kinds` have no tolls: they can tell incidents alone.
    """

    def __init__(self, cells: pd.DataFrame, terms: Mapping[str, nw.Expr]) -> None:
        self._cells = cells
        self._terms = terms
        self._codes: dict[str, tuple[np.ndarray, list[Any]]] = {}
        self._has_deaths = DEATHS_UNKNOWN in cells
        self._count_columns = (*COUNT_COLUMNS, DEATHS_UNKNOWN) if self._has_deaths else COUNT_COLUMNS
        self._toll_columns = (*TOLL_COLUMNS, *DEATH_COLUMNS) if self._has_deaths else TOLL_COLUMNS

    @cached_property
    def _counts(self) -> np.ndarray:
        return self._cells[list(self._count_columns)].to_numpy("int64")

    @cached_property
    def _sums(self) -> np.ndarray:
        return self._cells[list(self._toll_columns)].fillna(0).to_numpy("int64")

    @cached_property
    def _known(self) -> np.ndarray:
        return self._cells[[f"{name}_known" for name in self._toll_columns]].to_numpy("int64")

    @cached_property
    def _chosen(self) -> Mapping[str, Keep]:
        return {name: self.meeting(term) for name, term in self._terms.items()}

    def meeting(self, term: nw.Expr) -> Keep:
        """The cells that meet one more condition."""
        keep: Keep = nw.from_native(self._cells, eager_only=True).select(keep=term)["keep"].to_numpy().astype(bool)
        return keep

    def kept(self, but: Collection[str] = ()) -> Keep:
        """The cells that all conditions leave, as if those named in `but` were not there."""
        keep = np.ones(len(self._cells), dtype=bool)
        for name, chosen in self._chosen.items():
            keep = keep if name in but else keep & chosen
        return keep

    def incidents(self, keep: Keep) -> int:
        """The number of incidents in the cells."""
        return int(self._cells["incidents"].to_numpy("int64")[keep].sum())

    def toll(self, keep: Keep) -> Toll:
        """The cells added up. Where they do not tell deaths of all kinds of people, no incident knows them."""
        counts, sums, known = (part[keep].sum(axis=0).tolist() for part in (self._counts, self._sums, self._known))
        tolls: dict[str, Any] = dict(zip(self._count_columns, counts, strict=True))
        tolls |= {name: total if n else None for name, total, n in zip(self._toll_columns, sums, known, strict=True)}
        return Toll(**{DEATHS_UNKNOWN: tolls["incidents"], **tolls})

    def incidents_by(self, column: str, keep: Keep, which: str = "incidents") -> pd.DataFrame:
        """`column` and `incidents`, or `which` of COUNT_COLUMNS, most first, then by name, blank last."""
        codes, labels = self._coded(column)
        counted = self._cells[which].to_numpy("int64")[keep]
        counts = np.bincount(codes[keep], weights=counted, minlength=len(labels)).astype("int64")
        order = [at for at in np.argsort(-counts, kind="stable") if counts[at]]
        return pd.DataFrame({column: pd.Series([labels[at] for at in order], dtype=object), which: counts[order]})

    def tolls_by(self, keys: Sequence[str], keep: Keep) -> pd.DataFrame:
        """The columns of a toll for each combination of the columns `keys`, in their order.

        A sum of nothing known is missing.
        """
        codes, labels = zip(*(self._coded(key) for key in keys), strict=True)
        sizes = [len(one) for one in labels]
        found, which = np.unique(np.ravel_multi_index([one[keep] for one in codes], sizes), return_inverse=True)
        parts = (self._counts, self._sums, self._known)
        counts, sums, known = (_added(part[keep], which, len(found)).T for part in parts)
        columns: dict[str, Any] = {
            key: pd.Series([names[at] for at in ats], dtype=object)
            for key, names, ats in zip(keys, labels, np.unravel_index(found, sizes), strict=True)
        }
        columns |= dict(zip(self._count_columns, counts, strict=True))
        columns |= {
            name: pd.arrays.IntegerArray(total.copy(), n == 0)
            for name, total, n in zip(self._toll_columns, sums, known, strict=True)
        }
        return pd.DataFrame(columns if self._has_deaths else columns | self._no_deaths(counts[0]))

    def _no_deaths(self, incidents: np.ndarray) -> dict[str, Any]:
        """The columns of all deaths where no cell tells them."""
        missing = pd.arrays.IntegerArray(np.zeros(len(incidents), dtype="int64"), np.ones(len(incidents), dtype=bool))
        return {DEATHS_UNKNOWN: incidents, **dict.fromkeys(DEATH_COLUMNS, missing)}

    def _coded(self, column: str) -> tuple[np.ndarray, list[Any]]:
        """A number for each cell, and what the numbers stand for, in order, blank last."""
        if column not in self._codes:
            values = self._cells[column]
            if isinstance(values.dtype, pd.CategoricalDtype):  # of many cells, coded and in order already
                codes, labels = values.cat.codes.to_numpy("int16"), values.cat.categories
            else:
                codes, labels = pd.factorize(values, sort=True)
            self._codes[column] = np.where(codes < 0, len(labels), codes), [*labels, None]
        return self._codes[column]


def _added(rows: np.ndarray, which: np.ndarray, groups: int) -> np.ndarray:
    """The rows added up by the group that each belongs to."""
    sums = np.zeros((groups, rows.shape[1]), dtype="int64")
    np.add.at(sums, which, rows)
    return sums
