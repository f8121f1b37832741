"""The bundled data: loads without a word, and every typed value is the cell that stands in the file."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables import TABLES
from tests.tiny import BUNDLED

ALL = [(table, column) for table in TABLES for column in table.columns]
COUNTS = [(table, column) for table, column in ALL if column.kind is Kind.COUNT]


@pytest.fixture(scope="module")
def files() -> dict[str, pd.DataFrame]:
    """The CSV files as pandas reads them, all text, blank as ''."""
    return {
        table.name: pd.read_csv(BUNDLED / table.file, dtype=str, keep_default_na=False, encoding="utf-8")
        for table in TABLES
    }


def value_of(cell: str, kind: Kind) -> object:
    """What a cell that is not blank means."""
    match kind:
        case Kind.COUNT:
            return int(cell)
        case Kind.NUMBER | Kind.LATITUDE | Kind.LONGITUDE:
            return float(cell)
        case Kind.YES_NO:
            return {"yes": True, "no": False}[cell]
        case Kind.LIST | Kind.SOURCES:
            return tuple(part.strip() for part in cell.split(";"))
        case _:
            return cell


def name_of(value: Table | Column) -> str:
    return value.name


def test_the_bundled_data_has_no_problem_at_all(bundled: Dataset) -> None:
    assert bundled.problems == ()
    assert bundled.rows_set_aside == 0


def test_the_dataset_keeps_every_cell_of_every_file(bundled: Dataset, files: dict[str, pd.DataFrame]) -> None:
    for name, file in files.items():
        assert list(bundled.cells[name].columns) == list(file.columns)
        assert bundled.cells[name].to_numpy().tolist() == [[cell.strip() for cell in row] for row in file.to_numpy()]


@pytest.mark.parametrize(("table", "column"), ALL, ids=name_of)
def test_a_typed_value_is_its_cell_and_a_blank_is_missing(
    table: Table, column: Column, bundled: Dataset, files: dict[str, pd.DataFrame]
) -> None:
    values, cells = bundled.tables[table.name][column.name], files[table.name][column.name].str.strip()
    assert list(values.isna()) == [cell == "" for cell in cells]
    known = [(value, value_of(cell, column.kind)) for value, cell in zip(values, cells, strict=True) if cell]
    assert [value for value, _ in known] == [expected for _, expected in known]


@pytest.mark.parametrize(("table", "column"), COUNTS, ids=name_of)
def test_zero_stands_only_where_the_file_says_zero(
    table: Table, column: Column, bundled: Dataset, files: dict[str, pd.DataFrame]
) -> None:
    values, cells = bundled.tables[table.name][column.name], files[table.name][column.name]
    assert int((values == 0).sum()) == int((cells == "0").sum())
    assert int(values.notna().sum()) == int((cells != "").sum())
    known = [int(cell) for cell in cells if cell]
    assert values.sum(min_count=1) is pd.NA if not known else int(values.sum()) == sum(known)


def test_a_date_spans_the_days_that_its_text_leaves_open(bundled: Dataset) -> None:
    for table in TABLES:
        for column in (column.name for column in table.columns if column.kind is Kind.DATE):
            frame = bundled.tables[table.name]
            dated = frame[frame[column].notna()]
            firsts, lasts = dated[f"{column}_first_day"], dated[f"{column}_last_day"]
            for text, first, last in zip(dated[column], firsts, lasts, strict=True):
                assert first.isoformat().startswith(text)
                assert last.isoformat().startswith(text)
                assert not (first - dt.timedelta(days=1)).isoformat().startswith(text)
                assert not (last + dt.timedelta(days=1)).isoformat().startswith(text)
            undated = frame[frame[column].isna()]
            assert undated[[f"{column}_first_day", f"{column}_last_day"]].isna().to_numpy().all()


def test_every_incident_lies_in_the_time_that_the_data_covers(bundled: Dataset) -> None:
    incidents = bundled.tables["incidents"]
    assert incidents["date_last_day"].min() >= bundled.description.covers_from
    assert incidents["date_first_day"].max() <= bundled.description.covers_to


def test_the_description_names_only_provinces_that_exist(bundled: Dataset) -> None:
    provinces = set(bundled.tables["provinces"]["province"])
    assert set(bundled.description.focus_provinces) <= provinces
    assert set(bundled.description.kurdistan_region) <= provinces


def test_every_source_of_every_row_can_be_opened(bundled: Dataset) -> None:
    for table in TABLES:
        if "source_ids" in table.by_name:
            ids = [one for row in bundled.tables[table.name]["source_ids"] for one in row]
            assert len(ids) >= len(bundled.tables[table.name])
            assert set(ids) <= set(bundled.sources)
