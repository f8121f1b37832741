"""Typed tables: one dtype per kind of column, and blank is missing whatever the kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from dashboard.data.cells import parse_date
from dashboard.data.dataset import Dataset
from dashboard.data.frames import to_frame
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables import TABLES

DTYPES = {Kind.COUNT: "Int64", Kind.NUMBER: "Float64", Kind.LATITUDE: "Float64", Kind.LONGITUDE: "Float64",
          Kind.YES_NO: "boolean"}  # fmt: skip
KINDS = Table("kinds", "One of each kind", "", tuple(Column(kind.name, kind, "Any.", "not known") for kind in Kind))
BLANK: dict[str, Any] = dict.fromkeys(kind.name for kind in Kind)
FILLED = BLANK | {
    "TEXT": "دهۆک", "COUNT": 0, "NUMBER": 0.0, "YES_NO": False, "LIST": ("a", "b"), "SOURCES": ("src-1",),
    "DATE": parse_date("2024-02"),
}  # fmt: skip


def expected_dtypes(table: Table) -> dict[str, str]:
    dtypes: dict[str, str] = {}
    for column in table.columns:
        dtypes[column.name] = DTYPES.get(column.kind, "object")
        if column.kind is Kind.DATE:
            dtypes |= {f"{column.name}_first_day": "object", f"{column.name}_last_day": "object"}
    return dtypes


@pytest.mark.parametrize("rows", [[], [BLANK], [FILLED], [BLANK, FILLED]], ids=["none", "blank", "filled", "both"])
def test_the_dtypes_do_not_depend_on_the_rows(rows: list[dict[str, Any]]) -> None:
    frame = to_frame(KINDS, rows)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected_dtypes(KINDS)
    assert list(frame.columns) == list(expected_dtypes(KINDS))
    assert len(frame) == len(rows)


def test_the_tables_of_the_dataset_have_the_columns_and_dtypes_of_the_schema(tiny: Dataset) -> None:
    for table in TABLES:
        frame = tiny.tables[table.name]
        found = {name: str(dtype) for name, dtype in frame.dtypes.items() if not str(name).startswith("drawn_")}
        assert found == expected_dtypes(table)
        assert list(frame.index) == list(range(len(frame)))


def test_a_blank_is_missing_in_a_column_of_any_kind() -> None:
    assert to_frame(KINDS, [BLANK]).isna().to_numpy().all()


def test_zero_no_and_a_list_are_values_not_blanks() -> None:
    row = to_frame(KINDS, [BLANK, FILLED]).iloc[1]
    assert (row["COUNT"], row["NUMBER"], bool(row["YES_NO"])) == (0, 0.0, False)
    assert (row["LIST"], row["SOURCES"], row["TEXT"]) == (("a", "b"), ("src-1",), "دهۆک")


def test_a_date_gives_its_text_and_both_its_days() -> None:
    row = to_frame(KINDS, [FILLED]).iloc[0]
    assert (row["DATE"], row["DATE_first_day"], row["DATE_last_day"]) == (
        "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29),
    )  # fmt: skip


def test_a_sum_of_blanks_is_missing_not_zero() -> None:
    assert to_frame(KINDS, [BLANK, BLANK])["COUNT"].sum(min_count=1) is pd.NA
