"""What all timelines share: axes of whole periods, merged milestones, the shaded last period, escaped text."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS, first_of
from dashboard.figures.milestones import NARROWEST, SIZE, milestone_lines, milestone_marks
from dashboard.figures.style import Frame, figure, middle, milliseconds, plain, value_axis
from dashboard.figures.text_width import text_width
from dashboard.figures.time_axis import MOST_TICKS, counted_days, time_axis, timeline_layout
from dashboard.model.periods import Span, period_of
from dashboard.text import Words
from tests.figures.reading import DAY_MILLISECONDS, frame, valid

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(1991, 1, 1), dt.date(2030, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda ends: Span(min(ends), max(ends)))


def day_of(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text).date()


def milestones(*days: dt.date, title: str = "Event") -> pd.DataFrame:
    ordered = sorted(days)
    titles = [f"{title} {number}" for number in range(1, len(days) + 1)]
    dates = [day.isoformat() for day in ordered]
    return pd.DataFrame(
        {"date": dates, "date_first_day": ordered, "date_last_day": ordered, "title": titles}, dtype=object
    )


def shading(one: Frame, words: Words) -> list[dict[str, Any]]:
    return [shape for shape in timeline_layout(one, words)["shapes"] if shape["type"] == "rect"]


@given(span=SPANS, grain=st.sampled_from(GRAINS))
def test_the_axis_holds_whole_periods_and_no_more(words: Words, span: Span, grain: str) -> None:
    first, after = (day_of(end) for end in time_axis(frame(span.first, span.last, grain), words)["range"])
    assert first == first_of(first, grain)
    assert after == first_of(after, grain)
    assert first <= span.first < period_of(first, grain).last + DAY
    assert first_of(span.last, grain) <= span.last < after
    assert first_of(after - DAY, grain) == first_of(span.last, grain)


@settings(max_examples=25)
@given(span=SPANS, days=st.lists(DAYS, max_size=15, unique=True), grain=st.sampled_from(GRAINS))
def test_every_milestone_is_told_by_exactly_one_mark(words: Words, span: Span, days: list[dt.date], grain: str) -> None:
    rows = milestones(*days)
    mark = milestone_marks(frame(span.first, span.last, grain, milestones=rows), words)
    told = [line for text in mark["hovertext"] for line in text.split("<br>")]
    assert told == [
        f"{n} · {words.day(day)}: {title}"
        for n, (day, title) in enumerate(zip(rows["date_first_day"], rows["title"], strict=True), start=1)
    ]
    numbers = [int(n) for text in mark["text"] for n in {text.split("–")[0]: 0, text.split("–")[-1]: 0}]
    assert numbers == sorted(set(numbers))
    assert len(mark["x"]) == len(mark["text"]) == len(mark["hovertext"]) <= len(days)


@settings(max_examples=25)
@given(span=SPANS, days=st.lists(DAYS, min_size=1, max_size=15, unique=True), grain=st.sampled_from(GRAINS))
def test_milestones_stand_on_the_axis(words: Words, span: Span, days: list[dt.date], grain: str) -> None:
    """One known to its month or year may begin before the first day on screen."""
    one = frame(span.first, span.last, grain, milestones=milestones(*[min(day, span.last) for day in days]))
    first, after = time_axis(one, words)["range"]
    lines = [shape["x0"] for shape in timeline_layout(one, words)["shapes"] if shape["type"] == "line"]
    assert all(first <= x < after for x in [*milestone_marks(one, words)["x"], *lines])


def test_marks_close_together_are_merged_and_others_are_not(words: Words) -> None:
    first, last = dt.date(2020, 1, 1), dt.date(2023, 12, 31)
    rows = milestones(dt.date(2020, 6, 1), dt.date(2020, 6, 20), dt.date(2020, 7, 1), dt.date(2023, 1, 1))
    mark = milestone_marks(frame(first, last, "month", milestones=rows), words)
    assert mark["text"] == ["1–3", "4"]
    assert mark["x"] == ["2020-06-01", "2023-01-01"]


@settings(max_examples=25)
@given(days=st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2024, 12, 31)), max_size=25, unique=True))
def test_numbers_of_milestones_do_not_touch(words: Words, days: list[dt.date]) -> None:
    one = frame(dt.date(2015, 1, 1), dt.date(2024, 12, 31), "quarter", milestones=milestones(*days))
    mark = milestone_marks(one, words)
    pixels = NARROWEST / one.span.days
    at = [(day_of(x) - one.span.first).days * pixels for x in mark["x"]]
    halves = [text_width(text, SIZE) / 2 for text in mark["text"]]
    assert all(at[n] + halves[n] < at[n + 1] - halves[n + 1] for n in range(len(at) - 1))


def test_numbers_with_room_between_them_are_not_merged(words: Words) -> None:
    """Two single digits need ten pixels: on an axis of four years, less than two months."""
    first, last = dt.date(2020, 1, 1), dt.date(2023, 12, 31)
    rows = milestones(dt.date(2021, 6, 1), dt.date(2021, 8, 15), dt.date(2021, 11, 1))
    assert milestone_marks(frame(first, last, "month", milestones=rows), words)["text"] == ["1", "2", "3"]


def test_a_mark_stands_at_every_milestone_line(words: Words) -> None:
    days = [dt.date(2020, 2, 1), dt.date(2021, 5, 5), dt.date(2022, 9, 9)]
    one = frame(dt.date(2020, 1, 1), dt.date(2022, 12, 31), "quarter", milestones=milestones(*days))
    layout = timeline_layout(one, words)
    lines = milestone_lines({"data": [], "layout": layout})
    (path,) = [shape["path"] for shape in layout["shapes"] if shape["type"] == "path"]
    assert "".join(f"M{day},0L{day},1" for day in lines) == path
    assert lines == [day.isoformat() for day in days] == milestone_marks(one, words)["x"]


@given(span=SPANS, covers_to=DAYS, grain=st.sampled_from(GRAINS))
def test_what_the_days_or_the_data_cut_is_shaded_and_nothing_else(
    words: Words, span: Span, covers_to: dt.date, grain: str
) -> None:
    shown = [period_of(day, grain) for day in (span.first, span.last, covers_to)]
    after = period_of(span.last, grain).last
    ends_inside = shown[0].first <= covers_to <= after and covers_to < shown[2].last
    expected = {
        *([shown[0]] if span.first > shown[0].first or (shown[0] == shown[1] and span.last < after) else []),
        *([shown[1]] if span.last < after or (shown[0] == shown[1] and span.first > shown[0].first) else []),
        *([shown[2]] if ends_inside else []),
    }
    found = shading(frame(span.first, span.last, grain, covers_to=covers_to), words)
    days = {(day_of(shape["x0"]), day_of(shape["x1"]) - DAY) for shape in found}
    assert days == {(one.first, one.last) for one in expected}


@pytest.mark.parametrize(
    ("first", "last", "covers_to", "expected"),
    [
        ("2024-03-10", "2024-06-30", "2024-12-31", [("2024-03-10", "2024-03-31"), None]),
        ("2024-03-01", "2024-06-12", "2024-12-31", [None, ("2024-06-01", "2024-06-12")]),
        ("2024-03-01", "2024-06-30", "2024-06-20", [None, ("2024-06-01", "2024-06-20")]),
        ("2024-03-01", "2024-06-30", "2024-06-30", [None, None]),
    ],
)
def test_a_cut_period_counts_the_days_that_are_left(
    first: str, last: str, covers_to: str, expected: list[tuple[str, str] | None]
) -> None:
    days = [dt.date.fromisoformat(day) for day in (first, last, covers_to)]
    one = frame(days[0], days[1], "month", covers_to=days[2])
    found = [counted_days(period_of(day, "month"), one) for day in days[:2]]
    assert [span and (span.first.isoformat(), span.last.isoformat()) for span in found] == expected


@given(span=SPANS, covered=SPANS, grain=st.sampled_from(GRAINS))
def test_a_shade_is_named_by_what_leaves_days_out(words: Words, span: Span, covered: Span, grain: str) -> None:
    one = replace(frame(span.first, span.last, grain, covers_to=covered.last), covers_from=covered.first)
    for shape in shading(one, words):
        first, last = day_of(shape["x0"]), day_of(shape["x1"]) - DAY
        days = [first + n * DAY for n in range((last - first).days + 1)]
        in_data = [day for day in days if covered.first <= day <= covered.last]
        by_data, by_days = len(in_data) < len(days), not all(span.first <= day <= span.last for day in in_data)
        expected = "both" if by_data and by_days else "days" if by_days else "data"
        assert shape["name"] == expected


@given(span=SPANS, grain=st.sampled_from(GRAINS))
def test_ticks_are_few_on_the_axis_and_in_words_of_the_language(words: Words, span: Span, grain: str) -> None:
    axis = time_axis(frame(span.first, span.last, grain), words)
    first, after = axis["range"]
    assert 1 <= len(axis["tickvals"]) == len(axis["ticktext"]) <= max(MOST_TICKS.values()) + 1
    assert all(first <= tick < after for tick in axis["tickvals"])
    assert axis["ticktext"][0].endswith(axis["tickvals"][0][:4]), "the year is told"


def test_one_day_has_one_tick_that_names_it(words: Words) -> None:
    day = dt.date(2024, 3, 5)
    axis = time_axis(frame(day, day, "day"), words)
    assert axis["ticktext"] == [words.short_period(day, "day")]
    assert axis["tickvals"] == ["2024-03-05 12:00"], "in the middle of its bar"


def test_the_shade_is_fainter_than_the_bars_before_it(words: Words) -> None:
    one = frame(dt.date(2024, 1, 1), dt.date(2024, 3, 15), "month")
    (shape,) = shading(one, words)
    assert shape["layer"] == "below"
    assert shape["opacity"] < 0.5


@given(text=st.text(max_size=60) | st.text("<b>/&lt;amp", max_size=12))
def test_text_of_the_data_is_shown_as_it_is_written(text: str) -> None:
    assert not set(plain(text)) & set("<>")
    assert html.unescape(plain(text)) == text


def test_a_milestone_is_dated_as_precisely_as_it_is_known(words: Words) -> None:
    rows = milestones(dt.date(2024, 8, 1)).assign(date="2024-08", date_last_day=dt.date(2024, 8, 31))
    (text,) = milestone_marks(frame(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "month", milestones=rows), words)[
        "hovertext"
    ]
    assert words.partial_date("2024-08") in text
    assert words.day(dt.date(2024, 8, 1)) not in text


def test_a_milestone_title_is_not_run_as_a_tag(words: Words) -> None:
    rows = milestones(dt.date(2024, 1, 5), title="<img src=x>")
    (text,) = milestone_marks(frame(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "month", milestones=rows), words)[
        "hovertext"
    ]
    assert "<img" not in text
    assert html.unescape(text).endswith("<img src=x> 1")


@given(span=SPANS)
def test_a_bar_is_as_wide_as_its_days(span: Span) -> None:
    assert milliseconds(span) == span.days * DAY_MILLISECONDS
    assert Span(span.first, day_of(middle(span))).days <= span.days


def test_an_axis_of_counts_begins_at_0() -> None:
    assert value_axis()["rangemode"] == "tozero"
    assert value_axis(nticks=2)["nticks"] == 2


def test_the_zoom_of_a_reader_survives_another_selection(words: Words) -> None:
    one = valid(figure([], **timeline_layout(frame(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "month"), words)))
    other = figure([], **timeline_layout(frame(dt.date(2020, 1, 1), dt.date(2020, 1, 31), "day"), words))
    assert one["layout"]["uirevision"] == other["layout"]["uirevision"]
