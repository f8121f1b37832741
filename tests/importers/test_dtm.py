"""DTM's counts of displaced people: stocks by round, level, operation, reason and origin, none of them added."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.importers.interface import NOTHING_SAID, Choices
from dashboard.importers.refusing import QuestionError
from tests.importers.given import Result, Row, imported, read_csv, write
from tests.tiny import BUNDLED

OLD = (
    "id", "operation", "admin0Name", "admin0Pcode", "admin1Name", "admin1Pcode", "admin2Name", "admin2Pcode",
    "numPresentIdpInd", "reportingDate", "yearReportingDate", "monthReportingDate", "roundNumber", "assessmentType",
    "operationStatus",
)  # fmt: skip
NEW = (
    *OLD[:8], "adminLevel", *OLD[8:13], "displacementReason", "numberMales", "numberFemales", "idpOriginAdmin1Name",
    "idpOriginAdmin1Pcode", "assessmentType", "operationStatus",
)  # fmt: skip
TAGS = {
    "id": "#id+code", "operation": "#operation+name", "admin0Name": "#country+name", "admin0Pcode": "#country+code",
    "admin1Name": "#adm1+name", "admin1Pcode": "#adm1+code", "admin2Name": "#adm2+name", "admin2Pcode": "#adm2+code",
    "numPresentIdpInd": "#affected+idps", "reportingDate": "#date+reported", "roundNumber": "#round+code",
    "yearReportingDate": "#date+year+reported", "monthReportingDate": "#date+month+reported",
    "assessmentType": "#assessment+type", "operationStatus": "#operation+status",
}  # fmt: skip
IRAQ = {
    "operation": "Iraq conflict", "admin0Name": "Iraq", "admin0Pcode": "IRQ", "reportingDate": "2014-04-01T00:00:00",
    "yearReportingDate": "2014", "monthReportingDate": "4", "roundNumber": "1", "assessmentType": "BA",
    "operationStatus": "Active",
}  # fmt: skip
DUHOK = {"admin1Name": "Duhok", "admin1Pcode": "IRQ-G09"}
AMEDI = {**DUHOK, "admin2Name": "Al-Amadiya", "admin2Pcode": "IRQ-G09Q01"}
Import = Callable[..., Result]


def ours(number: int = 12) -> list[Row]:
    """Our reports of displaced people as rounds of DTM: the same places and numbers."""
    rows = [row for row in read_csv(BUNDLED / "displacement.csv") if row["persons_displaced"] and row["province"]]
    return [
        {**IRAQ, "id": str(at), "admin1Name": row["province"], "admin2Name": row["district"],
         "numPresentIdpInd": row["persons_displaced"], "reportingDate": f"{2014 + at}-04-01T00:00:00",
         "roundNumber": str(at + 1)}
        for at, row in enumerate(rows[:number])
    ]  # fmt: skip


def count(number: str = "528", **cells: str) -> Row:
    return {**IRAQ, **AMEDI, "numPresentIdpInd": number, **cells}


@pytest.fixture
def dtm(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as a file of DTM."""

    def run(rows: list[Row], header: tuple[str, ...] = OLD, choices: Choices = NOTHING_SAID, **how: object) -> Result:
        path = write(tmp_path / "irq-iom-dtm-from-api-admin-0-to-2.csv", header, rows, **how)
        return imported(path, tmp_path / "data", bundled, choices=choices)

    return run


def test_our_own_numbers_come_back(dtm: Import) -> None:
    result = dtm(ours())
    assert result.report.format == "dtm"
    assert [row["persons_displaced"] for row in result.rows("displacement.csv")] == [
        row["numPresentIdpInd"] for row in ours()
    ]
    assert {row["is_cumulative"] for row in result.rows("displacement.csv")} == {"yes"}
    assert {row["organisation"] for row in result.rows("displacement.csv")} == {"IOM DTM"}


@pytest.mark.parametrize("header", [OLD, NEW, tuple(reversed(NEW)), tuple(name.upper() for name in OLD)])
@pytest.mark.parametrize("is_tagged", [True, False])
def test_columns_of_any_year_in_any_order_with_or_without_tags(
    dtm: Import, header: tuple[str, ...], is_tagged: bool
) -> None:
    rows = [TAGS, count()] if is_tagged else [count()]
    by_header = [{name: row.get(_as_named(name), "") for name in header} for row in rows]
    result = dtm(by_header, header)
    assert result.report.rows.read == result.report.rows.inside == 1
    (row,) = result.rows("displacement.csv")
    assert (row["date"], row["round"], row["persons_displaced"]) == ("2014-04-01", "1", "528")


def _as_named(name: str) -> str:
    return next(one for one in NEW if one.casefold() == name.casefold())


def test_districts_go_by_the_names_that_iom_uses(dtm: Import) -> None:
    (row,) = dtm([count()]).rows("displacement.csv")
    assert (row["province"], row["district"], row["level"]) == ("Duhok", "Amedi", "district")
    assert (row["province_reported"], row["district_reported"]) == ("Duhok", "Al-Amadiya")


def test_all_levels_are_kept_apart_and_never_share_a_series(dtm: Import) -> None:
    rows = [count("300000", admin1Name="", admin1Pcode="", admin2Name="", admin2Pcode=""),
            count("2934", admin2Name="", admin2Pcode=""), count("528")]  # fmt: skip
    result = dtm(rows)
    inside, outside = result.rows("displacement.csv"), result.rows("outside-displacement.csv")
    assert [(row["level"], row["persons_displaced"]) for row in inside] == [("province", "2934"), ("district", "528")]
    assert [(row["level"], row["persons_displaced"]) for row in outside] == [("country", "300000")]
    assert len({row["series_id"] for row in (*inside, *outside)}) == 3


def test_a_level_that_the_file_says_stands_and_is_flagged_when_odd(dtm: Import) -> None:
    result = dtm([count(adminLevel="1")], NEW)
    assert [row["level"] for row in result.rows("displacement.csv")] == ["province"]
    assert [row["district"] for row in result.rows("displacement.csv")] == [""]
    assert len(result.report.flags) == 1


def test_only_rounds_of_the_same_count_share_a_series(dtm: Import) -> None:
    later = {"roundNumber": "2", "reportingDate": "2014-05-01T00:00:00"}
    apart = [{"operation": "Sinjar crisis"}, {"displacementReason": "Disaster"}, {"assessmentType": "SA"},
             {"idpOriginAdmin1Name": "Ninewa", "idpOriginAdmin1Pcode": "IRQ-G15"}, {"admin2Name": "Zakho",
             "admin2Pcode": "IRQ-G09Q04"}]  # fmt: skip
    rows = dtm([count(), count(**later), *(count(**cells) for cells in apart)], NEW).rows("displacement.csv")
    assert rows[0]["series_id"] == rows[1]["series_id"]
    assert len({row["series_id"] for row in rows}) == 1 + len(apart)


def test_reason_sexes_and_origin_are_kept(dtm: Import) -> None:
    cells = {"displacementReason": "Conflict", "numberMales": "260", "numberFemales": "268",
             "idpOriginAdmin1Name": "Ninewa", "idpOriginAdmin1Pcode": "not available"}  # fmt: skip
    (row,) = dtm([count(**cells)], NEW).rows("displacement.csv")
    details = json.loads(row["details"])
    assert row["cause"] == "Conflict"
    assert (details["numbermales"], details["numberfemales"], details["idporiginadmin1name"]) == (
        "260",
        "268",
        "Ninewa",
    )
    assert "idporiginadmin1pcode" not in details


def test_other_countries_and_governorates_are_outside_not_refused(dtm: Import) -> None:
    basra = {"admin1Name": "Al-Basrah", "admin1Pcode": "IRQ-G02", "admin2Name": "Al-Faw", "admin2Pcode": "IRQ-G02Q03"}
    haiti = {"admin0Name": "Haiti", "admin0Pcode": "HTI", "admin1Name": "Ouest", "admin1Pcode": "HT01"}
    result = dtm([count(), count(**basra), count(**haiti)])
    assert (result.report.rows.inside, result.report.rows.outside, result.report.rows.unmatched) == (1, 2, 0)


def test_an_unknown_number_is_not_zero_and_zero_stays(dtm: Import) -> None:
    rows = dtm([count(""), count("0", roundNumber="2")]).rows("displacement.csv")
    assert [row["persons_displaced"] for row in rows] == ["", "0"]


@pytest.mark.parametrize("number", ["-5", "many", "12.5"])
def test_a_number_that_is_none_refuses_the_row(dtm: Import, number: str) -> None:
    result = dtm([count(number), count("3", roundNumber="2")])
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 1)
    assert result.report.not_imported[0].value == number


def test_the_same_row_twice_is_repeated_once_imported(dtm: Import) -> None:
    result = dtm([count(), count()])
    assert (result.report.rows.repeated, result.report.rows.inside) == (1, 1)


def test_two_numbers_for_one_count_are_refused_both(dtm: Import) -> None:
    result = dtm([count("528"), count("530"), count("12", roundNumber="2")])
    assert (result.report.rows.refused, result.report.rows.inside) == (2, 1)
    assert {told.value for told in result.report.not_imported} == {"528", "530"}


def test_dates_as_a_spreadsheet_writes_them(dtm: Import) -> None:
    rows = [count(reportingDate="01/04/2014"), count(reportingDate="30/04/2014", roundNumber="2")]
    assert [row["date"] for row in dtm(rows).rows("displacement.csv")] == ["2014-04-01", "2014-04-30"]
    with pytest.raises(QuestionError, match="two ways"):
        dtm(rows[:1])


def test_the_order_of_the_dates_can_be_said(dtm: Import) -> None:
    (row,) = dtm([count(reportingDate="01/04/2014")], choices=Choices(dates="MM/DD/YYYY")).rows("displacement.csv")
    assert row["date"] == "2014-01-04"


def test_a_count_without_a_date_stays_without_one(dtm: Import) -> None:
    (row,) = dtm([count(reportingDate="")]).rows("displacement.csv")
    assert (row["date"], row["date_precision"], row["round"]) == ("", "unknown", "1")


def test_a_later_file_with_one_round_more_adds_it(dtm: Import) -> None:
    dtm([count()])
    later = count("400", roundNumber="2", reportingDate="2014-05-01T00:00:00")
    result = dtm([later])
    assert result.report.news is not None
    assert (result.report.news.new, result.report.news.gone, result.report.news.kept) == (1, 0, 1)
    assert sorted(row["persons_displaced"] for row in result.rows("displacement.csv")) == ["400", "528"]


def test_a_corrected_number_of_a_round_takes_the_place_of_the_former(dtm: Import) -> None:
    dtm([count("528")])
    result = dtm([count("530")])
    assert result.report.news is not None
    assert (result.report.news.changed, result.report.news.kept) == (1, 0)
    assert [row["persons_displaced"] for row in result.rows("displacement.csv")] == ["530"]


def test_a_file_of_one_level_or_operation_takes_away_no_other(dtm: Import) -> None:
    province = {"admin2Name": "", "admin2Pcode": ""}
    dtm([count(), count("2934", **province), count("9", operation="Sinjar crisis", roundNumber="7")])
    later = count("400", roundNumber="3", reportingDate="2014-06-01T00:00:00")
    result = dtm([count(), later])
    assert result.report.news is not None
    assert (result.report.news.gone, result.report.news.kept, result.report.news.new) == (0, 2, 1)


def test_a_round_that_is_dated_anew_stands_once(dtm: Import) -> None:
    dtm([count()])
    result = dtm([count(reportingDate="2014-04-03T00:00:00")])
    assert result.report.news is not None
    assert (result.report.news.gone, result.report.news.new) == (1, 1)
    assert [row["date"] for row in result.rows("displacement.csv")] == ["2014-04-03"]


def test_a_place_that_a_round_no_longer_counts_is_gone(dtm: Import) -> None:
    dtm([count(), count("7", admin2Name="Zakho", admin2Pcode="IRQ-G09Q04")])
    result = dtm([count()])
    assert [row["district"] for row in result.rows("displacement.csv")] == ["Amedi"]


def test_the_dataset_loads_beside_ours(tmp_path: Path, bundled: Dataset) -> None:
    folder = shutil.copytree(BUNDLED, tmp_path / "data")
    path = write(tmp_path / "dtm.csv", NEW, [*ours(), count(displacementReason="Conflict")])
    imported(path, folder, bundled)
    loaded = load(folder)
    (dataset,) = loaded.imported
    assert len(dataset.displacement) == len(ours()) + 1
    assert not dataset.may_share_rows
    assert not [problem for problem in loaded.problems if "imported" in problem.file]
