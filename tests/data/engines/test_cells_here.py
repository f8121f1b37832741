"""Cells that an engine added up and that are kept here answer as the engine itself, and spare it most questions."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboard.data.bars import LEVELS
from dashboard.data.cell_tables import CellTables
from dashboard.data.dataset import Dataset
from dashboard.data.engines.adding_up import write
from dashboard.data.engines.cells_here import CellsHere, with_cells
from dashboard.data.engines.opening import lent
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.prepared import write_prepared
from dashboard.data.kept_events import program
from dashboard.data.offline import opened
from dashboard.data.question import Where
from dashboard.data.store import EventStore
from dashboard.model.scope import incidents_where
from dashboard.model.selection import Selection
from tests.model.test_engines import bars, drawn, kinds, same, squares
from tests.tiny import BUNDLED

PATIENCE = 60  # seconds, on a machine with much else to do


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Patient]:
    """The bundled events in a folder of Parquet files, which has no cells of its own."""
    folder = tmp_path_factory.mktemp("events")
    write_prepared(folder / "events.parquet", BUNDLED)
    with lent(str(folder), PATIENCE) as patient:
        assert patient
        patient.is_for_once = False  # as a server has it
        yield patient


@pytest.fixture(scope="module")
def here(engine: Patient, tmp_path_factory: pytest.TempPathFactory) -> CellsHere:
    path = tmp_path_factory.mktemp("cells") / "cells.duckdb"
    write(path, engine)
    return CellsHere(engine, CellTables(opened(path)))


@dataclass
class Counted:
    """An engine whose questions are counted."""

    engine: Patient
    asked: int = 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        return getattr(self.engine, name)


def wait_for_cells(store: CellsHere) -> None:
    """Until they are made; fails when they are not."""
    ends = time.monotonic() + PATIENCE
    while not store.cells_here and time.monotonic() < ends:
        time.sleep(0.05)
    assert store.cells_here


@pytest.mark.parametrize("seed", range(8))
def test_cells_here_tell_what_the_engine_tells(bundled: Dataset, engine: Patient, here: CellsHere, seed: int) -> None:
    draw = random.Random(seed)
    stores = [EventStore(CellsHere(engine), is_large=True), EventStore(here, is_large=True), bundled.events]
    for level in LEVELS:
        where = incidents_where(drawn(draw, bundled), bundled)
        assert same([bars(one, where, (f"{level}_first", f"{level}_precision")) for one in stores])
        first, *others = (kinds(one, where) for one in stores)
        assert all(other == first for other in others)
        assert len({one.count(where) for one in stores}) == 1


@pytest.mark.parametrize("zoom", [5, 8, 10, 12])
def test_squares_of_cells_here_are_those_of_the_engine(bundled: Dataset, here: CellsHere, zoom: int) -> None:
    draw = random.Random(zoom)
    for _ in range(4):
        where = incidents_where(drawn(draw, bundled), bundled)
        found, expected = (squares(one, where, zoom) for one in (EventStore(here, is_large=True), bundled.events))
        means = ["latitude", "longitude"]
        assert found.drop(columns=means).equals(expected.drop(columns=means))
        assert ((found[means] - expected[means]).abs() < 1e-4).all(axis=None)  # kept to five digits


def test_whole_years_are_told_without_the_engine(here: CellsHere, bundled: Dataset) -> None:
    counted: Any = Counted(here.engine)
    events = EventStore(CellsHere(counted, here.cells_here), is_large=True)
    whole = Selection(start=dt.date(2012, 1, 1), end=dt.date(2023, 12, 31), province=("Duhok",))
    where = incidents_where(whole, bundled)
    assert events.count(where) > 0
    assert len(events.cells(where, "year_first", "year_precision"))
    assert len(events.squares(where, 8))
    assert counted.asked == 0
    cut = Selection(start=dt.date(2012, 1, 2), end=dt.date(2023, 12, 31))
    events.count(incidents_where(cut, bundled))
    assert counted.asked == 1


def test_cells_are_made_in_the_background_and_found_by_the_next_one(
    engine: Patient, bundled: Dataset, tmp_path: Path
) -> None:
    first = with_cells(engine, "0123456789ab", tmp_path)
    assert first.count(Where()) == bundled.events.count(Where())  # by the engine, while there are none
    wait_for_cells(first)
    assert with_cells(engine, "0123456789ab", tmp_path).cells_here
    assert len(list((tmp_path / "cells").glob("0123456789ab-*.duckdb"))) == 1


def test_only_the_newest_files_are_kept(engine: Patient, tmp_path: Path) -> None:
    for version in ("000000000000", "111111111111", "222222222222", "333333333333"):
        store = with_cells(engine, version, tmp_path)
        wait_for_cells(store)
    kept = sorted(path.name[:12] for path in (tmp_path / "cells").glob("*.duckdb"))
    assert kept == ["111111111111", "222222222222", "333333333333"]


def test_without_a_folder_the_engine_is_asked_for_everything(engine: Patient) -> None:
    assert with_cells(engine, "0123456789ab", None).cells_here is None


def test_a_broken_file_is_as_if_there_were_none(engine: Patient, tmp_path: Path) -> None:
    (tmp_path / "cells").mkdir()
    (tmp_path / "cells" / f"0123456789ab-{program()}.duckdb").write_bytes(b"no database")
    store = with_cells(engine, "0123456789ab", tmp_path)
    assert store.count(Where()) > 0
    wait_for_cells(store)
