"""The event table: what is decided once per incident, against plain Python over the CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.data.events import cited_table, event_table, fold
from dashboard.data.mercator import FINEST_ZOOM, SQUARE_PIXELS, mercator
from tests.data import plain
from tests.tiny import BUNDLED, ids


def count(cell: str) -> int | None:
    return int(cell) if cell else None


@pytest.fixture(scope="module")
def events(bundled: Dataset) -> pd.DataFrame:
    return event_table(bundled.tables, bundled.description.name)


@pytest.fixture(scope="module")
def tiny_events(tiny: Dataset) -> pd.DataFrame:
    return event_table(tiny.tables, "tiny").set_index("incident_id")


@pytest.fixture(scope="module")
def incidents() -> list[dict[str, str]]:
    return plain.read(BUNDLED)


def known(values: Any) -> list[Any]:
    return [None if value is None or pd.isna(value) else value for value in values]


def first_known(*cells: str) -> int | None:
    return next((int(cell) for cell in cells if cell), None)


EXPECTED: dict[str, Callable[[dict[str, str]], Any]] = {
    "incident_id": lambda row: row["incident_id"],
    "civilians_killed": lambda row: count(row["civilians_killed"]),
    "killed_low": lambda row: first_known(row["civilians_killed_low"], row["civilians_killed"]),
    "killed_high": lambda row: first_known(row["civilians_killed_high"], row["civilians_killed"]),
    "is_toll_unknown": lambda row: not any(row[f"civilians_killed{end}"] for end in ("", "_low", "_high")),
    "is_range_only": lambda row: (
        not row["civilians_killed"] and bool(row["civilians_killed_low"] or row["civilians_killed_high"])
    ),
    "has_harm": plain.has_harm,
    "is_mapped": lambda row: bool(row["latitude"] and row["longitude"]),
    "is_area": lambda row: bool(row["latitude"]) and row["location_precision"] == "district",
    "sources_count": lambda row: len(row["source_ids"].split(";")),
    "source_ids": lambda row: row["source_ids"],
    "has_caveat": lambda row: bool(row["caveat"]),
    "province_reported": lambda row: row["province"] or None,
    "is_inside_area": lambda _: True,
    "dataset": lambda _: "iraq-tuerkiye-border",
    "first_day": plain.first_day,
    "deaths_best": lambda _: None,
}


@pytest.mark.parametrize("column", EXPECTED)
def test_a_column_is_what_plain_python_makes_of_the_file(
    column: str, events: pd.DataFrame, incidents: list[dict[str, str]]
) -> None:
    assert known(events[column]) == [EXPECTED[column](row) for row in incidents]


def test_pages_of_one_publisher_are_counted_once(events: pd.DataFrame, incidents: list[dict[str, str]]) -> None:
    publisher_of = {row["source_id"]: row["publisher_id"] for row in plain.read(BUNDLED, "sources")}
    expected = [len({publisher_of[one] for one in row["source_ids"].split(";")}) for row in incidents]
    assert list(events["publishers_count"]) == expected
    assert set(expected) > {1, 2}


def test_every_source_of_every_incident_is_a_row_of_what_is_cited(
    events: pd.DataFrame, incidents: list[dict[str, str]]
) -> None:
    cited = cited_table(events)
    expected = [(one, n) for n, row in enumerate(incidents) for one in row["source_ids"].split(";")]
    assert list(zip(cited["source_id"], cited["position"], strict=True)) == expected


def test_the_flags_part_the_incidents_without_rest(events: pd.DataFrame) -> None:
    has_best = events["civilians_killed"].notna()
    assert list(events["is_toll_unknown"].astype(int) + events["is_range_only"] + has_best) == [1] * len(events)


def test_flags_are_plain_booleans_so_that_nothing_is_neither(events: pd.DataFrame) -> None:
    for column in ("is_mapped", "is_area", "is_toll_unknown", "is_range_only", "has_harm", "is_inside_area"):
        assert events[column].dtype == bool


def test_positions_are_the_order_of_the_file(events: pd.DataFrame) -> None:
    assert list(events["position"]) == list(range(len(events)))


def test_the_square_of_an_incident_is_the_one_it_is_drawn_in(events: pd.DataFrame) -> None:
    placed = events[events["is_mapped"]]
    for row in placed.itertuples():
        x, y = mercator(np.array([row.drawn_latitude]), np.array([row.drawn_longitude]), FINEST_ZOOM)
        assert (row.tile_x, row.tile_y) == (x[0] // SQUARE_PIXELS, y[0] // SQUARE_PIXELS)
    assert list(events["tile_x"].isna()) == list(events["tile_y"].isna()) == list(~events["is_mapped"])


def test_the_bounds_enclose_the_best_count(events: pd.DataFrame) -> None:
    best = events[events["civilians_killed"].notna()]
    assert (best["killed_low"] <= best["civilians_killed"]).all()
    assert (best["civilians_killed"] <= best["killed_high"]).all()


def search_words(row: dict[str, str], sources: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from (row[name] for name in ("place", "district", "province", "summary", "caveat"))
    for source_id in row["source_ids"].split(";"):
        yield from (sources[source_id]["title"], sources[source_id]["publisher"])


def test_the_search_text_has_every_word_that_a_reader_can_see(
    events: pd.DataFrame, incidents: list[dict[str, str]]
) -> None:
    sources = {row["source_id"]: row for row in plain.read(BUNDLED, "sources")}
    for text, row in zip(events["search_text"], incidents, strict=True):
        assert text == fold(text)
        assert [word for word in search_words(row, sources) if fold(word) not in text] == []


def test_the_search_text_has_no_ids_no_coordinates_and_no_words_of_other_rows(tiny_events: pd.DataFrame) -> None:
    text = tiny_events.loc["inc-05", "search_text"]
    assert " ".join(text.split()) == "cinarli cukurca hakkari something was reported. strike near zakho the daily"


def test_the_search_text_of_a_missing_source_is_the_rest(tiny: Dataset) -> None:
    tables = {**tiny.tables, "sources": tiny.tables["sources"].query("source_id != 'src-1'")}
    text = event_table(tables, "tiny").set_index("incident_id").loc["inc-05", "search_text"]
    assert " ".join(text.split()) == "cinarli cukurca hakkari something was reported."


@pytest.mark.parametrize(
    ("incident", "counts", "flags"),  # low, best, high; is_toll_unknown, is_range_only, has_harm
    [
        ("inc-03", [8, 9, 10], (False, False, True)),
        ("inc-04", [0, 0, 0], (False, False, False)),  # zero is reported: neither unknown nor harm
        ("inc-02", [None, None, None], (True, False, False)),
        ("inc-05", [None, None, None], (True, False, True)),  # injured only
        ("inc-06", [1, None, 3], (False, True, True)),
        ("inc-09", [1, 2, 2], (False, False, True)),  # no high: the best
        ("inc-10", [None, None, 2], (False, True, True)),  # a high alone gives no low
    ],
)
def test_tolls_of_the_tiny_incidents(
    incident: str, counts: list[int | None], flags: tuple[bool, ...], tiny_events: pd.DataFrame
) -> None:
    row = tiny_events.loc[incident]
    assert known([row["killed_low"], row["civilians_killed"], row["killed_high"]]) == counts
    assert (row["is_toll_unknown"], row["is_range_only"], row["has_harm"]) == flags


def test_a_bar_finer_than_the_date_is_the_one_of_the_date(tiny_events: pd.DataFrame) -> None:
    bars = {
        incident: [tiny_events.loc[incident, f"{grain}_first"].isoformat() for grain in GRAINS]
        for incident in ("inc-02", "inc-05", "inc-08", "inc-11")
    }
    assert bars == {
        "inc-02": ["2022-01-01"] * 5,
        "inc-05": ["2022-08-01", "2022-08-01", "2022-08-01", "2022-07-01", "2022-01-01"],
        "inc-08": ["2023-12-31", "2023-12-25", "2023-12-01", "2023-10-01", "2023-01-01"],
        "inc-11": ["2024-05-13", "2024-05-13", "2024-05-01", "2024-04-01", "2024-01-01"],
    }
    precisions = {name: [tiny_events.loc[name, f"{grain}_precision"] for grain in GRAINS] for name in bars}
    assert precisions["inc-02"] == ["year"] * 5
    assert precisions["inc-05"] == ["month", "month", "month", "quarter", "year"]
    assert precisions["inc-08"] == precisions["inc-11"] == list(GRAINS)


def test_the_event_table_holds_every_tiny_incident(tiny_events: pd.DataFrame) -> None:
    assert list(tiny_events.index) == ids("incidents")
