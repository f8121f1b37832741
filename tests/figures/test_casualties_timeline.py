"""The timeline of casualties: the unknown has no bar and is counted, a reported 0 is written, ranges are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures.timelines import casualties_timeline
from dashboard.figures.views import CASUALTIES, figure_of
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.figures.reading import bars, frame, is_hatched, total, traces, valid
from tests.model.selections import selections
from tests.situations import situation_of

MEASURES = ("killed_best", "injured", "unknown")
Everything = Callable[[str, str], dict[str, Any]]
DAY = dt.date(2023, 1, 15)
BY_DAY = Selection(context=True, grain="day")


def timeline(dataset: Dataset, selection: Selection, words: Words) -> dict[str, Any]:
    return figure_of(CASUALTIES, situation_of(dataset, selection), words)


def heights(figure: dict[str, Any], meaning: str) -> dict[tuple[str, str], int]:
    """(first day, last day) -> the bar's height."""
    return {
        tuple(days[:2]): y for t in traces(figure, meaning) for days, y in zip(t["customdata"], t["y"], strict=True)
    }


def whiskers(figure: dict[str, Any]) -> list[list[int]]:
    """The ends of each whisker, low first."""
    (trace,) = traces(figure, "range")
    found: list[list[int]] = [[]]
    for y in trace["y"]:
        if y is None:
            found.append([])
        else:
            found[-1].append(y)
    return [ends for ends in found if ends]


def one_incident(
    words: Words, low: int | None = None, best: int | None = None, high: int | None = None, injured: int | None = None
) -> dict[str, Any]:
    """The timeline of one incident of 15 January 2023."""
    known = {
        "killed_low": best if low is None else low,
        "killed_best": best,
        "killed_high": best if high is None else high,
    }
    counts = {
        "incidents": 1,
        "unknown": int(not any(n is not None for n in known.values())),
        "injured": injured,
        "injured_unknown": int(injured is None),
    } | known
    row = {"period": DAY, "precision": "day"} | {
        name: pd.array([count], dtype="Int64") for name, count in counts.items()
    }
    return valid(casualties_timeline(pd.DataFrame(row, index=[0]), frame(DAY, DAY, "day"), words))


@pytest.mark.parametrize("grain", ["day", "quarter", "year"])
def test_bars_add_up_to_what_is_known_and_what_is_not(bundled: Dataset, everything: Everything, grain: str) -> None:
    figure = everything(CASUALTIES, grain)
    toll = situation_of(bundled, Selection(context=True)).toll
    assert {measure: total(figure, measure) for measure in MEASURES} == {m: getattr(toll, m) for m in MEASURES}


@pytest.mark.parametrize("grain", ["day", "quarter"])
def test_plotly_accepts_the_figure(everything: Everything, grain: str) -> None:
    valid(everything(CASUALTIES, grain))


@settings(max_examples=3)
@given(data=st.data())
def test_bars_add_up_whatever_is_selected(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    figure = figure_of(CASUALTIES, situation, words)
    assert {m: total(figure, m) for m in MEASURES} == {m: getattr(situation.toll, m) or 0 for m in MEASURES}


def test_nothing_known_has_no_bar_but_is_counted(tiny: Dataset, words: Words) -> None:
    figure = timeline(tiny, BY_DAY, words)
    border_post = ("2024-08-15", "2024-08-15")  # nobody reported a toll
    assert border_post not in heights(figure, "killed_best")
    assert border_post not in heights(figure, "injured")
    assert heights(figure, "unknown")[border_post] == 1


def test_no_bar_has_a_height_of_0(bundled: Dataset, words: Words) -> None:
    figure = timeline(bundled, Selection(context=True, grain="month"), words)
    assert all(y > 0 for measure in MEASURES for y in heights(figure, measure).values())


def test_0_is_written_only_where_it_was_reported(tiny: Dataset, words: Words) -> None:
    (zeros,) = traces(timeline(tiny, BY_DAY, words), "zero")
    incidents = tiny.tables["incidents"]
    reported = set(incidents[incidents["civilians_killed"] == 0]["date"])
    deadly = set(incidents[incidents["civilians_killed"].fillna(0) > 0]["date"])
    assert {x[:10] for x in zeros["x"]} == reported - deadly
    assert set(zeros["text"]) == {"0"}
    assert set(zeros["y"]) == {0}


@pytest.mark.parametrize(("injured", "written"), [(0, [0]), (None, []), (2, [])])
def test_injured_0_is_written_and_not_known_is_told_apart(
    words: Words, injured: int | None, written: list[int]
) -> None:
    figure = one_incident(words, best=1, injured=injured)
    (zeros,) = traces(figure, "zero-injured")
    assert zeros["y"] == written
    (text,) = next(t["hovertext"] for t in traces(figure, "killed_best") if t["x"])
    assert (words.plural("toll-injured_unknown", 1) in text) == (injured is None)
    count = words("not-known") if injured is None else str(injured)
    assert words("hover-injured", count=count) in text


@pytest.mark.parametrize("grain", ["month", "year"])
def test_a_bar_that_the_days_cut_says_which_it_counts(tiny: Dataset, words: Words, grain: str) -> None:
    first, last = dt.date(2022, 7, 10), dt.date(2024, 12, 31)
    figure = timeline(tiny, Selection(start=first, end=last, grain=grain, context=True), words)
    end = dt.date(2022, 7, 31) if grain == "month" else dt.date(2022, 12, 31)
    told = [
        (days, words("bar-cut", days=words.days(first, end)) in text, is_hatched(trace))
        for measure in MEASURES
        for trace in traces(figure, measure)
        for days, text in zip(trace["customdata"], trace["hovertext"], strict=True)
    ]
    for days, is_told, is_coarse in told:
        assert is_told == (not is_coarse and days[0] <= first.isoformat() and days[1] == end.isoformat())
    assert any(is_told for _, is_told, _ in told)


@pytest.mark.parametrize(
    "known", [{}, {"low": 0, "high": 2}, {"low": 0}, {"injured": 0}, {"best": 0, "high": 1}, {"high": 0}, {"best": 1}]
)
def test_0_is_not_written_where_somebody_may_have_died(words: Words, known: dict[str, int]) -> None:
    (zeros,) = traces(one_incident(words, **known), "zero")
    assert zeros["x"] == []


@pytest.mark.parametrize(
    ("low", "best", "high", "ends"),
    [
        (8, 9, 10, [[8, 10]]),
        (None, 9, 10, [[9, 10]]),
        (8, 9, None, [[8, 9]]),
        (1, None, 3, [[1, 3]]),  # a range and no best count
        (3, None, None, [[3]]),  # at least
        (None, None, 2, [[2]]),  # at most
        (5, None, 5, [[5, 5]]),  # would be lost without a whisker: there is no bar
        (4, 4, 4, []),
        (None, 4, None, []),
        (None, None, None, []),
    ],
)
def test_what_the_bar_does_not_say_is_drawn_as_a_whisker(
    words: Words, low: int | None, best: int | None, high: int | None, ends: list[list[int]]
) -> None:
    figure = one_incident(words, low, best, high)
    assert whiskers(figure) == ends
    assert list(heights(figure, "killed_best").values()) == ([best] if best else [])
    assert total(figure, "unknown") == int(low is best is high is None)


def test_a_whisker_stands_on_its_bar(bundled: Dataset, words: Words) -> None:
    figure = timeline(bundled, Selection(context=True, grain="year"), words)
    (ranges,) = traces(figure, "range")
    edges = [(left, right) for t in traces(figure, "killed_best") if not is_hatched(t) for left, right, _ in bars(t)]
    middles = {dt.datetime.fromisoformat(x) for x in ranges["x"] if x}
    assert middles
    assert all(any(left < x < right for left, right in edges) for x in middles)


@pytest.mark.parametrize("measure", MEASURES)
def test_coarse_dates_are_hatched(tiny: Dataset, words: Words, measure: str) -> None:
    coarse, exact = traces(timeline(tiny, BY_DAY, words), measure)
    assert is_hatched(coarse)
    assert not is_hatched(exact)
    assert all(first != last for first, last in (days[:2] for days in coarse["customdata"]))
    assert all(first == last for first, last in (days[:2] for days in exact["customdata"]))


def test_killed_and_injured_of_one_period_do_not_cover_each_other(bundled: Dataset, words: Words) -> None:
    figure = timeline(bundled, Selection(grain="quarter"), words)
    (killed, injured) = (
        next(bars(t) for t in traces(figure, m) if not is_hatched(t)) for m in ("killed_best", "injured")
    )
    assert killed
    assert not [1 for a, b, _ in killed for c, d, _ in injured if a < d and c < b]


def test_unknowns_stand_on_an_axis_of_their_own(tiny: Dataset, words: Words) -> None:
    figure = timeline(tiny, BY_DAY, words)
    assert {trace["yaxis"] for trace in traces(figure, "unknown")} == {"y2"}
    assert not [t for m in ("killed_best", "injured") for t in traces(figure, m) if "yaxis" in t]
    (_, top), (bottom, _) = (figure["layout"][axis]["domain"] for axis in ("yaxis2", "yaxis"))
    assert top < bottom
    assert figure["layout"]["yaxis2"]["autorange"] == "reversed", "they hang below the line of time"


def test_a_bar_says_the_range_and_the_unknowns(tiny: Dataset, words: Words) -> None:
    trace = next(t for t in traces(timeline(tiny, Selection(grain="year"), words), "killed_best") if not is_hatched(t))
    told = dict(zip([days[0] for days in trace["customdata"]], trace["hovertext"], strict=True))
    of_2022 = situation_of(tiny, Selection(start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))).toll
    assert words.span(of_2022.killed_low, of_2022.killed_high) in told["2022-01-01"]
    assert words.plural("toll-unknown", of_2022.unknown) in told["2022-01-01"]
