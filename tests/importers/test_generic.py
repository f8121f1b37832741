"""A table of somebody's own: what the mapping says comes out, nothing else does, and every row is accounted for."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.importers.interface import Choices
from dashboard.importers.mapping import mapping_from, read_mapping
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importing import copy_tables
from tests.commands import DONE, PROBLEM, WRONG_USAGE, call
from tests.importers.given import Result, Row, imported, our_incidents, read_csv, write
from tests.tiny import BUNDLED

HEADER = ("No.", "Day", "Village", "Gov", "Lat", "Long", "What", "By", "Killed (civ.)", "Link", "Reporter phone")
SAID = Choices(
    columns={
        "id": "No.", "date": "Day", "place": "Village", "province": "Gov", "latitude": "Lat", "longitude": "Long",
        "event_type": "What", "attributed_to": "By", "civilians_killed": "Killed (civ.)", "source_url": "Link",
    },
    values={"event_type": {"Air raid": "airstrike"}, "attributed_to": {"the army": "Turkish Armed Forces"}},
)  # fmt: skip
Import = Callable[..., Result]


def own_row(incident: Row, number: int) -> Row:
    """An incident as somebody may note it."""
    return {
        "No.": str(number), "Day": incident["date"], "Village": incident["place"], "Gov": incident["province"],
        "Lat": incident["latitude"], "Long": incident["longitude"], "What": incident["event_type"],
        "By": incident["attributed_to"], "Killed (civ.)": incident["civilians_killed"],
        "Link": "https://example.org/a", "Reporter phone": "+964 750 123 4567",
    }  # fmt: skip


def own_rows(most: int = 20) -> list[Row]:
    return [own_row(incident, number) for number, incident in enumerate(our_incidents(most), start=1)]


def row(**cells: str) -> Row:
    return own_rows(1)[0] | cells


@pytest.fixture
def own(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as a CSV file by a mapping."""

    def run(rows: list[Row], choices: Choices = SAID, header: tuple[str, ...] = HEADER, delimiter: str = ",") -> Result:
        path = write(tmp_path / "my villages.csv", header, rows, delimiter)
        return imported(path, tmp_path / "data", bundled, "generic", choices)

    return run


def said(result: Result, reason: str) -> list[Row]:
    """Rows of the report with a reason."""
    return [one for one in read_csv(result.folder / "report.csv") if reason in one["reason"]]


def test_our_incidents_come_back(own: Import) -> None:
    result = own(own_rows())
    assert (result.report.rows.read, result.report.rows.inside) == (20, 20)
    for number, ours in enumerate(our_incidents(20), start=1):
        found = result.row(str(number))
        for column in ("date", "place", "province", "latitude", "longitude", "event_type", "attributed_to",
                       "civilians_killed"):  # fmt: skip
            assert found[column] == ours[column], column
        assert found["incident_id"] == f"my-villages:{number}"
        assert found["sources_reported"] == "https://example.org/a"
        assert (found["scope"], found["review"]) == ("not_assessed", "imported")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(own: Import, delimiter: str) -> None:
    assert own(own_rows(5), delimiter=delimiter).report.rows.inside == 5


def test_the_result_is_a_dataset_that_loads(own: Import, tmp_path: Path) -> None:
    copy_tables(BUNDLED, tmp_path / "data")
    own(own_rows())
    dataset = load(tmp_path / "data")
    assert [one.told for one in dataset.problems] == []
    (one,) = dataset.imported
    assert (one.name, one.counts_civilians, one.notice) == ("my-villages", True, "notice-generic")


def test_the_same_file_twice_changes_nothing(own: Import) -> None:
    first = own(own_rows())
    again = own(own_rows())
    assert (first.report.is_same, again.report.is_same) == (False, True)


def test_without_a_licence_rows_stay_here(own: Import) -> None:
    assert own([row()]).report.licence == "not stated"
    assert not own([row()]).report.may_share_rows


def test_the_mapping_may_allow_to_pass_rows_on(own: Import) -> None:
    dataset = {"may_share_rows": True, "licence": "CC BY 4.0", "publisher": "A friend", "name": "friend"}
    report = own([row()], Choices(columns=SAID.columns, dataset=dataset)).report
    assert (report.may_share_rows, report.licence, report.name) == (True, "CC BY 4.0", "friend")


def test_columns_that_nobody_named_stand_in_no_file(own: Import, tmp_path: Path) -> None:
    result = own([*own_rows(3), row(Day="soon")])
    assert result.report.rows.refused == 1
    assert [one["column"] for one in said(result, "not taken over")] == ["Reporter phone"]
    everything = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert b"750 123" not in everything
    assert b"soon" in everything


def test_nor_do_lines_of_another_width_tell_what_they_hold(tmp_path: Path, bundled: Dataset) -> None:
    header = (HEADER[-1], *HEADER[:-1])  # the telephone comes first
    path = write(tmp_path / "x.csv", header, [row(), row(**{"No.": "2", "Reporter phone": "Rêxyzzy"})])
    with path.open("ab") as file:
        file.write(b"0750 765 4321,1\r\n")
    path.write_bytes(path.read_bytes().replace("Rêxyzzy".encode(), b"R\xeaxyzzy"))
    assert imported(path, tmp_path / "data", bundled, "generic", SAID).report.rows.refused == 1
    everything = b"".join(one.read_bytes() for one in (tmp_path / "data").rglob("*") if one.is_file())
    assert not [secret for secret in (b"765 4321", b"xyzzy") if secret in everything]


def test_without_a_mapping_one_to_edit_is_given(own: Import) -> None:
    with pytest.raises(QuestionError) as asked:
        own(own_rows(3), Choices())
    (proposed,) = asked.value.choices
    assert asked.value.about == "columns"
    assert "#   Day: 20" in proposed
    assert "Fields that [columns] and [fixed] may name" in proposed
    assert mapping_from(tomllib.loads(proposed)).columns["date"] == "Day"


def test_all_columns_that_are_not_there_are_told_together(own: Import) -> None:
    columns = SAID.columns | {"summary": "Told", "caveat": "Doubt"}
    with pytest.raises(ImportRefusedError) as refused:
        own([row()], Choices(columns=columns))
    assert [(one.column, one.value) for one in refused.value.problems] == [
        ("[columns] summary", "Told"), ("[columns] caveat", "Doubt"),
    ]  # fmt: skip


def test_names_of_columns_are_compared_without_case_and_blanks(own: Import) -> None:
    assert own([row()], Choices(columns={"date": " DAY ", "province": "gov"})).report.rows.inside == 1


def test_values_become_ours_by_the_mapping_or_by_their_words(own: Import) -> None:
    rows = [row(**{"No.": "1", "What": "Air raid"}), row(**{"No.": "2", "What": "Drone Strike"}),
            row(**{"No.": "3", "What": "bad thing, shelling"})]  # fmt: skip
    result = own(rows)
    assert [one["event_type"] for one in result.rows()] == ["airstrike", "drone_strike", "shelling"]
    assert [one["original_type"] for one in result.rows()] == ["Air raid", "Drone Strike", "bad thing, shelling"]
    assert {one["value"] for one in read_csv(result.folder / "report.csv") if one["column"] == "event_type"} == {
        "Air raid", "Drone Strike", "bad thing, shelling",
    }  # fmt: skip


def test_a_type_that_is_none_of_ours_is_a_report_in_its_words(own: Import) -> None:
    result = own([row(What="Sorcery")])
    (found,) = result.rows()
    assert (found["event_type"], found["original_type"]) == ("report", "Sorcery")
    assert said(result, "no value of ours")


def test_who_is_none_of_ours_stays_in_words_and_is_not_coded(own: Import) -> None:
    (found,) = own([row(By="Some men")]).rows()
    assert (found["attributed_to"], found["attribution_status"], found["actors"]) == (
        "Not coded",
        "not_coded",
        "Some men",
    )


@pytest.mark.parametrize(
    ("by", "status"), [("the army", "reported"), ("Unknown", "unattributed"), ("", "not_coded")]
)  # fmt: skip
def test_how_surely_follows_who(own: Import, by: str, status: str) -> None:
    assert own([row(By=by)]).rows()[0]["attribution_status"] == status


def test_blank_is_unknown_and_zero_is_zero(own: Import) -> None:
    rows = [row(**{"No.": "1", "Killed (civ.)": ""}), row(**{"No.": "2", "Killed (civ.)": "0"})]
    assert [one["civilians_killed"] for one in own(rows).rows()] == ["", "0"]


def test_deaths_are_not_civilians(own: Import) -> None:
    columns = {key: name for key, name in SAID.columns.items() if key != "civilians_killed"}
    result = own([row(**{"Killed (civ.)": "9"})], Choices(columns=columns | {"deaths_best": "Killed (civ.)"}))
    (found,) = result.rows()
    assert (found["deaths_best"], found["civilians_killed"]) == ("9", "")


def test_low_above_best_stays(own: Import) -> None:
    columns = SAID.columns | {"civilians_killed_low": "Low"}
    (found,) = own([row(**{"Killed (civ.)": "2", "Low": "5"})], Choices(columns=columns), (*HEADER, "Low")).rows()
    assert (found["civilians_killed"], found["civilians_killed_low"]) == ("2", "5")


def test_a_point_of_unknown_precision_is_a_district(own: Import) -> None:
    result = own([row()])
    assert result.rows()[0]["location_precision"] == "district"
    assert said(result, "what coordinates stand for is not said")
    fixed = Choices(columns=SAID.columns, fixed={"location_precision": "settlement"})
    assert own([row()], fixed).rows()[0]["location_precision"] == "settlement"


def test_a_province_is_never_a_point(own: Import) -> None:
    fixed = Choices(columns=SAID.columns, fixed={"location_precision": "province"})
    (found,) = own([row()], fixed).rows()
    assert (found["latitude"], found["location_precision"]) == ("", "province")


def test_coordinates_with_a_comma_and_many_digits_are_rounded(own: Import) -> None:
    result = own([row(Lat="37,123456", Long="43,456789", Gov="")])
    (found,) = result.rows()
    assert (found["latitude"], found["longitude"], found["province"]) == ("37.12", "43.46", "Duhok")
    assert said(result, "rounded")


def test_nothing_stands_at_zero_zero(own: Import) -> None:
    result = own([row(Lat="0", Long="0.0")])
    assert result.rows()[0]["latitude"] == ""
    assert said(result, "0, 0")


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"Day": ""}, "day"), ({"Day": "2024-02-30"}, "day"), ({"Lat": ""}, "long"), ({"Long": ""}, "lat"),
     ({"Lat": "371"}, "lat"), ({"Killed (civ.)": "3-5"}, "killed (civ.)")],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_column(own: Import, cells: dict[str, str], column: str) -> None:
    result = own([row(), row(**cells)])
    (refused,) = result.report.not_imported
    assert (refused.kind, refused.line, refused.column) == ("refused", 3, column)


@pytest.mark.parametrize(
    ("first", "last", "date", "precision", "date_last"),
    [
        ("2024-02", "", "2024-02", "month", ""), ("2023", "", "2023", "year", ""),
        ("2024-02-03", "2024-02-05", "2024-02-03", "day", "2024-02-05"),
        ("2024-02", "2024-03", "2024-02-01", "day", "2024-03-31"),
        ("2024-02-01", "2024-02-29", "2024-02", "month", ""), ("2024-02-03", "2024-02-03", "2024-02-03", "day", ""),
        ("28 February 2024", "", "2024-02-28", "day", ""), ("20240228", "", "2024-02-28", "day", ""),
    ],
)  # fmt: skip
def test_dates_keep_what_is_known(
    own: Import, first: str, last: str, date: str, precision: str, date_last: str
) -> None:
    columns = SAID.columns | {"date_last": "Until"}
    (found,) = own([row(Day=first, Until=last)], Choices(columns=columns), (*HEADER, "Until")).rows()
    assert (found["date"], found["date_precision"], found["date_last"]) == (date, precision, date_last)


def test_a_last_day_before_the_first_is_refused(own: Import) -> None:
    columns = SAID.columns | {"date_last": "Until"}
    result = own([row(Day="2024-02-03", Until="2024-02-01")], Choices(columns=columns), (*HEADER, "Until"))
    assert result.report.not_imported[0].column == "until"


def test_days_that_can_be_read_in_two_ways_are_asked(own: Import) -> None:
    with pytest.raises(QuestionError) as asked:
        own([row(Day="03/04/2024")])
    assert asked.value.about == "dates"
    found = own([row(Day="03/04/2024")], Choices(columns=SAID.columns, dates="DD/MM/YYYY")).rows()
    assert found[0]["date"] == "2024-04-03"


def test_a_row_without_an_id_has_one_of_its_content(own: Import) -> None:
    columns = {key: name for key, name in SAID.columns.items() if key != "id"}
    rows = [row(Village="A"), row(Village="B"), row(Village="A")]
    result = own(rows, Choices(columns=columns))
    ids = [one["original_id"] for one in result.rows()]
    assert len(set(ids)) == 2
    assert result.report.rows.repeated == 1
    assert said(result, "no id")
    again = own(rows[::-1], Choices(columns=columns))
    assert {one["original_id"] for one in again.rows()} == set(ids)


def test_a_newer_table_updates_rows_by_id(own: Import) -> None:
    own(own_rows(3))
    news = own([own_rows(3)[0] | {"Killed (civ.)": "77"}, *own_rows(3)[1:]]).report.news
    assert news is not None
    assert (news.changed, news.same) == (1, 2)


def test_rows_elsewhere_are_counted_and_not_shown(own: Import) -> None:
    result = own([row(), row(**{"No.": "2", "Gov": "Basra", "Lat": "30.5", "Long": "47.8"})])
    assert (result.report.rows.inside, result.report.rows.outside) == (1, 1)


def test_a_value_for_all_rows(own: Import) -> None:
    fixed = {"event_type": "fire", "source": "A friend", "country": "Iraq"}
    columns = {key: name for key, name in SAID.columns.items() if key != "event_type"}
    (found,) = own([row()], Choices(columns=columns, fixed=fixed)).rows()
    assert (found["event_type"], found["country_reported"]) == ("fire", "Iraq")
    assert found["sources_reported"] == "A friend (https://example.org/a)"


def test_a_sheet_of_a_workbook_below_titles(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Read me").write(0, 0, "nothing here")
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "Our list")
        for line, cells in enumerate([HEADER, *[tuple(one.values()) for one in own_rows(4)]], start=2):
            sheet.write_row(line, 0, cells)
    told = Choices(columns=SAID.columns, read={"sheet": "Data"})
    result = imported(path, tmp_path / "data", bundled, "generic", told)
    assert (result.report.rows.read, result.report.rows.inside) == (4, 4)
    with pytest.raises(ImportRefusedError, match="is no sheet of the file, which has Read me, Data"):
        imported(path, tmp_path / "data", bundled, "generic", Choices(columns=SAID.columns, read={"sheet": "Date"}))


def test_a_flat_list_of_json(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([*own_rows(3), 7, {}, row(**{"No.": None})]), encoding="utf-8")  # type: ignore[dict-item]
    result = imported(path, tmp_path / "data", bundled, "generic", SAID)
    rows = result.report.rows
    assert (rows.read, rows.inside, rows.refused, rows.left_out) == (6, 4, 1, 1)


def test_a_row_of_hxl_tags_is_no_row(own: Import) -> None:
    tags = {"Day": "#date", "Lat": "#geo+lat", "Long": "#geo+lon", "Gov": "#adm1+name", "Village": "#loc+name"}
    assert own([tags, row()]).report.rows.read == 1


class TestDisplacement:
    """`[read] kind = "displacement"`."""

    HEADER = ("Date", "Gov", "District", "People", "Kind")
    SAID = Choices(
        columns={"date": "Date", "province": "Gov", "district": "District", "persons_displaced": "People",
                 "is_cumulative": "Kind"},
        values={"is_cumulative": {"stock": "yes", "new": "no"}},
        read={"kind": "displacement"},
    )  # fmt: skip

    def cells(self, **more: str) -> Row:
        return {"Date": "2024-02", "Gov": "Dahuk", "District": "Amedi", "People": "1,200", "Kind": "stock", **more}

    def test_counts_are_kept_as_what_they_are(self, own: Import) -> None:
        result = own([self.cells(), self.cells(Kind="new", People="30")], self.SAID, self.HEADER)
        stock, new = result.rows("displacement.csv")
        assert (stock["persons_displaced"], stock["is_cumulative"], stock["date"]) == ("1200", "yes", "2024-02")
        assert (stock["province"], stock["district"], stock["level"]) == ("Duhok", "Amedi", "district")
        assert (new["persons_displaced"], new["is_cumulative"]) == ("30", "no")
        assert stock["series_id"] != new["series_id"]

    def test_a_count_of_unknown_kind_is_refused(self, own: Import) -> None:
        rows = [self.cells(Kind=""), self.cells(Kind="?"), self.cells(People=""), self.cells()]
        result = own(rows, self.SAID, self.HEADER)
        assert [one.column for one in result.report.not_imported] == ["kind", "kind", "people"]
        assert result.report.rows.inside == 1

    def test_the_result_loads(self, own: Import, tmp_path: Path) -> None:
        copy_tables(BUNDLED, tmp_path / "data")
        own([self.cells(), self.cells(Date="")], self.SAID, self.HEADER)
        dataset = load(tmp_path / "data")
        assert [one.told for one in dataset.problems] == []
        assert len(dataset.imported[0].displacement) == 2


def test_the_command_gives_a_mapping_and_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_tables(BUNDLED, tmp_path / "data")
    path, mapping = write(tmp_path / "x.csv", HEADER, own_rows(3)), tmp_path / "m.toml"
    asked = call(capsys, "import", path, "--format", "generic", "--into", tmp_path / "data")
    assert asked.code == WRONG_USAGE
    mapping.write_text(asked.out, encoding="utf-8")
    assert read_mapping(mapping).columns["date"] == "Day"
    assert call(capsys, "import", path, "--mapping", mapping, "--into", tmp_path / "data").code == DONE
    mapping.write_text('[columns]\ndat = "Day"\n', encoding="utf-8")
    wrong = call(capsys, "import", path, "--mapping", mapping, "--into", tmp_path / "data")
    assert wrong.code == PROBLEM
    assert "m.toml, line 2, column [columns] dat" in wrong.err


_CELLS = st.sampled_from(["", "NA", "x", "-1", "3", "2024-02-30", "2024-02", "37.1", "43,4", "1e9", "4", "\x07", "=1"])
_EDITS = st.dictionaries(st.sampled_from(HEADER), _CELLS, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), _EDITS), max_size=12), st.sets(st.sampled_from(list(SAID.columns))))
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, bundled: Dataset, picked: list[tuple[int, Row]], left: set[str]
) -> None:
    """read = imported + refused + repeated + left out, and the tables hold what the report says."""
    folder = tmp_path_factory.mktemp("sum")
    base = own_rows(10)
    rows = [base[0], *(base[number] | edit for number, edit in picked)]
    columns = {key: name for key, name in SAID.columns.items() if key not in left - {"date"}}
    told = Choices(columns=columns, dates="DD/MM/YYYY")
    result = imported(write(folder / "x.csv", HEADER, rows), folder / "data", bundled, "generic", told)
    counts = result.report.rows
    assert counts.read == len(rows)
    assert (len(result.rows()), len(result.rows("outside.csv"))) == (counts.inside, counts.outside)
    kinds = [one["kind"] for one in read_csv(result.folder / "report.csv")]
    assert (kinds.count("refused"), kinds.count("repeated")) == (counts.refused, counts.repeated)


def test_what_would_have_changed_in_a_refused_row_is_not_told(own: Import) -> None:
    result = own([row(), row(What="Air raid", Lat="371"), row(What="Air raid", Lat="")])
    assert result.report.rows.refused == 2
    assert said(result, "as the mapping says") == []
    assert [one["rows"] for one in said(result, "taken for the district")] == ["1"]
