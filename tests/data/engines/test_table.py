"""The prepared table has the columns of the event table; another one is refused with the names of its columns."""

from __future__ import annotations

from pathlib import Path

import duckdb
import narwhals as nw
import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.engines.prepared import ENDINGS, write_prepared
from dashboard.data.engines.table import COLUMNS, OTHER_TABLE, check
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.measures import storable
from dashboard.errors import DataError, EngineError, UsageError
from tests.engines.answers import documented
from tests.tiny import BUNDLED


def test_the_columns_are_those_of_the_event_table(tiny: Dataset) -> None:
    events = storable(event_table(tiny.tables, tiny.description.name))
    assert set(events.columns) == set(COLUMNS)


def test_the_document_has_the_columns_and_their_types() -> None:
    assert list(documented().items()) == [(name, str(held)) for name, held in COLUMNS.items()]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_prepared_file_holds_the_events_as_they_are(bundled: Dataset, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"it's events{ending}"
    expected = storable(event_table(bundled.tables, bundled.description.name))[list(COLUMNS)]
    assert write_prepared(out, BUNDLED) == len(expected)
    assert list(tmp_path.iterdir()) == [out]
    with duckdb.connect() as connection:
        if ending == ".duckdb":
            connection.execute("ATTACH '" + str(out).replace("'", "''") + "' AS made (READ_ONLY)")
            table = connection.table("made.events")
        else:
            read = connection.read_parquet if ending == ".parquet" else connection.read_csv
            table = read(str(out))
        found = table.order("position")
        if ending != ".csv":
            check(nw.from_native(found).collect_schema())
        rows = found.project(", ".join(f'"{name}"::VARCHAR' for name in COLUMNS)).fetchall()
        known = connection.from_df(expected).project(", ".join(f'"{name}"::VARCHAR' for name in COLUMNS)).fetchall()
    assert rows == known


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "events.duckdb"
    out.write_text("something else")
    write_prepared(out, BUNDLED)
    with duckdb.connect(str(out), read_only=True) as connection:
        assert records(connection.sql("SELECT count(*) AS n FROM events WHERE scope = 'border'").df()) == [{"n": 348}]


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    for out in (tmp_path / "events.txt", tmp_path / "no" / "events.parquet"):
        with pytest.raises(UsageError):
            write_prepared(out, BUNDLED)
    with pytest.raises(DataError):
        write_prepared(tmp_path / "events.csv", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_column_that_is_missing_or_holds_something_else_is_named() -> None:
    schema = {name: nw.String() for name in COLUMNS if name != "tile_x"}
    with pytest.raises(EngineError) as told:
        check(schema)
    assert told.value.reason == OTHER_TABLE
    assert "there is no column tile_x" in str(told.value)
    for name, held in COLUMNS.items():
        assert (f"{name} holds String, not {held}" in str(told.value)) == (held != "text" and name != "tile_x")


@pytest.mark.parametrize(
    "held", [{"position": nw.Int32()}, {"latitude": nw.Float32()}, {"scope": nw.Categorical()}], ids=str
)
def test_narrower_types_do(held: dict[str, nw.dtypes.DType]) -> None:
    types = {"text": nw.String(), "bigint": nw.Int64(), "double precision": nw.Float64(), "date": nw.Date()}
    check({name: types.get(needed, nw.Boolean()) for name, needed in COLUMNS.items()} | held)
