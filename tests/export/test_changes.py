"""What changed, as rows that a spreadsheet can open."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from dashboard.data.schema import Kind
from dashboard.data.snapshots import Snapshots
from dashboard.data.tables_records import INCIDENTS
from dashboard.export.changes import COLUMNS, changes_csv
from dashboard.model.changes import changes_since
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.changing import CHANGED, GONE, MOVED, NEW, Versions, versions
from tests.tiny_tables import Row

WORDS = Words("en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return versions(tmp_path_factory.mktemp("changes"))


def read(made: Versions, selection: Selection) -> dict[str, Row]:
    text = changes_csv(changes_since(made.old.version, made.snapshots, Situation(made.now, selection)), WORDS)
    header, *found = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == [column.name for column in COLUMNS]
    return {row[1]: dict(zip(header, row, strict=True)) for row in found}


def test_every_change_is_a_row(made: Versions) -> None:
    found = read(made, Selection())
    assert {one: row["change"] for one, row in found.items()} == {
        NEW: "new", CHANGED: "changed", MOVED: "changed", GONE: "gone"
    }  # fmt: skip
    assert [row["change"] for row in found.values()] == ["new", "changed", "changed", "gone"]
    assert {one: row["changed_columns"] for one, row in found.items()} == {
        NEW: "", CHANGED: "civilians_killed;summary", MOVED: "district;province", GONE: "",
    }  # fmt: skip


def test_cells_are_those_of_the_files(made: Versions) -> None:
    """Of now, and of then where there is no now; a place that begins like a formula is made harmless."""
    ours = {column.name for column in INCIDENTS.columns}
    for incident, row in read(made, Selection()).items():
        dataset = made.old if incident == GONE else made.now
        cells = dataset.cells["incidents"].set_index("incident_id", drop=False).loc[incident]
        place = "'=Nueva" if incident == NEW else cells["place"]
        assert {name: row[name] for name in ours & set(row)} == {
            **{name: cells[name] for name in ours & set(row)}, "place": place,
        }  # fmt: skip


@pytest.mark.parametrize(
    ("province", "expected"),
    [
        ("Duhok", {NEW: "yes", CHANGED: "yes", MOVED: "yes", GONE: "no"}),
        ("Erbil", {MOVED: "no"}),
        ("Hakkari", {}),
    ],
)
def test_it_says_what_belongs_to_the_selection_now(made: Versions, province: str, expected: Row) -> None:
    found = read(made, Selection(province=(province,)))
    assert {one: row["is_in_selection"] for one, row in found.items()} == expected


def test_numbers_are_columns_of_numbers() -> None:
    kinds = {column.name: column.kind for column in COLUMNS}
    assert [name for name, kind in kinds.items() if kind is Kind.COUNT] == [
        "civilians_killed_low", "civilians_killed", "civilians_killed_high",
    ]  # fmt: skip


def test_nothing_is_said_of_a_version_that_is_not_known(made: Versions, tmp_path: Path) -> None:
    unknown = changes_since(made.old.version, Snapshots(tmp_path), Situation(made.now, Selection()))
    with pytest.raises(ValueError, match=made.old.version):
        changes_csv(unknown, WORDS)


@pytest.mark.parametrize(("shared", "withheld"), [((), 4), ((NEW,), 3), ((NEW, CHANGED, MOVED), 1)])
def test_rows_that_may_not_be_passed_on_are_only_counted(
    made: Versions, shared: tuple[str, ...], withheld: int
) -> None:
    """One that is gone is of the dataset whose version it was in."""
    situation = Situation(made.closed(*shared), Selection())
    changes = changes_since(made.old.version, made.snapshots, situation)
    *rows, last = list(csv.reader(io.StringIO(changes_csv(changes, WORDS), newline=""), strict=True))[1:]
    assert {row[1] for row in rows} == set(shared)
    assert last == [WORDS.plural("rows-withheld", withheld), *[""] * (len(COLUMNS) - 1)]
    assert len(rows) + withheld == len(changes.incidents) == 4
