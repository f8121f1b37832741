"""GDELT's event files: what media reported, by no means casualties; a centroid is no point."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset
from dashboard.importers.gdelt import FIRST, SECOND
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from tests.importers.given import Result, imported, our_incidents, read_csv

Row = dict[str, str]
Import = Callable[..., Result]
TOLLS = (
    "civilians_killed", "civilians_killed_low", "civilians_killed_high", "civilians_injured", "combatants_killed",
    "deaths_low", "deaths_best", "deaths_high",
)  # fmt: skip
_ADM_1 = {"Duhok": "Dahuk", "Nineveh": "Ninawa", "Şırnak": "Sirnak", "Sulaymaniyah": "As Sulaymaniyah"}


def gdelt_row(incident: Row, number: int) -> Row:
    """A report of an incident as GDELT would code it."""
    is_turkish = incident["province"] in ("Şırnak", "Hakkari")
    country = "Turkey" if is_turkish else "Iraq"
    province = _ADM_1.get(incident["province"], incident["province"])
    return {
        "GLOBALEVENTID": str(1_200_000_000 + number),
        "SQLDATE": incident["date"].replace("-", ""),
        "MonthYear": incident["date"].replace("-", "")[:6],
        "Year": incident["date"][:4],
        "FractionDate": "2024.1",
        "Actor1Code": "TUR",
        "Actor1Name": "TURKEY",
        "Actor1CountryCode": "TUR",
        "Actor2Name": "PKK",
        "IsRootEvent": "1",
        "EventCode": "195",
        "EventBaseCode": "195",
        "EventRootCode": "19",
        "QuadClass": "4",
        "GoldsteinScale": "-10.0",
        "NumMentions": "8",
        "NumSources": "1",
        "NumArticles": "8",
        "AvgTone": "-6.5",
        "Actor1Geo_Type": "1",
        "Actor1Geo_FullName": "Germany",
        "Actor1Geo_CountryCode": "GM",
        "Actor1Geo_Lat": "51.5",
        "Actor1Geo_Long": "10.5",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": f"{incident['place'].split(',')[0]}, {province}, {country}",
        "ActionGeo_CountryCode": "TU" if is_turkish else "IZ",
        "ActionGeo_ADM1Code": "TU70" if is_turkish else "IZ08",
        "ActionGeo_ADM2Code": "",
        "ActionGeo_Lat": incident["latitude"],
        "ActionGeo_Long": incident["longitude"],
        "ActionGeo_FeatureID": "-1",
        "DATEADDED": "20251125001500",
        "SOURCEURL": f"https://news.example.org/{number}?a=1,2",
    }


def gdelt_rows(most: int = 20) -> list[Row]:
    """Reports of our latest incidents."""
    return [gdelt_row(incident, number) for number, incident in enumerate(our_incidents(most))]


def changed(**cells: str) -> list[Row]:
    """Our rows, the first of them with other cells."""
    rows = gdelt_rows(5)
    return [rows[0] | cells, *rows[1:]]


def write(path: Path, rows: Sequence[Row], columns: Sequence[str] = SECOND) -> Path:
    """A file as GDELT publishes it: tabs, no header, nothing quoted."""
    lines = ["\t".join(row.get(name, "") for name in columns) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


KEY = gdelt_rows(1)[0]["GLOBALEVENTID"]


@pytest.fixture
def gdelt(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as a file of GDELT."""

    def run(rows: Sequence[Row], columns: Sequence[str] = SECOND, name: str = "20251125001500.export.CSV") -> Result:
        return imported(write(tmp_path / name, rows, columns), tmp_path / "data", bundled)

    return run


@pytest.mark.parametrize(("columns", "name"), [(SECOND, "gdelt"), (FIRST, "gdelt-1")])
def test_both_versions_by_their_shape(gdelt: Import, columns: Sequence[str], name: str) -> None:
    assert len(columns) in (61, 58)
    rows = gdelt_rows()
    result = gdelt(rows, columns)
    assert (result.report.format, result.report.name, result.report.version) == ("gdelt", name, "20251125001500")
    assert result.report.rows.imported == result.report.rows.inside == len(rows)
    for row, incident in zip(rows, our_incidents(20), strict=True):
        found = result.row(row["GLOBALEVENTID"])
        assert (found["date"], found["province"]) == (incident["date"], incident["province"])
        assert found["sources_reported"] == row["SOURCEURL"]


def test_reports_are_no_casualties(gdelt: Import) -> None:
    result = gdelt(gdelt_rows())
    assert {row[toll] for row in result.rows() for toll in TOLLS} == {""}
    assert {row["event_type"] for row in result.rows()} == {"media_report"}
    assert {(row["attributed_to"], row["scope"], row["review"]) for row in result.rows()} == {
        ("Not coded", "not_assessed", "imported")
    }


def test_codes_stay_text(gdelt: Import) -> None:
    found = gdelt(changed(EventCode="010", EventBaseCode="010", EventRootCode="01", QuadClass="1")).row(KEY)
    details = json.loads(found["details"])
    assert (details["EventCode"], details["QuadClass"]) == ("010", "1 (verbal cooperation)")
    assert found["original_type"] == "Make public statement (CAMEO 010)"
    assert (details["GoldsteinScale"], details["NumMentions"]) == ("-10.0", "8")


def test_a_zero_that_a_spreadsheet_took_comes_back_and_is_told(gdelt: Import) -> None:
    result = gdelt(changed(EventCode="43", EventRootCode="4"))
    assert json.loads(result.row(KEY)["details"])["EventCode"] == "043"
    (change,) = [one for one in result.report.changes if one.column == "EventCode"]
    assert (change.before, change.after, change.rows) == ("43", "043", 1)
    assert json.loads(gdelt(changed(EventCode="100", EventRootCode="10")).row(KEY)["details"])["EventCode"] == "100"


@pytest.mark.parametrize(
    ("kind", "name", "inside", "precision"),
    [
        ("1", "Iraq", False, "province"),
        ("2", "Texas, United States", False, "province"),
        ("4", "Kani Masi, Dahuk, Iraq", True, "settlement"),
        ("5", "Dahuk, Iraq", True, "province"),
        ("5.0", "Dahuk, Iraq", True, "province"),
    ],
)
def test_what_is_larger_than_a_city_is_no_point(
    gdelt: Import, kind: str, name: str, inside: bool, precision: str
) -> None:
    country = "IZ" if "Iraq" in name else "US"
    result = gdelt(changed(ActionGeo_Type=kind, ActionGeo_FullName=name, ActionGeo_CountryCode=country))
    found = result.row(KEY, "incidents.csv" if inside else "outside.csv")
    assert (found["location_precision"], bool(found["latitude"])) == (precision, precision == "settlement")
    assert found["province"] == ("Duhok" if inside else "")
    if precision == "province":
        assert found["district"] == ""


@pytest.mark.parametrize(
    ("code", "country"), [("IZ", "Iraq"), ("", "Iraq"), ("IQ", "Iraq"), ("IZ", ""), ("TU", "Turkey"), ("", "Türkiye")]
)
def test_countries_go_by_code_or_name(gdelt: Import, code: str, country: str) -> None:
    is_turkish = country.startswith("T")
    at = {"ActionGeo_Lat": "37.57", "ActionGeo_Long": "44.28"} if is_turkish else {}
    name = f"Yuksekova, Hakkari, {country}" if is_turkish else f"Somewhere, {country}"
    found = gdelt(changed(ActionGeo_CountryCode=code, ActionGeo_FullName=name, **at)).row(KEY)
    assert found["is_inside_area"] == "yes"
    assert not is_turkish or found["province"] == "Hakkari"


def test_the_place_of_an_actor_decides_nothing(gdelt: Import) -> None:
    far = {
        "ActionGeo_FullName": "Kabul, Kabol, Afghanistan",
        "ActionGeo_CountryCode": "AF",
        "ActionGeo_Lat": "34.5",
        "ActionGeo_Long": "69.2",
        "Actor1Geo_FullName": "Dahuk, Dahuk, Iraq",
        "Actor1Geo_CountryCode": "IZ",
    }
    result = gdelt(changed(**far))
    assert (result.report.rows.inside, result.report.rows.outside, result.report.rows.refused) == (4, 1, 0)
    assert result.row(KEY, "outside.csv")["country_reported"] == "Afghanistan"


@pytest.mark.parametrize("kind", ["", "0"])
def test_a_report_without_a_place_is_left_out_and_counted(gdelt: Import, kind: str) -> None:
    nowhere = dict.fromkeys(("ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long"), "")
    result = gdelt(changed(ActionGeo_Type=kind, **nowhere)[::-1])
    assert (result.report.rows.left_out, result.report.rows.imported) == (1, 4)
    assert "place" in result.report.not_imported[0].reason


@pytest.mark.parametrize(
    "cells", [{"SQLDATE": "20240230"}, {"ActionGeo_Lat": "x"}, {"GLOBALEVENTID": ""}, {"ActionGeo_Type": "9"}]
)
def test_what_can_not_be_used_is_refused(gdelt: Import, cells: Row) -> None:
    result = gdelt(changed(**cells)[::-1])
    (one,) = result.report.not_imported
    (column, value) = next(iter(cells.items()))
    assert (one.kind, one.line, one.column.casefold(), one.value) == ("refused", 5, column.casefold(), value)


def test_a_line_of_another_width_is_refused(gdelt: Import, tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", gdelt_rows(3))
    path.write_text(path.read_text("utf-8") + "1\t20240101\n", encoding="utf-8")
    result = imported(path, tmp_path / "data", bundled)
    assert (result.report.rows.imported, result.report.rows.refused) == (3, 1)


def test_one_id_in_two_rows_is_one_report(gdelt: Import) -> None:
    row = gdelt_rows(1)[0]
    result = gdelt([row | {"DATEADDED": "20251126000000", "NumMentions": "99"}, row])
    assert result.report.rows.repeated == 1
    assert json.loads(result.row(KEY)["details"])["NumMentions"] == "99"


def test_the_next_file_adds_to_those_before_it(gdelt: Import) -> None:
    rows = [row | {"SQLDATE": "20251125"} for row in gdelt_rows(6)]
    gdelt(rows[:4])
    result = gdelt(rows[3:], name="20251125003000.export.CSV")
    assert result.report.news is not None
    assert (result.report.news.new, result.report.news.same, result.report.news.kept) == (2, 1, 3)
    assert result.report.news.gone == 0
    assert len(result.rows()) == 6


def test_the_same_file_twice_changes_nothing(gdelt: Import) -> None:
    gdelt(gdelt_rows(4))
    assert gdelt(gdelt_rows(4)).report.is_same


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_with_a_header_columns_go_by_their_names(
    tmp_path: Path, bundled: Dataset, gdelt: Import, delimiter: str
) -> None:
    plain = gdelt(gdelt_rows(5)).rows()
    columns = SECOND[::-1]
    lines = [columns, *([row.get(name, "") for name in columns] for row in gdelt_rows(5))]
    path = tmp_path / "bigquery.csv"
    path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines), encoding="utf-8")
    assert imported(path, tmp_path / "header", bundled).rows() == plain


def test_it_is_cited_as_its_publisher_asks(gdelt: Import) -> None:
    result = gdelt(gdelt_rows(2))
    assert result.report.citation == "The GDELT Project, GDELT 2.0 Event Database, https://www.gdeltproject.org/"
    assert read_csv(result.folder / "sources.csv")[0]["url"] == "https://www.gdeltproject.org/"


def test_files_without_sources_are_refused_with_a_sentence(tmp_path: Path, bundled: Dataset) -> None:
    older = write(tmp_path / "1979.csv", gdelt_rows(3), FIRST[:-1])
    reduced = tmp_path / "reduced.txt"
    reduced.write_text("Date\tSource\tTarget\tCAMEOCode\tQuadClass\n20120101\tTUR\tIRQ\t010\t1\n", encoding="utf-8")
    for path in (older, reduced):
        with pytest.raises(ImportRefusedError, match="older file of GDELT"):
            imported(path, tmp_path / "data", bundled)


@pytest.mark.parametrize("cells", [{"SQLDATE": "2024-01-01"}, {"QuadClass": "7"}, {"GLOBALEVENTID": "x"}])
def test_other_tables_of_that_width_are_not_taken_for_it(tmp_path: Path, bundled: Dataset, cells: Row) -> None:
    path = write(tmp_path / "x.csv", changed(**cells))
    with pytest.raises(QuestionError) as asked:
        imported(path, tmp_path / "data", bundled)
    assert asked.value.about == "format"
    with pytest.raises(ImportRefusedError, match="61"):
        imported(path, tmp_path / "data", bundled, "gdelt")
