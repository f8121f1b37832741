"""Every column that leaves the house has an HXL hashtag that programs accept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from dashboard.data.hashtags import hashtag
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables_derived import CASUALTIES_AND_DEATHS, CITED_SOURCES, MIXED_INCIDENTS, SOURCED
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT

TABLES = (*SOURCED, CASUALTIES_AND_DEATHS, CITED_SOURCES, MIXED_INCIDENTS, IMPORTED_DISPLACEMENT)
# Hashtags of the HXL 1.1 dictionary.
CORE = {
    "#access", "#activity", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#affected", "#beneficiary", "#capacity",
    "#cause", "#channel", "#contact", "#country", "#crisis", "#currency", "#date", "#delivery", "#description",
    "#event", "#frequency", "#geo", "#group", "#impact", "#indicator", "#inneed", "#item", "#loc", "#meta",
    "#modality", "#need", "#operations", "#org", "#output", "#population", "#reached", "#region", "#respondee",
    "#sector", "#service", "#severity", "#status", "#subsector", "#targeted", "#value",
}  # fmt: skip
EXPECTED = {
    ("incidents", "date"): "#date+occurred",
    ("incidents", "province"): "#adm1+name",
    ("incidents", "district"): "#adm2+name",
    ("incidents", "latitude"): "#geo+lat",
    ("incidents", "longitude"): "#geo+lon",
    ("incidents", "civilians_killed"): "#affected+civilians+killed",
}


def tags(table: Table) -> list[tuple[Column, str, list[str]]]:
    """(column, hashtag, attributes) of every column."""
    found = []
    for column in table.columns:
        tag, *attributes = hashtag(table.name, column.name).split("+")
        found.append((column, tag, attributes))
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_one_of_the_dictionary_in_valid_form(table: Table) -> None:
    for column, tag, attributes in tags(table):
        written = hashtag(table.name, column.name)
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", written), written
        assert tag in CORE
        assert len(set(attributes)) == len(attributes)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_two_columns_of_a_table_have_the_same(table: Table) -> None:
    written = {(tag, frozenset(attributes)) for _, tag, attributes in tags(table)}  # their order means nothing
    assert len(written) == len(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_dates_and_numbers_stand_where_validators_look_for_them(table: Table) -> None:
    for column, tag, attributes in tags(table):
        assert (tag == "#date") == (column.kind is Kind.DATE), column.name
        if tag == "#affected":
            assert column.kind is Kind.COUNT
        if "num" in attributes:
            assert column.kind in (Kind.COUNT, Kind.NUMBER)
        for kind, attribute in ((Kind.LATITUDE, "lat"), (Kind.LONGITUDE, "lon")):
            assert ((tag, attributes) == ("#geo", [attribute])) == (column.kind is kind)


@pytest.mark.parametrize("place", EXPECTED)
def test_what_others_look_for_first_is_called_as_they_call_it(place: Sequence[str]) -> None:
    assert hashtag(*place) == EXPECTED[place[0], place[1]]


def test_a_column_without_one_is_an_error() -> None:
    with pytest.raises(KeyError):
        hashtag("incidents", "colour")
