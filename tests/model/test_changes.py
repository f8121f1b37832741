"""What changed since a version: exactly the edits that were made, within the Selection, matched by id."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.snapshot import KEPT, Snapshot, from_json, take, to_json
from dashboard.data.snapshots import Snapshots
from dashboard.model.changes import KINDS, Change, Changes, changes, changes_since
from dashboard.model.scope import incidents_where
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.edited import with_incidents
from tests.model.edits import Edit, edits
from tests.model.selections import selections
from tests.tiny import add_row, drop_row, edit, rows, write_tiny

TODAY = dt.date(2024, 9, 2)
EVERYTHING = Selection(context=True)


@pytest.fixture(scope="module")
def before(tiny: Dataset) -> Dataset:
    return with_incidents(tiny, rows("incidents"))


@pytest.fixture(scope="module")
def old(before: Dataset) -> Snapshot:
    return from_json(to_json(take(before, TODAY)), before.version)


def selected(dataset: Dataset, selection: Selection) -> set[str]:
    return set(dataset.events.rows(incidents_where(selection, dataset), ["incident_id"])["incident_id"])


def told(found: Changes, kind: str) -> set[str]:
    return {change.incident_id for change in found.incidents if change.kind == kind}


def changed(before: Dataset, incident: str, **cells: str) -> Dataset:
    """`before` with some cells of one incident changed."""
    found = [{**row, **(cells if row["incident_id"] == incident else {})} for row in rows("incidents")]
    return with_incidents(before, found)


@given(made=edits())
def test_new_changed_and_gone_are_exactly_the_edits(old: Snapshot, before: Dataset, made: Edit) -> None:
    found = changes(old, with_incidents(before, made.rows), EVERYTHING)
    assert (told(found, "new"), told(found, "gone")) == (made.new, made.gone)
    assert {one.incident_id: set(one.columns) for one in found.of("changed")} == made.changed
    assert len(found.incidents) == len(made.new | made.gone | set(made.changed))
    assert found.undecided == 0


@given(data=st.data(), made=edits())
def test_the_counts_of_then_and_now_reconcile(old: Snapshot, before: Dataset, data: st.DataObject, made: Edit) -> None:
    selection = replace(data.draw(selections(before)), q="")
    after = with_incidents(before, made.rows)
    found, then, now = changes(old, after, selection), selected(before, selection), selected(after, selection)
    entered = {one.incident_id for one in found.of("changed") if not one.was_selected}
    left = {one.incident_id for one in found.of("changed") if not one.is_selected}
    assert now == (then | told(found, "new") | entered) - told(found, "gone") - left
    assert told(found, "new") == made.new & now
    assert told(found, "gone") == made.gone & then
    assert told(found, "changed") == set(made.changed) & (then | now)
    assert found.undecided == 0


@given(data=st.data(), made=edits(), words=st.sampled_from(["alpha", "zakho", "duhok", "reported", "daily", "sources"]))
def test_a_search_tells_nothing_wrong_and_says_how_much_it_can_not_know(
    old: Snapshot, before: Dataset, data: st.DataObject, made: Edit, words: str
) -> None:
    """Texts are not kept: what was found then by its summary or its sources alone is counted, not named."""
    selection = replace(data.draw(selections(before)), q=words)
    after = with_incidents(before, made.rows)
    found, then, now = changes(old, after, selection), selected(before, selection), selected(after, selection)
    truth = {"new": made.new & now, "gone": made.gone & then, "changed": set(made.changed) & (then | now)}
    assert told(found, "new") == truth["new"]
    for kind in ("changed", "gone"):
        assert told(found, kind) <= truth[kind]
    missed = sum(len(truth[kind] - told(found, kind)) for kind in KINDS)
    assert missed <= found.undecided <= len(made.gone | set(made.changed))


def test_an_incident_that_is_gone_is_shown_as_it_was(old: Snapshot, before: Dataset) -> None:
    left = [row for row in rows("incidents") if row["incident_id"] != "inc-03"]
    (gone,) = changes(old, with_incidents(before, left), EVERYTHING).incidents
    row = next(row for row in rows("incidents") if row["incident_id"] == "inc-03")
    assert gone.cells == {name: row[name] for name in KEPT.by_name if name != "incident_id"}
    assert (gone.kind, gone.columns, gone.was_selected, gone.is_selected) == ("gone", (), True, False)


@pytest.mark.parametrize(("province", "was", "is_"), [("Duhok", True, False), ("Erbil", False, True)])
def test_an_incident_that_was_moved_is_told_where_it_was_and_where_it_is(
    old: Snapshot, before: Dataset, province: str, was: bool, is_: bool
) -> None:
    after = changed(before, "inc-03", province="Erbil", district="Soran")
    (moved,) = changes(old, after, Selection(province=(province,))).incidents
    assert (moved.kind, moved.was_selected, moved.is_selected) == ("changed", was, is_)
    assert moved.columns == ("district", "province"), "in the order of the table"
    assert moved.cells["province"] == "Erbil"
    assert changes(old, after, Selection(province=("Hakkari",))).incidents == ()


def test_they_come_new_changed_gone_and_the_latest_first(old: Snapshot, before: Dataset) -> None:
    kept = [{**row, "review": "re-read"} for row in rows("incidents")[:6]]
    new = [{**row, "incident_id": f"new-{row['incident_id']}"} for row in rows("incidents")[:4]]
    found = changes(old, with_incidents(before, [*kept, *new]), EVERYTHING)
    kinds = [KINDS.index(one.kind) for one in found.incidents]
    assert kinds == sorted(kinds)
    for kind in KINDS:
        dates = [one.cells["date"] for one in found.of(kind)]
        assert len(dates) > 1
        assert dates == sorted(dates, reverse=True)


def test_another_release_with_another_column_names_it(old: Snapshot, before: Dataset) -> None:
    prints = {**old.incidents, "inc-03": {**old.incidents["inc-03"], "weapon": "0123abcd"}}
    (found,) = changes(replace(old, incidents=prints), before, EVERYTHING).incidents
    assert (found.incident_id, found.columns) == ("inc-03", ("weapon",))


def test_the_same_data_has_no_changes(old: Snapshot, before: Dataset) -> None:
    found = changes(old, before, EVERYTHING)
    assert found.is_known
    assert (found.incidents, found.undecided) == ((), 0)
    assert {count for counts in found.tables.values() for count in counts.values()} == {0}
    assert (found.recorded_on, found.covers_to) == (TODAY, before.description.covers_to)


def test_other_tables_are_counted_whatever_the_selection(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    old = take(load(folder), TODAY)
    edit(folder, "outposts", "out-1", "status", "closed")
    add_row(folder, "outposts", "out-1", outpost_id="out-9")
    drop_row(folder, "milestones", "mile-3")
    edit(folder, "sources", "src-1", "title", "Another title")
    edit(folder, "vocabularies", 0, "definition", "Another definition.")
    found = changes(old, load(folder), Selection(province=("Hakkari",), q="nowhere-at-all"))
    differing = {name: counts for name, counts in found.tables.items() if any(counts.values())}
    assert differing == {
        "outposts": {"new": 1, "changed": 1, "gone": 0},
        "milestones": {"new": 0, "changed": 0, "gone": 1},
        "sources": {"new": 0, "changed": 1, "gone": 0},
    }
    assert found.incidents == ()


def test_a_table_that_was_not_kept_is_not_counted(old: Snapshot, before: Dataset) -> None:
    rows_kept = {name: hashes for name, hashes in old.rows.items() if name != "outposts"}
    assert "outposts" not in changes(replace(old, rows=rows_kept), before, EVERYTHING).tables


@pytest.fixture
def snapshots(tmp_path: Path, before: Dataset, tiny: Dataset) -> Snapshots:
    """Those of two versions."""
    found = Snapshots(tmp_path)
    found.keep(before)
    found.keep(tiny)
    return found


def test_a_version_is_looked_up_by_its_name(snapshots: Snapshots, before: Dataset, tiny: Dataset) -> None:
    situation = Situation(tiny, EVERYTHING)
    found = changes_since(before.version, snapshots, situation)
    assert found.is_known
    assert (found.asked, found.current, found.selection) == (before.version, tiny.version, EVERYTHING)


@pytest.mark.parametrize("asked", ["0123456789ab", "old", "../../etc/passwd", "\x00", "a" * 10_000])
def test_what_changed_since_another_version_is_not_known(snapshots: Snapshots, tiny: Dataset, asked: str) -> None:
    found = changes_since(asked, snapshots, Situation(tiny, EVERYTHING))
    assert (found.is_known, found.is_kept, found.incidents, found.tables) == (False, True, (), {})


@pytest.mark.parametrize("asked", ["", "current"])
def test_since_the_current_version_nothing_changed(snapshots: Snapshots, tiny: Dataset, asked: str) -> None:
    version = tiny.version if asked else ""
    found = changes_since(version, Snapshots(None), Situation(tiny, EVERYTHING))
    assert (found.is_known, found.asked, found.current) == (True, tiny.version, tiny.version)
    assert found.incidents == ()


def test_without_a_folder_nothing_is_kept(before: Dataset, tiny: Dataset) -> None:
    found = changes_since(before.version, Snapshots(None), Situation(tiny, EVERYTHING))
    assert (found.is_known, found.is_kept) == (False, False)


def test_the_data_of_somebody_else_is_not_compared(tmp_path: Path, before: Dataset, tiny: Dataset) -> None:
    """Two dashboards may share a folder for state."""
    other = replace(before, description=replace(before.description, name="other"))
    Snapshots(tmp_path).keep(other)
    assert not changes_since(other.version, Snapshots(tmp_path), Situation(tiny, EVERYTHING)).is_known


def test_a_change_is_a_value(old: Snapshot, before: Dataset) -> None:
    after = changed(before, "inc-03", place="Elsewhere")
    one, other = (changes(old, after, EVERYTHING) for _ in range(2))
    assert one == other
    assert isinstance(one.incidents[0], Change)
