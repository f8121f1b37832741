"""The timeline of incidents: every incident in one bar, coarse dates in bars as wide as what is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.figures.timelines import incidents_timeline
from dashboard.figures.views import INCIDENTS, figure_of
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.figures.reading import bars, frame, is_hatched, total, traces, valid
from tests.model.selections import selections
from tests.situations import situation_of
from tests.tiny import BUNDLED, read

DAY = dt.timedelta(days=1)
Everything = Callable[[str, str], dict[str, Any]]


def timeline(dataset: Dataset, selection: Selection, words: Words) -> dict[str, Any]:
    return figure_of(INCIDENTS, situation_of(dataset, selection), words)


@pytest.mark.parametrize("grain", GRAINS)
def test_the_bars_add_up_to_all_incidents(tiny: Dataset, everything: Everything, words: Words, grain: str) -> None:
    of_tiny = timeline(tiny, Selection(context=True, grain=grain), words)
    assert total(of_tiny, "incidents") == len(tiny.tables["incidents"])
    assert total(everything(INCIDENTS, grain), "incidents") == len(read(BUNDLED, "incidents"))


@pytest.mark.parametrize("grain", ["day", "quarter"])
def test_plotly_accepts_the_figure(everything: Everything, grain: str) -> None:
    valid(everything(INCIDENTS, grain))


@settings(max_examples=3)
@given(data=st.data())
def test_the_bars_add_up_to_the_heading_whatever_is_selected(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    assert total(figure_of(INCIDENTS, situation, words), "incidents") == situation.toll.incidents


@pytest.mark.parametrize("grain", GRAINS)
def test_a_bar_stands_inside_the_days_that_it_counts(everything: Everything, grain: str) -> None:
    for trace in traces(everything(INCIDENTS, grain), "incidents"):
        assert len(trace["customdata"]) == len(trace["x"])
        for (left, right, _), days in zip(bars(trace), trace["customdata"], strict=True):
            first, last = (dt.date.fromisoformat(day) for day in days[:2])
            begins, ends = (dt.datetime.combine(day, dt.time()) for day in (first, last + DAY))
            assert begins <= left < right <= ends
            assert (right - left) / (ends - begins) > 0.8, "a bar fills its period"


@pytest.mark.parametrize("grain", ["day", "week"])
def test_coarse_dates_stand_in_hatched_bars_as_wide_as_their_month_or_year(
    tiny: Dataset, words: Words, grain: str
) -> None:
    found = traces(timeline(tiny, Selection(context=True, grain=grain), words), "incidents")
    hatched = {
        tuple(days[:2]): y
        for trace in found
        if is_hatched(trace)
        for days, y in zip(trace["customdata"], trace["y"], strict=True)
    }
    coarse = tiny.tables["incidents"][tiny.tables["incidents"]["date_precision"] != "day"]
    expected: dict[tuple[str, str], int] = {}
    for first, last in zip(coarse["date_first_day"], coarse["date_last_day"], strict=True):
        span = (first.isoformat(), last.isoformat())
        expected[span] = expected.get(span, 0) + 1
    assert hatched == expected


@pytest.mark.parametrize(("grain", "hatched"), [("month", {"year"}), ("quarter", {"year"}), ("year", set())])
def test_only_dates_coarser_than_the_bars_are_hatched(everything: Everything, grain: str, hatched: set[str]) -> None:
    found = traces(everything(INCIDENTS, grain), "incidents")
    precision = pd.Series([row["date_precision"] for row in read(BUNDLED, "incidents")])
    assert sum(sum(t["y"]) for t in found if is_hatched(t)) == int(precision.isin(hatched).sum())


def test_hatched_bars_stand_behind_the_others(tiny: Dataset, words: Words) -> None:
    looks = [is_hatched(trace) for trace in traces(timeline(tiny, Selection(grain="day"), words), "incidents")]
    assert looks == sorted(looks, reverse=True)
    assert set(looks) == {True, False}


@pytest.mark.parametrize("grain", GRAINS)
def test_no_two_bars_of_one_look_share_their_days(everything: Everything, grain: str) -> None:
    for trace in traces(everything(INCIDENTS, grain), "incidents"):
        spans = [tuple(days) for days in trace["customdata"]]
        assert len(spans) == len(set(spans))


def test_a_bar_says_its_days_its_count_and_what_is_not_known(tiny: Dataset, words: Words) -> None:
    found = traces(timeline(tiny, Selection(grain="day"), words), "incidents")
    told = {tuple(days[:2]): text for t in found for days, text in zip(t["customdata"], t["hovertext"], strict=True)}
    year = told["2022-01-01", "2022-12-31"]
    assert words("dated-to-year") in year
    assert words.plural("toll-unknown", 1) in year
    day = told["2022-07-20", "2022-07-20"]
    assert words.plural("incidents", 2) in day
    assert words("dated-to-month") not in day
    assert words("dated-to-year") not in day


@pytest.mark.parametrize("grain", GRAINS)
def test_only_bars_of_coarse_dates_say_how_coarse_they_are(everything: Everything, grain: str, words: Words) -> None:
    told = {words("dated-to-month"), words("dated-to-year")}
    for trace in traces(everything(INCIDENTS, grain), "incidents"):
        says = [bool(told & set(text.split("<br>"))) for text in trace["hovertext"]]
        assert says == [is_hatched(trace)] * len(says)


def test_nothing_selected_gives_axes_and_no_bars(tiny: Dataset, words: Words) -> None:
    figure = valid(timeline(tiny, Selection(q="nowhere-at-all"), words))
    assert total(figure, "incidents") == 0
    assert figure["layout"]["xaxis"]["range"]


def test_the_days_on_screen_are_the_axis_not_the_days_with_incidents(tiny: Dataset, words: Words) -> None:
    selection = Selection(start=dt.date(2010, 1, 1), end=dt.date(2010, 12, 31), grain="month")
    figure = timeline(tiny, selection, words)
    assert figure["layout"]["xaxis"]["range"] == ["2010-01-01", "2011-01-01"]


def test_the_figure_is_made_of_the_table_alone(tiny: Dataset, words: Words) -> None:
    periods = situation_of(tiny, Selection(context=True, grain="year")).periods
    one = frame(dt.date(2015, 1, 1), dt.date(2024, 12, 31), "year")
    before = periods.copy()
    assert incidents_timeline(periods, one, words) == incidents_timeline(periods.iloc[::-1].iloc[::-1], one, words)
    pd.testing.assert_frame_equal(periods, before)


@settings(max_examples=25)
@given(first=st.dates(dt.date(2015, 1, 1), dt.date(2025, 1, 1)), days=st.integers(0, 40))
def test_no_bar_reaches_beyond_the_days_on_screen(bundled: Dataset, words: Words, first: dt.date, days: int) -> None:
    """One of a whole month neither, on the axis of one of its days."""
    situation = situation_of(bundled, Selection(start=first, end=first + dt.timedelta(days=days)))
    figure = figure_of(INCIDENTS, situation, words)
    begins, ends = (dt.datetime.fromisoformat(day) for day in figure["layout"]["xaxis"]["range"])
    for trace in traces(figure, "incidents"):
        assert all(begins <= left < right <= ends for left, right, _ in bars(trace))
