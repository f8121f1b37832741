"""A DuckDB file and Parquet files give the same numbers as the CSV tables; what replaces them is seen."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.data.added_up import AddedUp
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.engines.address import parse
from dashboard.data.engines.files import FileEngine
from dashboard.data.engines.health import Limits
from dashboard.data.engines.opening import lent, open_engine
from dashboard.data.engines.patient import AWAY, Patient
from dashboard.data.engines.prepared import write_prepared
from dashboard.data.engines.table import OTHER_TABLE
from dashboard.data.lazily import Lazily
from dashboard.data.question import Where
from dashboard.errors import EngineError, UsageError
from tests.engines.answers import assert_alike, summaries, with_engine
from tests.model.selections import some_selection
from tests.tiny import BUNDLED

IMPATIENT = Limits(seconds=10, waits=(), rest=0, longest_rest=0)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a DuckDB file, and one in it with the events in two Parquet files."""
    folder = tmp_path_factory.mktemp("prepared")
    write_prepared(folder / "events.duckdb", BUNDLED)
    (folder / "parquet").mkdir()
    with duckdb.connect(str(folder / "events.duckdb"), read_only=True) as connection:
        for number, part in enumerate(("position % 3 = 0", "position % 3 > 0")):
            connection.table("events").filter(part).write_parquet(str(folder / "parquet" / f"{number}.parquet"))
    return folder


def engine_at(url: str) -> Patient:
    return Patient(FileEngine(parse(url, {})), IMPATIENT)


@pytest.mark.parametrize("name", ["events.duckdb", "parquet"])
def test_fifty_selections_give_the_same_summary(bundled: Dataset, prepared: Path, name: str) -> None:
    chance = random.Random(5)
    selections = [some_selection(chance, bundled) for _ in range(50)]
    asked = with_engine(bundled, engine_at(str(prepared / name)))
    assert summaries(asked, selections) == summaries(bundled, selections)


@pytest.mark.parametrize("name", ["events.duckdb", "parquet"])
def test_every_kind_of_question_is_answered_alike(bundled: Dataset, prepared: Path, name: str) -> None:
    assert_alike(bundled, engine_at(str(prepared / name)), times=4)


@pytest.mark.parametrize("name", ["events.duckdb", "events.parquet"])
def test_a_file_that_is_replaced_is_opened_anew(tmp_path: Path, prepared: Path, name: str) -> None:
    path = tmp_path / name
    write_prepared(path, BUNDLED)
    engine = engine_at(str(path))
    before, version = engine.count(Where()), engine.version()
    with duckdb.connect(str(tmp_path / "new.duckdb")) as connection:
        connection.execute(f"ATTACH '{prepared / 'events.duckdb'}' AS old (READ_ONLY)")
        connection.table("old.events").limit(5).create("events")
        if name == "events.parquet":
            connection.table("events").write_parquet(str(tmp_path / "new.parquet"))
    (tmp_path / "new").with_suffix(path.suffix).replace(path)
    assert (before, engine.count(Where())) == (387, 5)
    assert engine.version() != version


def test_a_file_that_goes_away_is_told_and_asked_again_when_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    write_prepared(path, BUNDLED)
    engine = engine_at(str(path))
    assert engine.count(Where()) == 387
    path.rename(tmp_path / "away")
    with pytest.raises(EngineError) as told:
        engine.count(Where())
    assert told.value.reason == AWAY
    (tmp_path / "away").rename(path)
    assert engine.count(Where()) == 387


def test_another_table_is_refused_with_its_columns(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE events AS SELECT 'inc-1' AS incident_id, '2024-01-01' AS first_day")
    with pytest.raises(EngineError) as told:
        engine_at(str(tmp_path / "x.duckdb")).begin()
    assert told.value.reason == OTHER_TABLE
    assert "first_day holds String, not date" in str(told.value)


def test_a_table_of_another_name_can_be_asked(tmp_path: Path, prepared: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute(f"ATTACH '{prepared / 'events.duckdb'}' AS old (READ_ONLY)")
        connection.table("old.events").create('"two words"')
    assert engine_at(f"duckdb://{tmp_path}/x.duckdb?table=two+words").count(Where()) == 387


@pytest.mark.parametrize("name", ["events.duckdb", "parquet"])
def test_nothing_else_of_the_machine_is_read(prepared: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    engine = FileEngine(parse(str(prepared / name), {}))
    with engine.asking():
        pass
    assert engine._opened
    with pytest.raises(duckdb.PermissionException):
        engine._opened[1].sql(f"FROM read_csv('{tmp_path / 'other.csv'}')")


def test_the_dataset_has_the_events_of_the_engine_and_their_version(prepared: Path, bundled: Dataset) -> None:
    with lent(str(prepared / "events.duckdb"), 10) as engine:
        current = CurrentDataset.open(BUNDLED, engine=engine)
        assert current.dataset.version != bundled.version
        assert len(current.dataset.version) == len(bundled.version)
        assert current.dataset.events.count(Where()) == 387
        assert not current.refresh()


def test_a_file_of_this_program_is_asked_for_what_was_added_up_and_any_other_for_its_events(
    bundled: Dataset, prepared: Path, tmp_path: Path
) -> None:
    older = tmp_path / "events.duckdb"
    shutil.copy(prepared / "events.duckdb", older)
    with duckdb.connect(str(older)) as connection:
        connection.execute("UPDATE meta SET program = 'another'")
        connection.execute("UPDATE cells_month SET incidents = 1000")
    for path, kind in ((prepared / "events.duckdb", AddedUp), (older, Lazily)):
        with FileEngine(parse(str(path), {})).asking() as asking:
            assert type(asking.events) is kind
        assert_alike(bundled, engine_at(str(path)), times=2)


def test_no_address_is_no_engine() -> None:
    assert open_engine("", 10) is None


@pytest.mark.parametrize(("url", "package"), [("spark://host:7077", "pyspark"), ("trino://host/x", "ibis")])
def test_a_package_that_is_missing_is_named_with_the_file_that_has_it(
    monkeypatch: pytest.MonkeyPatch, url: str, package: str
) -> None:
    monkeypatch.setattr("dashboard.data.engines.opening.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=rf"{package}.*requirements-(spark|ibis)\.txt"):
        open_engine(url, 10)
