"""Published figures on an axis of time: a row each, joined only where they are one series, nothing invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboard.data.dataset import Dataset
from dashboard.figures.published import statement_chart
from dashboard.figures.statement_rows import Axis, Row
from dashboard.model.published import Statement, lines, statements
from dashboard.text import Words
from tests.figures.reading import traces, valid
from tests.statements import month, statement

WHOLE = statement(figure_id="fig-whole")
SO_FAR = statement(figure_id="fig-so-far", is_cumulative=True, first=dt.date(1991, 1, 1), value=344.0)
NO_BEGINNING = statement(figure_id="fig-no-beginning", first=None)
NO_END = statement(figure_id="fig-no-end", last=None, stated=None, as_of=None)
STATED_ONLY = statement(figure_id="fig-stated", indicator="border_length_km", first=None, last=None, unit="km")
ALL = [WHOLE, SO_FAR, NO_BEGINNING, NO_END, STATED_ONLY]


def tell(one: Statement) -> str:
    return f"{one.value:g}" if one.value is not None else f"{one.low}–{one.high}"


def chart(given: list[Statement], words: Words) -> dict[str, Any]:
    return valid(statement_chart(given, lines(given)[0], tell, words))


def stretches(trace: dict[str, Any]) -> list[tuple[str, str, float]]:
    """(from, to, height) of every level line of a trace."""
    return list(zip(trace["x"][::3], trace["x"][1::3], trace["y"][::3], strict=True))


def at(given: list[Statement], one: Statement) -> float:
    return Row(one, given.index(one)).y


def test_every_figure_has_one_row_one_mark_and_its_words(words: Words) -> None:
    figure = chart(ALL, words)
    marks = [
        id_
        for kind in ("cumulative", "new", "standing")
        for (trace,) in [traces(figure, kind)]
        for id_ in trace["customdata"]
    ]
    assert sorted(marks) == sorted(one.figure_id for one in ALL)
    (labels,) = traces(figure, "labels")
    assert [tell(one) in text for one, text in zip(ALL, labels["text"], strict=True)] == [True] * len(ALL)
    assert labels["y"] == sorted(labels["y"])
    first, last = figure["layout"]["yaxis"]["range"]
    assert first > max(labels["y"])
    assert last < min(labels["y"]), "the first row is on top"


def test_a_bar_covers_the_days_that_are_counted(words: Words) -> None:
    figure = chart(ALL, words)
    (new,), (so_far,) = traces(figure, "days-new"), traces(figure, "days-cumulative")
    assert stretches(new) == [("2024-01-01", "2024-12-31", at(ALL, WHOLE))]
    assert stretches(so_far) == [("1991-01-01", "2024-12-31", at(ALL, SO_FAR))]


def test_an_end_that_is_not_stated_is_dotted_and_has_no_bar(words: Words) -> None:
    (dotted,) = traces(chart(ALL, words), "days-open")
    assert dotted["line"]["dash"] == "dot"
    found = {y: (begin, end) for begin, end, y in stretches(dotted)}
    assert set(found) == {at(ALL, NO_BEGINNING), at(ALL, NO_END)}
    assert found[at(ALL, NO_BEGINNING)][1] == "2024-12-31"
    assert found[at(ALL, NO_END)][0] == "2024-01-01"


def test_a_stroke_stands_where_it_was_stated_and_only_there(words: Words) -> None:
    (strokes,) = traces(chart(ALL, words), "stated")
    assert strokes["customdata"] == [one.figure_id for one in ALL if one.as_of]
    assert set(strokes["x"]) == {"2025-01-02"}


def test_cumulative_new_and_standing_figures_have_marks_of_their_own(words: Words) -> None:
    figure = chart(ALL, words)
    looks = {kind: traces(figure, kind)[0]["marker"] for kind in ("cumulative", "new", "standing")}
    assert len({look["symbol"] for look in looks.values()}) == len({look["color"] for look in looks.values()}) == 3
    assert traces(figure, "standing")[0]["customdata"] == [STATED_ONLY.figure_id]
    assert traces(figure, "cumulative")[0]["customdata"] == [SO_FAR.figure_id]


def test_a_line_joins_readings_of_one_series_and_nothing_else(words: Words) -> None:
    given = [month(1, 3, series_id="s"), month(2, 4, series_id="s"), month(3, 5), month(4, 6, series_id="other")]
    (line,) = traces(chart(given, words), "series")
    assert line["customdata"] == ["fig-1", "fig-2"]
    assert line["x"] == ["2025-01-31", "2025-02-28"]
    assert line["y"] == [at(given, given[0]), at(given, given[1])]


def test_the_lines_of_the_data_are_its_series(bundled: Dataset, words: Words) -> None:
    given = [one for one in statements(bundled.tables["published_figures"]) if one.is_dated and not one.province]
    series = {one.figure_id: one.series_id for one in given}
    drawn = traces(chart(given, words), "series")
    assert len(drawn) > 3
    for line in drawn:
        assert len({series[figure_id] for figure_id in line["customdata"]}) == 1
        assert None not in {series[figure_id] for figure_id in line["customdata"]}


def test_text_of_the_data_is_no_markup(words: Words) -> None:
    hostile = "<img src=x onerror=alert(1)> & <b>bold</b>"
    given = [statement(organisation=hostile, definition=hostile, series_title=hostile)]
    figure = chart(given, words)
    texts = [text for trace in figure["data"] for key in ("text", "hovertext") for text in trace.get(key) or ()]
    assert len(texts) >= 3
    assert not [text for text in texts if "<img" in text or "<b>bold" in text]


@pytest.mark.parametrize("days", [1, 400, 12_000])
def test_the_axis_holds_every_day_and_years_can_be_told_apart(days: int) -> None:
    first = dt.date(1991, 1, 1)
    axis = Axis.of([Row(statement(first=first, last=first + dt.timedelta(days), stated=None, as_of=None), 0)])
    assert axis.first < first
    assert axis.last > first + dt.timedelta(days)
    assert axis.last - axis.first >= dt.timedelta(3 * 365)
