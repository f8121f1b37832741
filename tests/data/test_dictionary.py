"""The data dictionary and the data package: up to date, complete, and true of the bundled tables."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from dashboard.config import PROJECT_DIR
from dashboard.data.description import read_description
from dashboard.data.dictionary import datapackage, dictionary, documents, main
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables import TABLES
from dashboard.errors import DataError

DATA = PROJECT_DIR / "data"
NAMES = ["README.md", "datapackage.json"]
WORDS = [
    {"table": "*", "column": "kind", "value": "a", "label": "A", "definition": "for all"},
    {"table": "sites", "column": "kind", "value": "b", "label": "B | b", "definition": ""},
]
KIND, SINCE = Column("kind", Kind.CHOICE, "Its kind."), Column("since", Kind.DATE, "When.", "never")
SITES = Table("sites", "One site", "", (KIND, SINCE))
FAULTS = [  # table, column, a cell that is wrong there, what frictionless calls it
    ("incidents", "event_type", "alien_landing", "constraint-error"),
    ("incidents", "date", "2024-13", "constraint-error"),
    ("incidents", "civilians_killed", "-1", "constraint-error"),
    ("incidents", "latitude", "north", "type-error"),
    ("incidents", "is_toll_contested", "perhaps", "type-error"),
    ("incidents", "summary", "", "constraint-error"),
    ("incidents", "incident_id", "inc-0001", "primary-key"),
    ("outposts", "district", "Atlantis", "foreign-key"),
    ("districts", "province_formal", "Atlantis", "foreign-key"),
    ("sources", "publisher_id", "nobody", "foreign-key"),
]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return documents(DATA)


@pytest.fixture(scope="module")
def package(written: dict[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(written["datapackage.json"])
    return content


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A data folder of its own, without the basemap."""
    for path in DATA.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


def faults(descriptor: Path) -> list[tuple[str, str]]:
    """(resource, kind of fault) of everything that frictionless finds in a data package."""
    report = Package(str(descriptor)).validate()
    of_package = [("", error.type) for error in report.errors]
    return of_package + [(task.name, error.type) for task in report.tasks for error in task.errors]


def spoil(folder: Path) -> None:
    """Put the cells of FAULTS into the folder's tables, each into a row of its own."""
    for row, (table, column, cell, _) in enumerate(FAULTS):
        file = folder / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        rows[row][column] = cell
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_document_is_what_is_generated(written: dict[str, str], name: str) -> None:
    committed = (DATA / name).read_bytes().decode("utf-8")
    assert committed == written[name], f"data/{name} is not up to date: run `make dictionary`"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_stands_in_the_dictionary(written: dict[str, str], table: Table) -> None:
    section = written["README.md"].split(f"\n## {table.file}\n")[1].split("\n## ")[0]
    named = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert named == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_package_has_the_columns_of_the_file(package: dict[str, Any], table: Table) -> None:
    resource = next(resource for resource in package["resources"] if resource["name"] == table.name)
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_the_licence_is_that_of_the_dataset(package: dict[str, Any]) -> None:
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert 'licence = "CC BY 4.0 for the tables' in (DATA / "dataset.toml").read_text(encoding="utf-8")


def test_the_bundled_package_is_valid() -> None:
    assert faults(DATA / "datapackage.json") == []


def test_the_package_refuses_wrong_cells(copy: Path) -> None:
    spoil(copy)
    expected = [(table, fault) for table, _, _, fault in FAULTS]
    expected.append(("incidents", "unique-error"))  # a repeated key breaks two rules
    assert sorted(faults(copy / "datapackage.json")) == sorted(expected)


def test_writing_twice_gives_the_same_bytes(copy: Path) -> None:
    main(copy)
    first = {name: (copy / name).read_bytes() for name in NAMES}
    main(copy)
    assert {name: (copy / name).read_bytes() for name in NAMES} == first


def test_a_table_without_key_and_a_vocabulary_of_its_own() -> None:
    description = read_description(DATA, [])
    assert description
    schema = datapackage([SITES], WORDS, description)["resources"][0]["schema"]
    assert "primaryKey" not in schema
    assert schema["fields"][0]["constraints"] == {"required": True, "enum": ["b"]}
    assert "required" not in schema["fields"][1]["constraints"]


def test_a_dictionary_says_what_empty_means_and_escapes_bars() -> None:
    text = dictionary([SITES], WORDS)
    assert "A row is one site. No key." in text
    assert "| `since` | date | When. | never |" in text
    assert r"| `b` | B \| b |  |" in text
    assert text.index("`kind` of every table") < text.index("`kind` of sites.csv")


def test_a_folder_without_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"dataset\.toml"):
        documents(tmp_path)
