"""The workbook: typed cells, nothing that runs, a header that filters, and a sheet that says what it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from babel import Locale
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.data.dataset import Dataset, load
from dashboard.data.events import event_table
from dashboard.data.schema import Column, Kind
from dashboard.data.store import EventStore
from dashboard.data.tables import INCIDENTS
from dashboard.export.rows import NUMERIC, RUN_BY_SPREADSHEETS
from dashboard.export.workbook import LONGEST_LINK, incidents_xlsx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import table_csv
from tests.tiny import rows, write_tiny

WORDS = Words("en")
EVERYTHING = Selection(context=True)
FORMULAS = ["=1+1", "+49", "-5 people", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "=cmd|'/c'!A1", "{=1}"]


def sheets(content: bytes) -> tuple[Worksheet, Worksheet, Worksheet]:
    """The sheets of incidents, sources and about."""
    first, second, third = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return first, second, third


def typed(column: Column, cell: str) -> Any:
    """The cell as the workbook has it."""
    if not cell:
        return None
    if column.kind in NUMERIC:
        return float(cell)
    if column.kind is Kind.DATE and len(cell) == len("2024-01-15"):
        return dt.datetime.fromisoformat(cell)
    return cell


@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_every_cell_is_that_of_the_file_typed(request: pytest.FixtureRequest, name: str) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    sheet, _, _ = sheets(incidents_xlsx(Situation(dataset, EVERYTHING), WORDS))
    header, *lines = sheet.iter_rows(values_only=True)
    assert list(header) == [column.name for column in INCIDENTS.columns]
    expected = [
        tuple(typed(column, cells[column.name]) for column in INCIDENTS.columns)
        for cells in dataset.cells["incidents"].to_dict("records")
    ]
    assert lines == expected
    precisions = {cells: {type(line[1]) for line in lines if line[2] == cells} for cells in ("day", "month", "year")}
    assert precisions == {"day": {dt.datetime}, "month": {str}, "year": {str}}


def test_the_header_stays_in_sight_and_filters(tiny: Dataset) -> None:
    incidents, sources, _ = sheets(incidents_xlsx(Situation(tiny, EVERYTHING), WORDS))
    for sheet in (incidents, sources):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


@pytest.fixture(scope="module")
def hostile(tiny: Dataset) -> bytes:
    """A workbook of rows whose texts begin in every way that a spreadsheet would run, links included."""
    incidents, sources = tiny.cells["incidents"], tiny.cells["sources"]
    texts = [FORMULAS[n % len(FORMULAS)] for n in range(len(incidents))]
    links = [f'https://x.example/"><{texts[n].strip()}' for n in range(len(sources))]
    cells = {
        **tiny.cells,
        "incidents": incidents.assign(place=texts),
        "sources": sources.assign(title=texts[: len(sources)], url=links),
    }
    events = EventStore.of(event_table(tiny.tables, "tiny"), texts=cells["incidents"])
    tables = {**tiny.tables, "sources": tiny.tables["sources"].assign(url=links)}
    odd = replace(tiny, cells=cells, tables=tables, events=events)
    return incidents_xlsx(Situation(odd, EVERYTHING), WORDS)


def test_no_cell_is_a_formula(hostile: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(hostile)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(names) == 3
        assert not [name for name in names if re.search(rb"<f[ >]", parts.read(name))]
    for sheet in sheets(hostile):
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}


def test_a_text_that_would_run_is_kept_as_it_is_and_stays_a_text_when_edited(hostile: bytes) -> None:
    incidents, *_ = sheets(hostile)
    places = {unescape(cell.value): cell for cell in incidents["D"][1:]}
    assert set(places) == set(FORMULAS)
    for text, cell in places.items():
        assert cell.data_type == "s"
        assert bool(cell.quotePrefix) == text.startswith(RUN_BY_SPREADSHEETS)
    assert not any(cell.quotePrefix for cell in incidents["A"])


def test_sources_are_those_of_the_incidents_with_links(bundled: Dataset) -> None:
    situation = Situation(bundled, Selection(province=("Hakkari",)))
    _, sheet, _ = sheets(incidents_xlsx(situation, WORDS))
    header, *lines = sheet.iter_rows()
    place = {cell.value: number for number, cell in enumerate(header)}
    incidents = csv.DictReader(io.StringIO(table_csv("incidents", situation, WORDS), newline=""))
    expected = Counter(source for row in incidents for source in row["source_ids"].split(";"))
    assert {line[0].value: line[place["incidents_rows"]].value for line in lines} == expected != {}
    for line in lines:
        url = line[place["url"]]
        assert (url.hyperlink is not None) == bool(url.value)
    assert {"publisher", "kind"} <= set(place)


def test_an_address_too_long_for_a_link_is_a_text(tmp_path: Path) -> None:
    pages = [{**page, "url": "https://x.example/" + "a" * LONGEST_LINK} for page in rows("sources")]
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, sources=pages))
    _, sheet, _ = sheets(incidents_xlsx(Situation(dataset, EVERYTHING), WORDS))
    links = [cell for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("https://")]
    assert links
    assert {len(cell.value) > LONGEST_LINK and cell.hyperlink is None for cell in links} == {True}


def test_the_last_sheet_says_what_it_is(bundled: Dataset) -> None:
    situation = Situation(bundled, Selection(province=("Duhok",), harm=True))
    *_, sheet = sheets(incidents_xlsx(situation, WORDS))
    lines = list(sheet.iter_rows(values_only=True))
    said = {label: value for label, value, _ in lines if label}
    described, toll = bundled.description, situation.toll
    assert {described.title, described.licence, described.citation, bundled.version} <= set(said.values())
    assert said[WORDS("about-query")] == "province=Duhok&harm=1"
    assert str(said[WORDS("about-selection")]).startswith("Incidents in Duhok")
    assert said[WORDS("about-rows")] == said[WORDS("about-incidents")] == toll.incidents
    assert said[WORDS("about-civilians_killed-best")] == toll.killed_best
    assert WORDS("note-blank-is-unknown") in [value for _, value, _ in lines]
    meanings = {column.name: (column.meaning, column.blank or None) for column in INCIDENTS.columns}
    assert {label: (meaning, blank) for label, meaning, blank in lines if label in meanings} == meanings


def test_nothing_selected_is_a_workbook_too(tiny: Dataset) -> None:
    incidents, sources, about = sheets(incidents_xlsx(Situation(tiny, Selection(q="nowhere-at-all")), WORDS))
    assert (incidents.max_row, sources.max_row) == (1, 1)
    said = {label: value for label, value, _ in about.iter_rows(values_only=True)}
    assert said[WORDS("about-rows")] == 0
    assert said[WORDS("about-civilians_killed-best")] == WORDS("not-known")


def test_the_same_rows_give_the_same_bytes(tiny: Dataset) -> None:
    first, second = (incidents_xlsx(Situation(tiny, EVERYTHING), WORDS) for _ in range(2))
    assert first == second


def test_it_reads_from_right_to_left_where_the_language_does(tiny: Dataset) -> None:
    arabic = Words("en")
    arabic.locale = Locale("ar")
    for words, expected in ((WORDS, None), (arabic, True)):
        for sheet in sheets(incidents_xlsx(Situation(tiny, EVERYTHING), words)):
            assert sheet.sheet_view.rightToLeft == expected
