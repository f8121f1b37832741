"""Incidents in a Parquet file: the same events and problems as from the CSV file, typed or as texts, few or many."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.data.content import content_hash
from dashboard.data.dataset import load
from dashboard.data.offline import connect
from dashboard.data.parquet import parquet_lines, row_count
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import DataError, Severity
from tests.data.test_many_incidents import held, in_order, stored
from tests.tiny import add_row, edit, write_tiny

TYPED = (
    "* REPLACE (nullif(civilians_killed, '')::DOUBLE AS civilians_killed, nullif(latitude, '')::DOUBLE AS latitude, "
    "nullif(longitude, '')::DECIMAL(8, 4) AS longitude, nullif(civilians_injured, '')::INTEGER AS civilians_injured, "
    "(is_toll_contested = 'yes') AS is_toll_contested, string_split(source_ids, ';') AS source_ids, "
    "nullif(caveat, '') AS caveat)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "data", whole_basemap=False)


def to_parquet(folder: Path, columns: str = "*") -> Path:
    """Put a Parquet file in the place of incidents.csv."""
    path = folder / "incidents.parquet"
    cells = pd.read_csv(folder / "incidents.csv", dtype=str, keep_default_na=False)
    with connect() as connection:
        connection.from_df(cells).project(columns).write_parquet(str(path))
    (folder / "incidents.csv").unlink()
    return path


def test_no_extension_is_fetched_or_loaded_for_it() -> None:
    with connect() as connection:
        asked = "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
        assert connection.execute(asked).fetchall() == [(False, False)]
        parquet = "SELECT installed FROM duckdb_extensions() WHERE extension_name = 'parquet'"
        assert connection.execute(parquet).fetchall() == [(True,)]


@pytest.mark.parametrize("columns", ["*", TYPED], ids=["texts", "typed"])
@pytest.mark.parametrize("most_in_memory", [100, 0], ids=["few", "many"])
def test_the_events_are_those_of_the_csv_file(columns: str, most_in_memory: int, folder: Path) -> None:
    expected = load(folder)
    to_parquet(folder, columns)
    found = load(folder, most_in_memory=most_in_memory, chunk_rows=5)
    assert found.problems == ()
    assert (stored(found) if found.events.is_large else held(found)) == held(expected)
    assert found.version != expected.version


@pytest.mark.parametrize("most_in_memory", [100, 0], ids=["few", "many"])
def test_a_problem_names_file_and_row(most_in_memory: int, folder: Path) -> None:
    edit(folder, "incidents", 2, "event_type", "alien_landing")
    add_row(folder, "incidents", "inc-01")
    to_parquet(folder)
    with pytest.raises(DataError) as caught:
        load(folder, most_in_memory=most_in_memory, chunk_rows=5)
    assert [problem.told for problem in in_order(caught.value.problems)] == [
        "incidents.parquet, row 3, column event_type: “alien_landing” is not a value of vocabularies.csv",
        "incidents.parquet, row 13, column incident_id: “inc-01” duplicate: stands in row 1 too",
    ]


def test_both_files_stop_the_start(folder: Path) -> None:
    content = (folder / "incidents.csv").read_bytes()
    to_parquet(folder)
    (folder / "incidents.csv").write_bytes(content)
    with pytest.raises(DataError, match=r"incidents\.parquet: stands beside incidents\.csv: keep one"):
        load(folder)


def test_another_byte_of_the_file_is_another_version(folder: Path) -> None:
    path = to_parquet(folder)
    before = content_hash(folder)
    path.write_bytes(path.read_bytes() + b"\0")
    assert content_hash(folder) != before


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ("* EXCLUDE (summary)", "required column is missing: summary"),
        ("* REPLACE ({'a': summary} AS summary)", "can't be read as text"),
        ("* REPLACE (encode(summary) AS summary)", "BLOB"),
    ],
)
def test_a_column_that_can_not_be_used_stops_the_start(columns: str, reason: str, folder: Path) -> None:
    to_parquet(folder, columns)
    with pytest.raises(DataError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert (problem.severity, problem.file) == (Severity.STOPS, "incidents.parquet")
    assert reason in problem.reason


def test_a_column_of_no_use_is_ignored_whatever_its_type(folder: Path) -> None:
    to_parquet(folder, "*, {'a': 1} AS more")
    (problem,) = load(folder).problems
    assert (problem.severity, problem.value) == (Severity.NOTE, "more")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_a_broken_file_stops_the_start(content: bytes, folder: Path) -> None:
    to_parquet(folder).write_bytes(content)
    with pytest.raises(DataError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert (problem.severity, problem.file) == (Severity.STOPS, "incidents.parquet")
    assert "can't be read" in problem.reason


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("DATE '2024-02-28'", "2024-02-28"),
        ("TIMESTAMP '2024-02-28 00:00:00'", "2024-02-28"),
        ("TIMESTAMP '2024-02-28 12:30:00'", "2024-02-28 12:30:00"),
        ("3::DOUBLE", "3"),
        ("37.1::FLOAT", "37.1"),
        ("-0.00005::DOUBLE", "-0.00005"),
        ("1e30::DOUBLE", "1e+30"),
        ("'nan'::DOUBLE", ""),
        ("12.50::DECIMAL(9, 3)", "12.5"),
        ("7::UTINYINT", "7"),
        ("true", "yes"),
        ("false", "no"),
        ("NULL::BOOLEAN", ""),
        ("NULL::VARCHAR", ""),
        ("['src-1', 'src-2']", "src-1;src-2"),
        ("'a'::ENUM('a', 'b')", "a"),
    ],
)
def test_a_typed_value_is_the_text_of_a_cell(value: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a [b]*, 'c'.parquet"
    with connect() as connection:
        connection.sql("FROM range(3)").project(f"{value} AS summary").write_parquet(str(path))
    assert [list(cells) for _, cells in parquet_lines(path, INCIDENTS)] == [["summary"], [text], [text], [text]]
    assert row_count(path) == 3
