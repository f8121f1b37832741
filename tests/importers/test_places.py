"""Provinces by name, else by coordinates, else as reported; a centroid decides no district, a country's nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.importers.cells import rounded
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, Found, Places, Reported, plain

AMEDI = {"latitude": 37.09, "longitude": 43.49}
BAGHDAD = {"latitude": 33.31, "longitude": 44.36}


@pytest.fixture(scope="module")
def places(bundled: Dataset) -> Places:
    return Places.of(bundled)


def test_every_name_and_alias_is_its_province(places: Places, bundled: Dataset) -> None:
    for row in records(bundled.tables["provinces"]):
        for name in (row["province"], *row["aliases"], f"{row['province']} governorate"):
            assert places.find(Reported(province=name)).province == row["province"], name


@pytest.mark.parametrize(
    ("name", "province"),
    [("Ninawa governorate", "Nineveh"), ("Dahūk governorate", "Duhok"), ("SIRNAK", "Şırnak"),
     ("Hakkâri ili", "Hakkari"), ("As-Sulaymaniyah", "Sulaymaniyah"), ("محافظة دهوك", "Duhok"), ("al-Anbar", "")],
)  # fmt: skip
def test_names_of_other_systems(places: Places, name: str, province: str) -> None:
    assert places.find(Reported("Iraq" if province != "Şırnak" else "", province=name)).province == province


def test_a_district_goes_to_who_administers_it(places: Places) -> None:
    assert places.find(Reported("Iraq", province="Ninewa", district="Akre")) == Found("Duhok", "Akre", True, "name")


def test_coordinates_tell_the_district_of_a_named_province(places: Places) -> None:
    assert places.find(Reported("Iraq", province="Dahuk", **AMEDI)) == Found("Duhok", "Amedi", True, "name")


def test_coordinates_tell_the_province_where_no_name_does(places: Places) -> None:
    assert places.find(Reported("Iraq", province="Badinan", **AMEDI)) == Found("Duhok", "Amedi", True, "coordinates")


def test_the_named_province_stands_against_coordinates(places: Places) -> None:
    assert places.find(Reported("Iraq", province="Kirkuk", **AMEDI)) == Found("Kirkuk", "", True, "name", differs=True)


def test_a_centroid_of_a_province_tells_no_district(places: Places) -> None:
    found = places.find(Reported("Iraq", province="Badinan", **AMEDI, precision=PROVINCE))
    assert found == Found("Duhok", "", True, "coordinates")


def test_a_centroid_of_a_country_tells_nothing(places: Places) -> None:
    assert places.find(Reported("Iraq", **AMEDI, precision=COUNTRY)) == Found(inside=False)


@pytest.mark.parametrize("code", ["645", "IRQ", "IQ", "368", "IZ", "640", "TUR", "TR", "792", "TU"])
def test_codes_of_our_countries(places: Places, code: str) -> None:
    assert places.find(Reported(country_code=code, **AMEDI)).inside


def test_other_countries_are_elsewhere_whatever_the_coordinates(places: Places) -> None:
    assert places.find(Reported("Iran", **AMEDI)) == Found(inside=False)
    assert places.find(Reported("Iraq", **BAGHDAD)) == Found(inside=False)
    assert places.find(Reported("Iraq", province="Baghdad")) == Found(inside=False)


def test_what_nobody_knows_is_counted(bundled: Dataset) -> None:
    places = Places.of(bundled)
    for _ in range(2):
        assert places.find(Reported("Iraq", province="Atlantis")) == Found()
    assert places.unmatched == {("Iraq", "Atlantis"): 2}


def test_a_district_alone_is_enough(places: Places) -> None:
    assert places.find(Reported(district="Zakho", precision=DISTRICT)).province == "Duhok"


@given(st.text(max_size=30))
def test_a_name_is_compared_the_same_twice(name: str) -> None:
    assert plain(plain(name)) == plain(name) or "il" in plain(name)


@given(st.floats(-180, 180))
def test_rounding_is_to_a_hundredth_of_a_degree(degrees: float) -> None:
    assert abs(float(rounded(degrees)) - degrees) <= 0.005 + 1e-9
