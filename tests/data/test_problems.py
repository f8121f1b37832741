"""Problems: all are listed together, and nobody pays for the fault of another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import pytest

from dashboard.data.cells import LONGEST_CELL
from dashboard.data.dataset import load
from dashboard.data.tables import TABLES
from dashboard.errors import DataError, Problem, Severity, shorten
from tests.tiny import describe, edit, ids, line_of, rewrite, rows, write_tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path, whole_basemap=False)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return caught.value.problems


def test_the_problems_of_all_files_are_listed_together(folder: Path) -> None:
    edit(folder, "incidents", "inc-03", "latitude", "370")
    edit(folder, "incidents", "inc-03", "date", "2024-02-30")
    edit(folder, "outposts", "out-2", "operated_by", "Somebody")
    rewrite(folder, "milestones.csv", lambda content: content.replace(b",", b";"))
    rewrite(folder, "boundaries/lakes.geojson", lambda content: content[:-9])
    describe(folder, covers_to=None, licence=5)
    (folder / "terrain" / "hillshade.json").unlink()
    assert [(problem.file, problem.line, problem.column) for problem in problems_of(folder)] == [
        ("incidents.csv", line_of(folder, "incidents", "inc-03"), "date"),
        ("incidents.csv", line_of(folder, "incidents", "inc-03"), "latitude"),
        ("outposts.csv", line_of(folder, "outposts", "out-2"), "operated_by"),
        ("milestones.csv", 1, ""),
        ("dataset.toml", None, ""),
        ("dataset.toml", None, ""),
        ("boundaries/lakes.geojson", None, ""),
        ("terrain/hillshade.json", None, ""),
    ]


def test_an_empty_folder_lists_every_missing_file_once(tmp_path: Path) -> None:
    problems = problems_of(tmp_path)
    assert {table.file for table in TABLES} | {"dataset.toml", "terrain/hillshade.json"} <= {p.file for p in problems}
    assert len({problem.file for problem in problems}) == len(problems)
    assert {problem.severity for problem in problems} == {Severity.STOPS}


@pytest.mark.parametrize("table", ["vocabularies", "provinces", "districts", "publishers", "sources"])
def test_a_file_that_is_missing_is_not_held_against_the_rows_that_refer_to_it(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    assert [problem.file for problem in problems_of(folder)] == [f"{table}.csv"]


FAULTS = [  # table, row, column, value: each sets its row aside
    ("vocabularies", 0, "label", ""),
    ("provinces", "Duhok", "country", ""),
    ("districts", "Zakho", "province", "Atlantis"),
    ("publishers", "daily", "kind", "gossip"),
    ("sources", "src-1", "url", "javascript:alert(1)"),
    ("sources", "src-2", "title", "\x00"),
    ("sources", "src-4", "title", "x" * 6_000),
]


def test_a_row_is_not_refused_for_the_fault_of_another(folder: Path) -> None:
    for fault in FAULTS:
        edit(folder, *fault)
    dataset = load(folder)
    found = [(problem.severity, problem.file, problem.column) for problem in dataset.problems]
    assert sorted(found) == sorted((Severity.ROW_SET_ASIDE, f"{table}.csv", column) for table, _, column, _ in FAULTS)
    for table in TABLES:
        expected = len(rows(table.name)) - [name for name, *_ in FAULTS].count(table.name)
        assert len(dataset.tables[table.name]) == expected


def test_a_cell_of_ten_megabytes_sets_its_row_aside_and_nothing_else(folder: Path) -> None:
    line = line_of(folder, "incidents", "inc-01")
    rewrite(folder, "incidents.csv", lambda content: content.replace(b"Kilo", b"K" * 10_000_000))
    dataset = load(folder)
    reason = "is longer than 5,000 characters"
    shown = "K" * LONGEST_CELL
    assert dataset.problems == (Problem(Severity.ROW_SET_ASIDE, "incidents.csv", reason, line, "place", shown),)
    assert list(dataset.tables["incidents"]["incident_id"]) == ids("incidents")[1:]
    assert dataset.events.count(nw.col("position") >= 0) == len(ids("incidents")) - 1


def test_an_incident_of_a_refused_source_stays_and_still_names_it(folder: Path) -> None:
    edit(folder, "sources", "src-1", "published", "yesterday")
    dataset = load(folder)
    assert "src-1" not in dataset.sources
    incident = dataset.tables["incidents"].set_index("incident_id").loc["inc-03"]
    assert incident["source_ids"] == ("src-1", "src-2")


def test_two_faults_in_one_row_are_two_problems_and_one_row_set_aside(folder: Path) -> None:
    edit(folder, "incidents", "inc-03", "latitude", "370")
    edit(folder, "incidents", "inc-03", "civilians_killed", "many")
    edit(folder, "incidents", "inc-04", "civilians_killed", "many")
    dataset = load(folder)
    assert len(dataset.problems) == 3
    assert dataset.rows_set_aside == 2


@pytest.mark.parametrize("tables", [["incidents"], ["outposts", "affected_places", "displacement", "milestones"]])
def test_a_table_with_a_header_and_no_rows_loads(tiny_folder: Callable[..., Path], tables: list[str]) -> None:
    dataset = load(tiny_folder(whole_basemap=False, **{table: [] for table in tables}))
    assert dataset.problems == ()
    assert [len(dataset.tables[table]) for table in tables] == [0] * len(tables)


def test_a_problem_reads_as_a_sentence_with_its_place() -> None:
    problem = Problem(Severity.ROW_SET_ASIDE, "incidents.csv", "is not between -90 and 90", 4, "latitude", "370")
    assert str(problem) == "incidents.csv, line 4, column latitude: “370” is not between -90 and 90 [row set aside]"
    drawn = Problem(
        Severity.STOPS,
        "boundaries/places.geojson",
        "is not a point",
        column="coordinates",
        value="[x]",
        feature="3 (A)",
    )
    assert str(drawn).startswith("boundaries/places.geojson, feature 3 (A), part coordinates: “[x]” is not a point")
    whole = Problem(Severity.STOPS, "sources.csv", "is empty")
    assert str(whole) == "sources.csv: is empty [stops the start]"


def test_the_message_of_a_data_error_has_every_problem_on_its_line() -> None:
    problems = [Problem(Severity.STOPS, f"{n}.csv", "is empty") for n in range(3)]
    assert str(DataError(problems)).splitlines() == [str(problem) for problem in problems]


def test_a_huge_value_cannot_flood_a_report() -> None:
    assert shorten("a\n b\tc") == "a b c"
    assert shorten("x" * 80) == "x" * 80
    assert shorten("x" * 6_000) == "x" * 80 + "… (6,000 characters)"
