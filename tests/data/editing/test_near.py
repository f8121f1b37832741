"""Which names are nearly the same: compared with the plain definition, and where a letter makes another village."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.editing.near import LONG, SHORT, is_near, letters, near_pairs

WORDS = st.text("abdeg1", max_size=10)


def slips(one: str, other: str) -> int:
    """The distance of Damerau (letters left out, put in, exchanged, neighbours turned), by its definition."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, x in enumerate(one, 1):
        for j, y in enumerate(other, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (x != y))
            if i > 1 and j > 1 and (x, y) == (other[j - 2], one[i - 2]):
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def digits(text: str) -> list[str]:
    return "".join(one if one.isdigit() else " " for one in text).split()


@given(WORDS, WORDS)
def test_near_is_one_slip_at_most_by_the_definition(one: str, other: str) -> None:
    shortest, distance = min(len(one), len(other)), slips(one, other)
    consonants = [[x for x in text if x not in "ae"] for text in (one, other)]
    expected = distance == 0 or (
        distance == 1
        and shortest >= SHORT
        and digits(one) == digits(other)
        and (shortest >= LONG or consonants[0] == consonants[1])
    )
    assert is_near(one, other) is expected
    assert is_near(other, one) is expected


@given(st.lists(WORDS.filter(bool), max_size=12))
def test_the_pairs_are_those_that_comparing_all_would_give(names: list[str]) -> None:
    distinct = list(dict.fromkeys(names))
    every = [(x, y) for at, x in enumerate(distinct) for y in distinct[at + 1 :] if is_near(letters(x), letters(y))]
    assert sorted(near_pairs(names)) == sorted(every)


@given(st.lists(WORDS, max_size=8))
def test_a_name_is_no_pair_with_itself(names: list[str]) -> None:
    pairs = list(near_pairs([*names, *names]))
    assert all(one != other for one, other in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


def test_names_without_letters_are_not_compared() -> None:
    assert list(near_pairs(["–", "…", ""])) == []
