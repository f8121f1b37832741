"""A Selection in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe, figure_parts, file_words, ignored_by, parts, short_title
from dashboard.text import Words

BRIEFED = Selection(
    province=("Duhok",), start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31), type=("airstrike", "drone_strike"),
    by=("Turkish Armed Forces",),
)  # fmt: skip
# What a part takes away, by the name of the part; grain and published figures are no part of the incidents.
FIELDS = {
    "type": ("type",), "place": ("province", "district"), "days": ("start", "end"), "by": ("by",),
    "status": ("status",), "harm": ("harm",), "context": ("context",), "q": ("q",), "dataset": ("dataset",),
}  # fmt: skip


def test_the_sentence_of_a_briefing(bundled: Dataset, words: Words) -> None:
    assert describe(BRIEFED, bundled, words) == (
        "Airstrikes and drone strikes in Duhok, January to December 2024, attributed to Turkish Armed Forces"
    )


def test_nothing_narrowed_is_described_with_the_days_covered(bundled: Dataset, words: Words) -> None:
    covered = bundled.description
    assert describe(Selection(), bundled, words) == f"Incidents, {words.days(covered.covers_from, covered.covers_to)}"
    assert parts(Selection(), bundled, words) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"province": ("Duhok", "Erbil")}, "Incidents in Duhok and Erbil, "),
        ({"province": ("Erbil", "none")}, "Incidents in Erbil and no single province, "),
        ({"district": ("Amedi",)}, "Incidents in Amedi, "),
        ({"district": ("Amedi",), "province": ("Duhok",)}, "Incidents in Amedi (Duhok), "),
        ({"type": ("fire",)}, "Fires, "),
        ({"start": dt.date(2024, 3, 5), "end": dt.date(2024, 3, 5)}, "Incidents, 5 March 2024"),
        ({"start": dt.date(2024, 3, 1), "end": dt.date(2024, 3, 31)}, "Incidents, March 2024"),
        ({"start": dt.date(2024, 1, 1), "end": dt.date(2025, 6, 30)}, "Incidents, January 2024 to June 2025"),
        ({"start": dt.date(2090, 1, 1)}, "Incidents, since 1 January 2090"),
        ({"end": dt.date(1950, 1, 1)}, "Incidents, up to 1 January 1950"),
    ],
)
def test_places_and_days(bundled: Dataset, words: Words, values: dict[str, object], expected: str) -> None:
    assert describe(Selection(**values), bundled, words).startswith(expected)


def test_every_narrowing_of_the_incidents_is_said(bundled: Dataset, words: Words) -> None:
    everything = replace(
        BRIEFED,
        status=("disputed", "suspected"),
        harm=True,
        context=True,
        q="Zakho",
        dataset=(bundled.description.name,),
    )
    sentence = describe(everything, bundled, words).lower()
    for part in parts(everything, bundled, words):
        assert part.text.lower() in sentence
    for said in (
        "disputed or suspected",
        "zakho",
        "context",
        "civilian harm",
        short_title(bundled.description).lower(),
    ):
        assert said in sentence


@given(data=st.data())
@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_every_selection_describes_itself(
    request: pytest.FixtureRequest,
    selections_of: dict[str, st.SearchStrategy[Selection]],
    words: Words,
    name: str,
    data: st.DataObject,
) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    selection = data.draw(selections_of[name])
    sentence = describe(selection, dataset, words)
    assert sentence[:1].isupper()
    assert not sentence.endswith((".", ",", " "))
    assert not any(mark in sentence for mark in ("  ", ", ,", "{", "None"))
    assert all(isinstance(word, str) for word in file_words(selection))


@given(data=st.data())
def test_a_part_takes_away_what_it_says_and_nothing_else(
    bundled: Dataset, selections_of: dict[str, st.SearchStrategy[Selection]], words: Words, data: st.DataObject
) -> None:
    selection = data.draw(selections_of["bundled"])
    found = parts(selection, bundled, words)
    narrowed = [name for name, fields in FIELDS.items() if any(getattr(selection, field) for field in fields)]
    assert sorted(part.name for part in found) == sorted(narrowed)
    for part in found:
        blank = {field: getattr(Selection(), field) for field in FIELDS[part.name]}
        assert part.without == replace(selection, **blank)
        assert part.name not in [one.name for one in parts(part.without, bundled, words)]
    left = selection
    for name in narrowed:
        left = next(part for part in parts(left, bundled, words) if part.name == name).without
    assert describe(left, bundled, words) == describe(Selection(), bundled, words)


def test_what_narrows_published_figures_alone_can_be_taken_away_and_is_no_part_of_the_sentence(
    bundled: Dataset, words: Words
) -> None:
    label = bundled.label("published_figures", "indicator", "civilians_killed")
    narrowed = replace(BRIEFED, organisation=("CPT", "UN"), indicator=("civilians_killed",))
    whose, what = figure_parts(narrowed, bundled, words)
    assert (whose.name, whose.without) == ("organisation", replace(narrowed, organisation=()))
    assert (what.name, what.without) == ("indicator", replace(narrowed, indicator=()))
    assert "CPT or UN" in whose.text
    assert label in what.text
    assert figure_parts(BRIEFED, bundled, words) == []
    assert describe(narrowed, bundled, words) == describe(BRIEFED, bundled, words)


def test_a_view_says_what_it_can_not_take_into_account(words: Words) -> None:
    assert ignored_by("outposts", Selection(province=("Duhok",), start=dt.date(2024, 1, 1)), words) == ""
    assert ignored_by("incidents", BRIEFED, words) == ""
    sentence = ignored_by("outposts", replace(BRIEFED, harm=True), words)
    for name in ("type", "by", "harm"):
        assert words(f"filter-{name}").lower() in sentence
    assert words("filter-status").lower() not in sentence


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), []),
        (BRIEFED, ["Duhok", "airstrike", "drone_strike", "Turkish Armed Forces", "2024"]),
        (Selection(start=dt.date(2023, 1, 1), end=dt.date(2024, 12, 31)), ["2023-2024"]),
        (Selection(start=dt.date(2023, 1, 2), end=dt.date(2024, 12, 31)), ["2023-01-02_2024-12-31"]),
        (Selection(start=dt.date(2023, 1, 2)), ["since-2023-01-02"]),
        (Selection(end=dt.date(2023, 1, 2), harm=True, q="Zakho"), ["harm", "Zakho", "until-2023-01-02"]),
    ],
)
def test_words_for_a_file_name(selection: Selection, expected: list[str]) -> None:
    assert file_words(selection) == expected
