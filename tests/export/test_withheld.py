"""Rows that may not be passed on: in no file, counted in all of them, and said."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dashboard.api.summary import summary
from dashboard.data.dataset import Dataset, load
from dashboard.data.events import event_table
from dashboard.data.store import EventStore
from dashboard.export.about import companion
from dashboard.export.extracts import EXPORTED, extract
from dashboard.export.workbook import incidents_xlsx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import incidents_geojson, table_csv
from tests.tiny import describe

WORDS = Words("en")
EVERYTHING = Selection(context=True)
ALWAYS_SHARED = ("casualties", "sources")  # sums, and pages that have to be named


@pytest.fixture(scope="module")
def closed(tiny_folder: Callable[..., Path]) -> Dataset:
    """The tiny dataset under a licence that does not allow to pass rows on."""
    folder = tiny_folder(whole_basemap=False)
    describe(folder, may_share_rows=False)
    return load(folder)


@pytest.fixture(scope="module", params=[10_000, 0], ids=["held", "asked"])
def mixed(tiny: Dataset, request: pytest.FixtureRequest) -> Dataset:
    """Every third incident comes from a dataset of that kind; the others are ours."""
    names = ["closed" if n % 3 == 0 else "tiny" for n in range(len(tiny.tables["incidents"]))]
    events = EventStore.of(
        event_table(tiny.tables, "tiny").assign(dataset=names), request.param, tiny.cells["incidents"]
    )
    return replace(tiny, events=events, description=replace(tiny.description, name="closed", may_share_rows=False))


def lines(name: str, situation: Situation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline="")))


@pytest.mark.parametrize("name", EXPORTED)
def test_nothing_is_withheld_unless_the_description_says_so(tiny: Dataset, name: str) -> None:
    assert extract(name, Situation(tiny, EVERYTHING)).withheld == 0
    assert companion(name, Situation(tiny, EVERYTHING), WORDS)["rows_withheld"] == 0


@pytest.mark.parametrize("name", [name for name in EXPORTED if name not in ALWAYS_SHARED])
def test_a_closed_dataset_gives_no_row_and_says_how_many(closed: Dataset, tiny: Dataset, name: str) -> None:
    selection = Selection(province=("Duhok",))
    whole = extract(name, Situation(tiny, selection))
    found = Situation(closed, selection)
    (said,) = lines(name, found)
    first, *others = said.values()
    assert first == WORDS.plural("rows-withheld", whole.count)
    assert not any(others)
    described = companion(name, found, WORDS)
    assert (described["rows"], described["rows_withheld"]) == (0, whole.count)
    assert first in described["notes"]


@pytest.mark.parametrize("name", ALWAYS_SHARED)
def test_sums_and_sources_stay_and_include_what_is_withheld(closed: Dataset, tiny: Dataset, name: str) -> None:
    assert table_csv(name, Situation(closed, EVERYTHING), WORDS) == table_csv(name, Situation(tiny, EVERYTHING), WORDS)


def test_what_is_shared_and_what_is_withheld_add_up(mixed: Dataset, tiny: Dataset) -> None:
    situation, whole = Situation(mixed, EVERYTHING), Situation(tiny, EVERYTHING)
    *shared, last = lines("incidents", situation)
    collection = incidents_geojson(situation, WORDS)
    book = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS)))
    column = [cell.value for cell in next(book.worksheets[0].iter_cols())]
    ids = [row["incident_id"] for row in shared]
    withheld = whole.toll.incidents - len(ids)
    said = WORDS.plural("rows-withheld", withheld)
    assert 0 < withheld < whole.toll.incidents
    assert ids == [feature["id"] for feature in collection["features"]] == column[1:-1]
    assert last["incident_id"] == column[-1] == said
    for about in (collection["metadata"], companion("incidents", situation, WORDS)):
        assert about["rows"] + about["rows_withheld"] == whole.toll.incidents
        assert said in about["notes"]
    totals = companion("incidents", situation, WORDS)["totals"]
    counted = summary(whole, WORDS)
    assert totals == {name: counted[name] for name in totals}


def test_a_withheld_row_is_in_no_file(mixed: Dataset, tiny: Dataset) -> None:
    situation = Situation(mixed, EVERYTHING)
    kept = {row["incident_id"] for row in lines("incidents", situation)}
    withheld = [row for row in tiny.cells["incidents"].to_dict("records") if row["incident_id"] not in kept]
    files = [table_csv(name, situation, WORDS) for name in EXPORTED]
    files += [str(incidents_geojson(situation, WORDS)), str(companion("incidents", situation, WORDS))]
    book = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS)))
    files += [str([*sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]
    assert withheld
    assert not [row["incident_id"] for row in withheld for file in files if row["incident_id"] in file]
