"""An import as a whole: every row accounted for, the same twice, a newer file, a dry run, likely duplicates."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.importers.interface import Choices
from dashboard.importers.making import Asked, import_file
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from tests.importers.acled_files import NEWER, NEWEST, acled_rows
from tests.importers.given import imported, our_incidents, read_csv, write
from tests.importers.ucdp_files import GED, elsewhere, ucdp_rows

TODAY = dt.date(2026, 11, 28)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for locks."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_description_names_the_tables(tmp_path: Path, bundled: Dataset) -> None:
    rows = [*ucdp_rows(10), elsewhere(1)]
    path = write(tmp_path / "GEDEvent_v25_1.csv", GED, rows)
    result = imported(path, tmp_path / "data", bundled, today=TODAY)
    said = tomllib.loads((tmp_path / "data" / "imported" / "ucdp-ged.toml").read_text("utf-8"))
    assert (said["name"], said["version"], said["file"]) == ("ucdp-ged", "25.1", "GEDEvent_v25_1.csv")
    assert (said["imported_on"], said["may_share_rows"], said["counts_civilians"]) == (TODAY, True, True)
    assert said["covers_to"].isoformat() == max(row["date_start"][:10] for row in ucdp_rows(10))
    assert said["rows"] | {"read": 11, "imported": 11, "inside": 10, "outside": 1} == said["rows"]
    (source,) = read_csv(result.folder / "sources.csv")
    assert {row["source_ids"] for row in result.rows()} == {source["source_id"]}
    used = {row["event_type"] for row in result.rows()} | {row["scope"] for row in result.rows()}
    assert used <= {row["value"] for row in read_csv(result.folder / "vocabularies.csv")}


def test_the_same_file_twice_changes_nothing(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", GED, ucdp_rows(10))
    first = imported(path, tmp_path / "data", bundled)
    before = everything(tmp_path / "data")
    again = imported(path, tmp_path / "data", bundled)
    assert again.report.is_same
    assert again.report.rows == first.report.rows
    assert everything(tmp_path / "data") == before


def test_a_newer_file_updates_by_id_and_says_what_is_new(tmp_path: Path, bundled: Dataset) -> None:
    rows = sorted(ucdp_rows(10), key=lambda row: row["date_start"])
    imported(write(tmp_path / "x.csv", GED, rows[:8]), tmp_path / "data", bundled)
    changed = [rows[0] | {"best": "77", "high": "78"}, *rows[1:3], *rows[4:]]  # the fourth is gone, two are new
    news = imported(write(tmp_path / "y.csv", GED, changed), tmp_path / "data", bundled)
    told = news.report.news
    assert told is not None
    assert (told.new, told.changed, told.gone, told.same, told.kept) == (2, 1, 1, 6, 0)
    assert news.row(rows[0]["id"])["deaths_best"] == "77"
    assert {row["original_id"] for row in news.rows()} == {row["id"] for row in changed}
    kinds = {(row["kind"], row["id"]) for row in read_csv(news.folder / "report.csv")}
    assert {("changed", rows[0]["id"]), ("gone", rows[3]["id"]), ("new", rows[9]["id"])} <= kinds


def test_rows_of_days_that_the_file_does_not_cover_stay(tmp_path: Path, bundled: Dataset) -> None:
    rows = sorted(ucdp_rows(10), key=lambda row: row["date_start"])
    imported(write(tmp_path / "x.csv", GED, rows[:5]), tmp_path / "data", bundled)
    later = [row for row in rows[5:] if row["date_start"] > rows[4]["date_start"]]
    result = imported(write(tmp_path / "y.csv", GED, later), tmp_path / "data", bundled)
    assert result.report.news is not None
    assert (result.report.news.kept, result.report.news.gone) == (5, 0)
    assert len(result.rows()) == 5 + len(later)
    assert result.report.rows.kept_inside == 5


def test_rows_of_countries_that_the_file_does_not_have_stay(tmp_path: Path, bundled: Dataset) -> None:
    imported(write(tmp_path / "x.csv", GED, [*ucdp_rows(5), elsewhere(1)]), tmp_path / "data", bundled)
    result = imported(write(tmp_path / "y.csv", GED, ucdp_rows(5)), tmp_path / "data", bundled)
    assert result.report.rows.kept_outside == 1
    assert len(result.rows("outside.csv")) == 1


def test_an_event_that_moves_into_the_area_stands_once(tmp_path: Path, bundled: Dataset) -> None:
    row = ucdp_rows(1)[0]
    outside = elsewhere(0) | {"id": row["id"], "date_start": row["date_start"], "date_end": row["date_end"]}
    imported(write(tmp_path / "x.csv", GED, [outside]), tmp_path / "data", bundled)
    result = imported(write(tmp_path / "y.csv", GED, [row]), tmp_path / "data", bundled)
    assert (len(result.rows()), len(result.rows("outside.csv"))) == (1, 0)


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", GED, ucdp_rows(10))
    report = import_file(Asked(path, is_dry=True), tmp_path / "data", bundled)
    assert (report.rows.imported, report.is_dry) == (10, True)
    assert [name for name in everything(tmp_path / "data") if not name.endswith(".lock")] == []


def test_what_an_import_that_was_killed_left_is_removed(tmp_path: Path, bundled: Dataset) -> None:
    left = tmp_path / "data" / "imported"
    for name in (".ucdp-ged.abc.partial", "ucdp-ged.000000000000"):
        (left / name).mkdir(parents=True)
    result = imported(write(tmp_path / "x.csv", GED, ucdp_rows(5)), tmp_path / "data", bundled)
    assert {path.name for path in left.iterdir()} == {".lock", "ucdp-ged.toml", result.folder.name}


def test_the_tables_that_are_served_stay_until_the_next_import(tmp_path: Path, bundled: Dataset) -> None:
    first = imported(write(tmp_path / "x.csv", GED, ucdp_rows(5)), tmp_path / "data", bundled).folder
    imported(write(tmp_path / "y.csv", GED, ucdp_rows(6)), tmp_path / "data", bundled)
    assert first.is_dir()
    imported(write(tmp_path / "z.csv", GED, ucdp_rows(7)), tmp_path / "data", bundled)
    assert not first.is_dir()


def test_events_like_ours_are_proposed_and_not_merged(tmp_path: Path, bundled: Dataset) -> None:
    result = imported(write(tmp_path / "x.csv", GED, ucdp_rows(40)), tmp_path / "data", bundled)
    pairs = {(one.event_id.split(":")[1], one.other_id) for one in result.report.alike}
    settled = [
        (str(100_000 + number), row["incident_id"])
        for number, row in enumerate(our_incidents(40))
        if result.row(str(100_000 + number))["district"] == row["district"] and not row["combatants_killed"]
    ]
    assert len(settled) > 20
    assert set(settled) <= pairs
    assert len(result.rows()) == 40


def test_the_users_words_replace_the_description_but_not_what_may_be_passed_on(
    tmp_path: Path, bundled: Dataset
) -> None:
    path = write(tmp_path / "x.csv", GED, ucdp_rows(3))
    said = Choices(dataset={"name": "ucdp-mine", "version": "99", "may_share_rows": False})
    result = imported(path, tmp_path / "data", bundled, choices=said)
    assert (result.report.name, result.report.version, result.report.may_share_rows) == ("ucdp-mine", "99", False)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "Ä", "x" * 60, "9x", "a b"])
def test_a_name_stays_inside_the_folder(tmp_path: Path, bundled: Dataset, name: str) -> None:
    path = write(tmp_path / "x.csv", GED, ucdp_rows(3))
    with pytest.raises(ImportRefusedError, match="name"):
        imported(path, tmp_path / "data", bundled, choices=Choices(dataset={"name": name}))
    assert not (tmp_path / "data").exists()


def test_what_is_no_format_is_asked(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", ("a", "b"), [{"a": "1", "b": "2"}])
    with pytest.raises(QuestionError) as asked:
        imported(path, tmp_path / "data", bundled)
    assert asked.value.about == "format"
    with pytest.raises(QuestionError):
        imported(path, tmp_path / "data", bundled, "atlantis")


def test_what_a_spreadsheet_would_run_is_harmless_in_the_report(tmp_path: Path, bundled: Dataset) -> None:
    rows = [ucdp_rows(1)[0] | {"best": "=1+1", "where_coordinates": "@SUM(A1)"}]
    result = imported(write(tmp_path / "x.csv", GED, rows), tmp_path / "data", bundled)
    (told,) = [row for row in read_csv(result.folder / "report.csv") if row["kind"] == "refused"]
    assert told["value"] == "'=1+1"
    assert result.rows("refused.csv")[0]["where_coordinates"] == "'@SUM(A1)"


_CELLS = st.sampled_from(["", "NA", "x", "-1", "3", "2024-02-30", "371", "1e9", "4", "\x07", "3/4/2024 0:00", "=1"])
_EDITS = st.dictionaries(st.sampled_from(GED), _CELLS, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9), _EDITS), max_size=15))
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, bundled: Dataset, picked: list[tuple[int, dict[str, str]]]
) -> None:
    """read = imported + refused + repeated + left out, and the tables hold what the report says."""
    folder = tmp_path_factory.mktemp("sum")
    base = ucdp_rows(10)
    rows = [base[0], *(base[number] | edit for number, edit in picked)]
    result = imported(write(folder / "x.csv", GED, rows), folder / "data", bundled, choices=Choices(dates="DD/MM/YYYY"))
    counts = result.report.rows
    assert counts.read == len(rows)
    assert (len(result.rows()), len(result.rows("outside.csv"))) == (counts.inside, counts.outside)
    kinds = [row["kind"] for row in read_csv(result.folder / "report.csv")]
    assert (kinds.count("refused"), kinds.count("repeated")) == (counts.refused, counts.repeated)
    assert len(result.rows("refused.csv")) == counts.refused


def test_a_file_of_fields_without_an_end_is_no_hang(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(GED)
        file.write('"never closed\n' + "x,y\n" * 300_000)
    assert imported(path, tmp_path / "data", bundled).report.rows.imported == 0


def test_an_older_file_takes_nothing_away_and_replaces_no_newer_row(tmp_path: Path, bundled: Dataset) -> None:
    rows = [row | {"timestamp": str(NEWEST)} for row in acled_rows(6)]
    older = [row | {"timestamp": str(NEWEST - 30 * 86_400), "fatalities": "99"} for row in rows[:4]]
    newer = imported(write(tmp_path / "newer.csv", NEWER, rows), tmp_path / "data", bundled)
    result = imported(write(tmp_path / "older.csv", NEWER, older), tmp_path / "data", bundled)
    news = result.report.news
    assert news is not None
    assert (news.older, news.gone, news.kept, news.changed) == (4, 0, 2, 0)
    assert result.report.rows.repeated == 4
    assert result.rows() == [*newer.rows()]
    assert result.report.version == newer.report.version


def test_refused_rows_keep_their_cells_whatever_was_refused_before(tmp_path: Path, bundled: Dataset) -> None:
    """A row of another shape has no columns that a header could be taken from."""
    path = write(tmp_path / "x.csv", GED, [ucdp_rows(1)[0] | {"best": "many"}])
    head, row = path.read_text("utf-8").splitlines()
    path.write_text(f"{head}\n1,2,3\n{row}\n4,5\n", encoding="utf-8")
    refused = imported(path, tmp_path / "data", bundled).rows("refused.csv")
    assert [one["line"] for one in refused] == ["2", "3", "4"]
    assert [one["best"] for one in refused] == ["", "many", ""]
    path.write_text(f"{head}\n1,2,3\n", encoding="utf-8")
    (alone,) = imported(path, tmp_path / "alone", bundled).rows("refused.csv")
    assert alone["line"] == "2"
