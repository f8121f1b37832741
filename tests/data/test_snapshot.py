"""What is kept of a version: enough to say what changed, no text that is not needed for it, nothing taken on trust."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.snapshot import (
    KEPT,
    Snapshot,
    SnapshotError,
    fingerprint,
    from_json,
    is_version,
    kept_rows,
    row_hash,
    take,
    to_json,
)
from dashboard.data.tables import TABLES
from tests.tiny import ids, rows

TODAY = dt.date(2024, 9, 2)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5)


@pytest.fixture(scope="module")
def snapshot(tiny: Dataset) -> Snapshot:
    return take(tiny, TODAY)


@pytest.fixture(scope="module")
def values(snapshot: Snapshot) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(snapshot))
    return found


def refused(values: Any, version: str) -> bool:
    try:
        from_json(json.dumps(values), version)
    except SnapshotError:
        return True
    return False


@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_it_comes_back_from_its_json(request: pytest.FixtureRequest, name: str) -> None:
    snapshot = take(request.getfixturevalue(name), TODAY)
    assert from_json(to_json(snapshot), snapshot.version) == snapshot


def test_it_has_every_row_of_every_table_with_a_key(snapshot: Snapshot, tiny: Dataset) -> None:
    assert list(snapshot.incidents) == ids("incidents")
    assert set(snapshot.rows) == {table.name for table in TABLES if table.key} - {"incidents"}
    assert {name: list(hashes) for name, hashes in snapshot.rows.items()} == {name: ids(name) for name in snapshot.rows}
    assert (snapshot.version, snapshot.dataset) == (tiny.version, tiny.description.name)
    assert (snapshot.recorded_on, snapshot.covers_to) == (TODAY, tiny.description.covers_to)


def test_only_what_says_which_incident_it_was_can_be_read(bundled: Dataset) -> None:
    snapshot, table = take(bundled, TODAY), KEPT.by_name
    for (_, kept), row in zip(snapshot.incidents.items(), bundled.cells["incidents"].to_dict("records"), strict=True):
        filled = {name for name, cell in row.items() if cell} - {"incident_id"}
        assert set(kept) == filled, "blank stays blank"
        assert {name: kept[name] for name in filled & set(table)} == {name: row[name] for name in filled & set(table)}
    text = to_json(snapshot)
    for column in ("summary", "caveat"):
        assert not [cell for cell in bundled.cells["incidents"][column] if len(cell) > 30 and cell in text]


@given(data=st.data())
def test_any_change_of_a_cell_shows_in_its_column_alone(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(rows("incidents")))
    column, cell = data.draw(st.sampled_from([name for name in row if name != "incident_id"])), data.draw(WORDS)
    one, other = fingerprint(row), fingerprint({**row, column: cell})
    differing = {name for name in {*one, *other} if one.get(name) != other.get(name)}
    assert differing == ({column} if cell != row[column] else set())


def test_a_new_column_changes_no_row_until_it_is_filled() -> None:
    row = rows("outposts")[0]
    assert row_hash(row) == row_hash({**row, "altitude": ""}) == row_hash({"": "", **row})
    assert row_hash(row) != row_hash({**row, "altitude": "900"})


def test_cells_can_not_be_mistaken_for_one_another() -> None:
    assert len({row_hash(row) for row in ({"a": "bc"}, {"ab": "c"}, {"a": "b", "c": ""}, {"a": "", "c": "b"})}) == 4


def test_what_is_kept_has_the_types_of_the_table(snapshot: Snapshot, tiny: Dataset) -> None:
    frame, table = kept_rows(snapshot, ids("incidents")), tiny.tables["incidents"]
    for column in frame:
        assert frame[column].dtype == table[column].dtype
        assert frame[column].equals(table[column])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0123456789ab", True), ("0123456789AB", False), ("0123456789a", False), ("0123456789abc", False),
     ("", False), ("../../../etc", False), ("0123456789ab\n", False), ("０１２３４５６７８９ab", False)],
)  # fmt: skip
def test_a_version_is_twelve_digits(text: str, expected: bool) -> None:
    assert is_version(text) is expected


def test_every_part_is_needed(values: dict[str, Any], snapshot: Snapshot) -> None:
    assert not refused(values, snapshot.version)
    for name in values:
        assert refused({key: value for key, value in values.items() if key != name}, snapshot.version), name


@pytest.mark.parametrize("wrong", [None, "", 7, [], ["x"], {"x": 1}, {"x": []}, False])
def test_a_part_of_another_kind_is_refused(values: dict[str, Any], snapshot: Snapshot, wrong: Any) -> None:
    for name in values:
        assert refused({**values, name: wrong}, snapshot.version), name


@pytest.mark.parametrize(
    ("column", "cell"),
    [("date", "soon"), ("date", ""), ("place", "a\x00b"), ("place", "\ud800"), ("place", "x" * 5_001), ("place", None),
     ("civilians_killed", "-1"), ("civilians_killed", "1e3"), ("civilians_killed", 5), ("scope", ["border"]),
     ("civilians_killed_low", "99"), ("=cmd", "0a0a0a0a"), ("<b>", "0a0a0a0a"), ("", "0a0a0a0a"), ("summary", 7)],
)  # fmt: skip
def test_a_cell_that_no_table_could_hold_is_refused(
    values: dict[str, Any], snapshot: Snapshot, column: str, cell: Any
) -> None:
    cells = {**values["incidents"]["inc-03"], column: cell}
    assert refused({**values, "incidents": {**values["incidents"], "inc-03": cells}}, snapshot.version)


@pytest.mark.parametrize("column", ["date", "place", "event_type", "scope"])
def test_a_cell_that_the_table_asks_for_must_be_there(values: dict[str, Any], snapshot: Snapshot, column: str) -> None:
    cells = {name: cell for name, cell in values["incidents"]["inc-03"].items() if name != column}
    assert refused({**values, "incidents": {**values["incidents"], "inc-03": cells}}, snapshot.version)


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "NaN", "[" * 100_000, '{"format":1}', "9" * 5_000])
def test_what_is_not_json_of_ours_is_refused(text: str, snapshot: Snapshot) -> None:
    with pytest.raises(SnapshotError):
        from_json(text, snapshot.version)


def test_it_is_refused_under_another_name(snapshot: Snapshot) -> None:
    with pytest.raises(SnapshotError):
        from_json(to_json(snapshot), "0123456789ab")


def test_a_later_format_is_refused(values: dict[str, Any], snapshot: Snapshot) -> None:
    assert refused({**values, "format": values["format"] + 1}, snapshot.version)


def test_a_value_that_is_no_longer_in_the_vocabulary_is_kept(snapshot: Snapshot) -> None:
    cells = {**snapshot.incidents["inc-03"], "event_type": "no_longer_used", "province": "Elsewhere"}
    changed = replace(snapshot, incidents={**snapshot.incidents, "inc-03": cells})
    assert from_json(to_json(changed), snapshot.version) == changed
