"""Rows of the event store: in the order of the file, or page by page in the order that is asked for."""

from __future__ import annotations

import itertools

import narwhals as nw
import pandas as pd
import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.store import EventStore
from tests.data import plain
from tests.data.plain import Row
from tests.tiny import BUNDLED, ids

EVERYTHING = nw.col("position") >= 0
DUHOK = nw.col("province") == "Duhok"
ORDERS = [[], [("province", False), ("first_day", True)], [("civilians_killed", True)]]


@pytest.fixture(scope="module")
def incidents() -> list[Row]:
    return plain.read(BUNDLED)


@pytest.fixture
def store(bundled: Dataset) -> EventStore:
    return bundled.events


def column(incidents: list[Row], name: str) -> list[str]:
    return [row[name] for row in incidents]


def test_rows_come_in_the_order_of_the_file(store: EventStore, incidents: list[Row]) -> None:
    in_duhok = [row for row in incidents if row["province"] == "Duhok"]
    assert list(store.rows(EVERYTHING, ["incident_id"])["incident_id"]) == column(incidents, "incident_id")
    assert list(store.rows(DUHOK, ["incident_id"])["incident_id"]) == column(in_duhok, "incident_id")


def test_rows_come_in_the_order_of_the_file_however_they_are_stored(tiny: Dataset) -> None:
    shuffled = event_table(tiny.tables, "tiny").sample(frac=1, random_state=5)
    assert list(shuffled["incident_id"]) != ids("incidents")
    assert list(EventStore.of(shuffled).rows(EVERYTHING, ["incident_id"])["incident_id"]) == ids("incidents")


@pytest.mark.parametrize(
    "names", [["incident_id"], ["position", "date"], ["summary", "province", "caveat"], ["date", "position", "place"]]
)
def test_rows_have_the_columns_asked_for_in_their_order(names: list[str], store: EventStore) -> None:
    assert list(store.rows(DUHOK, names)) == names


def test_rows_hold_the_cells_of_the_file(store: EventStore, incidents: list[Row]) -> None:
    names = ["incident_id", "date", "place", "district", "province", "summary", "caveat", "source_ids"]
    found = store.rows(EVERYTHING, names)
    assert found.fillna("").to_numpy().tolist() == [[row[name] for name in names] for row in incidents]


def test_missing_values_come_out_missing(store: EventStore, incidents: list[Row]) -> None:
    names = ["district", "province", "latitude", "caveat", "civilians_killed", "villages_emptied"]
    found = store.rows(EVERYTHING, names)
    for name in names:
        assert list(found[name].isna()) == [cell == "" for cell in column(incidents, name)]


def test_counts_coordinates_and_days_come_out_as_such(store: EventStore, incidents: list[Row]) -> None:
    found = store.rows(EVERYTHING, ["civilians_killed", "latitude", "first_day"])
    assert list(found["civilians_killed"].dropna()) == [int(n) for n in column(incidents, "civilians_killed") if n]
    assert list(found["latitude"].dropna()) == [float(n) for n in column(incidents, "latitude") if n]
    assert list(pd.to_datetime(found["first_day"]).dt.date) == [plain.first_day(row) for row in incidents]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_pages_hold_every_row_once(order: list[tuple[str, bool]], tiny: Dataset) -> None:
    whole = list(tiny.events.page(EVERYTHING, order, 0, 100)["incident_id"])
    pages = [tiny.events.page(EVERYTHING, order, start, 5)["incident_id"] for start in (0, 5, 10)]
    assert [len(page) for page in pages] == [5, 5, 2]
    assert list(itertools.chain(*pages)) == whole
    assert sorted(whole) == sorted(ids("incidents"))


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("name", ["first_day", "civilians_killed", "province"])
def test_a_page_is_ordered_and_its_blanks_come_last(name: str, is_descending: bool, store: EventStore) -> None:
    values = list(store.page(EVERYTHING, [(name, is_descending)], 0, 1_000)[name])
    known = [value for value in values if not pd.isna(value)]
    assert known == sorted(known, reverse=is_descending)
    assert all(pd.isna(value) for value in values[len(known) :])


def test_the_second_column_orders_what_the_first_leaves_equal(store: EventStore) -> None:
    page = store.page(EVERYTHING, [("scope", False), ("civilians_killed", True)], 0, 1_000)
    found = list(zip(page["scope"], page["civilians_killed"].fillna(-1), strict=True))
    assert found == sorted(found, key=lambda pair: (pair[0], -pair[1]))


def test_rows_that_are_equal_otherwise_stand_by_their_place_in_the_file(store: EventStore) -> None:
    page = store.page(EVERYTHING, [("scope", False)], 0, 1_000)
    for _, group in page.groupby("scope"):
        positions = list(group["position"])
        assert positions in (sorted(positions), sorted(positions, reverse=True))


def test_a_page_holds_only_what_was_asked_for(store: EventStore, incidents: list[Row]) -> None:
    in_duhok = [row["incident_id"] for row in incidents if row["province"] == "Duhok"]
    assert sorted(store.page(DUHOK, [], 0, 1_000)["incident_id"]) == sorted(in_duhok)
    assert len(store.page(DUHOK, [], 5, 3)) == 3


def test_a_page_beyond_the_end_is_empty(store: EventStore) -> None:
    assert store.page(EVERYTHING, [], 10_000, 10).empty
    assert store.page(DUHOK, [], 0, 0).empty
