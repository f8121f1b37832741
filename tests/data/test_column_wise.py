"""Column by column, in chunks, the same is read and the same is refused as row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from dashboard.data.cells import LONGEST_CELL
from dashboard.data.column_wise import Checks
from dashboard.data.conversion import Allowed, convert
from dashboard.data.frames import to_frame
from dashboard.data.reading import read_chunks, read_rows
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import Problem, Severity
from tests.tiny import csv_text, rows

CELLS = (
    "", " ", "0", "3", "12", "٩", "1e3", "-1", "37.15", "91", "yes", "maybe", "2022", "2022-07", "2022-07-20",
    "2024-02-30", "day", "month", "settlement", "province", "Duhok", " Duhok", "Zakho", "Atlantis", "shelling", "src-1",
    "src-1; src-2", "src-99", ";", "inc-01", "inc-02 ", "=1+1", "a bell \x07", "x" * (LONGEST_CELL + 1), "Şırnak",
    "two\nlines",
)  # fmt: skip
COLUMNS = tuple(INCIDENTS.by_name)
Changes = list[tuple[int, str, str]]
Found = tuple[list[Problem], pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def allowed(tiny_folder: Callable[..., Path]) -> Allowed:
    """What incidents may refer to in the tiny folder."""
    folder, found = tiny_folder(whole_basemap=False), Allowed()
    for table in TABLES[: TABLES.index(INCIDENTS)]:
        read, _ = read_rows(folder, table)
        good, _ = convert(table, read, found)
        for row in read if table.name == "vocabularies" else []:
            found.values.setdefault((row.cells["table"], row.cells["column"]), set()).add(row.cells["value"])
        found.province_of.update({row["district"]: row["province"] for row in good} if table.key == "district" else {})
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("incidents")


def by_row(folder: Path, allowed: Allowed) -> Found:
    read, problems = read_rows(folder, INCIDENTS)
    good, found = convert(INCIDENTS, read, replace(allowed, ids=dict(allowed.ids)))
    cells = pd.DataFrame([row["text"] for row in good], columns=list(COLUMNS), dtype=object)
    return told([*problems, *found]), to_frame(INCIDENTS, good), cells


def by_column(folder: Path, allowed: Allowed, size: int) -> Found:
    checks = Checks(INCIDENTS, allowed)
    parts = [checks(chunk) for chunk in read_chunks(folder, INCIDENTS, size)]
    typed, cells = (
        pd.concat([getattr(part, name).astype(object) for part in parts], ignore_index=True)
        for name in ("rows", "cells")
    )
    return told([problem for part in parts for problem in part.problems]), typed, cells


def told(problems: list[Problem]) -> list[Problem]:
    """In the order of the file, without ids that stand twice: no chunk knows of the others."""
    kept = [problem for problem in problems if not problem.reason.startswith("duplicate")]
    return sorted(kept, key=lambda problem: problem.line or 0)


@given(
    changes=st.lists(st.tuples(st.integers(0, 11), st.sampled_from(COLUMNS[1:]), st.sampled_from(CELLS)), max_size=25),
    size=st.integers(1, 13),
)
def test_any_cells_are_read_and_refused_alike(changes: Changes, size: int, folder: Path, allowed: Allowed) -> None:
    incidents = rows("incidents")
    for row, column, cell in changes:
        incidents[row][column] = cell
    (folder / INCIDENTS.file).write_text(csv_text(COLUMNS, incidents), encoding="utf-8", newline="")
    for one, other in zip(by_row(folder, allowed), by_column(folder, allowed, size), strict=True):
        if isinstance(one, list):
            assert one == other
        else:
            pd.testing.assert_frame_equal(one.astype(object), other, check_dtype=False, check_index_type=False)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_rows_of_another_shape_and_empty_lines_are_left_out_alike(folder: Path, allowed: Allowed, size: int) -> None:
    lines = csv_text(COLUMNS, rows("incidents")).splitlines()
    lines[2:2] = [",,,", "", "too,short"]
    lines[7] += ",one more"
    (folder / INCIDENTS.file).write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8", newline="")
    one, other = by_row(folder, allowed), by_column(folder, allowed, size)
    assert one[0] == other[0]
    assert [problem.severity for problem in one[0]] == [Severity.ROW_SET_ASIDE] * 2
    assert one[2].to_numpy().tolist() == other[2].to_numpy().tolist()


def test_an_empty_table_is_one_empty_chunk(folder: Path, allowed: Allowed) -> None:
    (folder / INCIDENTS.file).write_text(csv_text(COLUMNS, []), encoding="utf-8")
    problems, typed, cells = by_column(folder, allowed, 5)
    assert (problems, len(typed), len(cells)) == ([], 0, 0)


def test_the_ids_of_rows_set_aside_are_known_too(folder: Path, allowed: Allowed) -> None:
    incidents = rows("incidents")
    incidents[3]["event_type"] = "alien_landing"
    (folder / INCIDENTS.file).write_text(csv_text(COLUMNS, incidents), encoding="utf-8")
    (chunk,) = read_chunks(folder, INCIDENTS, 100)
    checked = Checks(INCIDENTS, allowed)(chunk)
    assert list(checked.ids["id"]) == [row["incident_id"] for row in incidents]
    assert list(checked.ids["line"]) == [row.line for row in read_rows(folder, INCIDENTS)[0]]
    assert len(checked.rows) == len(incidents) - 1
