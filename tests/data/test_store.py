"""The event store gives what plain Python counts in the CSV file, whatever is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.measures import COUNT_COLUMNS, DEATH_COLUMNS, DEATHS_UNKNOWN, TOLL_COLUMNS
from dashboard.data.store import EventStore, connected
from dashboard.model.cube import Cube
from tests.data import plain
from tests.data.plain import GRAINS, KILLED, Row, first_day
from tests.tiny import BUNDLED, rows

EVERYTHING = nw.col("position") >= 0
NOTHING = nw.col("position") < 0
STRIKES = ["airstrike", "drone_strike", "shelling"]
QUESTIONS: dict[str, tuple[nw.Expr, Callable[[Row], bool]]] = {
    "everything": (EVERYTHING, lambda row: True),
    "nothing": (NOTHING, lambda row: False),
    "border": (nw.col("scope") == "border", lambda row: row["scope"] == "border"),
    "no province": (nw.col("province").is_null(), lambda row: not row["province"]),
    "one province": (nw.col("province") == "Duhok", lambda row: row["province"] == "Duhok"),
    "several types": (nw.col("event_type").is_in(STRIKES), lambda row: row["event_type"] in STRIKES),
    "not mapped": (~nw.col("is_mapped"), lambda row: not row["latitude"]),
    "toll not known": (nw.col("is_toll_unknown"), lambda row: not any(row[name] for name in KILLED)),
    "reported zero": (nw.col("civilians_killed") == 0, lambda row: row["civilians_killed"] == "0"),
    "begun before 2024": (nw.col("first_day") < dt.date(2024, 1, 1), lambda row: first_day(row).year < 2024),
    "two at once": (
        (nw.col("scope") == "context") & (nw.col("attributed_to") == "ISIS"),
        lambda row: (row["scope"], row["attributed_to"]) == ("context", "ISIS"),
    ),
}
FEW = ["everything", "two at once", "no province"]
BY_COLUMNS = [
    (("province",), "everything"),
    (("attributed_to", "attribution_status"), "everything"),
    (("scope", "province", "district"), "several types"),
    (("event_type",), "two at once"),
    (("district",), "no province"),
]
BY_PERIOD = [*((grain, "everything") for grain in GRAINS), ("month", "several types"), ("week", "two at once")]


@pytest.fixture(scope="module")
def incidents() -> list[Row]:
    return plain.read(BUNDLED)


@pytest.fixture(scope="module")
def in_duckdb(bundled: Dataset) -> EventStore:
    return EventStore.of(event_table(bundled.tables, "bundled"), most_in_pandas=0)


@pytest.fixture(params=["pandas", "DuckDB"])
def store(bundled: Dataset, in_duckdb: EventStore, request: pytest.FixtureRequest) -> EventStore:
    return in_duckdb if request.param == "DuckDB" else bundled.events


def cube(store: EventStore, where: nw.Expr, *keys: str) -> Cube:
    return Cube(store.cells(where, *keys), {})


def totals(store: EventStore, where: nw.Expr) -> dict[str, Any]:
    one = cube(store, where, "scope")
    return asdict(one.toll(one.kept()))


def tolls_by(store: EventStore, where: nw.Expr, *keys: str) -> pd.DataFrame:
    one = cube(store, where, *keys)
    return one.tolls_by(keys, one.kept())


def cells(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of an answer, with None for missing numbers and '' for missing texts."""
    blank = {name: None if name in (*TOLL_COLUMNS, *DEATH_COLUMNS) else "" for name in frame}
    return [
        {name: blank[name] if pd.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_totals_are_those_of_the_file(question: str, store: EventStore, incidents: list[Row]) -> None:
    where, is_meant = QUESTIONS[question]
    meant = list(filter(is_meant, incidents))
    assert (totals(store, where), store.count(where)) == (plain.tolls(meant), len(meant))


@pytest.mark.parametrize(("keys", "question"), BY_COLUMNS)
def test_tolls_by_columns_are_those_of_the_file_blanks_included(
    keys: tuple[str, ...], question: str, store: EventStore, incidents: list[Row]
) -> None:
    where, is_meant = QUESTIONS[question]
    expected = plain.tolls_by(list(filter(is_meant, incidents)), lambda row: tuple(row[key] for key in keys))
    answer = cells(tolls_by(store, where, *keys))
    assert len(answer) == len(expected)
    assert {tuple(row.pop(key) for key in keys): row for row in answer} == expected


@pytest.mark.parametrize(("grain", "question"), BY_PERIOD)
def test_the_bars_are_those_of_the_file_and_add_up_to_the_total(
    grain: str, question: str, store: EventStore, incidents: list[Row]
) -> None:
    where, is_meant = QUESTIONS[question]
    meant = list(filter(is_meant, incidents))
    period, precision = f"{grain}_first", f"{grain}_precision"
    bars = tolls_by(store, where, period, precision)
    for name, total in plain.tolls(meant).items():
        assert bars[name].sum() == (total or 0)
    answer = cells(bars)
    order = [(row.pop(period), row.pop(precision)) for row in answer]
    assert order == sorted(set(order))
    assert dict(zip(order, answer, strict=True)) == plain.tolls_by(meant, lambda row: plain.bar(row, grain))


def test_a_sum_of_nothing_known_is_missing_and_a_sum_of_zeros_is_zero(tiny: Dataset) -> None:
    unknown = totals(tiny.events, nw.col("incident_id") == "inc-02")
    assert [unknown[column] for column in TOLL_COLUMNS] == [None] * len(TOLL_COLUMNS)
    zero = totals(tiny.events, nw.col("incident_id").is_in(["inc-02", "inc-04"]))
    assert [zero[column] for column in TOLL_COLUMNS] == [0] * len(TOLL_COLUMNS)
    assert (zero["incidents"], zero["unknown"]) == (2, 1)


def test_sums_are_whole_numbers_whatever_is_missing(store: EventStore) -> None:
    for answer in (tolls_by(store, EVERYTHING, "province"), tolls_by(store, NOTHING, "day_first")):
        assert {str(answer[name].dtype) for name in TOLL_COLUMNS} == {"Int64"}
        assert {str(answer[name].dtype) for name in COUNT_COLUMNS} == {"int64"}


def test_an_empty_selection_has_answers_with_all_their_columns(store: EventStore) -> None:
    by_province = tolls_by(store, NOTHING, "province")
    columns = {"province", *COUNT_COLUMNS, *TOLL_COLUMNS, DEATHS_UNKNOWN, *DEATH_COLUMNS}
    assert (set(by_province), len(by_province)) == (columns, 0)
    assert store.count(NOTHING) == 0
    assert store.page(NOTHING, [("first_day", True)], 0, 10).empty
    assert store.rows(NOTHING, ["incident_id"]).empty


def test_threads_that_ask_at_once_get_their_own_answers(store: EventStore, incidents: list[Row]) -> None:
    asked = FEW * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda name: totals(store, QUESTIONS[name][0]), asked))
    expected = {name: plain.tolls(list(filter(QUESTIONS[name][1], incidents))) for name in FEW}
    assert answers == [expected[name] for name in asked]


def test_two_stores_in_one_process_do_not_share_events(tiny: Dataset, store: EventStore) -> None:
    assert tiny.events.count(EVERYTHING) == len(rows("incidents"))
    assert store.count(EVERYTHING) > len(rows("incidents"))


def test_the_database_reaches_no_files() -> None:
    with pytest.raises(duckdb.Error, match="disabled"):
        connected({}).read_csv(str(BUNDLED / "incidents.csv"))
