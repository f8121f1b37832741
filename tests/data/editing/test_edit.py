"""The rules over whole datasets: clean, bundled, of many incidents; what is named and what is counted."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.editing import desk as desks
from dashboard.data.editing import edit as editing
from dashboard.data.editing.desk import Desk, incident_blocks, own_desk
from dashboard.data.editing.edit import edit
from dashboard.data.editing.finding import Level, RowRule, TableRule
from dashboard.data.editing.lines import Place, places_of
from dashboard.data.editing.rules import RULES
from dashboard.data.tables import TABLES
from tests.data.editing.desks import TODAY, changed, clean_tables, found
from tests.imports import count, event, ucdp_events, write_import
from tests.tiny import edit as edit_cell
from tests.tiny import ids, line_of, rows, write_tiny


def test_nothing_is_found_in_a_clean_dataset(clean: Dataset) -> None:
    assert edit(clean, TODAY).findings == ()
    assert edit(clean, TODAY).counts == {}


def test_nor_on_a_basemap_that_holds_hardly_more_than_its_districts(tiny_folder: Callable[..., Path]) -> None:
    assert edit(load(tiny_folder(whole_basemap=False, **clean_tables())), TODAY).findings == ()


@given(st.sets(st.sampled_from(ids("incidents"))), st.sets(st.sampled_from(ids("outposts"))), st.randoms())
def test_nor_in_some_of_its_rows_in_any_order(desk: Desk, lost: set[str], gone: set[str], chance: object) -> None:
    incidents = [one for one in desk.tables["incidents"] if one["incident_id"] not in lost]
    outposts = [one for one in desk.tables["outposts"] if one["outpost_id"] not in gone]
    chance.shuffle(incidents)  # type: ignore[attr-defined]
    fewer = replace(desk, tables={**desk.tables, "incidents": incidents, "outposts": outposts})
    assert found(fewer, but=["uncited"]) == []


def test_the_bundled_data_has_no_error_and_few_other_findings(bundled: Dataset) -> None:
    """Each was looked at by hand; a change of the tables or rules that adds some is to be looked at, too."""
    edited = edit(bundled, dt.date(2026, 11, 28))
    assert edited.number(Level.ERROR) == 0
    assert edited.counts == {
        "sources-older": 1, "odd-address": 1, "same-event": 2, "outside-district": 4, "centre-as-settlement": 4,
        "contested-without-doubt": 1, "spelling-of-places": 5, "spelling-of-organisations": 3,
        "spelling-of-publishers": 2, "no-address": 5,
    }  # fmt: skip


def test_every_finding_names_a_row_and_a_column_that_there_are(bundled: Dataset) -> None:
    tables = {table.name: table for table in TABLES}
    for one in edit(bundled, TODAY).findings:
        cells = bundled.cells[one.table]
        (cell,) = cells.loc[cells[tables[one.table].key] == one.id, one.column]
        assert one.value == cell


def test_a_rule_has_one_name_and_looks_at_tables_that_there_are() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert {table for rule in RULES for table in rule.tables} <= {table.name for table in TABLES}
    assert [rule.level for rule in RULES] == sorted((rule.level for rule in RULES), key=list(Level).index)


def test_many_incidents_are_looked_at_one_by_one_and_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this folder 40 incidents are many; two of them are one event, one is of the future, all are of old pages."""
    like = rows("incidents")[2]
    incidents = [like | {"incident_id": f"many-{n:02d}", "date": f"2022-08-{n % 28 + 1:02d}"} for n in range(40)]
    incidents[7]["date"] = "2025-01-01"
    folder = write_tiny(tmp_path / "data", **clean_tables() | {"incidents": incidents})
    few, many = load(folder), load(folder, tmp_path / "state", most_in_memory=10, chunk_rows=15)
    assert edit(many, TODAY) == edit(few, TODAY), "ours can be held, wherever they stand"
    monkeypatch.setattr(desks, "MOST_COMPARED", 39)
    whole, unread = edit(many, TODAY, all_incidents=True), edit(many, TODAY)
    assert [(one.rule, one.id) for one in whole.findings] == [("future-date", "many-07")]
    assert not unread.findings
    alone = {rule.name for rule in RULES if isinstance(rule, TableRule) and "incidents" in rule.tables}
    assert set(whole.left_out) == alone
    assert set(unread.left_out) == alone | {r.name for r in RULES if isinstance(r, RowRule) and "incidents" in r.tables}
    monkeypatch.undo()
    assert edit(few, TODAY).counts["same-event"] > 0
    assert edit(few, TODAY).left_out == edit(many, TODAY, all_incidents=True).left_out == ()


def test_rows_of_many_incidents_are_those_of_few(tmp_path: Path, clean: Dataset) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False, **clean_tables())
    many = load(folder, tmp_path / "state", most_in_memory=3, chunk_rows=4)
    asked = [row for block in incident_blocks(many, "tiny") for row in block]
    assert asked == own_desk(clean, TODAY).tables["incidents"]
    assert list(incident_blocks(many, "another")) in ([], [[]])


def test_what_is_not_named_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_NAMED", 2)
    late = desk
    for row in ids("incidents")[:5]:
        late = changed(late, "incidents", row, date="2030-01-01")
    edited = editing.look_at(late)
    assert [one.id for one in edited.findings] == ids("incidents")[:2]
    assert edited.counts["future-date"] == edited.number(Level.ERROR) == 5


def test_findings_are_bounded_in_memory(desk: Desk) -> None:
    """A file in which every row is wrong: what is held of its findings does not grow with it."""
    (row,) = [one for one in desk.tables["incidents"] if one["incident_id"] == "inc-12"]
    late = replace(desk, tables={**desk.tables, "incidents": []})
    kept = editing._Kept("tiny")
    bad = dict(row) | {
        "date": "2030-01-01",
        "date_first_day": dt.date(2030, 1, 1),
        "date_last_day": dt.date(2030, 1, 1),
    }
    kept.look_at_rows(late, "incidents", (bad for _ in range(editing.MOST_NAMED)))
    assert len(kept.edited(()).findings) == editing.MOST_NAMED
    tracemalloc.start()
    kept.look_at_rows(late, "incidents", (bad for _ in range(editing.MOST_NAMED)))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 100_000
    assert kept.edited(()).counts["future-date"] == 2 * editing.MOST_NAMED


def test_findings_are_at_the_line_where_their_row_begins(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False, **clean_tables())
    for table, row, column in (("incidents", "inc-04", "date"), ("sources", "src-8", "published")):
        edit_cell(folder, table, row, column, "2040-01-01")
    dataset = load(folder)
    places = places_of(folder, dataset, edit(dataset, TODAY).findings)
    for (name, table, row), place in places.items():
        assert (name, place.file, place.line) == ("tiny", f"{table}.csv", line_of(folder, table, row))
    assert places["tiny", "incidents", "inc-04"].line == 1 + 4 + 1, "the caveat before it has two lines"
    assert ("tiny", "sources", "src-8") in places


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clean folder with events of another dataset beside it, and a report of as many families as persons.

    One has a low count above the best; one is to come, and lies in Erbil, not in Duhok; the summary of another says
    more than it counts, and is written as others write.
    """
    folder = write_tiny(tmp_path_factory.mktemp("imported") / "data", **clean_tables())
    erbil = {"district": "", "latitude": "36.19", "longitude": "44.01"}
    told = {"summary": "A strike killed nine civilians.", "attribution_status": "unattributed"}
    events = [
        *ucdp_events(), event("ucdp", "9", date="2090-02", date_precision="month", **erbil),
        event("ucdp", "10", date="2023-05-05", **told),
    ]  # fmt: skip
    report = count("ucdp", "r1", date="2021-06-30", province="Duhok", persons_displaced="12", families_displaced="12")
    write_import(folder, "ucdp", incidents=events, displacement=[report])
    return folder


def test_what_is_imported_is_looked_at_row_by_row_and_what_would_be_an_error_is_a_warning(imported: Path) -> None:
    edited = edit(load(imported), TODAY)
    assert [(one.rule, str(one.level), one.id, one.column) for one in edited.findings] == [
        ("future-date", "warning", "ucdp:9", "date"), ("outside-province", "warning", "ucdp:9", "province"),
        ("low-above-best", "hint", "ucdp:1004", "deaths_low"), ("family-size", "hint", "ucdp:r1", "persons_displaced"),
    ]  # fmt: skip
    assert {one.dataset for one in edited.findings} == {"ucdp"}
    assert [edited.number(level) for level in Level] == [0, 2, 2]
    assert edited.left_out == ()


def test_what_is_imported_is_told_with_its_file_and_line(imported: Path) -> None:
    dataset = load(imported)
    places = places_of(imported, dataset, edit(dataset, TODAY).findings)
    beside = f"imported/{dataset.imported[0].folder}"
    assert places["ucdp", "displacement", "ucdp:r1"] == Place(f"{beside}/displacement.csv", 2)
    assert places["ucdp", "incidents", "ucdp:1004"] == Place(f"{beside}/incidents.csv", 5)


def test_many_imported_incidents_leave_ours_to_be_compared(imported: Path, tmp_path: Path) -> None:
    many = load(imported, tmp_path / "state", most_in_memory=10, chunk_rows=5)
    assert many.events.is_large
    page, whole = edit(many, TODAY), edit(many, TODAY, all_incidents=True)
    assert page.counts == {"family-size": 1}
    assert "same-event" not in page.left_out
    assert "future-date" in page.left_out
    assert whole == edit(load(imported), TODAY)


def test_it_is_asked_once_for_a_dataset(clean: Dataset) -> None:
    assert clean.edited is clean.edited
    assert clean.edited.findings == ()
