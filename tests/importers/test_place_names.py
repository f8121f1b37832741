"""Names and codes of places as others have them: ours are found, those elsewhere are known to be elsewhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.importers import place_names
from dashboard.importers.places import Found, Places, Reported, plain

FOLDER = Path(place_names.__file__).parent
BOTH = (("IQ", 19), ("TR", 81))  # divisions in ISO 3166-2; of Iraq with Halabja, without the region


@pytest.fixture(scope="module")
def places(bundled: Dataset) -> Places:
    return Places.of(bundled)


def elsewhere() -> list[dict[str, str]]:
    with (FOLDER / "elsewhere.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("country", "number"), BOTH)
def test_every_division_of_both_countries_is_ours_or_elsewhere(bundled: Dataset, country: str, number: int) -> None:
    ours = [row["iso_3166_2"] for row in records(bundled.tables["provinces"])]
    codes = [*ours, *(row["iso_3166_2"] for row in elsewhere())]
    assert len(set(codes)) == len(codes)
    assert len([code for code in codes if code.startswith(country)]) == number


def test_no_name_elsewhere_is_one_of_ours(places: Places) -> None:
    for row in elsewhere():
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            assert plain(name) not in places.provinces, name


@pytest.mark.parametrize("row", elsewhere(), ids=lambda row: row["iso_3166_2"])
def test_names_and_codes_elsewhere_are_outside_and_matched(bundled: Dataset, row: dict[str, str]) -> None:
    places = Places.of(bundled)
    for name in (row["name"], *filter(None, row["aliases"].split(";"))):
        assert places.find(Reported(row["country"], province=name)) == Found(inside=False), name
    for code in (row["iso_3166_2"], row["pcode"]):
        assert places.find(Reported(row["country"], code=code)) == Found(inside=False), code
    assert not places.unmatched


def test_every_spelling_is_of_a_district_that_we_have(bundled: Dataset, places: Places) -> None:
    province_of = {row["district"]: row["province"] for row in records(bundled.tables["districts"])}
    for one in place_names.spellings():
        if one.district:
            assert province_of[one.district] == one.province
        for name in one.spellings:
            assert places.find(Reported("Iraq", province=one.province, district=name)).district == one.district, name


def test_every_code_tells_its_place(places: Places) -> None:
    for one in place_names.spellings():
        if one.pcode:
            found = places.find(Reported(code=one.pcode))
            assert (found.province, found.district) == (one.province, one.district)


@pytest.mark.parametrize(
    ("code", "as_ocha"),
    [("IRQ-G09", "IQG09"), ("irqg09q01", "IQG09Q01"), (" IQG09 ", "IQG09"), ("IQ-G08", ""), ("IQ08096", ""),
     ("IQ-DA", "IQ-DA"),
     ("TUR073", "TUR073")],
)  # fmt: skip
def test_codes_as_iom_and_older_lists_write_them(code: str, as_ocha: str) -> None:
    assert place_names.pcode(code) == as_ocha


@pytest.mark.parametrize(
    ("province", "district", "found"),
    [("Al-Sulaymaniyah", "Halabcha", ("Halabja", "Halabja")), ("Ninewa", "Aqra", ("Duhok", "Akre")),
     ("Ninewa", "Makhmour", ("Erbil", "Makhmur")), ("Duhok", "Sumail", ("Duhok", "Sumel")),
     ("Duhok", "Rania", ("Duhok", ""))],
)  # fmt: skip
def test_districts_that_others_have_in_another_province(
    places: Places, province: str, district: str, found: tuple[str, str]
) -> None:
    at = places.find(Reported("Iraq", province=province, district=district))
    assert (at.province, at.district) == found


def test_a_row_that_says_nothing_of_its_place_is_not_unmatched(bundled: Dataset) -> None:
    places = Places.of(bundled)
    assert places.find(Reported("Iraq")) == Found()
    assert not places.unmatched
