"""Coordinates leave the house as precise as they are known, no more, and say what they stand for."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest

from dashboard.data.dataset import Dataset
from dashboard.export.extracts import EXPORTED
from dashboard.export.workbook import incidents_xlsx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import incidents_geojson, table_csv

WORDS = Words("en")
EVERYTHING = Selection(context=True)
PLACED = [name for name, table in EXPORTED.items() if "latitude" in table.by_name]
DECIMALS = 2  # about 1 km: what data/README.md promises of the tables


def decimals(number: object) -> int:
    """How many digits stand behind the point."""
    return len(str(number).partition(".")[2]) if number not in ("", None) else 0


@pytest.fixture(params=["tiny", "bundled"])
def situation(request: pytest.FixtureRequest) -> Situation:
    return Situation(request.getfixturevalue(request.param), EVERYTHING)


def assert_as_precise(found: list[dict[str, Any]], name: str, dataset: Dataset) -> None:
    """As many decimals as the table has, and the precision that the table gives."""
    table = EXPORTED[name]
    cells = dataset.cells[table.name].set_index(table.key)
    assert len(found) == len(cells)
    for row in found:
        known = cells.loc[row[table.key]]
        assert row["location_precision"] == known["location_precision"]
        for axis in ("latitude", "longitude"):
            assert decimals(row[axis]) <= decimals(known[axis]) <= DECIMALS
            assert (row[axis] in ("", None)) == (known[axis] == "")


def test_there_are_tables_with_places() -> None:
    assert {"incidents", "outposts", "affected-places"} == set(PLACED)


@pytest.mark.parametrize("name", PLACED)
def test_a_csv_has_no_more_decimals_than_its_table(situation: Situation, name: str) -> None:
    found = list(csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline="")))
    assert_as_precise(found, name, situation.dataset)


def test_a_feature_has_no_more_decimals_than_its_row(situation: Situation) -> None:
    features = incidents_geojson(situation, WORDS)["features"]
    assert_as_precise([feature["properties"] for feature in features], "incidents", situation.dataset)
    for feature in features:
        point = feature["geometry"]["coordinates"] if feature["geometry"] else [None, None]
        assert point == [feature["properties"]["longitude"], feature["properties"]["latitude"]]


def test_a_workbook_has_no_more_decimals_than_the_table(situation: Situation) -> None:
    book = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS)))
    header, *lines = book.worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(map(str, header), line, strict=True)) for line in lines]
    assert_as_precise(found, "incidents", situation.dataset)


@pytest.mark.parametrize("name", PLACED)
def test_a_row_known_to_its_district_says_so(situation: Situation, name: str) -> None:
    table = EXPORTED[name]
    cells = situation.dataset.cells[table.name]
    at_district = set(cells.loc[cells["location_precision"] == "district", table.key])
    found = csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline=""))
    assert {row[table.key] for row in found if row["location_precision"] == "district"} == at_district != set()


def test_where_a_map_draws_a_row_is_in_no_file(situation: Situation) -> None:
    assert "drawn_" not in "".join(table_csv(name, situation, WORDS).splitlines()[0] for name in EXPORTED)
    features = incidents_geojson(situation, WORDS)["features"]
    assert not [name for feature in features for name in feature["properties"] if name.startswith("drawn_")]
