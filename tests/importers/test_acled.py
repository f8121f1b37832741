"""ACLED's exports as they are found: all deaths never civilians, nothing more precise than it is, no row passed on."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset
from dashboard.importers import acled_types
from dashboard.importers.acled_events import updated
from dashboard.importers.interface import NOTHING_SAID, Choices
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.vocabulary import WORDS
from tests.importers.acled_files import HASHTAGS, NEWER, NEWEST, OLDER, acled_rows, elsewhere
from tests.importers.given import Result, imported, our_incidents, read_csv, write

Import = Callable[..., Result]
Rows = list[dict[str, str]]
FIRST = acled_rows(1)[0]["event_id_cnty"]


@pytest.fixture
def acled(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as an export of ACLED."""

    def run(
        rows: Rows, header: tuple[str, ...] = NEWER, name: str = "x.csv", choices: Choices = NOTHING_SAID, **how: object
    ) -> Result:
        path = write(tmp_path / name, header, rows, **how)
        return imported(path, tmp_path / "data", bundled, choices=choices)

    return run


def changed(**cells: str) -> Rows:
    """Our rows, the first of them with other cells."""
    rows = acled_rows(5)
    return [rows[0] | cells, *rows[1:]]


def told(result: Result, kind: str) -> list[tuple[str, str, str]]:
    """(column, from, to) of lines of the report."""
    rows = read_csv(result.folder / "report.csv")
    return [(row["column"], row["value"], row["becomes"]) for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(
    "header", [NEWER, OLDER, tuple(reversed(NEWER)), tuple(name.upper() for name in OLDER), (*NEWER, "population_1km")]
)
def test_both_generations_by_the_names_of_columns(acled: Import, header: tuple[str, ...]) -> None:
    rows = acled_rows()
    given = [row | {name.upper(): value for name, value in row.items()} | {"population_1km": "120"} for row in rows]
    result = acled(given, header)
    assert (result.report.format, result.report.name) == ("acled", "acled")
    assert result.report.rows.imported == result.report.rows.inside == len(rows)
    for row, incident in zip(rows, our_incidents(40), strict=True):
        found = result.row(row["event_id_cnty"])
        assert (found["date"], found["province"]) == (incident["date"], incident["province"])
        assert found["deaths_best"] == row["fatalities"]
        assert "120" not in found["details"]


def test_all_deaths_never_become_civilians(acled: Import) -> None:
    result = acled(changed(fatalities="30", civilian_targeting="Civilian targeting", event_type="Battles"))
    found = result.row(FIRST)
    assert (found["deaths_low"], found["deaths_best"], found["deaths_high"]) == ("", "30", "")
    for column in ("civilians_killed", "civilians_killed_low", "civilians_killed_high", "combatants_killed"):
        assert {row[column] for row in result.rows()} == {""}
    assert json.loads(found["details"])["civilian_targeting"] == "Civilian targeting"


@pytest.mark.parametrize(("cell", "deaths"), [("", ""), ("NA", ""), ("0", "0"), ("3.0", "3"), ("1,200", "1200")])
def test_what_nobody_counted_is_not_zero(acled: Import, cell: str, deaths: str) -> None:
    assert acled(changed(fatalities=cell)).row(FIRST)["deaths_best"] == deaths


def test_no_row_is_passed_on_and_all_are_cited(acled: Import) -> None:
    said = Choices(dataset={"may_share_rows": True}, read={"accessed": dt.date(2025, 11, 27)})
    result = acled(acled_rows(3), choices=said)
    assert not result.report.may_share_rows
    assert result.report.licence == "ACLED Terms of Use and Attribution Policy"
    assert "https://acleddata.com, accessed on 2025-11-27" in result.report.citation


def test_the_newest_change_is_the_earliest_day_of_access(acled: Import) -> None:
    result = acled(acled_rows(3))
    assert (result.report.version, result.report.citation[-10:]) == ("2025-11-25", "2025-11-25")
    assert "on or after" in result.report.citation


def test_without_times_the_file_was_accessed_when_it_was_written(acled: Import) -> None:
    result = acled([row | {"timestamp": ""} for row in acled_rows(3)])
    assert f"accessed by {dt.datetime.now(tz=dt.UTC).date()}" in result.report.citation


def test_a_day_of_access_that_is_none_is_told(acled: Import) -> None:
    with pytest.raises(ImportRefusedError, match="accessed"):
        acled(acled_rows(3), choices=Choices(read={"accessed": "last week"}))


class TestWhen:
    """Dates in every writing; never more precise than the code says."""

    @pytest.mark.parametrize("pattern", ["%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%Y-%m-%d", "%d %b %Y", "%m/%d/%Y"])
    def test_dates_as_they_are_written(self, acled: Import, pattern: str) -> None:
        rows = acled_rows()
        other = [row | {"event_date": f"{dt.date.fromisoformat(row['event_date']):{pattern}}"} for row in rows]
        result = acled(other)
        assert {row["original_id"]: row["date"] for row in result.rows()} == {
            row["event_id_cnty"]: row["event_date"] for row in rows
        }

    def test_the_order_of_days_and_months_is_asked_where_nothing_says_it(self, acled: Import) -> None:
        rows = [row | {"event_date": "03/04/2024"} for row in acled_rows(3)]
        with pytest.raises(QuestionError, match="event_date"):
            acled(rows)
        result = acled(rows, choices=Choices(dates="DD/MM/YYYY"))
        assert {row["date"] for row in result.rows()} == {"2024-04-03"}

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("1", ("2024-03-06", "day", "")),
            ("1.0", ("2024-03-06", "day", "")),
            ("Exact date", ("2024-03-06", "day", "")),
            ("2", ("2024-03-03", "day", "2024-03-09")),
            ("Specific week or weekend", ("2024-03-03", "day", "2024-03-09")),
            ("3", ("2024-03", "month", "")),
            ("Middle of week or weekend", ("2024-03", "month", "")),
            ("4", ("2024-03", "month", "")),
        ],
    )
    def test_a_day_a_week_or_a_month(self, acled: Import, code: str, expected: tuple[str, str, str]) -> None:
        found = acled(changed(event_date="2024-03-06", time_precision=code)).row(FIRST)
        assert (found["date"], found["date_precision"], found["date_last"]) == expected

    def test_a_file_without_the_code_keeps_its_days_with_a_flag(self, acled: Import) -> None:
        result = acled(acled_rows(5), tuple(name for name in NEWER if name != "time_precision"))
        assert {row["date_precision"] for row in result.rows()} == {"day"}
        (flag,) = result.report.flags
        assert (flag.column, flag.rows) == ("time_precision", 5)


class TestWhere:
    """Places by name and code; a centroid is no point."""

    @pytest.mark.parametrize(
        ("code", "precision", "has_point"),
        [("1", "settlement", True), ("2", "district", True), ("3", "province", False), ("3.0", "province", False),
         ("Near a town, or part of a region", "district", True), ("Region", "province", False),
         ("", "district", True)],
    )  # fmt: skip
    def test_precision_is_ours(self, acled: Import, code: str, precision: str, has_point: bool) -> None:
        found = acled(changed(geo_precision=code)).row(FIRST)
        assert (found["location_precision"], bool(found["latitude"])) == (precision, has_point)
        assert (found["place"], bool(found["district"])) == (our_incidents(1)[0]["place"], has_point)

    def test_what_stands_for_a_province_keeps_the_district_as_reported(self, acled: Import) -> None:
        found = acled(changed(geo_precision="3", admin1="Dahuk", admin2="Dahuk")).row(FIRST)
        assert (found["province"], found["district"], found["district_reported"]) == ("Duhok", "", "Dahuk")

    @pytest.mark.parametrize(
        "cells",
        [{"iso": "792", "country": ""}, {"iso": "", "country": "Turkey"}, {"iso": "", "country": "Türkiye"},
         {"iso": "792.0", "country": "Türkiye"}],
    )  # fmt: skip
    def test_tuerkiye_by_number_and_name(self, acled: Import, cells: dict[str, str]) -> None:
        there = {"admin1": "Hakkari", "admin2": "Yuksekova", "latitude": "37.5690", "longitude": "44.2830"}
        found = acled(changed(**cells, **there)).row(FIRST)
        assert (found["province"], found["is_inside_area"]) == ("Hakkari", "yes")

    def test_iraq_by_iso3_where_nothing_else_says_it(self, acled: Import) -> None:
        header = tuple(name for name in OLDER if name not in ("iso", "country"))
        assert acled(acled_rows(5), header).report.rows.inside == 5

    def test_rows_elsewhere_are_kept_and_counted(self, acled: Import) -> None:
        rows = [*acled_rows(5), *map(elsewhere, range(500))]
        random.Random(1).shuffle(rows)
        result = acled(rows)
        assert (result.report.rows.inside, result.report.rows.outside, result.report.rows.refused) == (5, 500, 0)
        assert {row["country_reported"] for row in result.rows("outside.csv")} == {"Afghanistan"}

    def test_a_place_that_nobody_knows_is_kept_and_counted(self, acled: Import) -> None:
        result = acled(changed(admin1="Atlantis", admin2="", latitude="", longitude=""))
        assert result.report.unmatched == {("Iraq", "Atlantis"): 1}
        found = result.row(FIRST)
        assert (found["province"], found["province_reported"]) == ("", "Atlantis")
        assert ("province", "Atlantis", "") in told(result, "unmatched place")

    def test_decimal_commas(self, acled: Import) -> None:
        rows = [
            row | {name: row[name].replace(".", ",") for name in ("latitude", "longitude")} for row in acled_rows(8)
        ]
        comma = acled(rows, delimiter=";", name="comma.csv").rows()
        assert comma == acled(acled_rows(8)).rows()


class TestWhatAndWho:
    """Types and codes in words; actors without roles."""

    def test_every_type_has_a_meaning(self, bundled: Dataset) -> None:
        known = set(bundled.tables["vocabularies"].query("column == 'event_type'")["value"])
        known |= {value for column, value in WORDS if column == "event_type"}
        used = {*acled_types._SUB_TYPES.values(), *acled_types._TYPES.values()}
        assert used <= known

    @pytest.mark.parametrize(
        ("kind", "sub_kind", "expected"),
        [
            ("Battles", "Armed clash", "armed_clash"),
            ("Explosions/Remote violence", "Air/drone strike", "airstrike"),
            ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelling"),
            ("EXPLOSIONS/REMOTE VIOLENCE", "GRENADE", "explosion"),
            ("Explosions/Remote violence", "", "remote_violence"),
            ("Violence against civilians", "Attack", "violence_against_civilians"),
            ("Violence against civilians", "Abduction/forced disappearance", "abduction"),
            ("Protests", "Excessive force against protesters", "protest"),
            ("Riots", "Mob violence", "riot"),
            ("Strategic developments", "Agreement", "strategic_development"),
            ("Strategic developments", "Other", "strategic_development"),
            ("Riots/Protests", "", "demonstration"),
            ("Battle-No change of territory", "", "armed_clash"),
        ],
    )
    def test_types(self, acled: Import, kind: str, sub_kind: str, expected: str) -> None:
        found = acled(changed(event_type=kind, sub_event_type=sub_kind)).row(FIRST)
        assert found["event_type"] == expected
        assert found["original_type"] == (f"{kind}: {sub_kind}" if sub_kind else kind)

    def test_a_type_that_nobody_knows_is_kept_and_told(self, acled: Import) -> None:
        result = acled(changed(event_type="Cyber", sub_event_type="Attack on a network"))
        assert result.row(FIRST)["event_type"] == "other"
        assert ("event_type", "Cyber: Attack on a network", "other") in told(result, "changed")

    def test_codes_as_numbers_are_told_in_words(self, acled: Import) -> None:
        result = acled(changed(inter1="1", inter2="7.0", interaction="17"))
        details = json.loads(result.row(FIRST)["details"])
        assert (details["inter1"], details["inter2"]) == ("State forces", "Civilians")
        assert details["interaction"] == "State forces-Civilians"
        assert ("interaction", "17", "State forces-Civilians") in told(result, "changed")

    def test_codes_in_words_stay_and_none_is_none(self, acled: Import) -> None:
        details = json.loads(acled(changed(inter2="0", interaction="80")).row(FIRST)["details"])
        assert (details["inter1"], details["interaction"]) == ("External/Other forces", "External/Other forces only")
        assert "inter2" not in details

    def test_actors_are_named_and_nobody_did_it(self, acled: Import) -> None:
        found = acled(changed(actor1="A", actor2="B")).row(FIRST)
        assert (found["actors"], found["attributed_to"], found["attribution_status"]) == (
            "A; B",
            "Not coded",
            "not_coded",
        )
        assert acled(changed(actor1="A", actor2="")).row(FIRST)["actors"] == "A"

    def test_sources_are_taken_apart_and_notes_kept(self, acled: Import) -> None:
        found = acled(changed(source="Rudaw;  BBC News ; Rudaw;", notes="One,\ntwo; “three”")).row(FIRST)
        assert (found["sources_reported"], found["summary"]) == ("Rudaw; BBC News", "One, two; “three”")


class TestRows:
    """Which rows there are: ids, newer and older ones, what is no event."""

    def test_of_one_id_the_newest_stays_wherever_it_stands(self, acled: Import) -> None:
        row = acled_rows(1)[0]
        versions = [row | {"fatalities": str(number), "timestamp": str(NEWEST + number)} for number in (2, 9, 5)]
        result = acled([*versions, *acled_rows(5)[1:]])
        assert (result.row(FIRST)["deaths_best"], result.report.rows.repeated) == ("9", 2)

    def test_times_are_compared_as_numbers(self) -> None:
        assert updated("999999999") < updated("1700000000.0") < updated("1764072000")

    def test_hashtags_of_hdx_are_left_out(self, acled: Import) -> None:
        header = tuple(name for name in OLDER if name in HASHTAGS)
        result = acled([HASHTAGS, *acled_rows(5)], header)
        assert (result.report.rows.read, result.report.rows.imported, result.report.rows.left_out) == (6, 5, 1)
        (left,) = result.report.not_imported
        assert (left.line, left.kind) == (2, "left out")

    def test_older_ids_where_there_is_no_other(self, acled: Import) -> None:
        result = acled(acled_rows(3), tuple(name for name in OLDER if name != "event_id_cnty"))
        assert result.row("9000000")["incident_id"] == "acled:9000000"

    @pytest.mark.parametrize(
        ("cells", "column", "value"),
        [
            ({"event_id_cnty": ""}, "event_id_cnty", ""),
            ({"event_date": "NA"}, "event_date", ""),
            ({"event_date": "30 February 2024"}, "event_date", "30 February 2024"),
            ({"fatalities": "several"}, "fatalities", "several"),
            ({"latitude": "371"}, "latitude", "371"),
            ({"longitude": "44°"}, "longitude", "44°"),
        ],
    )
    def test_what_can_not_be_used_is_refused_and_kept(
        self, acled: Import, cells: dict[str, str], column: str, value: str
    ) -> None:
        result = acled(changed(**cells))
        (one,) = result.report.not_imported
        assert (one.kind, one.line, one.column, one.value) == ("refused", 2, column, value)
        assert (result.report.rows.imported, result.report.rows.refused) == (4, 1)
        assert result.rows("refused.csv")[0]["location"] == our_incidents(1)[0]["place"]

    def test_the_same_file_twice_changes_nothing(self, acled: Import) -> None:
        first = acled(acled_rows(8))
        again = acled(acled_rows(8))
        assert again.report.is_same
        assert again.folder == first.folder

    def test_ids_that_vanish_upstream_vanish_here(self, acled: Import) -> None:
        rows = sorted(acled_rows(10), key=lambda row: row["event_date"])
        acled(rows[:9])
        newer = str(NEWEST + 99)
        update = [rows[0] | {"fatalities": "77", "timestamp": newer}, rows[1], *rows[3:]]
        news = acled(update, name="newer.csv")
        assert news.report.news is not None
        counts = news.report.news
        assert (counts.new, counts.changed, counts.gone, counts.same) == (1, 1, 1, 7)
        assert {row["original_id"] for row in news.rows()} == {row["event_id_cnty"] for row in update}

    def test_events_like_ours_are_proposed_and_not_merged(self, acled: Import) -> None:
        result = acled(acled_rows(40))
        ours = {row["incident_id"] for row in our_incidents(40)}
        assert len({one.other_id for one in result.report.alike} & ours) > 20
        assert len(result.rows()) == 40


class TestAsProgramsWriteThem:
    """The same rows, whatever wrote the file."""

    @pytest.fixture
    def plain(self, acled: Import) -> Rows:
        return acled(acled_rows(8), name="plain.csv").rows()

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("quoted", [True, False])
    def test_delimiters_and_quotes(self, acled: Import, plain: Rows, delimiter: str, quoted: bool) -> None:
        assert acled(acled_rows(8), delimiter=delimiter, quoted=quoted).rows() == plain

    def test_a_mark_row_names_of_r_and_na(self, tmp_path: Path, bundled: Dataset, plain: Rows) -> None:
        rows = [{name: row.get(name) or "NA" for name in NEWER} for row in acled_rows(8)]
        head, *lines = write(tmp_path / "na.csv", NEWER, rows, quoted=True).read_text("utf-8").splitlines()
        path = tmp_path / "r.csv"
        numbered = [f'"{number}",{line}' for number, line in enumerate(lines, 1)]
        for content in ("\ufeff" + "\n".join([head, *lines]), "\n".join([head, *numbered])):
            path.write_text(content, encoding="utf-8")
            result = imported(path, tmp_path / "r", bundled)
            assert result.rows() == plain
            assert result.report.version == "2025-11-25"

    @pytest.mark.parametrize("is_wrapped", [True, False])
    def test_json_as_the_api_answers(self, tmp_path: Path, bundled: Dataset, plain: Rows, is_wrapped: bool) -> None:
        rows = [
            {name: row.get(name) or None for name in NEWER} | {"fatalities": int(row["fatalities"])}
            for row in acled_rows(8)
        ]
        path = tmp_path / "x.json"
        path.write_text(json.dumps({"status": 200, "data": rows} if is_wrapped else rows), encoding="utf-8")
        result = imported(path, tmp_path / "json", bundled)
        assert result.rows() == plain
        assert result.report.version == "2025-11-25"

    def test_lines_above_the_header(self, tmp_path: Path, bundled: Dataset, plain: Rows) -> None:
        content = write(tmp_path / "x.csv", NEWER, acled_rows(8)).read_text("utf-8")
        path = tmp_path / "above.csv"
        path.write_text("ACLED, Iraq" + "," * 29 + "\n\n" + content, encoding="utf-8")
        assert imported(path, tmp_path / "above", bundled).rows() == plain


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_another_table_is_refused_with_what_it_lacks(tmp_path: Path, bundled: Dataset, name: str) -> None:
    path = tmp_path / name
    path.write_text("id,name\n1,a\n" if name == "x.csv" else '[{"id": 1}]', encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="event_date"):
        imported(path, tmp_path / "data", bundled, "acled")
