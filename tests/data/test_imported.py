"""Imported datasets beside the tables of a data folder: read, merged, and left out where something is wrong."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.content import content_hash
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.data.frames import records
from dashboard.data.imported import content_of, toml_files
from dashboard.errors import DataError, Problem, Severity
from tests.imports import (
    ACLED,
    DTM,
    UCDP,
    WORDS,
    count,
    event,
    import_acled,
    import_all,
    import_dtm,
    import_ucdp,
    write_import,
)
from tests.tiny import write_tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "data", whole_basemap=False)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(import_all(write_tiny(tmp_path_factory.mktemp("imported") / "data", whole_basemap=False)))


def faults(folder: Path) -> list[Problem]:
    """What is told of the one imported dataset, which has to be left out."""
    dataset = load(folder)
    assert dataset.imported == ()
    assert {problem.severity for problem in dataset.problems} == {Severity.NOTE}
    return list(dataset.problems)


def test_they_are_known_by_name_with_all_that_they_say_of_themselves(imported: Dataset) -> None:
    assert [one.name for one in imported.imported] == [ACLED, DTM, UCDP]
    acled = imported.imported[0]
    assert (acled.title, acled.licence, acled.citation) == ("ACLED events", "CC BY 4.0", "Somebody (2026)")
    assert (acled.covers_from, acled.covers_to) == (dt.date(2021, 5, 4), dt.date(2023, 2, 28))
    assert (acled.rows.read, acled.rows.inside, acled.rows.outside) == (3, 3, 0)
    assert imported.withheld == {ACLED}


def test_they_can_be_asked_for_by_name_ours_first(imported: Dataset) -> None:
    def names(*asked: str) -> list[str]:
        return [one.name for one in imported.cited(asked)]

    assert (names(), names(UCDP, "tiny"), names(UCDP, ACLED)) == (["tiny"], ["tiny", UCDP], [ACLED, UCDP])
    assert names("nobody") == []


def test_our_tables_stay_ours(imported: Dataset, tiny: Dataset) -> None:
    for name, rows in tiny.tables.items():
        assert records(imported.tables[name]) == records(rows)
    assert imported.rows == tiny.rows


def test_their_sources_publishers_and_values_stand_beside_ours(imported: Dataset, tiny: Dataset) -> None:
    assert set(imported.sources) - set(tiny.sources) == {"acled-page", "dtm-page", "ucdp-page"}
    assert imported.publishers["ucdp"]["kind"] == "ngo_or_research"
    assert imported.label("incidents", "event_type", "organised_violence") == "Organised violence"
    assert imported.definition("incidents", "event_type", "organised_violence").startswith("use of armed force")
    ours = tiny.choices("incidents", "event_type")
    assert imported.choices("incidents", "event_type") == (*ours, "organised_violence")


def test_a_value_for_one_table_does_not_take_those_of_all_tables_away(folder: Path, tiny: Dataset) -> None:
    more = {"table": "incidents", "column": "location_precision", "value": "camp", "label": "Camp"}
    rows = [event("mine", "1", date="2021", date_precision="year", location_precision="camp"),
            event("mine", "2", date="2021-02-03")]  # fmt: skip
    write_import(folder, "mine", incidents=rows, vocabularies=[*WORDS, more])
    dataset = load(folder)
    ours = tiny.choices("incidents", "location_precision")
    assert dataset.choices("incidents", "location_precision") == (*ours, "camp")
    assert dataset.choices("outposts", "location_precision") == ours
    assert dataset.problems == ()


def test_their_displacement_is_typed_and_theirs(imported: Dataset, tiny: Dataset) -> None:
    rows = records(imported.imported[1].displacement)
    assert [(row["record_id"], row["persons_displaced"], row["round"]) for row in rows][:1] == [
        ("dtm:r1-zakho", 1200, "121")
    ]
    assert imported.imported[0].displacement.empty


def test_a_folder_without_imports_has_none(tiny: Dataset) -> None:
    assert (tiny.imported, tiny.has_others, tiny.with_deaths) == ((), False, frozenset())


@pytest.mark.parametrize(
    ("described", "reason"),
    [
        ({"title": None}, "title is missing"),
        ({"title": " "}, "title is blank"),
        ({"title": 3}, "title is not what it has to be"),
        ({"title": "a\x07b"}, "title is not what it has to be"),
        ({"may_share_rows": "yes"}, "may_share_rows is not what it has to be: true or false"),
        ({"imported_on": "2026-11-20T10:00:00"}, "imported_on is not what it has to be: a date"),
        ({"imported_on": None}, "imported_on is missing"),
        ({"name": "other"}, "name is not that of the file"),
        ({"folder": "../mine.0123456789ab"}, "folder is not called mine"),
        ({"folder": "other.0123456789ab"}, "folder is not called mine"),
        ({"folder": "mine.0123456789ab"}, "is not there"),
        ({"address": "javascript:alert(1)"}, "address is not one"),
        ({"covers_from": "2021-01-01"}, "covers_from and covers_to"),
        ({"covers_from": "2021-01-02", "covers_to": "2021-01-01"}, "covers_from and covers_to"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_fault_of_a_description_leaves_the_dataset_out(
    described: dict[str, object], reason: str, folder: Path
) -> None:
    write_import(folder, "mine", incidents=[event("mine", "1", date="2021-02-03")], **described)
    (problem,) = faults(folder)
    assert problem.file == "imported/mine.toml"
    assert reason in problem.reason
    assert problem.reason.endswith("; the dataset is left out")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text.replace("read = 1", "read = 2"), "read is not the sum"),
        (lambda text: text.replace("outside = 0", "outside = 1"), "imported is not the sum"),
        (lambda text: text.replace("refused = 0", "refused = -1"), "rows is not what it has to be"),
        (lambda text: text.replace("refused = 0", "refused = true"), "rows is not what it has to be"),
        (lambda text: text.replace("[rows]", "[others]"), "rows is missing"),
        (lambda text: text + "=", "can't be read"),
    ],
)
def test_counts_that_do_not_add_up_leave_the_dataset_out(
    change: Callable[[str], str], reason: str, folder: Path
) -> None:
    toml = write_import(folder, "mine", incidents=[event("mine", "1", date="2021-02-03")])
    toml.write_text(change(toml.read_text("utf-8")), "utf-8")
    assert [reason in problem.reason for problem in faults(folder)] == [True]


def test_the_name_of_ours_and_names_that_are_none_are_refused(folder: Path) -> None:
    for name in ("tiny", "Big", "a_b"):
        write_import(folder, name)
    assert {problem.file for problem in faults(folder)} == {f"imported/{name}.toml" for name in ("tiny", "Big", "a_b")}


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("displacement.csv", "nonsense", "required column is missing"),
        ("sources.csv", "\xff", "is not UTF-8"),
        ("sources.csv", None, "unknown source"),
    ],
)
def test_a_table_that_would_stop_the_start_leaves_the_dataset_out(
    file: str, text: str | None, reason: str, folder: Path
) -> None:
    held = import_dtm(folder).parent / next(path.name for path in (folder / "imported").iterdir() if path.is_dir())
    if text is None:
        (held / file).unlink()
    else:
        (held / file).write_bytes(text.encode("latin-1"))
    first, *others = faults(folder)
    assert first.file == "imported/dtm.toml"
    assert f"imported/{held.name}/" in first.reason
    assert reason in first.reason
    assert others
    assert all(problem.file.startswith(f"imported/{held.name}/") for problem in others)


def test_ids_that_another_dataset_could_have_leave_it_out(folder: Path) -> None:
    write_import(folder, DTM, displacement=[count(DTM, "1", date="2021-06-30", record_id="dis-1")])
    first, _ = faults(folder)
    assert "does not begin with dtm:" in first.reason


def test_a_source_that_is_another_page_of_ours_leaves_it_out(folder: Path) -> None:
    write_import(folder, "src")
    table = next((folder / "imported").glob("src.*/sources.csv"))
    table.write_text(table.read_text("utf-8").replace("src-page", "src-1"), "utf-8")
    first, _ = faults(folder)
    assert "is the id of another page" in first.reason


def test_a_row_that_can_not_be_used_is_set_aside_with_the_path_of_its_file(folder: Path) -> None:
    good = count(DTM, "1", date="2021-06-30", persons_displaced="7")
    write_import(folder, DTM, displacement=[good, {**good, "record_id": "dtm:2", "persons_displaced": "many"}])
    dataset = load(folder)
    assert list(dataset.imported[0].displacement["record_id"]) == ["dtm:1"]
    (problem,) = dataset.problems
    assert (problem.severity, problem.line, problem.value) == (Severity.ROW_SET_ASIDE, 3, "many")
    assert problem.file == f"imported/{dataset.imported[0].folder}/displacement.csv"
    assert dataset.rows_set_aside == 0  # of ours


def test_one_dataset_that_is_left_out_takes_no_other_with_it(folder: Path) -> None:
    import_acled(folder)
    write_import(folder, "mine", title=None)
    assert [one.name for one in load(folder).imported] == [ACLED]


def test_ours_that_can_not_be_used_stops_the_start_as_before(folder: Path) -> None:
    import_all(folder)
    (folder / "outposts.csv").unlink()
    with pytest.raises(DataError):
        load(folder)


def test_every_loaded_file_belongs_to_the_content_and_no_other(folder: Path) -> None:
    before = content_hash(folder)
    toml = import_ucdp(folder)
    seen = {before, content_hash(folder)}
    held = content_of(toml)[1].parent
    for name in ("report.csv", "refused.csv", "outside.csv", "outside-displacement.csv"):
        (held / name).write_text("x", "utf-8")
    assert content_hash(folder) in seen
    for path in content_of(toml):
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(content_hash(folder))
    assert len(seen) == 2 + len(content_of(toml)) == 7


def test_what_no_description_names_is_no_content(folder: Path) -> None:
    before = content_hash(folder)
    toml = import_ucdp(folder)
    toml.rename(toml.with_name(".ucdp.toml"))
    assert (content_hash(folder), toml_files(folder)) == (before, [])


def test_an_import_is_seen_at_the_next_look(folder: Path) -> None:
    current = CurrentDataset.open(folder)
    import_dtm(folder)
    assert current.refresh()
    assert [one.name for one in current.dataset.imported] == [DTM]
    (folder / "imported" / "dtm.toml").unlink()
    assert current.refresh()
    assert current.dataset.imported == ()
    assert not current.refresh()


def test_the_folder_of_a_description_may_be_gone(folder: Path) -> None:
    import_dtm(folder)
    for path in (folder / "imported").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    (problem,) = faults(folder)
    assert "is not there" in problem.reason
