"""What the tests of all engines ask for."""

from __future__ import annotations

import csv
import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.api.summary import summary
from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset
from dashboard.data.engines.patient import Patient
from dashboard.data.frames import records
from dashboard.data.question import Where
from dashboard.data.store import EventStore
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.scope import incidents_where
from dashboard.model.selection import Selection
from dashboard.model.situation import POINT_COLUMNS, TABLE_COLUMNS, Situation
from tests.commands import WORDS
from tests.model.test_engines import bars, drawn, kinds, same, squares

READERS = 4
COUNTED_BY = ["review", "sources_count"]
EVERYTHING = Where()
ORDERS = (("place_order", True), ("civilians_killed", False), ("first_day", True))


def with_engine(dataset: Dataset, engine: Patient) -> Dataset:
    """The same dataset, whose events are asked of `engine`."""
    return replace(dataset, events=EventStore(engine, is_large=True))


def summaries(dataset: Dataset, selections: list[Selection]) -> list[dict[str, Any]]:
    """The summary of each selection, asked for by several readers at once."""
    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(lambda selection: summary(Situation(dataset, selection), WORDS), selections))


def assert_alike(dataset: Dataset, engine: Patient, times: int) -> None:
    """Every kind of question gives what the tables of `dataset` give."""
    draw, both = random.Random(times), (dataset.events, with_engine(dataset, engine).events)
    for number in range(times):
        where, order = incidents_where(drawn(draw, dataset), dataset), [ORDERS[number % len(ORDERS)]]
        assert same([bars(one, where, ("month_first", "month_precision")) for one in both])
        assert same([one.page(where, order, 3, 20, TABLE_COLUMNS) for one in both])
        assert same([one.rows(where, POINT_COLUMNS) for one in both])
        ours, theirs = (kinds(one, where) for one in both)
        assert theirs == ours
        zoom = draw.choice((7, 12))
        ours, theirs = (squares(one, where, zoom) for one in both)
        pd.testing.assert_frame_equal(theirs, ours, check_exact=False, rtol=0, atol=1e-7)
        assert len({one.extent(where) for one in both}) == 1
        assert same([one.sources(where) for one in both])
        assert same([one.counts(where, *COUNTED_BY).sort_values(COUNTED_BY) for one in both])
        assert same([_numbers(pd.concat(one.texts(where, INCIDENTS.by_name))) for one in both])
    some = dataset.events.sources(EVERYTHING)["source_id"].iloc[0]
    assert same([one.citing(some, 3) for one in both])


def statement() -> str:
    """The SQL that makes the table, as docs/engines.md has it."""
    text = (PROJECT_DIR / "docs" / "engines.md").read_text("utf-8")
    (found,) = re.findall(r"CREATE TABLE events \(.*?\);", text, re.DOTALL)
    return str(found)


def documented() -> dict[str, str]:
    """Column -> type, as docs/engines.md has them."""
    return dict(re.findall(r"^ +(\w+) ([a-z ]+),?$", statement(), re.MULTILINE))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a CSV, places as numbers: the file that an engine was loaded from may write 37.10."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return records(_numbers(pd.DataFrame(csv.DictReader(file))))


def _numbers(texts: pd.DataFrame) -> pd.DataFrame:
    return texts.assign(**{name: pd.to_numeric(texts[name].replace("", None)) for name in ("latitude", "longitude")})
