"""What a Selection leaves on screen besides incidents, and how it is asked for."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.model.periods import Span
from dashboard.model.scope import CATEGORIES
from dashboard.model.selection import Selection
from dashboard.model.situation import POINT_COLUMNS, Situation
from dashboard.model.situations import KEPT, Situations
from tests.situations import situation_of

EVERYTHING = Selection(context=True)


def situation(dataset: Dataset, **values: object) -> Situation:
    return Situation(dataset, replace(EVERYTHING, **values))


def test_the_days_on_screen_are_the_readers_or_those_covered(tiny: Dataset) -> None:
    covered = tiny.description
    start, end = dt.date(2023, 2, 1), dt.date(2023, 3, 1)
    assert situation(tiny).span == Span(covered.covers_from, covered.covers_to)
    assert situation(tiny, start=start).span == Span(start, covered.covers_to)
    assert situation(tiny, end=end).span == Span(covered.covers_from, end)
    assert situation(tiny, start=start, end=end).span == Span(start, end)


@pytest.mark.parametrize("day", [dt.date(1950, 1, 1), dt.date(2090, 1, 1)])
def test_days_outside_the_coverage_are_a_span_too(tiny: Dataset, day: dt.date) -> None:
    early, late = situation(tiny, end=day), situation(tiny, start=day)
    for one in (early, late):
        assert one.span.first <= one.span.last
        assert (one.toll.incidents + len(one.periods) >= 0, one.grain) == (True, one.span.grain)
    assert early.toll.incidents * late.toll.incidents == 0


def test_the_grain_is_the_readers_or_suits_the_span(tiny: Dataset) -> None:
    assert situation(tiny, grain="day").grain == "day"
    assert situation(tiny).grain == situation(tiny).span.grain


def test_a_comparison_counts_each_incident_in_one_period(bundled: Dataset) -> None:
    one = Situation(bundled, Selection(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31)))
    assert one.toll_before is not None
    assert one.toll_inside is not None
    both = Situation(bundled, Selection(start=dt.date(2023, 1, 2), end=dt.date(2024, 12, 31)))
    assert one.toll_before.incidents + one.toll_inside.incidents <= both.toll.incidents
    assert one.toll_inside.incidents <= one.toll.incidents


@settings(max_examples=8)
@given(data=st.data())
def test_every_choice_says_what_it_would_give(
    bundled: Dataset, selections_of: dict[str, st.SearchStrategy[Selection]], data: st.DataObject
) -> None:
    selection = data.draw(selections_of["bundled"])
    one = Situation(bundled, selection)
    incidents = {
        switch: situation_of(bundled, replace(selection, **{switch: True})).toll.incidents
        for switch in ("harm", "context")
    }
    assert one.toll.harm == incidents["harm"]
    without = situation_of(bundled, replace(selection, context=False)).toll.incidents
    assert one.in_context == incidents["context"] - without
    for district, n in one.facet("district").head(2).itertuples(index=False):
        if isinstance(district, str):
            assert n == situation_of(bundled, replace(selection, district=(district,))).toll.incidents


def test_counts_of_all_choices_are_one_question(tiny: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    whole = type(tiny.events).cells
    monkeypatch.setattr(
        type(tiny.events), "cells", lambda *given, **named: asked.append(given) or whole(*given, **named)
    )
    one = situation(tiny, context=False)
    assert [one.toll, one.in_context, *(one.facet(name) for name in CATEGORIES)]
    assert len(asked) == 1


@pytest.mark.parametrize("name", CATEGORIES)
def test_a_filter_counts_what_its_own_choice_leaves_out(bundled: Dataset, name: str) -> None:
    narrow = situation(bundled, province=("Duhok",), type=("airstrike", "shelling"), status=("reported",))
    but = {name: (), "district": ()} if name == "province" else {name: ()}
    without = Situation(bundled, replace(narrow.selection, **but))
    column = CATEGORIES[name]
    for one in (narrow.facet(name), without.by(name)):
        assert list(one.columns) == [column, "incidents"]
    assert narrow.facet(name).to_dict("list") == without.by(name).to_dict("list")


def test_points_are_the_mapped_incidents_in_the_order_of_the_file(tiny: Dataset) -> None:
    cells = tiny.cells["incidents"]
    points = situation(tiny).points
    assert list(points.columns) == list(POINT_COLUMNS)
    assert list(points["incident_id"]) == list(cells.loc[cells["latitude"] != "", "incident_id"])


def test_the_table_is_sorted_newest_first_or_as_asked(bundled: Dataset) -> None:
    one = situation(bundled)
    first_days = list(one.page([], 0, 50)["first_day"])
    assert first_days == sorted(first_days, reverse=True)
    counts = one.page([("civilians_killed", True)], 0, one.toll.incidents)["civilians_killed"]
    known = counts.dropna()
    assert known.is_monotonic_decreasing
    assert counts.iloc[len(known) :].isna().all()
    assert one.page([], one.toll.incidents, 50).empty


def test_milestones_stand_between_the_days_key_ones_first_asked(bundled: Dataset) -> None:
    one = situation(bundled, start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
    cells = bundled.cells["milestones"]
    expected = cells[cells["date"].str.startswith("2024")]
    everything = one.shown_milestones(everything=True)
    assert set(everything["milestone_id"]) == set(expected["milestone_id"])
    assert set(one.shown_milestones()["milestone_id"]) == set(expected.loc[expected["is_key"] == "yes", "milestone_id"])
    assert everything["date_first_day"].is_monotonic_increasing


@pytest.mark.parametrize("view", ["outposts", "affected_places", "displacement"])
def test_other_tables_follow_the_place(bundled: Dataset, view: str) -> None:
    cells = bundled.cells[view]
    rows = getattr(situation(bundled, province=("Duhok", "none")), view)
    assert list(rows.index) == list(cells[cells["province"].isin(["Duhok", ""])].index)
    rows = getattr(situation(bundled, district=("Amedi",)), view)
    assert list(rows.index) == list(cells[cells["district"] == "Amedi"].index)


def test_equal_questions_get_the_same_situation(tiny: Dataset) -> None:
    situations = Situations(CurrentDataset(tiny))
    one = situations.of("province=Dahuk,hewler&utm=1").situation
    assert situations.of({"province": "Erbil,Duhok"}).situation is one
    assert situations.of(None).situation.selection == Selection()
    for day in range(KEPT + 1):
        situations.of(f"from={dt.date(2020, 1, 1) + dt.timedelta(days=day)}")
    assert situations.of("province=Duhok,Erbil").situation is not one


def test_several_threads_ask_at_once(bundled: Dataset) -> None:
    situations = Situations(CurrentDataset(bundled))
    queries = ["province=Duhok", "province=Erbil", "type=airstrike", ""] * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: situations.of(query).situation.toll, queries))
    assert (
        found[:4] == found[4:] == [Situation(bundled, situations.of(q).situation.selection).toll for q in queries[:4]]
    )
