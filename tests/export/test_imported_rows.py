"""Files of rows with imported datasets: their columns, their terms, and what stays out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import DISPLACEMENT, INCIDENTS
from dashboard.export.about import companion
from dashboard.export.extracts import extract
from dashboard.export.workbook import incidents_xlsx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import incidents_geojson, table_csv
from tests.imports import ACLED, DTM, UCDP, count, import_all, write_import
from tests.tiny import ids, write_tiny

WORDS = Words("en")
OURS = "tiny"
WAYS: dict[str, Callable[[Path], Dataset]] = {"few": load, "many": lambda folder: load(folder, most_in_memory=0)}


@pytest.fixture(scope="module", params=WAYS)
def dataset(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Dataset:
    folder = import_all(write_tiny(tmp_path_factory.mktemp("rows") / "data", whole_basemap=False))
    closed = [count("closed", "1", date="2021-06-30", persons_displaced="7")]
    write_import(folder, "closed", displacement=closed, may_share_rows=False)
    return WAYS[request.param](folder)


def chosen(dataset: Dataset, *names: str) -> Situation:
    return Situation(dataset, Selection(dataset=tuple(sorted(names)), context=True))


def lines(name: str, situation: Situation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline="")))


@pytest.mark.parametrize("name", ["incidents", "displacement", "casualties", "sources"])
def test_ours_alone_gives_the_file_that_it_gave_before_anything_was_imported(
    dataset: Dataset, tiny: Dataset, name: str
) -> None:
    before = table_csv(name, chosen(tiny), WORDS)
    assert table_csv(name, chosen(dataset), WORDS) == table_csv(name, chosen(dataset, OURS), WORDS) == before


def test_with_an_imported_dataset_their_columns_follow_ours(dataset: Dataset) -> None:
    rows = lines("incidents", chosen(dataset, OURS, UCDP))
    assert list(rows[0]) == [*INCIDENTS.by_name, *list(IMPORTED_INCIDENTS.by_name)[len(INCIDENTS.columns) :]]
    assert [row["incident_id"] for row in rows] == [*ids("incidents"), *(f"ucdp:{n}" for n in range(1001, 1007))]
    assert (rows[0]["date_last"], rows[0]["deaths_best"]) == ("", "")
    assert (rows[12]["date_last"], rows[12]["deaths_best"], rows[12]["original_type"]) == (
        "2021-05-05",
        "3",
        "state-based",
    )


def test_the_companion_says_what_their_columns_mean(dataset: Dataset) -> None:
    said = companion("incidents", chosen(dataset, UCDP), WORDS)
    meanings = {one["name"]: one["meaning"] for one in said["columns"]}
    assert "all kinds of people" in meanings["deaths_best"]
    assert [one["name"] for one in companion("incidents", chosen(dataset), WORDS)["columns"]] == list(INCIDENTS.by_name)


def test_rows_that_may_not_be_passed_on_are_in_no_file_and_counted_in_all(dataset: Dataset) -> None:
    situation = chosen(dataset, UCDP, ACLED)
    found = extract("incidents", situation)
    assert (found.count, found.withheld) == (6, 3)
    files = [
        table_csv("incidents", situation, WORDS),
        json.dumps(incidents_geojson(situation, WORDS), ensure_ascii=False),
        str([list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS)))]),
    ]
    for file in files:
        assert "ucdp:1001" in file
        assert "acled:IRQ" not in file
        assert WORDS.plural("rows-withheld", 3) in file
    assert json.loads(files[1])["metadata"]["rows_withheld"] == 3


def test_features_have_the_further_columns_only_with_an_imported_dataset(dataset: Dataset) -> None:
    def properties(*names: str) -> dict[str, object]:
        found: dict[str, object] = incidents_geojson(chosen(dataset, *names), WORDS)["features"][-1]["properties"]
        return found

    assert list(properties()) == list(INCIDENTS.by_name)
    theirs = properties(UCDP)
    assert (theirs["deaths_high"], theirs["date_last"], theirs["summary"]) == (9, "2021-12", None)


def test_sources_of_withheld_rows_are_named(dataset: Dataset) -> None:
    rows = {row["source_id"]: row for row in lines("sources", chosen(dataset, ACLED, DTM))}
    assert (rows["acled-page"]["incidents_rows"], rows["dtm-page"]["displacement_rows"]) == ("3", "3")
    assert rows["acled-page"]["kind"] == "ngo_or_research"
    assert "ucdp-page" not in rows
    assert "acled-page" not in {row["source_id"] for row in lines("sources", chosen(dataset))}


def test_displacement_is_of_the_chosen_datasets(dataset: Dataset) -> None:
    rows = lines("displacement", chosen(dataset, OURS, DTM))
    assert [row["record_id"] for row in rows] == [*ids("displacement"), "dtm:r1-zakho", "dtm:r2-zakho", "dtm:r2-duhok"]
    assert (rows[0]["level"], rows[-1]["level"], rows[-1]["persons_displaced"]) == ("", "province", "5000")
    assert list(lines("displacement", chosen(dataset))[0]) == list(DISPLACEMENT.by_name)
    assert companion("displacement", chosen(dataset, UCDP), WORDS)["columns"][-1]["name"] == "details"


def test_withheld_displacement_stays_out(dataset: Dataset) -> None:
    found = extract("displacement", chosen(dataset, OURS, "closed"))
    assert (found.count, found.withheld) == (len(ids("displacement")), 1)
    assert "closed:1" not in table_csv("displacement", chosen(dataset, OURS, "closed"), WORDS)


def test_deaths_of_all_people_stand_by_period_where_a_chosen_dataset_counts_them(dataset: Dataset) -> None:
    rows = lines("casualties", chosen(dataset, ACLED, UCDP))
    assert sum(int(row["deaths_best"] or 0) for row in rows) == 19
    assert sum(int(row["deaths_unknown"]) for row in rows) == 1
    assert "deaths_best" not in lines("casualties", chosen(dataset, OURS, DTM))[0]
    meant = [one["name"] for one in companion("casualties", chosen(dataset, UCDP), WORDS)["columns"]]
    assert meant[-4:] == ["deaths_low", "deaths_best", "deaths_high", "deaths_unknown"]
