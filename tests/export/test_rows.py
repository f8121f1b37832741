"""Rows as files: cell for cell as in the data folder, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.hashtags import hashtag
from dashboard.data.schema import Column, Kind
from dashboard.data.tables import INCIDENTS, TABLES
from dashboard.export.extracts import EXPORTED
from dashboard.export.rows import RUN_BY_SPREADSHEETS, csv_text
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import incidents_geojson, table_csv
from tests.tiny import BUNDLED, rows, write_tiny

EVERYTHING = Selection(context=True)
STORED = [name for name, table in EXPORTED.items() if table in TABLES]
TEXTS = [Column("first", Kind.TEXT, ""), Column("second", Kind.TEXT, "")]
FORMULAS = ["=1+1", "+49", "-5 people", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]


@pytest.fixture(scope="module")
def words() -> Words:
    return Words("en")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(cells=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_any_text_comes_back_from_the_file(cells: list[tuple[str, str]]) -> None:
    header, *found = read(csv_text(TEXTS, cells))
    assert header == ["first", "second"]
    assert found == [[f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell for cell in row] for row in cells]


def test_lines_end_in_lf_and_only_what_must_be_quoted_is(tiny: Dataset) -> None:
    text = csv_text(TEXTS, [["a", 'say "b"'], ["c,d", "e\nf"], ["", None], [pd.NA, "ğ"]])
    assert text == 'first,second\na,"say ""b"""\n"c,d","e\nf"\n,\n,ğ\n'
    assert csv_text(TEXTS, []) == "first,second\n"


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert read(csv_text(TEXTS, [[cell, f"x{cell}"]]))[1] == [f"'{cell}", f"x{cell}"]


@pytest.mark.parametrize("kind", Kind)
def test_a_negative_number_in_a_column_of_numbers_stays_a_number(kind: Kind) -> None:
    is_number = kind in (Kind.COUNT, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE)
    text = csv_text([Column("one", kind, "")], [["-5.5"], [-5.5]])
    assert read(text)[1:] == [["-5.5" if is_number else "'-5.5"]] * 2


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        csv_text(TEXTS, [["only one"]])


@pytest.mark.parametrize("name", STORED)
def test_without_a_choice_a_table_is_the_file_itself(bundled: Dataset, words: Words, name: str) -> None:
    file = (BUNDLED / EXPORTED[name].file).read_text(encoding="utf-8")
    assert table_csv(name, Situation(bundled, EVERYTHING), words) == file


def test_some_incidents_are_rows_of_the_file(tiny: Dataset, words: Words) -> None:
    header, *found = read(table_csv("incidents", Situation(tiny, Selection(province=("Duhok",))), words))
    cells = tiny.cells["incidents"]
    assert header == [column.name for column in INCIDENTS.columns] == list(cells.columns)
    expected = cells[(cells["province"] == "Duhok") & (cells["scope"] == "border")]
    assert found == expected.to_numpy().tolist()


@pytest.mark.parametrize("name", EXPORTED)
def test_hashtags_are_a_second_line_and_nothing_else_changes(tiny: Dataset, words: Words, name: str) -> None:
    situation, table = Situation(tiny, EVERYTHING), EXPORTED[name]
    header, tags, *rest = table_csv(name, situation, words, hxl=True).splitlines(keepends=True)
    assert header + "".join(rest) == table_csv(name, situation, words)
    assert read(tags) == [[hashtag(table.name, column.name) for column in table.columns]]


def test_a_formula_in_the_data_reaches_no_spreadsheet(tmp_path: Path, words: Words) -> None:
    like = rows("incidents")[2]
    evil = [{**like, "place": "=HYPERLINK(1)", "summary": "+1", "longitude": "-0.13", "latitude": "-5.2"}]
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, incidents=evil))
    row = next(csv.DictReader(io.StringIO(table_csv("incidents", Situation(dataset, EVERYTHING), words))))
    assert (row["place"], row["summary"]) == ("'=HYPERLINK(1)", "'+1")
    assert (row["longitude"], row["latitude"]) == ("-0.13", "-5.2")


def test_every_incident_is_a_feature_with_or_without_a_place(bundled: Dataset, words: Words) -> None:
    collection = incidents_geojson(Situation(bundled, EVERYTHING), words)
    cells = bundled.cells["incidents"]
    assert [feature["id"] for feature in collection["features"]] == list(cells["incident_id"])
    for feature, row in zip(collection["features"], cells.to_dict("records"), strict=True):
        point = feature["geometry"] and [str(number) for number in feature["geometry"]["coordinates"]]
        expected = [row["longitude"], row["latitude"]] if row["latitude"] else None
        assert (point and [float(number) for number in point]) == (expected and [float(number) for number in expected])
        assert all(len(number.partition(".")[2]) <= 2 for number in point or [])


def test_properties_are_the_columns_typed(bundled: Dataset, words: Words) -> None:
    features = incidents_geojson(Situation(bundled, EVERYTHING), words)["features"]
    for feature, cells in zip(features, bundled.cells["incidents"].to_dict("records"), strict=True):
        assert feature["properties"] == {column.name: typed(column, cells[column.name]) for column in INCIDENTS.columns}
        assert {type(value) for value in feature["properties"].values()} <= {str, int, float, bool, list, type(None)}


def typed(column: Column, cell: str) -> Any:
    """The cell as GeoJSON has it."""
    if column.kind is Kind.SOURCES:
        return cell.split(";")
    if not cell:
        return None
    kinds = {Kind.COUNT: int, Kind.LATITUDE: float, Kind.LONGITUDE: float, Kind.YES_NO: "yes".__eq__}
    return kinds.get(column.kind, str)(cell)


def test_the_file_says_what_it_is(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection(province=("none",), harm=True))
    found, about = incidents_geojson(situation, words)["metadata"], bundled.description
    assert found["query"] == situation.selection.query()
    assert found["selection"].startswith("Incidents in no single province")
    assert found["data_version"] == bundled.version
    assert (found["title"], found["licence"], found["citation"]) == (about.title, about.licence, about.citation)
    assert found["covers_to"] == about.covers_to.isoformat()
    assert any("not known" in note for note in found["notes"])
    features = incidents_geojson(situation, words)["features"]
    assert (found["incidents"], found["without_location"]) == (
        len(features), sum(feature["geometry"] is None for feature in features),
    )  # fmt: skip


def test_it_is_json_without_numbers_that_json_lacks(tiny: Dataset, words: Words) -> None:
    for selection in (EVERYTHING, Selection(q="nowhere-at-all")):
        json.dumps(incidents_geojson(Situation(tiny, selection), words), allow_nan=False)
