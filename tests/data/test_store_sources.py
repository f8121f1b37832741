"""Sources, counts by any column, and all rows in parts: the same from every engine, and what plain Python counts."""

from __future__ import annotations

from collections import Counter

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import parts as in_parts
from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.lazily import Lazily
from dashboard.data.parts import MOST_TIMES, ROWS, stretches
from dashboard.data.question import Where
from dashboard.data.store import EventStore
from dashboard.data.tables_records import INCIDENTS
from tests.data import plain
from tests.data.plain import Row
from tests.tiny import BUNDLED

DUHOK = nw.col("province") == "Duhok"
ENGINES = ("pandas", "DuckDB", "DuckDB that holds events only")


@pytest.fixture(scope="module")
def stores(bundled: Dataset) -> dict[str, EventStore]:
    events, texts = event_table(bundled.tables, "bundled"), bundled.cells["incidents"]
    frame = nw.from_native(EventStore.of(events, 0)._engine._events().to_native())  # type: ignore[union-attr]
    alone = EventStore(Lazily(lambda: frame), is_large=True)
    return dict(zip(ENGINES, (EventStore.of(events, texts=texts), EventStore.of(events, 0, texts), alone), strict=True))


@pytest.fixture(params=ENGINES)
def store(stores: dict[str, EventStore], request: pytest.FixtureRequest) -> EventStore:
    return stores[request.param]


@pytest.fixture(scope="module")
def incidents() -> list[Row]:
    return plain.read(BUNDLED)


def cited(rows: list[Row]) -> Counter[str]:
    return Counter(one for row in rows for one in row["source_ids"].split(";"))


def found(answer: pd.DataFrame) -> dict[str, int]:
    return dict(zip(answer["source_id"], map(int, answer["rows"]), strict=True))


def test_sources_are_counted_as_often_as_they_are_named(store: EventStore, incidents: list[Row]) -> None:
    in_duhok = [row for row in incidents if row["province"] == "Duhok"]
    assert found(store.sources(Where())) == cited(incidents)
    assert found(store.sources(DUHOK)) == cited(in_duhok)
    few = list(cited(in_duhok))[::9]
    assert found(store.sources(Where(), few)) == {one: cited(incidents)[one] for one in few}
    assert store.sources(nw.col("position") < 0).empty


def test_those_that_most_name_come_first_then_what_the_file_names_first(
    stores: dict[str, EventStore], incidents: list[Row]
) -> None:
    for where, is_meant in ((Where(), lambda row: True), (DUHOK, lambda row: row["province"] == "Duhok")):
        lines = [(one, n) for n, row in enumerate(incidents) if is_meant(row) for one in row["source_ids"].split(";")]
        first = dict(reversed(lines))
        counts = Counter(one for one, _ in lines)
        expected = sorted(counts, key=lambda one: (-counts[one], first[one], one))
        assert {name: list(store.sources(where)["source_id"]) for name, store in stores.items()} == dict.fromkeys(
            ENGINES, expected
        )


def test_the_first_that_name_a_source(store: EventStore, incidents: list[Row]) -> None:
    for source_id, n in cited(incidents).most_common(3):
        expected = [row["incident_id"] for row in incidents if source_id in row["source_ids"].split(";")]
        assert list(store.citing(source_id, n + 5)["incident_id"]) == expected
        assert list(store.citing(source_id, 2)["incident_id"]) == expected[:2]
    assert store.citing("no-such-source", 5).empty


def test_counts_by_any_columns_blanks_included(store: EventStore, incidents: list[Row]) -> None:
    for columns in (("review",), ("district", "date_precision")):
        answer = store.counts(Where(), *columns)
        counted = {
            tuple("" if pd.isna(one) else one for one in row[:-1]): row[-1]
            for row in answer[[*columns, "incidents"]].itertuples(index=False, name=None)
        }
        assert counted == Counter(tuple(row[name] for name in columns) for row in incidents)


@pytest.mark.parametrize("many", [10, 50, 10_000])
def test_parts_are_all_rows_once_in_the_order_of_the_file(
    store: EventStore, incidents: list[Row], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_parts, "ROWS", many)
    for where, is_meant in ((Where(), lambda row: True), (DUHOK, lambda row: row["province"] == "Duhok")):
        expected = [row["incident_id"] for row in incidents if is_meant(row)]
        blocks, texts = list(store.blocks(where, ["incident_id"])), list(store.texts(where, ["incident_id", "summary"]))
        assert [one for block in blocks for one in block["incident_id"]] == expected
        assert [one for block in texts for one in block["incident_id"]] == expected
        assert max(map(len, blocks)) <= many * MOST_TIMES
        assert (len(blocks) == 1) == (len(expected) <= many)


def test_cells_are_those_of_the_file(stores: dict[str, EventStore], incidents: list[Row]) -> None:
    for name in ENGINES[:2]:
        (whole,) = stores[name].texts(Where(), list(INCIDENTS.by_name))
        assert whole.to_dict("records") == incidents


@given(count=st.integers(1, 20_000_000), more=st.integers(0, 1_000_000))
def test_however_many_there_are_each_position_is_asked_for_once(count: int, more: int) -> None:
    last = count + more - 1
    found = list(stretches(count, last))
    assert [one.start for one in found] == [0, *(one.stop for one in found[:-1])]
    assert found[-1].stop == last + 1
    assert max(map(len, found)) <= MOST_TIMES * ROWS
    assert len(found) <= 2 + count // ROWS + last // (MOST_TIMES * ROWS)
