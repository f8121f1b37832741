"""What all timelines share: axes of whole periods, merged milestones, the shaded last period, escaped text."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS, first_of
from dashboard.figures.style import (
    Frame,
    figure,
    middle,
    milestone_lines,
    milestone_marks,
    milliseconds,
    plain,
    time_axis,
    timeline_layout,
    value_axis,
)
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
def test_the_axis_holds_whole_periods_and_no_more(span: Span, grain: str) -> None:
    first, after = (day_of(end) for end in time_axis(frame(span.first, span.last, grain))["range"])
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
    first, after = time_axis(one)["range"]
    lines = [shape["x0"] for shape in timeline_layout(one, words)["shapes"] if shape["type"] == "line"]
    assert all(first <= x < after for x in [*milestone_marks(one, words)["x"], *lines])


def test_marks_close_together_are_merged_and_others_are_not(words: Words) -> None:
    first, last = dt.date(2020, 1, 1), dt.date(2023, 12, 31)
    rows = milestones(dt.date(2020, 6, 1), dt.date(2020, 6, 20), dt.date(2020, 7, 1), dt.date(2023, 1, 1))
    mark = milestone_marks(frame(first, last, "month", milestones=rows), words)
    assert mark["text"] == ["1–3", "4"]
    assert mark["x"] == ["2020-06-01", "2023-01-01"]


def test_a_mark_stands_at_every_milestone_line(words: Words) -> None:
    days = [dt.date(2020, 2, 1), dt.date(2021, 5, 5), dt.date(2022, 9, 9)]
    one = frame(dt.date(2020, 1, 1), dt.date(2022, 12, 31), "quarter", milestones=milestones(*days))
    layout = timeline_layout(one, words)
    lines = milestone_lines({"data": [], "layout": layout})
    (path,) = [shape["path"] for shape in layout["shapes"] if shape["type"] == "path"]
    assert "".join(f"M{day},0L{day},1" for day in lines) == path
    assert lines == [day.isoformat() for day in days] == milestone_marks(one, words)["x"]


@given(span=SPANS, covers_to=DAYS, grain=st.sampled_from(GRAINS))
def test_only_an_incomplete_last_period_on_screen_is_shaded(
    words: Words, span: Span, covers_to: dt.date, grain: str
) -> None:
    found = shading(frame(span.first, span.last, grain, covers_to=covers_to), words)
    last = period_of(covers_to, grain)
    is_cut = covers_to < last.last
    is_on_screen = last.first <= span.last
    assert bool(found) == (is_cut and is_on_screen)
    for shape in found:
        assert (day_of(shape["x0"]), day_of(shape["x1"])) == (last.first, last.last + DAY)


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
