"""Tables with HXL hashtags: the row of tags is found however it is written, and our own files come back."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.data.dataset import Dataset, load
from dashboard.importers.given_file import GivenFile
from dashboard.importers.hxl_tags import MOST_ABOVE, Tag, parsed, tag_row, tags_of
from dashboard.importers.interface import Choices
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.registry import recognised
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.files import table_csv
from tests.importers.given import Result, Row, imported, read_csv, write
from tests.importers.test_dtm import OLD, TAGS, count
from tests.importers.ucdp_files import GED, ucdp_rows
from tests.situations import situation_of
from tests.tiny import BUNDLED

Import = Callable[..., Result]
EVENT = {"id": "e1", "day": "2024-05-03", "kind": "shelling", "adm1": "Duhok", "adm2": "Amedi", "killed": "3"}
EVENT_TAGS = {"id": "#event+id", "day": "#date+occurred", "kind": "#event+type", "adm1": "#adm1+name",
              "adm2": "#adm2+name", "killed": "#affected+killed"}  # fmt: skip
PEOPLE = {"day": "2024-05-31", "adm1": "Duhok", "adm2": "Amedi", "people": "120"}
PEOPLE_TAGS = {"day": "#date+reported", "adm1": "#adm1+name", "adm2": "#adm2+name", "people": "#affected+idps+ind"}


@pytest.fixture
def hxl(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows under a row of tags; `more` are further columns by their tag."""

    def run(
        rows: list[Row], tags: Row = EVENT_TAGS, *, above: int = 0, choices: Choices | None = None, **more: Any
    ) -> Result:
        lines = [",".join([f"title {at}", *[""] * (len(tags) - 1)]) for at in range(above)]
        path = write(tmp_path / "table.csv", list(tags), [tags, *rows])
        path.write_text("\n".join([*lines, path.read_text("utf-8")]), encoding="utf-8", newline="")
        return imported(path, tmp_path / "data", bundled, choices=choices or Choices(), **more)

    return run


@pytest.mark.parametrize(
    ("cell", "tag"),
    [("#adm1+name", Tag("adm1", frozenset(["name"]))), ("#adm1 +name", Tag("adm1", frozenset(["name"]))),
     (" #ADM1+Name ", Tag("adm1", frozenset(["name"]))), ("#affected + killed+civilians",
     Tag("affected", frozenset(["killed", "civilians"]))), ("affected+idps", Tag("affected", frozenset(["idps"]))),
     ("#affـected+idps", Tag("affected", frozenset(["idps"]))), ("#date", Tag("date", frozenset())),
     ("date", None), ("", None), ("Duhok+Erbil", None), ("# 3 houses", None), ("#adm1+", None)],
)  # fmt: skip
def test_tags_are_read_as_they_are_written(cell: str, tag: Tag | None) -> None:
    assert parsed(cell) == tag


@given(st.lists(st.sampled_from(["name", "code", "en", "f", "killed"]), unique=True).flatmap(st.permutations))
def test_the_order_of_attributes_says_nothing(attributes: list[str]) -> None:
    written = "#affected" + "".join(f" +{one}" for one in attributes)
    assert parsed(written) == Tag("affected", frozenset(attributes))


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_line_is_looked_at_without_a_fault(line: list[str]) -> None:
    tags = tags_of(line)
    assert tags is None or len(tags) == len(line)


@pytest.mark.parametrize(
    ("line", "is_tags"),
    [(["#event+id", "", "#date+occurred"], True), (["#aleppo is burning", "x"], False),
     (["#adm1", "Duhok", "Erbil"], False),
     (["event+id", "date+occurred"], False), (["#hashtag", "#other"], False)],
)  # fmt: skip
def test_a_line_of_texts_is_no_line_of_tags(line: list[str], is_tags: bool) -> None:
    assert (tags_of(line) is not None) == is_tags


@pytest.mark.parametrize("above", [0, 1, 5, MOST_ABOVE - 2])
def test_tags_stand_below_any_number_of_lines(hxl: Import, above: int) -> None:
    result = hxl([EVENT], above=above)
    assert result.report.format == "hxl"
    assert result.row("e1")["district"] == "Amedi"


def test_tags_are_looked_for_in_25_lines(tmp_path: Path) -> None:
    lines = ["a,b"] * (MOST_ABOVE - 1) + ["#event+id,#date+occurred", "1,2024-05-03"]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    found = tag_row(GivenFile(tmp_path / "t.csv"), "")
    assert found
    assert found.line == MOST_ABOVE
    (tmp_path / "t.csv").write_text("\n".join(["a,b", *lines]), encoding="utf-8")
    assert tag_row(GivenFile(tmp_path / "t.csv"), "") is None


def test_a_table_needs_no_header(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "t.csv"
    path.write_text("#event+id,#date+occurred,#adm1+name\n7.0,2024-05-03,Duhok\n", encoding="utf-8")
    result = imported(path, tmp_path / "data", bundled)
    assert result.row("7")["province"] == "Duhok"


# Events


def test_killed_are_all_deaths_and_civilians_only_where_the_tag_says_so(hxl: Import) -> None:
    row = hxl([EVENT]).row("e1")
    assert (row["deaths_best"], row["civilians_killed"]) == ("3", "")
    for attribute in ("civilians", "civilian"):
        row = hxl([EVENT], {**EVENT_TAGS, "killed": f"#affected+{attribute}+killed"}).row("e1")
        assert (row["deaths_best"], row["civilians_killed"]) == ("", "3")


def test_bounds_of_the_toll(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "low": "#affected+killed+civilian+min", "high": "#affected+killed+civilian+max",
            "dead": "#affected+killed+max"}  # fmt: skip
    row = hxl([{**EVENT, "low": "1", "high": "4", "dead": "9"}], tags).row("e1")
    assert (row["civilians_killed_low"], row["civilians_killed"], row["civilians_killed_high"]) == ("1", "", "4")
    assert (row["deaths_best"], row["deaths_high"]) == ("3", "9")


@pytest.mark.parametrize("tag", ["#affected+killed+f", "#affected+killed+children", "#affected+killed+m+civilians"])
def test_a_part_of_the_dead_is_not_the_toll(hxl: Import, tag: str) -> None:
    row = hxl([{**EVENT, "part": "2"}], {**EVENT_TAGS, "part": tag}).row("e1")
    assert (row["deaths_best"], row["civilians_killed"]) == ("3", "")
    assert "2" in json.loads(row["details"]).values()


def test_injured_count_where_they_are_civilians(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "hurt": "#affected+injured", "civil": "#affected+injured+civilians"}
    row = hxl([{**EVENT, "hurt": "9", "civil": "4"}], tags).row("e1")
    assert row["civilians_injured"] == "4"
    assert json.loads(row["details"]) == {"#affected+injured": "9"}


def test_an_unknown_toll_stays_unknown(hxl: Import) -> None:
    assert hxl([{**EVENT, "killed": ""}]).row("e1")["deaths_best"] == ""
    assert hxl([{**EVENT, "killed": "0"}]).row("e1")["deaths_best"] == "0"


def test_a_tag_twice_with_two_numbers_refuses_the_row(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "again": "#affected+killed"}
    result = hxl([{**EVENT, "again": "5"}, {**EVENT, "id": "e2", "again": "3"}, {**EVENT, "id": "e3"}], tags)
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 2)


def test_columns_without_a_tag_are_left_out(hxl: Import) -> None:
    row = hxl([{**EVENT, "secret": "a phone number"}], {**EVENT_TAGS, "secret": ""}).row("e1")
    assert "phone" not in json.dumps(row)


def test_of_languages_english_stands_and_the_others_stay_beside(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "ar": "#description+ar", "en": "#description+en"}
    row = hxl([{**EVENT, "ar": "قصف", "en": "Shelling"}], tags).row("e1")
    assert row["summary"] == "Shelling"
    assert hxl([{**EVENT, "ar": "قصف"}], tags).row("e1")["summary"] == "قصف"


def test_a_point_that_nobody_says_to_be_precise_is_an_area(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "lat": "#geo+lat", "lon": "#geo+lon", "how": "#geo+precision"}
    at = {"lat": "37,09", "lon": "43.49"}
    row = hxl([{**EVENT, **at}], tags).row("e1")
    assert (row["latitude"], row["location_precision"]) == ("37.09", "district")
    assert hxl([{**EVENT, **at, "how": "settlement"}], tags).row("e1")["location_precision"] == "settlement"
    row = hxl([{**EVENT, **at, "how": "province"}], tags).row("e1")
    assert (row["latitude"], row["location_precision"]) == ("", "province")


def test_a_blank_district_stays_blank_where_others_have_one(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "lat": "#geo+lat", "lon": "#geo+lon"}
    at = {"lat": "37.09", "lon": "43.49"}
    assert hxl([{**EVENT, **at, "adm2": ""}], tags).row("e1")["district"] == ""
    del tags["adm2"]
    assert hxl([{**EVENT, **at}], tags).row("e1")["district"] == "Amedi"


@pytest.mark.parametrize(
    ("code", "province", "district"),
    [("IQG09", "Duhok", ""), ("IRQ-G09Q01", "Duhok", "Amedi"), ("IQ-DA", "Duhok", ""),
     ("TUR030003", "Hakkari", "Şemdinli"),
     ("IQG15Q01", "Duhok", "Akre"), ("IQG08", "", ""), ("TR-65", "", ""), ("IQ-G08", "", "")],
)  # fmt: skip
def test_places_by_code(hxl: Import, code: str, province: str, district: str) -> None:
    tags = {"id": "#event+id", "day": "#date+occurred", "code": "#adm2+code"}
    result = hxl([{"id": "e1", "day": "2024-05-03", "code": code}], tags)
    file = "incidents.csv" if province or code == "IQ-G08" else "outside.csv"
    row = result.row("e1", file)
    assert (row["province"], row["district"]) == (province, district)
    assert result.report.rows.unmatched == (code == "IQ-G08")  # an older list, in which 08 is another governorate


def test_a_name_counts_before_a_code(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "code": "#adm1+code"}
    assert hxl([{**EVENT, "code": "IQG13"}], tags).row("e1")["province"] == "Duhok"


def test_dates_of_a_month_a_year_and_an_interval(hxl: Import) -> None:
    rows = [{**EVENT, "id": "m", "day": "2024-05"}, {**EVENT, "id": "y", "day": "2023"}]
    result = hxl(rows)
    assert [(row["date"], row["date_precision"]) for row in result.rows()] == [("2024-05", "month"), ("2023", "year")]
    tags = {"id": "#event+id", "from": "#date+start", "to": "#date+end"}
    row = hxl([{"id": "i", "from": "2024-05-03", "to": "2024-05-05"}], tags).row("i")
    assert (row["date"], row["date_last"]) == ("2024-05-03", "2024-05-05")


def test_days_and_months_that_can_be_either_are_asked(hxl: Import) -> None:
    with pytest.raises(QuestionError) as asked:
        hxl([{**EVENT, "day": "03/04/2024"}])
    assert asked.value.about == "dates"


@pytest.mark.parametrize("cells", [{"day": ""}, {"day": "soon"}, {"killed": "-1"}, {"killed": "many"}])
def test_what_can_t_be_read_refuses_the_row(hxl: Import, cells: Row) -> None:
    result = hxl([{**EVENT, **cells}, {**EVENT, "id": "e2"}])
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 1)


def test_words_that_are_not_ours_stay_beside(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "by": "#group+attributed+name", "who": "#group+name+first"}
    row = hxl([{**EVENT, "kind": "Bombardment", "by": "Somebody", "who": "Others"}], tags).row("e1")
    assert (row["event_type"], row["original_type"]) == ("report", "Bombardment")
    assert (row["attributed_to"], row["attribution_status"]) == ("Not coded", "not_coded")
    assert row["actors"] == "Somebody; Others"
    assert (row["scope"], row["review"]) == ("not_assessed", "imported")


def test_the_user_can_map_words(hxl: Import) -> None:
    choices = Choices(values={"event_type": {"Bombardment": "shelling"}})
    assert hxl([{**EVENT, "kind": "Bombardment"}], choices=choices).row("e1")["event_type"] == "shelling"


def test_rows_without_an_id_have_one_that_lasts(hxl: Import) -> None:
    tags = {name: tag for name, tag in EVENT_TAGS.items() if name != "id"}
    rows = [EVENT, EVENT, {**EVENT, "killed": "4"}]
    ids = [row["original_id"] for row in hxl(rows, tags).rows()]
    assert len(set(ids)) == 3
    again = hxl([{**EVENT, "killed": "5"}, *rows], tags)
    assert {row["original_id"] for row in again.rows()} > set(ids)


# Displaced people


def test_displaced_people_and_families(hxl: Import) -> None:
    tags = {**PEOPLE_TAGS, "hh": "#affected+idps+hh", "f": "#affected+idps+f"}
    result = hxl([{**PEOPLE, "hh": "20", "f": "61"}], tags)
    (row,) = result.rows("displacement.csv")
    assert (row["persons_displaced"], row["families_displaced"]) == ("120", "20")
    assert json.loads(row["details"]) == {"#affected+f+idps": "61"}
    assert (row["is_cumulative"], row["level"], row["date"]) == ("yes", "district", "2024-05-31")


def test_levels_do_not_share_a_series(hxl: Import) -> None:
    rows = [PEOPLE, {**PEOPLE, "adm2": ""}, {**PEOPLE, "adm1": "", "adm2": ""}]
    found = hxl(rows, PEOPLE_TAGS).rows("displacement.csv")
    assert [row["level"] for row in found] == ["district", "province", "area"]
    assert len({row["series_id"] for row in found}) == 3


def test_whether_displaced_people_are_new_is_asked_where_nothing_says_it(hxl: Import) -> None:
    tags = {**PEOPLE_TAGS, "people": "#affected+displaced"}
    with pytest.raises(QuestionError) as asked:
        hxl([PEOPLE], tags)
    assert asked.value.about == "is_cumulative"
    for said in ("yes", "no"):
        result = hxl([PEOPLE], tags, choices=Choices(read={"is_cumulative": said}))
        assert [row["is_cumulative"] for row in result.rows("displacement.csv")] == [said]


def test_each_row_can_say_it(hxl: Import) -> None:
    tags = {**PEOPLE_TAGS, "people": "#affected+displaced", "stock": "#meta+cumulative"}
    result = hxl([{**PEOPLE, "stock": "no"}, {**PEOPLE, "stock": "TRUE"}, {**PEOPLE, "stock": "?"}], tags)
    assert [row["is_cumulative"] for row in result.rows("displacement.csv")] == ["no", "yes"]
    assert result.report.rows.refused == 1


def test_counts_of_other_days_stay(hxl: Import) -> None:
    tags = {**PEOPLE_TAGS, "id": "#meta+id+record", "series": "#meta+id+series"}
    hxl([{**PEOPLE, "id": "a"}, {**PEOPLE, "id": "b", "day": ""}], tags)
    result = hxl([{**PEOPLE, "id": "c", "day": "2024-06-30"}], tags)
    assert {row["original_id"] for row in result.rows("displacement.csv")} == {"a", "b", "c"}


# What can't be used, and what is something else


def test_tags_of_neither_are_told_with_what_is_needed(hxl: Import) -> None:
    with pytest.raises(ImportRefusedError, match=r"#adm1\+name, #sector.*generic table"):
        hxl([{"a": "Duhok", "b": "Health"}], {"a": "#adm1+name", "b": "#sector"})


@pytest.mark.parametrize("table", ["casualties", "outposts", "affected-places", "published-figures", "sources"])
def test_our_other_files_are_neither(tmp_path: Path, bundled: Dataset, table: str) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(table_csv(table, situation_of(bundled, Selection()), Words("en"), hxl=True), encoding="utf-8")
    with pytest.raises(ImportRefusedError, match=r"count events|none of them"):
        imported(path, tmp_path / "data", bundled)


def test_tags_stand_in_a_sheet_of_a_workbook(tmp_path: Path, bundled: Dataset) -> None:
    book = Workbook()
    book.active.append(["About this file"])
    table = book.create_sheet("Data")
    for line in (["Bulletin 7"], list(EVENT_TAGS), list(EVENT_TAGS.values()), [EVENT[name] for name in EVENT_TAGS]):
        table.append(line)
    book.save(tmp_path / "t.xlsx")
    assert imported(tmp_path / "t.xlsx", tmp_path / "data", bundled).row("e1")["deaths_best"] == "3"


def test_returnees_are_not_displaced(hxl: Import) -> None:
    with pytest.raises(ImportRefusedError):
        hxl([{"a": "Duhok", "b": "12"}], {"a": "#adm1+name", "b": "#affected+returnees"})


def test_events_without_a_day_are_refused_as_a_whole(hxl: Import) -> None:
    with pytest.raises(ImportRefusedError, match=r"#date\+occurred"):
        hxl([{"id": "1"}], {"id": "#event+id", "adm1": "#adm1+name"})


def test_tags_of_both_are_asked(hxl: Import) -> None:
    tags = {**EVENT_TAGS, "people": "#affected+idps"}
    with pytest.raises(QuestionError) as asked:
        hxl([EVENT], tags)
    assert asked.value.about == "kind"
    for said, file in (("events", "incidents.csv"), ("displacement", "displacement.csv")):
        result = hxl([{**EVENT, "people": "5"}], tags, choices=Choices(read={"kind": said}))
        assert len(result.rows(file)) == 1


def test_a_file_of_dtm_with_tags_is_one_of_dtm(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", OLD, [TAGS, count()])
    assert [importer.name for importer, _ in recognised(GivenFile(path))] == ["dtm"]


def test_it_can_be_read_by_its_tags_where_the_user_says_so(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "t.csv", OLD, [TAGS, count()])
    (row,) = imported(path, tmp_path / "data", bundled, "hxl").rows("displacement.csv")
    assert (row["persons_displaced"], row["district"], row["is_cumulative"]) == ("528", "Amedi", "yes")


# Our own files


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, bundled: Dataset) -> Callable[[str], tuple[list[Row], Path]]:
    """A table of ours with tags, imported into a copy of our data folder: its rows, and the folder."""
    situation = situation_of(bundled, Selection(context=True))

    def run(table: str) -> tuple[list[Row], Path]:
        folder = tmp_path_factory.mktemp(table)
        into = shutil.copytree(BUNDLED, folder / "data")
        path = folder / f"{table}.csv"
        path.write_text(table_csv(table, situation, Words("en"), hxl=True), encoding="utf-8", newline="")
        result = imported(path, into, bundled)
        assert result.report.rows.imported == result.report.rows.read == len(read_csv(BUNDLED / f"{table}.csv"))
        return result.rows(f"{table}.csv"), into

    return run


def as_compared(row: Row, columns: Row) -> dict[str, object]:
    """Cells of a row of ours but those that each dataset has its own of; 36.80 is 36.8."""
    others = ("incident_id", "record_id", "source_ids", "series_id", "review")
    degrees = ("latitude", "longitude")
    kept = {name: row[name] for name in columns if name not in others}
    return kept | {name: float(row[name]) for name in degrees if kept.get(name)}


@pytest.mark.parametrize(("table", "key"), [("incidents", "incident_id"), ("displacement", "record_id")])
def test_our_own_files_come_back(ours: Callable[[str], tuple[list[Row], Path]], table: str, key: str) -> None:
    rows, into = ours(table)
    found = {row["original_id"]: row for row in rows}
    for row in read_csv(BUNDLED / f"{table}.csv"):
        back = found[row[key]]
        assert as_compared(back, row) == as_compared(row, row)
        assert back["source_ids"] == f"{table}-hxl"
        if table == "displacement":
            assert back["series_id"] == (f"{table}-hxl:{row['series_id']}" if row["series_id"] else "")
    loaded = load(into)
    assert not [problem for problem in loaded.problems if "imported" in problem.file]
    assert [one.name for one in loaded.imported] == [f"{table}-hxl"]


def test_what_was_imported_and_passed_on_comes_back(tmp_path: Path, bundled: Dataset) -> None:
    into = shutil.copytree(BUNDLED, tmp_path / "data")
    events = [{**row, "date_end": row["date_start"]} for row in ucdp_rows(12)]
    events[0]["date_end"] = str(dt.date.fromisoformat(events[0]["date_start"][:10]) + dt.timedelta(days=2))
    imported(write(tmp_path / "GEDEvent_v25_1.csv", GED, events), into, bundled)
    situation = situation_of(load(into), Selection(dataset=("ucdp-ged",)))
    path = tmp_path / "passed on.csv"
    path.write_text(table_csv("incidents", situation, Words("en"), hxl=True), encoding="utf-8", newline="")
    given_rows = {row["incident_id"]: row for row in read_csv(path)[1:]}
    back = imported(path, tmp_path / "other", bundled).rows()
    assert len(back) == len(given_rows) == 12
    same = (
        "date", "date_precision", "date_last", "place", "province", "district", "location_precision", "event_type",
        "attributed_to", "attribution_status", "scope", "civilians_killed", "deaths_low", "deaths_best", "deaths_high",
        "original_type", "actors", "summary",
    )  # fmt: skip
    for row in back:
        assert {name: row[name] for name in same} == {name: given_rows[row["original_id"]][name] for name in same}
