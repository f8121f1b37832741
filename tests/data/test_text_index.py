"""The index of words finds what looking through every text finds."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import text_index
from dashboard.data.events import fold
from dashboard.data.store import connected
from dashboard.data.text_index import TextIndex

LETTERS = st.text("ab\n -'çن", max_size=6)
TEXTS = st.lists(st.lists(LETTERS, max_size=4).map(" ".join), min_size=1, max_size=6)


def index_of(texts: list[str]) -> tuple[TextIndex, duckdb.DuckDBPyConnection]:
    events = pd.DataFrame({"position": range(len(texts)), "search_text": pd.Series(texts, dtype="str")})
    connection = connected({"events": events})
    text_index.build(connection)
    return TextIndex(connection), connection


def positions(index: TextIndex, connection: duckdb.DuckDBPyConnection, words: list[str]) -> list[int]:
    rows = connection.cursor().table(index.found(words)).fetchall()
    return sorted(position for (position,) in rows)


@given(TEXTS, LETTERS)
def test_words_are_found_in_just_the_texts_that_hold_all_of_them(texts: list[str], asked: str) -> None:
    folded, words = [fold(text) for text in texts], fold(asked).split()
    index, connection = index_of(folded)
    expected = [at for at, text in enumerate(folded) if all(word in text for word in words)]
    assert not words or positions(index, connection, words) == expected


def test_quotes_and_signs_are_letters_like_others() -> None:
    index, connection = index_of(["it's 100% sure_", "its 100 sure"])
    for word in ("it's", "100%", "sure_"):
        assert positions(index, connection, [word]) == [0]
    assert positions(index, connection, ["'; drop table words; --"]) == []
    assert positions(index, connection, ["its"]) == [1]


def test_what_was_asked_for_least_recently_is_forgotten_when_no_question_can_be_about_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_index, "MOST_KEPT", 2)
    index, connection = index_of(["one two", "one two", "three"])
    first = index.found(["one"])
    second = index.found(["two"])
    assert index.found(["one"]) == first  # both are in use: nothing is dropped under a question
    monkeypatch.setattr(text_index, "IN_USE", -1)
    index.found(["three"])
    tables = {name for (name,) in connection.cursor().execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert second not in tables
    assert positions(index, connection, ["two"]) == [0, 1]
