"""Broken inputs: each stops the start, sets one row aside, or is harmless; never anything in between.

To add one: a line in CASES. Row positions count from 0, as in `tests.tiny_tables`. Inputs that set a row aside or are
accepted share a folder with others that touch other rows (`sheets`), because a load takes a sixth of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import narwhals as nw
import pandas as pd
import pytest

from dashboard.data.cells import LONGEST_CELL
from dashboard.data.dataset import Dataset, load
from dashboard.errors import DataError
from tests.data.broken import ACCEPTED, ASIDE, NOTED, STOPS, Case, cell, sheets, toml, whole
from tests.data.broken_basemap import BASEMAP

BOM = b"\xef\xbb\xbf"
VOCABULARY, PROVINCES, DISTRICTS = "not a value of vocabularies.csv", "not a value of provinces.csv", "of districts.csv"
COUNT, EMPTY = "not a whole number from 0 on", "may not be empty"
CASES = [
    # Files as a whole
    whole("BOM", "incidents.csv", lambda content: BOM + content, ACCEPTED),
    whole("Windows line ends", "sources.csv", lambda content: content.replace(b"\n", b"\r\n"), ACCEPTED),
    whole("blank lines", "districts.csv", lambda content: content.replace(b"\n", b"\n\n,,\n") + b"\n", ACCEPTED),
    whole("windows-1256", "provinces.csv", lambda content: content.decode().encode("windows-1256", "ignore"), STOPS,
          "not UTF-8", line=2, value="Dahuk"),
    whole("latin-1", "incidents.csv", lambda content: content.replace("Ç".encode(), b"\xc7"), STOPS,
          "not UTF-8", line=7),
    whole("empty", "provinces.csv", lambda _: b"", STOPS, "is empty", line=1),
    whole("missing", "publishers.csv", None, STOPS, "can't be read"),
    whole("semicolons", "outposts.csv", lambda content: content.replace(b",", b";"), STOPS,
          "semicolons or tabs", line=1),
    whole("tabs", "milestones.csv", lambda content: content.replace(b",", b"\t"), STOPS, "semicolons or tabs", line=1),
    whole("unterminated quote", "displacement.csv", lambda content: content.replace(b"disp-3", b'"disp-3'), STOPS,
          "can't be read from here on", line=4),
    whole("missing column", "incidents.csv", lambda content: content.replace(b"killed_low", b"killed_least"), STOPS,
          "required column is missing", line=1, column="civilians_killed_low"),
    whole("missing column", "vocabularies.csv", lambda content: content.replace(b"label", b"", 1), STOPS,
          "required column is missing", line=1, column="label"),
    whole("no header", "sources.csv", lambda content: content.split(b"\n", 1)[1], STOPS,
          "required column is missing", line=1, column="source_id"),
    whole("column twice", "displacement.csv", lambda content: content.replace(b"series_id", b"cause", 1), STOPS,
          "stands twice in the header", line=1, value="cause"),
    whole("extra column", "publishers.csv", lambda content: content.replace(b"\n", b",?\n"), NOTED, "is ignored",
          line=1, value="?"),
    whole("short row", "affected_places.csv", lambda content: content.replace(b"Duhok,37.09,43.49", b"Duhok"), ASIDE,
          "has 12 cells, the header has 14", row=1),
    whole("long row", "sources.csv", lambda content: content.replace(b"New outposts", b"New, outposts"), ASIDE,
          "has 7 cells, the header has 6", row=2),
    # Numbers
    cell("incidents 3 civilians_killed", "several", ASIDE, COUNT),
    cell("incidents 6 civilians_killed", "9.5", ASIDE, COUNT),
    cell("incidents 0 civilians_injured", "-1", ASIDE, COUNT),
    cell("incidents 4 combatants_killed", "٩", ASIDE, COUNT),
    cell("incidents 7 villages_emptied", "=1+1", ASIDE, COUNT),
    cell("outposts 2 sites_count", "1,000", ASIDE, COUNT),
    cell("displacement 0 persons_displaced", "9" * 4_500, ASIDE, "is larger than"),
    cell("published_figures 4 value", "-380.5", ASIDE, "is not between 0"),
    cell("incidents 2 civilians_killed_low", "12", ASIDE, "is above civilians_killed (9)"),
    cell("incidents 2 civilians_killed", "11", ASIDE, "is above civilians_killed_high (10)"),
    cell("incidents 5 civilians_killed_low", "4", ASIDE, "is above civilians_killed_high (3)"),
    cell("published_figures 3 value_low", "200", ASIDE, "is above value_high (123)"),
    cell("published_figures 2 value", "", ASIDE, "there is no range either"),
    # Places
    cell("incidents 11 latitude", "370", ASIDE, "is not between -90 and 90"),
    cell("outposts 0 longitude", "-181", ASIDE, "is not between -180 and 180"),
    cell("affected_places 0 latitude", "37,15", ASIDE, "not a number"),
    cell("incidents 8 longitude", "", ASIDE, "without its other half", at="latitude"),
    cell("incidents 9 latitude", "", ASIDE, "without its other half"),
    cell("outposts 2 location_precision", "settlement", ASIDE, "there are no coordinates"),
    cell("incidents 5 location_precision", "province", ASIDE, "there are coordinates"),
    cell("displacement 3 province", "Dahuk", ASIDE, PROVINCES),
    cell("incidents 1 district", "Atlantis", ASIDE, DISTRICTS),
    cell("incidents 9 province", "Erbil", ASIDE, "Zakho is administered by Duhok"),
    cell("displacement 0 province", "", ASIDE, "Amedi is administered by Duhok"),
    cell("districts 4 boundary_id", "nowhere", NOTED, "is not a polygon of"),
    # Dates
    cell("incidents 8 date", "2024-02-30", ASIDE, "not a day of the calendar"),
    cell("incidents 8 date", "2024-13", ASIDE, "not a day of the calendar"),
    cell("milestones 0 date", "30/02/2024", ASIDE, "is not a date: write"),
    cell("sources 0 published", "0024-01-01", ASIDE, "not a date between 1900 and 2100"),
    cell("incidents 3 date_precision", "month", ASIDE, "does not fit the date"),
    cell("incidents 6 date", "2022-07", ASIDE, "does not fit the date", at="date_precision"),
    cell("displacement 3 date_precision", "day", ASIDE, "to the precision “unknown”"),
    cell("published_figures 5 period_start", "2024-07", ASIDE, "is after period_end"),
    # Words from a list, ids and references
    cell("incidents 10 event_type", "alien_landing", ASIDE, VOCABULARY),
    cell("incidents 11 event_type", "Airstrike", ASIDE, VOCABULARY),
    cell("outposts 1 operated_by", "Somebody", ASIDE, VOCABULARY),
    cell("milestones 2 category", "", ASIDE, EMPTY),
    cell("incidents 4 is_toll_contested", "maybe", ASIDE, "neither yes nor no"),
    cell("districts 3 is_own_polygon", "TRUE", ASIDE, "neither yes nor no"),
    cell("outposts 1 name", "  ", ASIDE, EMPTY),
    cell("incidents 0 incident_id", "", ASIDE, EMPTY),
    cell("vocabularies 0 label", "", ASIDE, EMPTY),
    cell("incidents 3 incident_id", "inc-03", STOPS, "duplicate: stands in line 4 too"),
    cell("publishers 3 publisher_id", "daily", STOPS, "duplicate: stands in line 2 too"),
    cell("incidents 2 source_ids", "src-99", STOPS, "unknown source src-99"),
    cell("milestones 0 source_ids", "src-1;src-99;src-98", STOPS, "unknown source src-99, src-98"),
    cell("outposts 0 source_ids", " ; ", ASIDE, EMPTY),
    cell("sources 7 publisher_id", "nobody", ASIDE, "not a value of publishers.csv"),
    # Text that wants to be more than text
    cell("sources 7 url", "javascript:alert(1)", ASIDE, "not an address"),
    cell("sources 4 url", "data:text/html;base64,PHNjcmlwdD4=", ASIDE, "not an address"),
    cell("incidents 1 summary", "a bell \x07", ASIDE, "has a control character"),
    cell("incidents 7 caveat", "x" * (LONGEST_CELL + 1), ASIDE, "is longer than 5,000 characters"),
    cell("sources 5 title", '=HYPERLINK("https://evil.example","click")', ACCEPTED),
    cell("milestones 0 title", "@SUM(1+1)*cmd|' /C calc'!A0", ACCEPTED),
    cell("incidents 10 summary", "<script>alert(1)</script><img src=x onerror=alert(1)>", ACCEPTED),
    cell("affected_places 0 place", '"><svg/onload=alert(1)>\u202e دهۆک 🏔', ACCEPTED),
    # The description
    whole("broken", "dataset.toml", lambda content: content + b"title =", STOPS, "can't be read"),
    whole("missing", "dataset.toml", None, STOPS, "can't be read"),
    toml("without covers_to", "covers_to is missing", covers_to=None),
    toml("covers_to no date", "covers_to is not a date", covers_to='"2024"'),
    toml("covers_from after covers_to", "covers_from is after covers_to", covers_from="2025-01-01"),
    toml("a province that is no text", "focus_provinces is not a list of texts", focus_provinces=["Duhok", 5]),
    *BASEMAP,
]  # fmt: skip

STOPPING = [case for case in CASES if case.outcome is STOPS]
SHEETS = sheets([case for case in CASES if case.outcome is not STOPS])
Loader = Callable[[tuple[Case, ...]], tuple[Path, Dataset]]


@pytest.fixture(scope="module")
def loaded(tiny_folder: Callable[..., Path]) -> Loader:
    """The folder and the dataset of a sheet, loaded once."""

    @cache
    def load_sheet(sheet: tuple[Case, ...]) -> tuple[Path, Dataset]:
        folder = tiny_folder(whole_basemap=False)
        for case in sheet:
            case.change(folder)
        return folder, load(folder)

    return load_sheet


@pytest.mark.parametrize("case", STOPPING, ids=lambda case: case.name)
def test_a_broken_input_that_stops_the_start(case: Case, tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    case.change(folder)
    with pytest.raises(DataError) as caught:
        load(folder)
    assert caught.value.problems
    for problem in caught.value.problems:
        case.check(problem, folder)


@pytest.mark.parametrize(
    ("case", "sheet"), [pytest.param(case, sheet, id=case.name) for sheet in SHEETS for case in sheet]
)
def test_a_broken_input_that_loads(case: Case, sheet: tuple[Case, ...], loaded: Loader, tiny: Dataset) -> None:
    folder, dataset = loaded(sheet)
    problems = [problem for problem in dataset.problems if (problem.file, problem.line) == case.place(folder)]
    assert len(problems) == (case.outcome is not ACCEPTED)
    for problem in problems:
        case.check(problem, folder)
    before, after = rows_of(tiny.cells[case.table]), rows_of(dataset.cells[case.table])
    if case.outcome is ASIDE:
        assert {**before[case.row], case.column: ""} not in [{**row, case.column: ""} for row in after]
    elif case.row is not None:
        assert {**before[case.row], case.column: case.value} in after
        assert case.value in list(dataset.tables[case.table][case.column])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{len(sheet)} inputs")
def test_nothing_else_is_lost_or_changed(sheet: tuple[Case, ...], loaded: Loader, tiny: Dataset) -> None:
    _, dataset = loaded(sheet)
    touched = {(case.table, case.row) for case in sheet if case.row is not None}
    aside = {(case.table, case.row) for case in sheet if case.outcome is ASIDE}
    for name, frame in tiny.cells.items():
        expected = {n: row for n, row in enumerate(rows_of(frame)) if (name, n) not in aside}
        found = dict(zip(expected, rows_of(dataset.cells[name]), strict=True))
        assert {n for n in expected if found[n] != expected[n]} <= {n for table, n in touched if table == name}
        assert len(dataset.tables[name]) == len(expected)
    stored = dataset.events.rows(nw.col("position") >= 0, ["incident_id"])
    assert list(stored["incident_id"]) == list(dataset.cells["incidents"]["incident_id"])
    assert len(dataset.problems) == sum(case.outcome is not ACCEPTED for case in sheet)
    assert dataset.rows_set_aside == len(aside)


def rows_of(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.to_numpy().tolist()]
