"""Events made up for measuring: what is measured with them is worth as much as they are like real ones."""

from __future__ import annotations

import json
import math
from pathlib import Path

import duckdb
import pytest

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset
from dashboard.errors import Severity
from tests.benchmarks.events import MadeUp
from tests.benchmarks.folders import Made, made
from tests.loading import load_once

COUNT = 3_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(COUNT, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def dataset(folder: Made) -> Dataset:
    return load_once(folder.csv)


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return load_once(PROJECT_DIR / "data")


def test_no_row_is_refused(dataset: Dataset) -> None:
    """Else fewer events would be measured than are told."""
    assert len(dataset.tables["incidents"]) == COUNT
    assert [one for one in dataset.problems if one.severity is not Severity.NOTE] == []


def test_the_same_seed_makes_the_same_events(bundled: Dataset) -> None:
    def texts(seed: int) -> list[list[object]]:
        (chunk,) = MadeUp(bundled, 200, seed).chunks()
        return [list(column) for column in chunk.values()]

    assert texts(1) == texts(1)
    assert texts(1) != texts(2)


def test_csv_and_parquet_hold_the_same(folder: Made) -> None:
    with duckdb.connect() as connection:
        texts = "read_csv(?, all_varchar=true, strict_mode=true)"
        of_csv, of_parquet = (
            connection.execute(f"SELECT * FROM {table} ORDER BY incident_id", [str(path)]).fetchall()  # noqa: S608
            for table, path in (
                (texts, folder.csv / "incidents.csv"),
                ("read_parquet(?)", folder.parquet / "incidents.parquet"),
            )
        )
        columns = [column[0] for column in connection.description or ()]
    header = (PROJECT_DIR / "data" / "incidents.csv").read_text("utf-8").splitlines()[0]
    assert columns == header.split(",")
    assert of_csv == of_parquet


def test_little_repeats_so_that_adding_up_beforehand_saves_little(folder: Made) -> None:
    """At least 300,000 combinations of a million; of few events nearly every one has its own."""
    assert folder.facts.count == COUNT
    assert folder.facts.keys > 0.9 * COUNT


def test_what_makes_real_tables_hard_is_there(dataset: Dataset) -> None:
    rows = dataset.tables["incidents"]
    assert rows[["latitude", "longitude"]].drop_duplicates().shape[0] > 500, "points"
    assert set(rows["date_precision"]) == {"day", "month", "year"}
    assert rows["date_first_day"].map(lambda day: day.year).nunique() >= 35, "years"
    known, low = rows["civilians_killed"], rows["civilians_killed_low"]
    for of in (known.isna() & low.isna(), known.isna() & low.notna(), known == 0, rows["latitude"].isna()):
        assert 0 < of.sum() < COUNT / 2 + COUNT / 5


def test_ever_fewer_words_are_new(tmp_path: Path, folder: Made) -> None:
    """Heaps' law: a search in ten times the texts is one in a few times the words."""
    few = made(COUNT // 10, tmp_path / "few").facts.words
    exponent = math.log10(folder.facts.words / few)
    assert 0.3 < exponent < 0.8


def test_texts_say_that_they_are_made_up(dataset: Dataset) -> None:
    assert dataset.tables["incidents"]["summary"].str.startswith("Made up for measuring: ").all()


def test_what_is_there_is_not_made_again(folder: Made) -> None:
    marked = folder.folder / "facts.json"
    before = marked.stat().st_mtime_ns
    made(COUNT, folder.folder)
    assert marked.stat().st_mtime_ns == before
    marked.write_text(json.dumps({"count": 1, "keys": 1, "words": 1}), "utf-8")
    assert made(COUNT, folder.folder).facts.count == 1
    marked.unlink()
    assert made(COUNT, folder.folder).facts.count == COUNT, "what was broken off is made again"


def test_the_app_that_is_compared_gets_the_events_with_coordinates(folder: Made, dataset: Dataset) -> None:
    rows = dataset.tables["incidents"]
    mapped = rows[rows["latitude"].notna()]
    query = "SELECT count(*), sum(killed), min(date), max(date) FROM read_parquet(?)"
    with duckdb.connect() as connection:
        ((count, killed, *days),) = connection.execute(query, [str(folder.compared)]).fetchall()
    assert (count, killed) == (len(mapped), int(mapped["civilians_killed"].sum()))
    assert [day.date() for day in days] == [mapped["date_first_day"].min(), mapped["date_first_day"].max()]
