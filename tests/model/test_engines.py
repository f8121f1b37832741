"""pandas and DuckDB give the same answers, whatever is selected; the number of events decides which is asked."""

from __future__ import annotations

import datetime as dt
import random

import narwhals as nw
import pandas as pd
import pytest

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.in_pandas import InPandas
from dashboard.data.lazily import Lazily
from dashboard.data.store import EventStore
from dashboard.model.cube import Cube
from dashboard.model.scope import CATEGORIES, incidents_where
from dashboard.model.selection import Selection
from dashboard.model.situation import POINT_COLUMNS, TABLE_COLUMNS
from tests.model.selections import values_of

DAYS = ("start", "end")
SORTED_BY = ("place", "civilians_killed", "first_day", "sources_count")


@pytest.fixture(scope="module")
def engines(bundled: Dataset) -> tuple[EventStore, EventStore]:
    events = event_table(bundled.tables, bundled.description.name)
    return EventStore.of(events, most_in_pandas=len(events)), EventStore.of(events, most_in_pandas=0)


def same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return records(one) == records(other)


def added_up(store: EventStore, where: nw.Expr, keys: tuple[str, ...]) -> pd.DataFrame:
    cube = Cube(store.cells(where, *keys), {})
    return cube.tolls_by(keys, cube.kept())


@pytest.mark.parametrize("seed", range(6))
def test_both_engines_answer_alike(bundled: Dataset, engines: tuple[EventStore, EventStore], seed: int) -> None:
    draw = random.Random(seed)
    values = values_of(bundled)
    for _ in range(5):
        chosen = {name: tuple(draw.sample(values[name], 2)) for name in draw.sample(tuple(CATEGORIES), 1)}
        days = sorted(dt.date(2014, 1, 1) + dt.timedelta(days=draw.randrange(4000)) for _ in range(2))
        more = draw.choice([{}, {"q": "drone"}, {"harm": True}, {"context": True}, dict(zip(DAYS, days, strict=True))])
        where = incidents_where(Selection(**chosen, **more))
        grain, order = draw.choice(GRAINS), [(draw.choice(SORTED_BY), draw.choice([True, False]))]
        keys = (f"{grain}_first", f"{grain}_precision", *CATEGORIES.values())
        assert len({one.count(where) for one in engines}) == 1
        assert same(*(added_up(one, where, keys) for one in engines))
        assert same(*(one.rows(where, POINT_COLUMNS) for one in engines))
        assert same(*(one.page(where, order, 3, 20, TABLE_COLUMNS) for one in engines))


def test_few_events_stay_in_pandas(engines: tuple[EventStore, EventStore]) -> None:
    assert [type(one._engine) for one in engines] == [InPandas, Lazily]
