"""Master lists of IOM DTM for Iraq: places added up by district, whatever ten years of headers call them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.data.dataset import Dataset
from dashboard.importers.district_sums import MINIMUM
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.registry import recognised
from tests.importers.given import Result, imported
from tests.importers.master_list import FILE, GOVERNORATES, HEADER, PERIODS, our_places, place, write_list

Import = Callable[..., Result]


@pytest.fixture
def master_list(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as a workbook."""

    def run(rows: list[Any], *, name: str = FILE, choices: dict[str, str] | None = None, **how: Any) -> Result:
        path = write_list(tmp_path / name, rows, **how)
        return imported(path, tmp_path / "data", bundled, choices=Choices(read=choices or {}))

    return run


def the_row(result: Result) -> dict[str, str]:
    (row,) = result.rows("displacement.csv")
    return row


def test_our_own_families_come_back_by_district(master_list: Import) -> None:
    result = master_list(our_places())
    expected: Counter[str] = Counter()
    for row in our_places():
        expected[row["District"]] += int(row["Households"])
    found = {row["district"]: row["families_displaced"] for row in result.rows("displacement.csv")}
    assert found == {district: str(families) for district, families in expected.items()}
    assert result.report.format == "dtm-list"
    assert result.report.rows.read == result.report.rows.inside == len(our_places())
    assert not result.report.flags


def test_a_district_is_one_row_that_says_of_how_many_places(master_list: Import) -> None:
    row = the_row(master_list([place(1, 20, 120), place(2, 10, 60)]))
    assert (row["district"], row["level"], row["round"], row["date"]) == ("Amedi", "district", "134", "2024-12-31")
    assert (row["families_displaced"], row["persons_displaced"]) == ("30", "180")
    assert json.loads(row["details"]) == {"places": "2"}
    assert (row["is_cumulative"], row["organisation"]) == ("yes", "IOM DTM")
    assert "added up: 2" in row["notes"]


def test_nothing_of_a_single_place_is_written_anywhere(master_list: Import) -> None:
    result = master_list([place(1, 20, 120), place(2, 10, 60)])
    texts = "".join(path.read_text("utf-8") for path in result.folder.glob("*displacement.csv"))
    assert "Village" not in texts
    assert "قرية" not in texts


def test_the_only_place_of_a_district_keeps_its_names(master_list: Import) -> None:
    details = json.loads(the_row(master_list([place(1)]))["details"])
    assert (details["location"], details["arabic"]) == ("Village 1", "قرية 1")


def test_few_families_are_withheld(master_list: Import) -> None:
    row = the_row(master_list([place(1, 2, 12), place(2, MINIMUM - 3, 12)]))
    assert (row["families_displaced"], row["persons_displaced"]) == ("", "")
    assert "withheld" in row["notes"]
    row = the_row(master_list([place(1, MINIMUM, 30)]))
    assert row["families_displaced"] == str(MINIMUM)


def test_nobody_is_zero_and_not_withheld(master_list: Import) -> None:
    assert the_row(master_list([place(1, 0, 0)]))["families_displaced"] == "0"


def test_a_missing_number_is_told_not_counted_as_zero(master_list: Import) -> None:
    row = the_row(master_list([place(1, 20, 120), place(2, None, 60)]))
    assert (row["families_displaced"], row["persons_displaced"]) == ("20", "180")
    assert "places that give no households: 1" in row["notes"]
    assert the_row(master_list([place(1, None, None)]))["persons_displaced"] == ""


@pytest.mark.parametrize("lines", range(4))
def test_lines_above_the_header(master_list: Import, lines: int) -> None:
    assert the_row(master_list([place(1)], above=["IOM"] * lines))["families_displaced"] == "20"


@pytest.mark.parametrize("sheet", ["DTM DATASET", "DTM Dataset", "Sheet", "MasterList Date 25 Apr 2025"])
def test_sheets_of_any_name(master_list: Import, sheet: str) -> None:
    assert the_row(master_list([place(1)], sheet=sheet))["families_displaced"] == "20"


@pytest.mark.parametrize(
    ("name", "others"),
    [("Place id", ["Place ID", "PLACE  ID ", "Place\nid", "Place ـid"]),
     ("Location name in English", ["Location Name", "Location_name", "Location name", "Place"]),
     ("Location name in Arabic", ["Arabic Name", "Arabic_name", "Arabic name"]),
     ("Households", ["Families", "IDPs Families", "IDPs families", "ID Pfamilies", "Master Families", "HH",
                     "Families عدد العوائل"]),
     ("Individuals", ["IDPs Individuals", "ID Pindividuals", "individuals"]),
     ("OCHA admin 2", ["OCHA ADM2 PCode", "OCHA Admin 2"]),
     ("Sulaymaniyah", ["Al Sulaymaniyah"]), ("Salah al-Din", ["Salahal Din", "Salah Al-Din"]),
     ("Qadissiya", ["Al Diwaniya"]), ("Dahuk", ["Duhok"]), ("Anbar", ["Al Anbar"]), ("Babylon", ["Babil"])],
)  # fmt: skip
def test_headers_drift(master_list: Import, name: str, others: list[str]) -> None:
    for other in others:
        result = master_list([place(1, 20, 120)], called={name: other})
        row = the_row(result)
        assert (row["families_displaced"], row["persons_displaced"]) == ("20", "120"), other
        assert not result.report.flags, other


def test_governorates_of_any_spelling_are_checked_as_origins(master_list: Import) -> None:
    for name in GOVERNORATES:
        result = master_list([place(1, 20, 120, Ninewa=None) | {name: 100}])
        assert [flag.column for flag in result.report.flags] == ["Individuals"], name


@pytest.mark.parametrize("period", [*PERIODS, "Pre June14 Period of displacement", "August14 Wave", "Jan 2019"])
def test_columns_of_periods_are_no_numbers_of_people(master_list: Import, period: str) -> None:
    header = [name for name in HEADER if name not in PERIODS] + [period]
    assert the_row(master_list([place(1, 20, 120) | {period: 999}], header=header))["persons_displaced"] == "120"


@pytest.mark.parametrize(
    ("families", "people", "cells", "is_odd"),
    [(20, 120, {}, False), (20, 121, {"Ninewa": 121}, True), (20, 100, {"Ninewa": 100, "Camp": 20}, False),
     (20, 100, {"Ninewa": 100}, True), (20, 100, {"Ninewa": 100, "Location name in English": "Bersive Camp"}, False)],
)  # fmt: skip
def test_six_people_a_family_and_five_in_camps_only_check(
    master_list: Import, families: int, people: int, cells: dict[str, object], is_odd: bool
) -> None:
    result = master_list([place(1, families, people, **cells)])
    assert the_row(result)["persons_displaced"] == str(people)
    assert bool(result.report.flags) == is_odd


def test_individuals_are_never_made_of_families(master_list: Import) -> None:
    row = the_row(master_list([place(1, 20, None, Ninewa=None)]))
    assert (row["families_displaced"], row["persons_displaced"]) == ("20", "")


@pytest.mark.parametrize(("number", "origin", "is_odd"), [("118", 20, False), ("118", 120, True), ("119", 120, False),
                                                          ("119", 20, True)])  # fmt: skip
def test_people_by_origin_are_families_before_round_119(
    master_list: Import, number: str, origin: int, is_odd: bool
) -> None:
    result = master_list([place(1, 20, 120, Ninewa=origin)], choices={"round": number})
    assert bool(result.report.flags) == is_odd
    assert the_row(result)["round"] == number


@pytest.mark.parametrize(("origin", "is_odd"), [(20, False), (120, False), (70, True)])
def test_of_a_list_whose_round_nobody_knows_either_unit_fits(master_list: Import, origin: int, is_odd: bool) -> None:
    result = master_list([place(1, 20, 120, Ninewa=origin)], name="idps.xlsx", above=["As of 31 December 2024"])
    assert bool(result.report.flags) == is_odd
    assert result.report.version == "2024-12-31"
    assert the_row(result)["round"] == ""


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [("Round134_Master_List_IDP_2024-12-31_IOM_DTM.xlsx", "134", "2024-12-31"),
     ("20252102822358_Round134_Master_List_IDP_2024-12-31_IOM_DTM - Individuals (1).xlsx", "134", "2024-12-31"),
     ("05_IOM DTM Master_List_IDP_Round 51_20250803.xlsx", "51", "2025-08-03"),
     ("IDPs_MasterList_dataset_DTM_IOMFeb 02, 2025_Round64.xlsx", "64", "2025-02-02"),
     ("Round12_Master_List_IDP_2025_January_15_IOM_DTM.xlsx", "12", "2025-01-15")],
)  # fmt: skip
def test_round_and_day_from_the_name_of_the_file(master_list: Import, name: str, number: str, day: str) -> None:
    row = the_row(master_list([place(1)], name=name, above=["IOM"]))
    assert (row["round"], row["date"]) == (number, day)


def test_the_title_counts_before_the_sheet_and_the_sheet_before_the_file(master_list: Import) -> None:
    row = the_row(master_list([place(1)], above=["Round 120, 1 October to 31 December 2025"], sheet="10 APRIL 2025"))
    assert (row["round"], row["date"]) == ("120", "2025-12-31")
    rows = master_list([place(1)], above=[], sheet="DTM Dataset 10 APRIL 2025").rows("displacement.csv")
    assert ("134", "2025-04-10") in [(row["round"], row["date"]) for row in rows]


@pytest.mark.parametrize(
    "name", ["idps.xlsx", "Round124_Master_List_IDP_2021-21-31_IOM_DTM.xlsx", "Round87_Master_List_IDP_2017-1-15.xlsx"]
)
def test_a_day_that_is_missing_impossible_or_before_what_is_counted_is_asked(master_list: Import, name: str) -> None:
    with pytest.raises(QuestionError) as asked:
        master_list([place(1)], name=name, above=[])
    assert asked.value.about == "date"
    row = the_row(master_list([place(1)], name=name, above=[], choices={"date": "2024-06-30"}))
    assert row["date"] == "2024-06-30"


def test_a_day_can_stay_unknown(master_list: Import) -> None:
    row = the_row(master_list([place(1)], name="Round131_IDP.xlsx", above=[], choices={"date": "unknown"}))
    assert (row["round"], row["date"], row["date_precision"]) == ("131", "", "unknown")


@pytest.mark.parametrize(
    "row", [{"Location name in English": "Total", "Households": 30}, {"Place id": "Grand Total", "Households": 30},
            {"Governorate": "المجموع", "Households": 30}, {"Households": 30}],
)  # fmt: skip
def test_totals_are_left_out(master_list: Import, row: dict[str, object]) -> None:
    result = master_list([place(1), place(2, 10, 60), row])
    assert the_row(result)["families_displaced"] == "30"
    assert (result.report.rows.left_out, result.report.rows.read) == (1, 3)


def test_sumel_is_no_sum(master_list: Import) -> None:
    assert the_row(master_list([place(1, District="Sumail")]))["district"] == "Sumel"


def test_a_place_without_an_id_counts_by_its_name(master_list: Import) -> None:
    nameless = place(1) | {"Place id": None}
    result = master_list([nameless, nameless, nameless | {"Location name in English": "Other"}])
    assert the_row(result)["families_displaced"] == "40"
    assert result.report.rows.left_out == 1


def test_a_place_that_stands_twice_counts_once(master_list: Import) -> None:
    result = master_list([place(1), place(1), place(1, 99, 594), place(2)])
    row = the_row(result)
    assert row["families_displaced"] == "40"
    assert (result.report.rows.left_out, result.report.rows.refused) == (1, 1)
    assert "refused: 1" in row["notes"]


def test_early_lists_have_a_row_an_origin_and_a_period(master_list: Import) -> None:
    header = [name for name in HEADER if name not in (*GOVERNORATES, *PERIODS)]
    header += ["Origin Governorate", "Displacement Period"]
    rows = [
        place(1) | {"Origin Governorate": origin, "Displacement Period": "Pre-June"} for origin in ("Anbar", "Diyala")
    ]
    assert the_row(master_list(rows, header=header))["families_displaced"] == "40"


@pytest.mark.parametrize("cell", [-5, "many", 2.5])
def test_numbers_that_are_none_are_refused_and_told_in_the_district(master_list: Import, cell: object) -> None:
    result = master_list([place(1), place(2, cell, 60)])
    assert (result.report.rows.refused, result.report.rows.inside) == (1, 1)
    assert result.report.not_imported[0].column == "Households"
    assert "refused: 1" in the_row(result)["notes"]


def test_districts_elsewhere_are_outside(master_list: Import) -> None:
    basra = {"Governorate": "Basrah", "District": "Al-Faw"}
    result = master_list([place(1), place(2, **basra), place(3, **basra)])
    assert (result.report.rows.inside, result.report.rows.outside, result.report.rows.unmatched) == (1, 2, 0)
    assert [row["families_displaced"] for row in result.rows("outside-displacement.csv")] == ["40"]


def test_an_unknown_district_of_ours_stays_by_itself(master_list: Import) -> None:
    result = master_list([place(1), place(2, District="Nowhere")])
    rows = {row["district_reported"]: row for row in result.rows("displacement.csv")}
    assert (rows["Nowhere"]["province"], rows["Nowhere"]["district"], rows["Nowhere"]["level"]) == (
        "Duhok",
        "",
        "district",
    )
    assert rows["Amedi"]["families_displaced"] == "20"


def test_coordinates_tell_the_district_that_no_name_does(master_list: Import) -> None:
    cells = {"District": "Nowhere", "Latitude": "37,09", "Longitude": 43.49}
    assert the_row(master_list([place(1, **cells)]))["district"] == "Amedi"


def test_a_newer_round_adds_rows_and_takes_none_away(master_list: Import) -> None:
    master_list([place(1, 20, 120)])
    result = master_list([place(1, 12, 72)], name="Round135_Master_List_IDP_2025-12-31.xlsx", above=[])
    assert result.report.news is not None
    assert (result.report.news.new, result.report.news.kept, result.report.news.gone) == (1, 1, 0)
    rows = result.rows("displacement.csv")
    assert {(row["round"], row["families_displaced"]) for row in rows} == {("134", "20"), ("135", "12")}
    assert len({row["series_id"] for row in rows}) == 1


def test_an_older_round_that_comes_later_adds_rows_too(master_list: Import) -> None:
    master_list([place(1, 12, 72)], name="Round135_Master_List_IDP_2025-12-31.xlsx", above=[])
    result = master_list([place(1, 20, 120)])
    assert {row["round"] for row in result.rows("displacement.csv")} == {"134", "135"}


def test_a_round_without_a_day_stays_beside_a_later_one(master_list: Import) -> None:
    master_list([place(1, 12, 72)], name="Round131_IDP.xlsx", above=[], choices={"date": "unknown"})
    result = master_list([place(1, 20, 120)])
    assert {row["round"] for row in result.rows("displacement.csv")} == {"131", "134"}


def test_a_corrected_list_of_the_same_round_takes_its_place(master_list: Import) -> None:
    master_list([place(1), place(2, District="Zakho")])
    result = master_list([place(1, 30, 180)])
    assert result.report.news is not None
    assert (result.report.news.changed, result.report.news.gone) == (1, 1)
    assert the_row(result)["families_displaced"] == "30"


@pytest.mark.parametrize(
    ("name", "how"),
    [("Round134_Master_List_Returnees_2024-12-31.xlsx", {"above": []}),
     ("list 2024-12-31.xlsx", {"above": ["Returnee Master List"]}),
     ("list 2024-12-31.xlsx", {"above": [], "called": {"School building": "Habitual residence"}}),
     ("list 2024-12-31.xlsx", {"above": [], "called": {"Households": "Returnee families"},
                               "header": [name for name in HEADER if name != "Individuals"] + ["Individuals"]})],
)  # fmt: skip
def test_returnees_are_not_displaced_and_refused(master_list: Import, name: str, how: dict[str, Any]) -> None:
    with pytest.raises(ImportRefusedError, match="came back"):
        master_list([place(1)], name=name, **how)


def test_no_other_table_is_taken_for_a_list(tmp_path: Path) -> None:
    header = ["Governorate", "District", "Families", "Notes"]
    path = write_list(tmp_path / "own.xlsx", [{"Governorate": "Duhok"}], header)
    assert recognised(GivenFile(path)) == []
