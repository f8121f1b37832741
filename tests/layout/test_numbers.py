"""*Table* beside a chart: the numbers that the chart draws, no other, each leading to what it rests on."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from dash.development.base_component import Component
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, VIEWS, figure_of
from dashboard.layout.numbers import MOST_ROWS
from dashboard.layout.page import page
from dashboard.layout.panel_of import panel_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.layout.components import find, props, text, walk
from tests.model.selections import selections
from tests.situations import situation_of

MEASURES = ("incidents", "killed_best", "killed_low", "killed_high", "unknown", "injured", "injured_unknown")


def content(view: str, situation: Situation, words: Words, by: str = "type") -> list[Component]:
    return panel_of({"kind": "numbers", "view": view}, situation, words, by=by)[1]


def cells(table: Component) -> list[list[str]]:
    """The rows of a table, from left to right."""
    (body,) = find(table, "Tbody")
    return [[text(cell) for cell in row.children] for row in body.children]


def opened(node: Any) -> list[tuple[str, str]]:
    """(kind, id) of all records that buttons in `node` open."""
    found = [json.loads(props(one)["data-open"]) for one in find(node, "Button")]
    return [(one["kind"], one["id"]) for one in found]


@settings(max_examples=15)
@given(data=st.data())
def test_casualties_are_the_periods_of_the_bars_and_not_known_is_not_0(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    given_rows = sorted(
        [words.number(int(row[name])) if row[name] is not None else words("not-known") for name in MEASURES]
        for row in records(situation.periods)
    )
    table = find(content(CASUALTIES, situation, words), "Table")[0]
    shown = [row[1:] for row in cells(table)]
    assert len(shown) == min(len(given_rows), MOST_ROWS)
    assert sorted(shown) == given_rows or len(given_rows) > MOST_ROWS
    if len(given_rows) <= MOST_ROWS:
        assert sum(int(row[0].replace(",", "")) for row in shown) == situation.toll.incidents


@settings(max_examples=15)
@given(data=st.data())
def test_what_is_drawn_as_a_mark_of_its_own_has_a_row_of_its_own(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    for view in (CASUALTIES, DISPLACEMENT):
        marks = [
            (one[1] if len(one) > 1 else "report", one[0])
            for trace in figure_of(view, situation, words)["data"]
            for one in trace.get("customdata", ())
            if len(one) == 1 or one[1] == "figure"
        ]
        rows = opened(content(view, situation, words))
        assert sorted(rows) == sorted(marks)


@pytest.mark.parametrize("by", ["type", "by", "province"])
def test_the_breakdown_has_every_value(bundled: Dataset, words: Words, by: str) -> None:
    situation = situation_of(bundled, Selection(context=True))
    (table,) = find(content(BREAKDOWN, situation, words, by), "Table")
    assert [int(row[1]) for row in cells(table)] == list(situation.by(by)["incidents"])


@pytest.mark.parametrize("view", VIEWS)
def test_a_table_says_what_it_is_and_can_be_read_cell_by_cell(bundled: Dataset, words: Words, view: str) -> None:
    situation = situation_of(bundled, Selection(province=("Duhok",), start=dt.date(2023, 1, 1)))
    tables = find(content(view, situation, words), "Table")
    assert tables
    for table in tables:
        (caption,), (head,) = find(table, "Caption"), find(table, "Thead")
        assert text(caption)
        columns = find(head, "Th")
        assert {one.scope for one in columns} == {"col"}
        for row in find(table, "Tbody")[0].children:
            assert len(row.children) == len(columns)
            assert row.children[0].scope == "row"
    assert "Duhok" in text(find(tables[0], "Caption"))


def test_a_published_total_leads_to_its_source(bundled: Dataset, words: Words) -> None:
    year = Selection(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31))
    _, totals = find(content(CASUALTIES, situation_of(bundled, year), words), "Table")
    assert text(find(totals, "Caption")) == words("numbers-totals")
    for row in find(totals, "Tbody")[0].children:
        assert [link.href for link in find(row, "A")]
        ((kind, _),) = opened(row)
        assert kind == "figure"


def test_a_coarse_date_says_that_it_is_one(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(context=True, grain="day"))
    (table,) = find(content(INCIDENTS, situation, words), "Table")
    coarse = records(situation.periods[situation.periods["precision"] != "day"])
    assert coarse
    told = [row[0] for row in cells(table)]
    for precision in ("month", "year"):
        wanted = sum(row["precision"] == precision for row in coarse)
        assert sum(words(f"dated-to-{precision}") in one for one in told) == wanted


def test_more_periods_than_a_panel_holds_are_the_latest_and_the_csv_has_all(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection(context=True, grain="day"))
    shown = content(INCIDENTS, situation, words)
    (table,) = find(shown, "Table")
    assert len(cells(table)) == MOST_ROWS < len(situation.periods)
    assert words.plural("numbers-earlier", len(situation.periods) - MOST_ROWS) in text(shown)
    assert text(find(table, "Caption")).startswith(words("title-incidents-day"))
    (link,) = find(shown, "A")
    assert link.href == f"api/casualties.csv?{situation.selection.query()}"


def test_every_chart_offers_its_table_and_nothing_else_does(bundled: Dataset, words: Words) -> None:
    whole = page(bundled, Settings(), words, ())
    asked = [json.loads(props(one)["data-open"]) for one in walk(whole) if "data-open" in props(one)]
    assert sorted(one["view"] for one in asked if one["kind"] == "numbers") == sorted(VIEWS)
