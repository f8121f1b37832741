"""Native charts: they hold the numbers of the Selection, and so do the workbooks that PowerPoint opens."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_FILL
from pptx.presentation import Presentation as Deck

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.export.slides.charts import scale
from dashboard.export.slides.displacement_page import PALE, day_number
from dashboard.figures import palette
from dashboard.figures.views import CASUALTIES, DISPLACEMENT, INCIDENTS, figure_of, view_title
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.measures import names
from tests.export.slides.reading import (
    charts,
    column,
    deck,
    find,
    references,
    sheet,
    slide,
    texts,
    total,
    values,
    xml,
)

TIMELINES = (INCIDENTS, CASUALTIES, DISPLACEMENT)


@pytest.mark.parametrize("view", TIMELINES)
def test_what_a_chart_shows_stands_in_its_workbook(whole: Deck, everything: Situation, words: Words, view: str) -> None:
    for chart in charts(slide(whole, view_title(view, everything, words))):
        found = references(chart)
        assert found
        for kept, written in found:
            assert [_plain(cell) for cell in kept] == [_plain(cell) for cell in written]


def _plain(cell: object) -> object:
    """A cell of a workbook, or what a chart keeps of it: days and counts as numbers."""
    if isinstance(cell, dt.datetime):
        return day_number(cell)
    text = "" if cell is None else str(cell)
    return float(text) if text.replace(".", "", 1).isdigit() else text


def test_whiskers_go_from_low_to_high(whole: Deck, everything: Situation, words: Words) -> None:
    killed = charts(slide(whole, view_title(CASUALTIES, everything, words)))[0]
    ends = {
        words.short_period(row["period"], row["precision"]): (row["killed_low"], row["killed_high"])
        for row in records(everything.periods)
        if (row["killed_low"], row["killed_high"]) != (row["killed_best"], row["killed_best"])
    }
    (bars,) = xml(killed, ".//c:errBars")
    assert find(bars, "./c:errValType")[0].get("val") == "cust"
    lengths = {int(p.get("idx")): float(find(p, "./c:v")[0].text) for p in find(bars, ".//c:pt")}
    labels, base = list(killed.plots[0].categories), values(killed, words("measure-range"))
    drawn = {labels[i]: (base[i], base[i] + length) for i, length in lengths.items()}
    assert drawn == ends
    assert [value for value in column(killed, words("slides-killed-low")) if value is not None]


def test_low_high_and_unknown_stand_in_the_workbook(whole: Deck, everything: Situation, words: Words) -> None:
    killed = charts(slide(whole, view_title(CASUALTIES, everything, words)))[0]
    toll = everything.toll
    for heading, expected in (
        (words("slides-killed-low"), toll.killed_low),
        (words("slides-killed-high"), toll.killed_high),
        (words("measure-unknown"), toll.unknown),
        (words("measure-incidents"), toll.incidents),
    ):
        assert sum(cell or 0 for cell in column(killed, heading)) == expected


def test_what_nobody_knows_is_blank_and_a_reported_0_is_0(whole: Deck, everything: Situation, words: Words) -> None:
    killed = charts(slide(whole, view_title(CASUALTIES, everything, words)))[0]
    known = {
        words.short_period(row["period"], row["precision"]): row["killed_best"] for row in records(everything.periods)
    }
    best = values(killed, words("measure-killed_best"))
    assert dict(zip(killed.plots[0].categories, best, strict=True)) == {
        label: known.get(label) for label in killed.plots[0].categories
    }
    assert None in best


def test_the_unknowns_stand_under_the_chart(whole: Deck, everything: Situation, words: Words) -> None:
    of = slide(whole, view_title(CASUALTIES, everything, words))
    toll, shown = everything.toll, " ".join(texts(of))
    assert words.plural("not-known-for", toll.unknown) in shown
    assert words.plural("range-only", toll.range_only) in shown
    assert words.plural("not-known-for", toll.injured_unknown) in shown


def test_a_chart_without_a_number_says_that_none_was_reported(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection(district=("Amedi",), start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 30)))
    assert situation.toll.incidents
    assert situation.toll.killed_best is situation.toll.injured is None
    shown = texts(slide(deck(situation, words), view_title(CASUALTIES, situation, words)))
    assert shown.count(words("slides-no-count")) == 2, "killed and injured; that it is not known is counted"


def test_where_no_report_has_a_date_neither_keys_nor_milestones_stand_around_nothing(
    bundled: Dataset, words: Words
) -> None:
    situation = Situation(bundled, Selection(district=("Amedi",), start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 20)))
    shown = texts(slide(deck(situation, words), view_title(DISPLACEMENT, situation, words)))
    assert words("empty-reports") in shown
    assert not [text for text in shown if text.startswith(words("caption-milestones", items=""))]
    assert not {words(f"key-cut-{why}") for why in ("data", "days", "both")} & set(shown)


def test_the_key_of_pale_marks_is_as_pale(whole: Deck, everything: Situation, words: Words) -> None:
    """LibreOffice draws no outline around a mark of a chart: a ring in the key would be none in the plot."""
    of = slide(whole, view_title(DISPLACEMENT, everything, words))
    fills = {
        shape.fill.fore_color.rgb for shape in of.shapes if shape.name == "key" and shape.fill.type == MSO_FILL.SOLID
    }
    assert RGBColor.from_string(palette.mixed(palette.ACCENT, palette.WHITE, PALE).lstrip("#")) in fills


def test_coarse_dates_are_not_lost(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection(grain="day", start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31)))
    coarse = situation.periods[situation.periods["precision"] != "day"]["incidents"].sum()
    assert coarse
    of = slide(deck(situation, words), view_title(INCIDENTS, situation, words))
    (chart,) = charts(of)
    assert total(chart, names("incidents", words)[1:]) == coarse
    assert any(words.plural("slides-coarse-note", int(coarse)) in text for text in texts(of))


def test_displacement_is_marks_and_only_series_are_joined(whole: Deck, everything: Situation, words: Words) -> None:
    (chart,) = charts(slide(whole, view_title(DISPLACEMENT, everything, words)))
    drawn = [t for t in figure_of(DISPLACEMENT, everything, words)["data"] if t.get("meta") in ("new", "cumulative")]
    for trace in drawn:
        assert values(chart, trace["name"]) == trace["y"]
    marks = {trace["name"] for trace in drawn}
    for series in chart.plots[0].series:
        is_joined = not find(series._element, "./c:spPr/a:ln/a:noFill")
        assert is_joined == (series.name not in marks)


def test_the_workbook_of_displacement_names_who_counted(whole: Deck, everything: Situation, words: Words) -> None:
    (chart,) = charts(slide(whole, view_title(DISPLACEMENT, everything, words)))
    reports = everything.displacement
    shown = reports[reports["date"].notna() & reports["villages_evacuated"].notna()]
    cells = {cell for row in sheet(chart) for cell in row if isinstance(cell, str)}
    assert len(set(shown["organisation"]) - cells) < len(set(shown["organisation"])) / 2
    assert words("fact-organisation") in cells


@given(most=st.integers(0, 10**7))
def test_an_axis_holds_its_highest_value_in_a_few_whole_steps(most: int) -> None:
    end, step = scale(most)
    assert end > most
    assert end / step <= 6
    assert step == int(step)
