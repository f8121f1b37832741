"""Published totals of years above the bars: each drawn once, on its days, with its number, apart from our sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.figures.text_width import text_width
from dashboard.figures.timelines import casualties_timeline
from dashboard.figures.totals import META, NUMBERS, SIZE, without_totals
from dashboard.figures.views import CASUALTIES, INCIDENTS, figure_of, frame_of, view_definition, view_sources
from dashboard.model.annual import HARM, totals_note
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.figures.reading import bars, traces, valid
from tests.model.selections import selections
from tests.model.test_annual import expected
from tests.situations import situation_of
from tests.tiny import BUNDLED, read, rows

Drawn = dict[str, tuple[dt.date, dt.date, float, str]]
FIGURES = {row["figure_id"]: row for row in read(BUNDLED, "published_figures")}
YEAR_2023 = Selection(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31))
MARCH_2023 = Selection(start=dt.date(2023, 3, 1), end=dt.date(2023, 3, 31))


def timeline(dataset: Dataset, selection: Selection, words: Words) -> dict[str, Any]:
    return figure_of(CASUALTIES, situation_of(dataset, selection), words)


def drawn(figure: dict[str, Any]) -> list[tuple[str, dt.datetime, dt.datetime, float, str]]:
    """(id of what a click opens, beginning, end, top, what it says) of each mark."""
    found = []
    for trace in traces(figure, META):
        for (record, kind), (left, right, _), base, says in zip(
            trace["customdata"], bars(trace), trace["base"], trace["hovertext"], strict=True
        ):
            assert kind == "figure"
            found.append((record, left, right, base, says))
    return found


def written(figure: dict[str, Any]) -> list[str]:
    return [text for trace in traces(figure, NUMBERS) for text in trace["text"]]


def value_of(row: dict[str, str], words: Words) -> str:
    if row["value"]:
        return words.number(float(row["value"]))
    return words.span(*(float(row[end]) if row[end] else None for end in ("value_low", "value_high")))


@settings(max_examples=20)
@given(data=st.data())
def test_every_total_of_the_selection_is_drawn_once_on_its_year_with_its_number(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    selection = data.draw(selections(bundled))
    situation = situation_of(bundled, selection)
    figure = figure_of(CASUALTIES, situation, words)
    wanted = expected(selection, (situation.span.first, situation.span.last))
    marks = drawn(figure)
    assert sorted(one[0] for one in marks) == sorted(one for one in wanted if FIGURES[one]["indicator"] in HARM)
    for record, left, right, _, says in marks:
        row = FIGURES[record]
        year = int(row["period_start"][:4])
        assert (left, right) == (dt.datetime(year, 1, 1), dt.datetime(year + 1, 1, 1))
        assert row["is_cumulative"] == "no"
        assert words(f"total-{row['indicator']}", n=value_of(row, words)) in says
        assert words("total-meaning") in says
    places = [(left, base) for _, left, _, base, _ in marks]
    assert len(set(places)) == len(places), "no mark covers another one"


@settings(max_examples=10)
@given(data=st.data())
def test_totals_change_no_bar_and_no_scale(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    figure = figure_of(CASUALTIES, situation, words)
    bare = casualties_timeline(situation.periods, frame_of(situation), words)
    assert without_totals(figure)["data"] == bare["data"]
    scale = ("range", "dtick", "autorange")
    for axis in ("yaxis", "yaxis2"):
        has_data = figure["layout"][axis].get("visible", True)
        assert not has_data or [figure["layout"][axis].get(name) for name in scale] == [
            bare["layout"][axis].get(name) for name in scale
        ]


def test_2023_and_2024_have_two_totals_of_killed_told_apart(bundled: Dataset, words: Words) -> None:
    figure = valid(timeline(bundled, Selection(start=dt.date(2023, 1, 1), end=dt.date(2024, 12, 31)), words))
    told = {record: says for record, _, _, _, says in drawn(figure)}
    for year, ids in (("2023", ("fig-028", "fig-029")), ("2024", ("fig-005", "fig-039"))):
        one, other = (told[record] for record in ids)
        assert one != other
        for record, says in zip(ids, (one, other), strict=True):
            assert words("counted-by", organisation=FIGURES[record]["organisation"]) in says
            assert (
                words("total-in-year", year=year, total=words("total-civilians_killed", n=FIGURES[record]["value"]))
                in says
            )
    assert FIGURES["fig-029"]["definition"] in told["fig-029"].replace(" <br />", " "), (
        "what the figure itself says of the doubt"
    )
    assert {"24 killed", "33 killed"} <= {text.rpartition(": ")[2] for text in written(figure)}


def test_a_year_on_an_axis_of_a_month_is_named(bundled: Dataset, words: Words) -> None:
    whole, cut = (written(timeline(bundled, selection, words)) for selection in (YEAR_2023, MARCH_2023))
    assert len(whole) == len(cut) == 3
    assert not any("2023" in text for text in whole)
    assert cut == [f"{text} in 2023" for text in whole]


def test_numbers_that_their_marks_do_not_hold_stand_beside_them_in_order(bundled: Dataset, words: Words) -> None:
    figure = timeline(bundled, Selection(), words)
    assert words("total-civilians_killed", n="18–20 · 11 · 18") in written(figure)
    assert words("total-civilians_killed", n="24 · 33") in written(figure)


@pytest.mark.parametrize("selection", [Selection(), YEAR_2023, MARCH_2023, Selection(start=dt.date(2022, 1, 1))])
def test_no_text_leaves_its_lane_on_the_narrowest_axis(bundled: Dataset, words: Words, selection: Selection) -> None:
    figure = timeline(bundled, selection, words)
    (numbers,) = traces(figure, NUMBERS)
    begin, end = (dt.datetime.fromisoformat(x) for x in figure["layout"]["xaxis"]["range"])
    for x, side, text in zip(numbers["x"], numbers["textposition"], numbers["text"], strict=True):
        at = (dt.datetime.fromisoformat(x) - begin) / (end - begin) * 310
        left = at - text_width(text, SIZE) * {"left": 1, "center": 0.5, "right": 0}[side.split()[1]]
        assert left >= 0
        assert left + text_width(text, SIZE) <= 310


def test_marks_stand_above_the_bars_and_milestones_above_the_marks(bundled: Dataset, words: Words) -> None:
    layout = timeline(bundled, YEAR_2023, words)["layout"]
    assert layout["yaxis"]["domain"][1] < layout["yaxis8"]["domain"][0]
    assert layout["yaxis9"]["overlaying"] == "y8"
    without = timeline(bundled, Selection(district=("Amedi",)), words)["layout"]
    assert without["yaxis"]["domain"][1] == 1
    assert "yaxis8" not in without


@pytest.mark.parametrize(
    "more", [{"is_cumulative": "yes"}, {"period_end": "2023-06-30"}, {"indicator": "turkish_bases"}]
)
def test_what_is_no_total_of_a_year_of_killed_or_injured_is_no_mark(
    tiny_folder: Callable[..., Path], words: Words, more: dict[str, str]
) -> None:
    total = rows("published_figures")[0] | {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    total |= {"is_cumulative": "no", "series_id": "", "series_title": ""}
    counts = []
    for figure in (total, total | more):
        dataset = load(tiny_folder(whole_basemap=False, published_figures=[figure]))
        counts.append(len(drawn(timeline(dataset, Selection(), words))))
    assert counts == [1, 0]


def test_many_organisations_leave_the_bars_their_room(tiny_folder: Callable[..., Path], words: Words) -> None:
    total = rows("published_figures")[0] | {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    total |= {"is_cumulative": "no", "series_id": "", "series_title": ""}
    many = [total | {"figure_id": f"f{n}", "organisation": f"<b>Counter {n}</b>", "value": str(n)} for n in range(12)]
    figure = valid(timeline(load(tiny_folder(whole_basemap=False, published_figures=many)), YEAR_2023, words))
    assert len({base for _, _, _, base, _ in drawn(figure)}) == 12
    low, high = figure["layout"]["yaxis"]["domain"]
    assert high - low > 0.3
    assert all("<b>Counter" not in says for *_, says in drawn(figure)), "text of the data is no markup"
    assert any(words("total-civilians_killed", n="0") in says for *_, says in drawn(figure)), "a reported 0 is a total"


def test_attacks_are_no_totals_of_incidents(bundled: Dataset, words: Words) -> None:
    """A published attack is one strike or shelling; an incident may hold many, and be none."""
    figure = figure_of(INCIDENTS, situation_of(bundled, Selection(indicator=("attacks_bombardments",))), words)
    assert not traces(figure, META)


def test_a_chart_without_incidents_says_so_under_its_totals(bundled: Dataset, words: Words) -> None:
    selection = Selection(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31), q="nowhere-at-all")
    figure = timeline(bundled, selection, words)
    assert drawn(figure)
    assert [one["text"] for one in figure["layout"]["annotations"]] == [words("empty")]


def test_the_note_says_what_the_totals_ignore_and_what_is_left_out(bundled: Dataset, words: Words) -> None:
    def note(**narrowed: Any) -> str:
        return totals_note(situation_of(bundled, Selection(**narrowed)), words)

    assert note() == note(context=True) == ""
    assert note(type=("airstrike",), q="zakho") == words(
        "totals-not-narrowed",
        filters=words.listed([f"“{words(f'filter-{name}').lower()}”" for name in ("type", "q")]),
    )
    assert words("totals-whole-area-only") in note(province=("Duhok",))
    assert note(district=("Amedi",), harm=True) == words("totals-whole-area-only"), (
        "no total is drawn that could ignore"
    )
    assert note(organisation=("BBC",), harm=True) == ""


def test_the_sources_of_the_totals_are_those_of_the_chart(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, YEAR_2023)
    cited = {
        one
        for record, *_ in drawn(figure_of(CASUALTIES, situation, words))
        for one in FIGURES[record]["source_ids"].split(";")
    }
    assert cited
    assert cited <= set(view_sources(CASUALTIES, situation))
    assert words("totals-meaning") in view_definition(CASUALTIES, situation, words)
    narrowed = situation_of(bundled, Selection(district=("Amedi",)))
    assert words("totals-meaning") not in view_definition(CASUALTIES, narrowed, words)
