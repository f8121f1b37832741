"""The rules over whole datasets: clean, bundled, of many incidents; what is named and what is counted."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.editing import edit as editing
from dashboard.data.editing.desk import Desk, incident_blocks, own_desk
from dashboard.data.editing.edit import edit
from dashboard.data.editing.finding import Level, RowRule, TableRule
from dashboard.data.editing.lines import lines_of_findings
from dashboard.data.editing.rules import RULES
from dashboard.data.tables import TABLES
from tests.data.editing.desks import TODAY, changed, clean_tables, found
from tests.tiny import BUNDLED, ids, line_of, rows, write_tiny
from tests.tiny import edit as edit_cell


def test_nothing_is_found_in_a_clean_dataset(clean: Dataset) -> None:
    assert edit(clean, TODAY).findings == ()
    assert set(edit(clean, TODAY).counts.values()) == {0}


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
    assert {rule: n for rule, n in edited.counts.items() if n} == {
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


def test_many_incidents_are_looked_at_one_by_one_and_not_compared(tmp_path: Path) -> None:
    """In this folder 40 incidents are many; two of them are one event, one is of the future, all are of old pages."""
    like = rows("incidents")[2]
    incidents = [like | {"incident_id": f"many-{n:02d}", "date": f"2022-08-{n % 28 + 1:02d}"} for n in range(40)]
    incidents[7]["date"] = "2025-01-01"
    folder = write_tiny(tmp_path / "data", **clean_tables() | {"incidents": incidents})
    few, many = load(folder), load(folder, tmp_path / "state", most_in_memory=10, chunk_rows=15)
    assert many.events.is_large
    whole, unread = edit(many, TODAY, all_incidents=True), edit(many, TODAY)
    assert [(one.rule, one.id) for one in whole.findings] == [("future-date", "many-07")]
    assert not unread.findings
    alone = {rule.name for rule in RULES if isinstance(rule, TableRule) and "incidents" in rule.tables}
    assert set(whole.left_out) == alone
    assert set(unread.left_out) == alone | {r.name for r in RULES if isinstance(r, RowRule) and "incidents" in r.tables}
    assert edit(few, TODAY).counts["same-event"] > 0
    assert edit(few, TODAY).left_out == ()


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
    kept = editing._Kept()
    bad = dict(row) | {
        "date": "2030-01-01",
        "date_first_day": dt.date(2030, 1, 1),
        "date_last_day": dt.date(2030, 1, 1),
    }
    kept.look_at_rows(late, "incidents", (bad for _ in range(editing.MOST_NAMED)))
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
    findings = edit(load(folder), TODAY).findings
    at = lines_of_findings(folder, findings)
    assert {("incidents", "inc-04"), ("sources", "src-8")} <= set(at)
    assert all(line == line_of(folder, table, row) for (table, row), line in at.items())
    assert at["incidents", "inc-04"] == 1 + 4 + 1, "the caveat before it has two lines"


def test_it_is_asked_once_for_a_dataset(clean: Dataset) -> None:
    assert clean.edited is clean.edited
    assert Counter(clean.edited.counts) == Counter()


def test_a_bundled_folder_is_where_the_tests_think() -> None:
    assert (BUNDLED / "incidents.csv").is_file()
