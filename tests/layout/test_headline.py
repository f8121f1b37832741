"""The sentence, the figures at the top, the line that makes counts add up, the advice when nothing is left."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from dash.development.base_component import Component
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.layout.headline import empty_note, headline_cards, sentence
from dashboard.model.headline import VILLAGES, counted_outposts
from dashboard.model.headline_words import reconciliation
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.layout.components import find, props, text, walk
from tests.model.selections import selections
from tests.situations import situation_of
from tests.tiny import BUNDLED, read

YEAR_2023 = Selection(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31))


def cards(situation: Situation, words: Words) -> dict[str, Component]:
    return {
        one.id.removeprefix("headline-"): one for one in headline_cards(situation, words) if getattr(one, "id", None)
    }


def value(card: Component) -> str:
    return text(find(card, "Span", "headline-value") or find(card, "Span", "headline-word"))


@settings(max_examples=3)
@given(data=st.data())
def test_the_line_under_the_map_adds_up(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    toll, line = situation.toll, reconciliation(situation, words)
    numbers = [words.number(n) for n in (toll.incidents, toll.mapped, toll.without_location)]
    assert all(number in line for number in numbers)
    assert toll.mapped + toll.without_location == toll.incidents
    assert value(cards(situation, words)["incidents"]) == (numbers[0] if toll.incidents else words("nothing"))


def test_a_comparison_of_fewer_incidents_than_are_shown_says_how_many(bundled: Dataset, words: Words) -> None:
    """Only incidents whose whole span lies in the period are compared; a month holds others, dated to the year."""
    months = [(year, month) for year in (2019, 2020) for month in range(1, 13)]
    by_month = [situation_of(bundled, Selection(start=dt.date(*one, 1), end=_last_of(*one))) for one in months]
    assert {one.toll.incidents == one.toll_inside.incidents for one in by_month if one.toll_inside} == {True, False}
    for one in by_month:
        found, inside = text(cards(one, words)["incidents"]), one.toll_inside
        is_told = f"comparable: {inside.incidents if inside else ''}," in found
        assert is_told == bool(inside and one.toll.incidents and inside.incidents != one.toll.incidents)


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def test_people_killed_stand_with_their_range_and_the_unknowns(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection())
    card, toll = cards(situation, words)["killed"], situation.toll
    assert value(card) == words.number(toll.killed_best or 0)
    shown = text(card)
    assert f"({words.span(toll.killed_low, toll.killed_high)})" in shown
    assert words.plural("not-known-for", toll.unknown) in shown
    assert words.plural("range-only", toll.range_only) in shown


def test_what_nobody_knows_is_not_0(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(type=("border_security",)))
    found = cards(situation, words)
    assert value(found["killed"]) == value(found["injured"]) == words("not-known")
    assert words.plural("not-known-for", 1) in text(found["killed"])


def test_a_range_without_a_best_count_is_shown_and_no_best_invented(tiny: Dataset, words: Words) -> None:
    card = cards(situation_of(tiny, Selection(type=("drone_strike",))), words)["killed"]
    assert value(card) == words("not-known")
    assert f"({words.span(1, 3)})" in text(card)


def test_every_figure_opens_its_sources(tiny: Dataset, words: Words) -> None:
    for name, card in cards(situation_of(tiny, Selection()), words).items():
        opened = [props(one)["data-open"] for one in find(card, "Button")]
        assert len(opened) == (0 if value(card) == words("not-known") and name == "villages" else 1), name


def test_the_villages_are_the_latest_reading_of_a_series_and_say_whose(bundled: Dataset, words: Words) -> None:
    card = cards(situation_of(bundled, Selection()), words)["villages"]
    series = [
        r
        for r in read(BUNDLED, "published_figures")
        if r["indicator"] == VILLAGES and r["series_id"] and r["as_of"] and r["value"]
    ]
    latest = max(series, key=lambda row: row["as_of"])
    assert value(card) == words.number(float(latest["value"]))
    assert latest["organisation"] in text(card)
    assert words.partial_date(latest["as_of"]) in text(card)


def test_the_outposts_are_those_counted_by_operator(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection())
    card, counted = cards(situation, words)["outposts"], counted_outposts(situation)
    assert value(card) == words.number(len(counted))
    operator, count = next(iter(counted["operated_by"].value_counts().items()))
    assert words("by-operator", operator=operator, n=words.number(count)) in text(card)


def test_undated_outposts_are_kept_and_said_so(tiny: Dataset, words: Words) -> None:
    assert words.plural("undated-kept", 1) in text(cards(situation_of(tiny, YEAR_2023), words)["outposts"])
    assert words.plural("undated-kept", 1) not in text(cards(situation_of(tiny, Selection()), words)["outposts"])


def test_the_outposts_say_which_filters_do_not_reach_them(tiny: Dataset, words: Words) -> None:
    card = cards(situation_of(tiny, Selection(harm=True)), words)["outposts"]
    assert words("filter-harm").lower() in text(card)


def test_a_comparison_names_the_period_before(tiny: Dataset, words: Words) -> None:
    shown = headline_cards(situation_of(tiny, YEAR_2023), words)
    assert words.days(dt.date(2022, 1, 1), dt.date(2022, 12, 31)) in text(shown)
    (kept,) = find(headline_cards(situation_of(tiny, Selection()), words), "P", "headline-comparison")
    assert text(kept) == "", "nothing before; its room is kept, so that the map below does not move"


def test_a_small_baseline_has_no_percentage(tiny: Dataset, words: Words) -> None:
    card = text(cards(situation_of(tiny, YEAR_2023), words)["incidents"])
    assert "%" not in card
    inside = [row for row in tiny.tables["incidents"].to_dict("records") if row["scope"] == "border"]
    now, before = (
        sum(str(row["date_first_day"].year) == year == str(row["date_last_day"].year) for row in inside)
        for year in ("2023", "2022")
    )
    assert words("change", change=f"−{before - now}", before=words.number(before)) in card


@settings(max_examples=3)
@given(data=st.data())
def test_every_part_of_the_sentence_can_be_taken_away(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    selection = replace(data.draw(selections(bundled)), organisation=(), indicator=(), grain="")
    shown = sentence(situation_of(bundled, selection), words)
    chips = find(shown, "Button", "chip-active")
    assert len({props(chip)["data-remove"] for chip in chips}) == len(chips)
    assert all(chip.children[0] in props(chip)["aria-label"] for chip in chips)
    assert bool(chips) == (selection != Selection())
    others = [props(one)["data-remove"] for one in find(shown, "Button", "text-button")]
    assert others == (["all"] if chips else [])
    assert text(shown).startswith(words.plural("incidents", situation_of(bundled, selection).toll.incidents))


def test_nothing_left_gives_advice_that_helps(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(province=("Hakkari",), type=("landmine",)))
    note = text(empty_note(situation, words))
    assert words("empty") in note
    rest = (
        situation_of(tiny, Selection(type=("landmine",))).toll.incidents,
        situation_of(tiny, Selection(province=("Hakkari",))).toll.incidents,
    )
    assert words.plural("incidents", max(rest)) in note


def test_nothing_left_whatever_is_removed_says_to_reset(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(q="nowhere-at-all", type=("return",)))
    assert words("empty-reset") in text(empty_note(situation, words))


def test_something_left_needs_no_advice(tiny: Dataset, words: Words) -> None:
    assert empty_note(situation_of(tiny, Selection()), words) is None


@pytest.mark.parametrize("selection", [Selection(), YEAR_2023, Selection(q="nowhere-at-all"), Selection(harm=True)])
def test_there_are_always_five_figures_and_no_two_ids_alike(tiny: Dataset, words: Words, selection: Selection) -> None:
    shown: list[Any] = headline_cards(situation_of(tiny, selection), words)
    assert len(find(shown, "Div", "headline-card")) == 5
    found = [str(one.id) for one in walk(shown) if getattr(one, "id", None)]
    assert len(found) == len(set(found))
