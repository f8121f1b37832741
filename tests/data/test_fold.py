"""Folding: what a reader types and what stands in the data meet, whatever the case, the accents and the keyboard."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold

SPELLINGS = [
    ("Hakkari", "hakkari", "Hakkâri", "HAKKÂRİ", "HAKKARİ", "HAKKARI", " hakkâri\n"),
    ("Şırnak", "Sirnak", "şırnak", "ŞIRNAK", "SIRNAK", "ŞİRNAK"),
    ("Çukurca", "cukurca", "ÇUKURCA"),
    ("Hewlêr", "hewler", "HEWLÊR", "hewle\u0302r"),
    ("دهۆک", "دهۆك"),  # Kurdish and Arabic kaf
    ("ئاکرێ", "ئاكرێ"),
    ("علي", "علی", "على"),  # Arabic yeh, Persian yeh, alef maqsura
    ("عَقْرَة", "عقرة"),  # with and without vowel signs
    ("ڕێگا\u200cوبان", "ڕێگاوبان", "ڕێگا\u200dوبان", "ڕێگا\u2060وبان"),  # with and without what parts or joins letters
    ("دهوك", "دهـــوك", "\u202bدهوك\u202c", "\u200eدهوك"),  # drawn out, and with marks of direction
    ("soft\u00adhyphen", "softhyphen"),
    ("Ba'aj", "ba’aj", "BA‘AJ"),
    ("Łódź", "lodz", "ŁÓDŹ"),
    ("１２", "12"),
    ("ﬁre", "FIRE"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings[0])
def test_all_spellings_of_a_word_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_words_stay_different() -> None:
    folded = [fold(spellings[0]) for spellings in SPELLINGS]
    assert all(one != other for one, other in itertools.combinations(folded, 2))
    assert fold("دهۆک") != fold("دهوك"), "Sorani and Arabic names of Duhok are two spellings, joined by the aliases"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("", ""), (" \t", ""), ("Hakkâri", "hakkari"), ("HAKKARİ", "hakkari"), ("Şırnak", "sirnak"), ("دهۆک", "دهۆک"),
     ("Straße", "strasse"), ("ℌ", "h"), ("Ø", "o")],
)  # fmt: skip
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("İIıiŞşÇçĞğÊêÛûŁłØøĐđßℌﬁÅكکيیىئأۆێ ́̂̈ͅ’‘'Σςσΐŉǰẞ")))
def test_folding_twice_changes_nothing_for_the_letters_that_are_hard(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_word_is_found_inside_a_text_that_has_it(before: str, after: str) -> None:
    assert fold("Şırnak") in fold(f"{before} ŞIRNAK {after}")


@given(st.text(st.characters(codec="ascii", categories=["L", "N"])))
def test_plain_letters_lose_nothing_but_their_case(text: str) -> None:
    assert fold(text) == text.lower()


def test_no_name_of_the_bundled_places_folds_to_nothing(bundled: Dataset) -> None:
    for table, column in (("districts", "district"), ("provinces", "province"), ("affected_places", "place")):
        assert all(fold(name) for name in bundled.tables[table][column])


def test_no_two_provinces_share_a_folded_name(bundled: Dataset) -> None:
    owners: dict[str, set[str]] = {}
    for row in bundled.tables["provinces"].itertuples():
        for name in (row.province, *row.aliases):
            owners.setdefault(fold(name), set()).add(row.province)
    assert {name: owner for name, owner in owners.items() if len(owner) > 1} == {}
