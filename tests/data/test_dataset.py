"""The dataset as a value: labels, choices, sources; and the tiny folder that other tests build on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.tables import TABLES
from tests.tiny import edit, ids, rows, write_tiny


def test_a_value_has_the_label_of_its_column(tiny: Dataset) -> None:
    assert tiny.label("incidents", "event_type", "drone_strike") == "Drone strike"
    assert tiny.label("outposts", "status", "reported") == "Reported"
    assert tiny.label("affected_places", "status", "partially_evacuated") == "Partly evacuated"


def test_a_label_for_all_tables_serves_each(tiny: Dataset) -> None:
    assert tiny.label("incidents", "location_precision", "settlement") == "Settlement"
    assert tiny.label("outposts", "location_precision", "settlement") == "Settlement"


def test_a_value_without_a_label_is_shown_itself(tiny: Dataset) -> None:
    assert tiny.label("incidents", "event_type", "alien_landing") == "alien_landing"
    assert tiny.label("incidents", "place", "Alpha") == "Alpha"


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("incidents", "scope", ("border", "context")),
        ("outposts", "status", ("active", "planned", "under_construction", "reported", "closed")),
        ("displacement", "date_precision", ("day", "month", "year", "unknown")),
        ("incidents", "place", ()),
    ],
)
def test_choices_come_in_the_order_of_the_vocabulary(
    tiny: Dataset, table: str, column: str, expected: tuple[str, ...]
) -> None:
    assert tiny.choices(table, column) == expected


def test_sources_are_found_by_their_id(tiny: Dataset) -> None:
    assert list(tiny.sources) == ids("sources")
    assert tiny.sources["src-5"]["publisher"] == "Counters"


def test_a_dataset_is_frozen(tiny: Dataset) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny.version = "other"  # type: ignore[misc]
    for tables in (tiny.tables, tiny.cells, tiny.basemap.layers):
        with pytest.raises(TypeError):
            tables["incidents"] = None  # type: ignore[index]


def test_two_datasets_in_one_process_do_not_disturb_each_other(tiny: Dataset, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, whole_basemap=False)
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    other = load(folder)
    assert other.version != tiny.version
    for dataset, killed in ((tiny, 9), (other, 10)):
        assert dataset.tables["incidents"].set_index("incident_id")["civilians_killed"]["inc-03"] == killed


def test_the_tiny_folder_has_no_problem_and_every_row(tiny: Dataset) -> None:
    assert tiny.problems == ()
    for table in TABLES:
        assert tiny.cells[table.name].to_dict("records") == rows(table.name)


def test_every_tiny_folder_is_a_new_one(tiny_folder: Callable[..., Path]) -> None:
    assert tiny_folder(whole_basemap=False) != tiny_folder(whole_basemap=False)


def test_the_tiny_rows_show_every_peculiarity(tiny: Dataset) -> None:
    incidents, places = tiny.tables["incidents"], tiny.tables["affected_places"]
    assert set(incidents["date_precision"]) == {"day", "month", "year"}
    for table in (incidents, tiny.tables["outposts"], places):
        assert set(table["location_precision"]) == {"settlement", "district", "province"}
    assert set(incidents["scope"]) == {"border", "context"}
    assert incidents["province"].isna().any()
    assert incidents["latitude"].isna().any()
    assert (incidents["civilians_killed"] == 0).any()
    assert tiny.tables["displacement"]["date"].isna().sum() == 1
    assert tiny.tables["published_figures"]["series_id"].value_counts().to_dict() == {"killed": 2}
    assert set(tiny.tables["outposts"]["is_overlapping"]) == {True, False}
