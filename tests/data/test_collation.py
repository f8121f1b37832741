"""Names in the order of their alphabets."""

from __future__ import annotations

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.collation import collation_key, collation_keys, ranks
from dashboard.data.dataset import Dataset
from dashboard.data.events import SORTED_BY_NAME

ORDERED = [
    "10 villages", "Akre", "Álava", "Batman", "Cizre", "Çukurca", "Dahuk", "Ezidi", "Êlih", "Gulan", "Ğ", "Halabja",
    "Iğdır", "Ilgaz", "Îdil", "Oz", "Ömer", "Sumel", "Şırnak", "Tunceli", "Uludere", "Ürgüp", "Van", "Zakho",
    "دهوك", "عقرة",
]  # fmt: skip


def test_letters_stand_where_their_alphabets_have_them() -> None:
    assert sorted(set(ORDERED), key=collation_key) == ORDERED
    assert len({collation_key(name) for name in ORDERED}) == len(ORDERED)


@pytest.mark.parametrize(
    ("one", "same"),
    [("Şırnak", "ŞIRNAK"), ("Hakkari", "HAKKARİ"), ("Ba'aj", "ba’aj"), ("Êlih", "E\u0302lih"), ("ʿAqra", "aqra")],
)
def test_case_quotes_and_ways_of_writing_a_letter_do_not_count(one: str, same: str) -> None:
    lowered = [collation_key(text).replace(collation_key("ı"), collation_key("i")) for text in (one, same)]
    assert lowered[0] == lowered[1]


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_have_an_order(one: str, other: str) -> None:
    assert (collation_key(one) == collation_key(other)) or (collation_key(one) < collation_key(other)) != (
        collation_key(other) < collation_key(one)
    )


def test_a_rank_is_a_place_among_all_and_blank_where_there_is_no_name() -> None:
    names = pd.Series(["Zakho", None, "Şırnak", "Sumel", "zakho", ""])
    assert ranks(collation_keys(names)).fillna(-1).tolist() == [2, -1, 1, 0, 2, -1]
    labelled = ranks(collation_keys(pd.Series(["b", "a"]), [("b", "Airstrike"), ("a", "Shelling")]))
    assert labelled.tolist() == [0, 1], "by what is read, not by what is stored"


@pytest.mark.parametrize("column", SORTED_BY_NAME)
def test_the_table_is_sorted_by_what_is_read(bundled: Dataset, column: str) -> None:
    rows = bundled.events.page(nw.col("position") >= 0, [(f"{column}_order", False)], 0, 10_000)
    shown = [
        collation_key(bundled.label("incidents", column, value or row.district or ""))
        for value, row in zip(rows[column].where(rows[column].notna(), None), rows.itertuples(), strict=True)
    ]
    named = [key for key in shown if key]
    assert named == sorted(named)
    assert shown[: len(named)] == named, "what has no name comes last"
