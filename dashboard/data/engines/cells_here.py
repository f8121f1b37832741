"""An engine whose cells are kept here: counts are answered at once, and the engine is asked for what cells can't tell.

The cells are made once for a version of its events, in the background; until they are there the engine is asked for
everything. Several processes may share the folder: one makes the file, the others find it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd

from dashboard.data import bars
from dashboard.data.cell_tables import CellTables
from dashboard.data.engines.adding_up import TILE_ZOOM, write
from dashboard.data.engines.patient import Patient
from dashboard.data.kept_events import alone, program
from dashboard.data.measures import SQUARE_COLUMNS
from dashboard.data.mercator import Squares
from dashboard.data.offline import opened
from dashboard.data.question import Where
from dashboard.errors import EngineError

FOLDER = "cells"
MOST = 3
_LOG = logging.getLogger("dashboard.engine")


class CellsHere:
    """The questions of `dashboard.data.store.EventStore`: counts from `cells` where they can tell."""

    def __init__(self, engine: Patient, cells: CellTables | None = None) -> None:
        self.engine = engine
        self.cells_here = cells

    def count(self, where: Where) -> int:
        """The number of incidents."""
        return int(self.kinds(where)["incidents"].sum()) if self._tells(where) else self.engine.count(where)

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`; what whole bars and cut ones say of the same keys stands in two rows."""
        level = bars.level_for(where, keys)
        if not self.cells_here or level == bars.ROWS:
            return self.engine.cells(where, keys)
        cut = [self.engine.cells(where & more, keys) for more in self._cut(where, level)]
        # Cells leave out what no event knows.
        return pd.concat([self.cells_here.cells(where, level, keys), *cut], ignore_index=True, join="inner")

    def kinds(self, where: Where) -> pd.DataFrame:
        """Incidents by what a Selection can choose by."""
        level = bars.level_for(where, ())
        if not self.cells_here or level == bars.ROWS:
            return self.engine.kinds(where)
        cut = [self.engine.kinds(where & more) for more in self._cut(where, level)]
        return pd.concat([self.cells_here.kinds(where, level), *cut], ignore_index=True)

    def squares(self, where: Where, zoom: int, within: Squares, keys: Sequence[str] = ()) -> pd.DataFrame:
        """Incidents by square of the map."""
        if not self.cells_here or not where.is_of_cells or zoom > TILE_ZOOM or keys:
            return self.engine.squares(where, zoom, within, keys)
        cut = [self.engine.squares(where & more, zoom, within) for more in self._cut(where, "year")]
        return _together([self.cells_here.squares(where, zoom, within), *cut])

    def _cut(self, where: Where, level: str) -> list[nw.Expr]:
        return bars.cut(where, level, has_across=self.cells_here is not None and self.cells_here.has_across)

    def _tells(self, where: Where) -> bool:
        return self.cells_here is not None and bars.level_for(where, ()) != bars.ROWS

    def __getattr__(self, name: str) -> Any:
        """All other questions are the engine's."""
        return getattr(self.engine, name)


def _together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Squares added up; where their incidents are is a mean, of as many as there are."""
    rows = pd.concat(parts, ignore_index=True)
    weighted = {name: rows[name].astype("float64") * rows["incidents"] for name in ("latitude", "longitude")}
    sums = rows.assign(**weighted).fillna(0).groupby(["square_x", "square_y"], as_index=False).sum()
    means = {name: sums[name] / np.maximum(sums["incidents"], 1) for name in weighted}
    return sums.assign(**means)[list(SQUARE_COLUMNS)]


def with_cells(engine: Patient, version: str, state_dir: Path | None) -> CellsHere:
    """The engine with the cells of `version`: those that are there, else those that are made from now on."""
    store = CellsHere(engine)
    if state_dir and engine.version():  # of events that nobody has seen yet there is nothing to keep
        path = state_dir / FOLDER / f"{version}-{program()}.duckdb"  # another program may add up otherwise
        store.cells_here = _found(path)
        if not store.cells_here and not engine.is_for_once:
            threading.Thread(target=_make, args=(store, path), name="engine-cells", daemon=True).start()
    return store


def _make(store: CellsHere, path: Path) -> None:
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(path.with_suffix(".lock")):
            if not _found(path) and not store.engine.has_cells():
                part.unlink(missing_ok=True)
                write(part, store.engine.for_long())
                part.replace(path)
                _prune(path)
        store.cells_here = _found(path)
    except (EngineError, duckdb.Error, OSError) as error:
        _LOG.warning("Counts are not kept here: %s", store.engine.engine.address.hide(str(error)))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _prune(newest: Path) -> None:
    """Remove the oldest files; who has one open can go on reading it."""
    others = [path for path in newest.parent.glob("*.duckdb") if path != newest]
    for path in sorted(others, key=lambda one: one.stat().st_mtime, reverse=True)[MOST - 1 :]:
        path.unlink(missing_ok=True)
        path.with_suffix(".lock").unlink(missing_ok=True)


def _found(path: Path) -> CellTables | None:
    try:
        return CellTables(opened(path)) if path.is_file() else None
    except duckdb.Error:
        return None
