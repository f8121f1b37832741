"""Incidents that are not held: whatever the files hold, the same problems and the same events as when they are."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.events import event_table
from dashboard.data.frames import records
from dashboard.data.measures import storable
from dashboard.data.offline import attach, connect
from dashboard.data.snapshot import take
from dashboard.errors import DataError, Problem, Severity
from tests.data.broken import Case
from tests.data.test_broken_tables import SHEETS, STOPPING
from tests.tiny import BUNDLED, add_row, edit, write_tiny

CHUNK = 3
OF_INCIDENTS = [case for case in STOPPING if case.file == "incidents.csv"]
OTHERS = [case for case in STOPPING if case.file in ("sources.csv", "dataset.toml", "outposts.csv")][:4]


def many(folder: Path, state_dir: Path | None = None, chunk_rows: int = CHUNK) -> Dataset:
    """The folder as if its incidents were too many."""
    dataset = load(folder, state_dir, most_in_memory=0, chunk_rows=chunk_rows)
    assert dataset.events.is_large
    return dataset


def problems_of(loaded: Callable[[], Dataset]) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        loaded()
    return in_order(caught.value.problems)


def in_order(problems: tuple[Problem, ...]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.column, problem.reason))


def stored(dataset: Dataset) -> list[dict[str, Any]]:
    """The event table that questions run on, in the order of the file."""
    table = dataset.events.page(nw.col("position") >= 0, [], 0, 1_000).sort_values("position")
    return records(table[sorted(table.columns)].astype(object))


def held(dataset: Dataset) -> list[dict[str, Any]]:
    table = storable(event_table(dataset.tables, dataset.description.name))
    return records(table[sorted(table.columns)].astype(object))


@pytest.mark.parametrize("case", [*OF_INCIDENTS, *OTHERS], ids=lambda case: case.name)
def test_what_stops_the_start_is_told_alike(case: Case, tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    case.change(folder)
    edit_unless_whole(case, folder)
    assert problems_of(lambda: many(folder)) == problems_of(lambda: load(folder))


def edit_unless_whole(case: Case, folder: Path) -> None:
    """Another problem, of a row that the case leaves alone, is told beside it."""
    if not (case.is_whole and case.file == "incidents.csv"):
        edit(folder, "incidents", 9, "event_type", "alien_landing")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{len(sheet)} inputs")
def test_what_loads_gives_the_same_events_and_problems(
    sheet: tuple[Case, ...], tiny_folder: Callable[..., Path]
) -> None:
    folder = tiny_folder(whole_basemap=False)
    for case in sheet:
        case.change(folder)
    few, large = load(folder), many(folder)
    assert in_order(large.problems) == in_order(few.problems)
    assert (large.rows_set_aside, large.rows) == (few.rows_set_aside, few.rows)
    assert stored(large) == held(few)
    assert "incidents" not in large.tables
    assert set(large.cells) == set(few.cells) - {"incidents"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Path]:
    """The bundled data as if its incidents were many, and the file that holds them."""
    state = tmp_path_factory.mktemp("state")
    dataset = many(BUNDLED, state, chunk_rows=50)
    return dataset, state / "events" / f"{dataset.version}.duckdb"


def asked(kept: tuple[Dataset, Path], sql: str) -> list[tuple[Any, ...]]:
    with connect() as connection:
        attach(connection, kept[1], "kept", "(READ_ONLY)")
        return connection.execute(f"USE kept; {sql}").fetchall()


def test_the_bundled_incidents_are_the_same_events(kept: tuple[Dataset, Path], bundled: Dataset) -> None:
    assert stored(kept[0]) == held(bundled)


def test_events_stand_by_day_and_in_the_order_of_the_file_within_one(kept: tuple[Dataset, Path]) -> None:
    found = asked(kept, "SELECT first_day, position FROM events")
    assert found == sorted(found)
    assert len(found) == 387


def test_the_cells_are_those_of_the_file(kept: tuple[Dataset, Path], bundled: Dataset) -> None:
    found = asked(kept, "SELECT * EXCLUDE (position) FROM cells ORDER BY position")
    assert [list(row) for row in found] == bundled.cells["incidents"].to_numpy().tolist()


def test_every_source_of_an_incident_is_cited_by_it(kept: tuple[Dataset, Path], bundled: Dataset) -> None:
    ids = bundled.tables["incidents"]["source_ids"]
    assert set(asked(kept, "SELECT source_id, position FROM cited")) == {
        (source, position) for position, sources in enumerate(ids) for source in sources
    }


def test_texts_that_repeat_are_dictionaries_in_the_order_of_the_texts_and_days_are_days(
    kept: tuple[Dataset, Path],
) -> None:
    types = {name: kind for name, kind, *_ in asked(kept, "DESCRIBE events")}
    for name in ("scope", "province", "district", "event_type", "attributed_to", "attribution_status", "dataset"):
        assert types[name].startswith("ENUM(")
    assert {kind for name, kind in types.items() if name.endswith(("_day", "_first"))} == {"DATE"}
    names = [name for (name,) in asked(kept, "SELECT DISTINCT district FROM events WHERE district > '' ORDER BY 1")]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("where", "n"),
    [
        (nw.col("province") == "Duhok", 188),
        (nw.col("province") == "Nowhere", 0),
        (nw.col("event_type").is_in(["shelling", "nothing"]), 57),
        (nw.col("province").is_null(), 9),
    ],
)
def test_dictionaries_are_asked_like_texts(
    where: nw.Expr, n: int, kept: tuple[Dataset, Path], bundled: Dataset
) -> None:
    assert kept[0].events.count(where) == bundled.events.count(where)


def test_ids_that_stand_twice_are_found_across_chunks(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    for _ in range(2):
        add_row(folder, "incidents", "inc-02")
    problems = problems_of(lambda: many(folder))
    assert problems == problems_of(lambda: load(folder))
    assert [problem.reason for problem in problems] == ["duplicate: stands in line 3 too"] * 2


def test_rows_of_one_district_are_spread_across_chunks_as_in_one(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    for n in range(8):
        add_row(folder, "incidents", "inc-06", incident_id=f"more-{n}", latitude="37.09", longitude="43.49",
                district="Amedi", province="Duhok", location_precision="district")  # fmt: skip
    large = many(folder)
    assert stored(large) == held(load(folder))
    places = large.events.rows(nw.col("is_area"), ["drawn_latitude", "drawn_longitude"])
    assert len(places) > 8
    assert not places.duplicated().any()


def test_only_the_first_problems_are_named_and_all_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.data.staging.MOST_NAMED", 3)
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    for row in range(2, 9):
        edit(folder, "incidents", row, "event_type", "alien_landing")
        edit(folder, "incidents", row, "scope", "everywhere")
    dataset = many(folder)
    aside = [problem for problem in dataset.problems if problem.severity is Severity.ROW_SET_ASIDE]
    assert [problem.line is None for problem in aside] == [False] * 3 + [True]
    assert "has 11 more problems" in aside[-1].reason
    assert dataset.rows_set_aside == 7
    assert dataset.events.count(nw.col("position") >= 0) == 5


def test_a_table_without_a_row_that_can_be_used_is_no_fault(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    for row in range(12):
        edit(folder, "incidents", row, "event_type", "alien_landing")
    dataset = many(folder)
    assert dataset.rows_set_aside == 12
    assert dataset.events.count(nw.col("position") >= 0) == 0


def test_the_snapshot_of_incidents_in_a_file_is_that_of_incidents_in_memory(
    kept: tuple[Dataset, Path], bundled: Dataset
) -> None:
    today = dt.date(2026, 1, 1)
    assert take(kept[0], today).incidents == take(bundled, today).incidents


def test_without_a_folder_for_state_nothing_is_left(
    tmp_path: Path, tiny_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dataset = many(tiny_folder(whole_basemap=False))
    assert list(tmp_path.iterdir())
    assert dataset.events.count(nw.col("position") >= 0) == 12
    del dataset
    gc.collect()
    assert list(tmp_path.iterdir()) == []
