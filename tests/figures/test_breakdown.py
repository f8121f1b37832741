"""Bars by type, attributed-to and province: all incidents are in them, and a click finds the value."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures.breakdown import MOST_BARS, breakdown
from dashboard.figures.views import BREAKDOWN, figure_of
from dashboard.model.scope import CATEGORIES
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.figures.reading import traces, valid
from tests.situations import situation_of

TABLES = st.dictionaries(st.text("abcdefgh<&>", min_size=1, max_size=6), st.integers(1, 500), max_size=14)


def bars_of(figure: dict[str, Any]) -> dict[str, Any]:
    (trace,) = (one for one in figure["data"] if one["type"] == "bar")
    return trace


@pytest.mark.parametrize("by", CATEGORIES)
def test_the_bars_add_up_to_the_heading(tiny: Dataset, words: Words, by: str) -> None:
    situation = situation_of(tiny, Selection(context=True))
    figure = valid(figure_of(BREAKDOWN, situation, words, by=by))
    assert sum(bars_of(figure)["x"]) == situation.toll.incidents
    assert traces(figure, CATEGORIES[by]) == [bars_of(figure)]


@settings(max_examples=25)
@given(counts=TABLES, most=st.integers(2, MOST_BARS))
def test_what_does_not_fit_is_one_bar_that_says_how_many(words: Words, counts: dict[str, int], most: int) -> None:
    rows = pd.DataFrame({"event_type": list(counts), "incidents": list(counts.values())})
    bars = bars_of(breakdown(rows, "event_type", words, label=str, most=most))
    assert sum(bars["x"]) == sum(counts.values())
    assert len(bars["x"]) == len(bars["y"]) == len(bars["text"]) == len(bars["customdata"]) == min(len(counts), most)
    if len(counts) > most:
        assert bars["y"][-1] == words.plural("more-values", len(counts) - most + 1)
        assert bars["customdata"][-1] == "", "nothing to filter by"
    else:
        assert bars["customdata"] == list(counts)


@pytest.mark.parametrize("by", ["type", "by", "province"])
def test_a_click_finds_a_value_that_the_selection_knows(tiny: Dataset, words: Words, by: str) -> None:
    situation = situation_of(tiny, Selection(context=True))
    bars = bars_of(figure_of(BREAKDOWN, situation, words, by=by))
    for value, count in zip(bars["customdata"], bars["x"], strict=True):
        if value:
            assert situation_of(tiny, Selection(context=True, **{by: (value,)})).toll.incidents == count


def test_values_are_labelled_as_readers_see_them(tiny: Dataset, words: Words) -> None:
    bars = bars_of(figure_of(BREAKDOWN, situation_of(tiny, Selection()), words, by="type"))
    known = dict(zip(bars["customdata"], bars["y"], strict=True))
    assert known["armed_clash"] == tiny.label("incidents", "event_type", "armed_clash")


def test_rows_without_a_province_have_a_bar_of_their_own(tiny: Dataset, words: Words) -> None:
    bars = bars_of(figure_of(BREAKDOWN, situation_of(tiny, Selection()), words, by="province"))
    assert dict(zip(bars["customdata"], bars["y"], strict=True))["none"] == words("no-single-province")


def test_most_incidents_come_first_and_stand_on_top(bundled: Dataset, words: Words) -> None:
    figure = figure_of(BREAKDOWN, situation_of(bundled, Selection()), words, by="type")
    known = bars_of(figure)["x"][: MOST_BARS - 1]
    assert known == sorted(known, reverse=True)
    assert figure["layout"]["yaxis"]["autorange"] == "reversed"


def test_a_label_of_the_data_is_shown_as_it_is_written(words: Words) -> None:
    rows = pd.DataFrame({"event_type": ["x"], "incidents": [1]})
    (label,) = bars_of(breakdown(rows, "event_type", words, label=lambda _: "<a href='//evil'>&amp;"))["y"]
    assert label == "&lt;a href='//evil'&gt;&amp;amp;"


def test_nothing_selected_gives_no_bars(tiny: Dataset, words: Words) -> None:
    assert bars_of(valid(figure_of(BREAKDOWN, situation_of(tiny, Selection(q="nowhere-at-all")), words)))["x"] == []


@pytest.mark.parametrize("count", [1, 2, 5, MOST_BARS])
def test_few_bars_do_not_grow(words: Words, count: int) -> None:
    rows = pd.DataFrame({"event_type": [f"t{n}" for n in range(count)], "incidents": range(count, 0, -1)})
    share = bars_of(valid(breakdown(rows, "event_type", words, label=str)))["width"] / count
    assert share <= 0.7 / 5, "of the height of the chart"
