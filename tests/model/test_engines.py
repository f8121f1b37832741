"""pandas, DuckDB with cells added up beforehand, and any lazy frame give the same answers, whatever is selected."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import narwhals as nw
import pandas as pd
import pytest

from dashboard.data.added_up import AddedUp
from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.in_pandas import InPandas
from dashboard.data.lazily import Lazily
from dashboard.data.measures import KIND_COLUMNS, KIND_MEASURES, storable
from dashboard.data.question import Where
from dashboard.data.store import EventStore, connected
from dashboard.model.cube import Cube
from dashboard.model.scope import CATEGORIES, incidents_where
from dashboard.model.selection import Selection
from dashboard.model.situation import POINT_COLUMNS, TABLE_COLUMNS
from tests.model.selections import values_of

SORTED_BY = ("place", "civilians_killed", "first_day", "sources_count")
Stores = Mapping[str, EventStore]


@pytest.fixture(scope="module")
def stores(bundled: Dataset) -> Stores:
    events = event_table(bundled.tables, bundled.description.name)
    database = connected({"events": storable(events)})
    return {
        "pandas": EventStore.of(events, most_in_pandas=len(events)),
        "added up": EventStore.of(events, most_in_pandas=0),
        "lazily": EventStore(Lazily(lambda: nw.from_native(database.cursor().table("events"))), is_large=True),
    }


def drawn(draw: random.Random, bundled: Dataset) -> Selection:
    """Any day, the first and the last of months and years more often: there bars are not cut."""
    values = values_of(bundled)
    named = draw.sample(tuple(CATEGORIES), draw.randrange(3))
    chosen = {name: tuple(draw.sample(values[name], min(2, len(values[name])))) for name in named}
    first, last = sorted(dt.date(2012, 1, 1) + dt.timedelta(days=draw.randrange(5000)) for _ in range(2))
    if draw.random() < 0.4:
        first, last = first.replace(day=1), last.replace(month=12, day=31)
    days = draw.choice([{}, {"start": first}, {"end": last}, {"start": first, "end": last}])
    more = draw.choice([{}, {}, {"q": "drone"}, {"harm": True}, {"context": True}])
    return Selection(**chosen, **days, **more)


def same(answers: list[Any]) -> bool:
    first, *others = (records(one) for one in answers)
    return all(first == other for other in others)


def bars(store: EventStore, where: Where, keys: tuple[str, ...]) -> pd.DataFrame:
    cube = Cube(store.cells(where, *keys), {})
    return cube.tolls_by(keys, cube.kept())


def kinds(store: EventStore, where: Where) -> dict[tuple[Any, ...], list[int]]:
    """KIND_MEASURES by KIND_COLUMNS, added up."""
    found: dict[tuple[Any, ...], list[int]] = {}
    for row in records(store.kinds(where)):
        sums = found.setdefault(tuple(row[name] for name in KIND_COLUMNS), [0] * len(KIND_MEASURES))
        for at, name in enumerate(KIND_MEASURES):
            sums[at] += row[name]
    return found


def squares(store: EventStore, where: Where, zoom: int) -> pd.DataFrame:
    """In their order."""
    found = store.squares(where, zoom, (41.0, 36.0, 44.5, 38.0)).astype("float64")
    return found.sort_values(["square_x", "square_y"], ignore_index=True).fillna(0)


@pytest.mark.parametrize("seed", range(12))
def test_all_engines_answer_alike(bundled: Dataset, stores: Stores, seed: int) -> None:
    draw, asked = random.Random(seed), list(stores.values())
    for _ in range(5):
        where, grain = incidents_where(drawn(draw, bundled), bundled), draw.choice(GRAINS)
        keys = (f"{grain}_first", f"{grain}_precision")
        assert len({one.count(where) for one in asked}) == 1
        assert same([bars(one, where, keys) for one in asked])
        assert same([bars(one, replace(where, is_inside=True), ("scope",)) for one in asked])
        first, *others = (kinds(one, where) for one in asked)
        assert all(other == first for other in others)


@pytest.mark.parametrize("seed", range(6))
def test_all_engines_draw_the_same_squares(bundled: Dataset, stores: Stores, seed: int) -> None:
    draw = random.Random(seed)
    for zoom in (5, 8, 10, 12, 15):
        where = incidents_where(drawn(draw, bundled), bundled)
        first, *others = (squares(one, where, zoom) for one in stores.values())
        for other in others:  # means differ by what floats do
            pd.testing.assert_frame_equal(other, first, check_exact=False, rtol=0, atol=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_all_engines_give_the_same_rows(bundled: Dataset, stores: Stores, seed: int) -> None:
    draw, asked = random.Random(seed), list(stores.values())
    for _ in range(3):
        where = incidents_where(drawn(draw, bundled), bundled)
        order = [(draw.choice(SORTED_BY), draw.choice([True, False]))]
        assert same([one.rows(where, POINT_COLUMNS) for one in asked])
        assert same([one.page(where, order, 3, 20, TABLE_COLUMNS) for one in asked])


def test_few_events_stay_in_pandas(stores: Stores) -> None:
    assert [type(one._engine) for one in stores.values()] == [InPandas, AddedUp, Lazily]
