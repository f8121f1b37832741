"""Any spelling that the tables know leads to the one name; nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.model.names import Names
from tests.model.selections import values_of

PLACES = {"province": "provinces", "district": "districts"}
NAME_COLUMNS = ("name_ar", "name_ckb", "name_ku", "name_tr")


@pytest.fixture(scope="module")
def names(bundled: Dataset) -> Names:
    return Names.of(bundled)


def test_every_value_of_the_data_finds_itself(bundled: Dataset, names: Names) -> None:
    for name, values in values_of(bundled).items():
        assert [names.find(name, value) for value in values] == values
        assert [names.find(name, f" {value.upper()} ") for value in values] == values


@pytest.mark.parametrize("name", PLACES)
def test_every_alias_of_a_place_finds_it(bundled: Dataset, names: Names, name: str) -> None:
    for row in bundled.tables[PLACES[name]].to_dict("records"):
        aliases = [*(row[column] for column in NAME_COLUMNS), *(row.get("aliases") or ())]
        assert {names.find(name, alias) for alias in aliases if alias} <= {row[name]}


def test_a_name_wins_over_an_alias_of_another_place(tiny: Dataset) -> None:
    provinces = tiny.tables["provinces"].copy()
    provinces.loc[0, "name_tr"] = provinces.loc[1, "province"]
    changed = replace(tiny, tables={**tiny.tables, "provinces": provinces})
    assert Names.of(changed).find("province", provinces.loc[1, "province"]) == provinces.loc[1, "province"]


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "Duhok Erbil", "%", "\x00", "*"])
def test_what_is_no_value_finds_nothing(names: Names, text: str) -> None:
    assert all(names.find(name, text) is None for name in names.spellings)


@given(text=st.text(max_size=60))
def test_every_part_of_a_list_is_answered(names: Names, text: str) -> None:
    parts = [part for part, _ in names.find_all("organisation", text)]
    assert ",".join(parts).count(",") <= text.count(",")
    assert "".join("".join(parts).split()) == "".join(text.replace(",", "").split())


def test_a_list_is_taken_apart_at_the_commas_that_separate(names: Names, bundled: Dataset) -> None:
    organisations = list(bundled.tables["published_figures"]["organisation"].unique())
    assert any("," in organisation for organisation in organisations)
    found = list(names.find_all("organisation", ",".join([*organisations, "nobody"])))
    assert [value for _, value in found] == [*organisations, None]


def test_aliases_are_searchable_beside_their_name(names: Names) -> None:
    aliases = names.aliases("province")
    assert {"dahuk", "دهوک"} <= set(aliases["Duhok"].split())
    assert set(aliases) == set(names.spellings["province"].values())
