"""HDX HAPI's displaced people: places by either name, rows that HDX marks as errors refused, its warnings kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset
from dashboard.importers.refusing import ImportRefusedError
from tests.importers.given import Result, Row, imported, read_csv, write
from tests.tiny import BUNDLED

COLUMNS = (
    "location_code", "has_hrp", "in_gho", "provider_admin1_name", "provider_admin2_name", "admin1_code", "admin1_name",
    "admin2_code", "admin2_name", "admin_level", "operation", "assessment_type", "population", "reporting_round",
    "reference_period_start", "reference_period_end", "dataset_hdx_id", "resource_hdx_id", "warning", "error",
)  # fmt: skip
TAG_LINE = (
    "#country+code,#meta+has_hrp,#meta+in_gho,#adm1+name+provider,#adm2+name+provider,#adm1+code,#adm1+name,#adm2+code,"
    "#adm2+name,#adm+level,#operation+name,#assessment+type,#affected+idps,#round+code,#date+start,#date+end,"
    "#meta+dataset_id,#meta+resource_id,#meta+warning,#meta+error"
)
TAGS = dict(zip(COLUMNS, TAG_LINE.split(","), strict=True))
DAY = "2022-12-31 00:00:00+00:00"
Import = Callable[..., Result]


def count(population: str = "528", **cells: str) -> Row:
    return {
        "location_code": "IRQ", "has_hrp": "Y", "in_gho": "Y", "provider_admin1_name": "Duhok",
        "provider_admin2_name": "Al-Amadiya", "admin1_code": "IQG09", "admin1_name": "Duhok", "admin2_code": "IQG09Q01",
        "admin2_name": "Al-Amadiya", "admin_level": "2", "operation": "Iraq conflict", "assessment_type": "BA",
        "population": population, "reporting_round": "128", "reference_period_start": DAY, "reference_period_end": DAY,
        "dataset_hdx_id": "32d0365c", "resource_hdx_id": "80911e9b", **cells,
    }  # fmt: skip


@pytest.fixture
def hapi(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as HAPI's file, with its byte order mark."""

    def run(rows: list[Row], *, is_tagged: bool = True) -> Result:
        path = write(tmp_path / "hdx_hapi_idps_irq.csv", COLUMNS, [TAGS, *rows] if is_tagged else rows)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        return imported(path, tmp_path / "data", bundled)

    return run


@pytest.mark.parametrize("is_tagged", [True, False])
def test_our_numbers_come_back_through_the_mark_and_the_tags(hapi: Import, is_tagged: bool) -> None:
    ours = [row for row in read_csv(BUNDLED / "displacement.csv") if row["persons_displaced"] and row["district"]]
    rows = [
        count(row["persons_displaced"], admin1_name=row["province"], admin2_name=row["district"], admin1_code="",
              admin2_code="", reporting_round=str(at), provider_admin2_name=row["district"])
        for at, row in enumerate(ours, start=1)
    ]  # fmt: skip
    result = hapi(rows, is_tagged=is_tagged)
    assert result.report.format == "hapi"
    assert result.report.rows.read == len(rows)
    found = {row["round"]: row for row in result.rows("displacement.csv")}
    assert [found[str(at)]["persons_displaced"] for at in range(1, len(rows) + 1)] == [
        row["persons_displaced"] for row in ours
    ]
    assert {row["date"] for row in found.values()} == {"2022-12-31"}


def test_the_names_of_ocha_count_before_those_of_the_provider(hapi: Import) -> None:
    (row,) = hapi([count(provider_admin1_name="Dahuk city", provider_admin2_name="?")]).rows("displacement.csv")
    assert (row["province"], row["district"]) == ("Duhok", "Amedi")


def test_the_names_of_the_provider_count_where_ocha_matched_none(hapi: Import) -> None:
    cells = {"admin1_code": "", "admin1_name": "", "admin2_code": "", "admin2_name": ""}
    (row,) = hapi([count(**cells)]).rows("displacement.csv")
    assert (row["province"], row["district"]) == ("Duhok", "Amedi")


def test_a_code_alone_tells_the_place(hapi: Import) -> None:
    cells = {"admin1_name": "", "admin2_name": "", "provider_admin1_name": " ", "provider_admin2_name": " "}
    (row,) = hapi([count(**cells)]).rows("displacement.csv")
    assert (row["province"], row["district"]) == ("Duhok", "Amedi")


def test_rows_that_hdx_marks_as_errors_are_refused(hapi: Import) -> None:
    result = hapi([count(error="Duplicate row"), count("12", reporting_round="129")])
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 1)
    assert result.report.not_imported[0].value == "Duplicate row"


def test_warnings_are_kept_and_flagged(hapi: Import) -> None:
    result = hapi([count(warning="PCode length 6 of Admin 1 corrected")])
    (row,) = result.rows("displacement.csv")
    assert "PCode length" in row["notes"]
    assert json.loads(row["details"])["warning"] == "PCode length 6 of Admin 1 corrected"
    assert len(result.report.flags) == 1


@pytest.mark.parametrize(
    ("end", "day"),
    [("2022-12-31", "2022-12-31"), ("2023-01-15", "2023-01-15"), ("", "2022-12-31")],
)
def test_a_stock_stands_at_the_end_of_its_period(hapi: Import, end: str, day: str) -> None:
    (row,) = hapi([count(reference_period_end=end and f"{end} 00:00:00+00:00")]).rows("displacement.csv")
    assert row["date"] == day


def test_a_whole_month_is_a_month(hapi: Import) -> None:
    cells = {"reference_period_start": "2022-12-01 00:00:00+00:00"}
    (row,) = hapi([count(**cells)]).rows("displacement.csv")
    assert (row["date"], row["date_precision"]) == ("2022-12", "month")


@pytest.mark.parametrize(
    "cells", [{"population": "-1"}, {"admin_level": "7"}, {"reference_period_start": "soon"},
              {"reference_period_end": "2022-01-01"}],
)  # fmt: skip
def test_what_can_t_be_read_refuses_the_row(hapi: Import, cells: Row) -> None:
    result = hapi([count(**cells), count("3", reporting_round="129")])
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 1)


def test_levels_do_not_share_a_series(hapi: Import) -> None:
    province = {"admin_level": "1", "admin2_name": "", "admin2_code": "", "provider_admin2_name": " "}
    rows = hapi([count(), count(**province)]).rows("displacement.csv")
    assert sorted(row["level"] for row in rows) == ["district", "province"]
    assert len({row["series_id"] for row in rows}) == 2


def test_the_conflict_events_of_hapi_are_refused_with_the_reason(tmp_path: Path, bundled: Dataset) -> None:
    header = ("location_code", "admin1_name", "event_type", "events", "fatalities", "reference_period_start")
    row = {"location_code": "IRQ", "event_type": "political_violence", "events": "3", "fatalities": "1"}
    path = write(tmp_path / "hdx_hapi_conflict_event_irq.csv", header, [row])
    with pytest.raises(ImportRefusedError, match="overlap"):
        imported(path, tmp_path / "data", bundled)
    assert not list((tmp_path / "data" / "imported").glob("*.toml"))
