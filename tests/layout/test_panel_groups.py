"""What a group on the map, a bar of a timeline and a headline figure open: the very incidents and sites they count."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.mercator import extent_of
from dashboard.figures.views import INCIDENTS, figure_of
from dashboard.layout.panel import SHOWN_IN_GROUP
from dashboard.layout.panel_of import panel_of
from dashboard.model.groups import groups
from dashboard.model.headline import counted_outposts
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.squares import shown_groups
from dashboard.text import Words
from tests.layout.components import find, props, text
from tests.model.selections import selections
from tests.situations import situation_of
from tests.tiny import rows


def buttons(content: list[Component]) -> list[Component]:
    return find(content, "Button", "group-row")


def opened(button: Component) -> dict[str, str]:
    """What a button opens."""
    asked: dict[str, str] = json.loads(props(button)["data-open"])
    return asked


def incidents(content: list[Component]) -> list[str]:
    return [opened(one)["id"] for one in buttons(content)]


def test_a_bar_opens_exactly_the_incidents_that_it_counts(tiny: Dataset, words: Words) -> None:
    """By day, where a month stands behind its days in a bar of its own."""
    assert_bars_open_what_they_count(situation_of(tiny, Selection(context=True, grain="day")), words)


@settings(max_examples=3)
@given(data=st.data())
def test_bars_open_what_they_count_whatever_is_selected(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    assert_bars_open_what_they_count(situation_of(bundled, data.draw(selections(bundled))), words, every=9)


def test_a_bar_of_a_cut_month_opens_only_what_is_selected_of_it(tiny: Dataset, words: Words) -> None:
    selection = Selection(start=dt.date(2022, 7, 21), end=dt.date(2022, 12, 31), grain="year")
    assert_bars_open_what_they_count(situation_of(tiny, selection), words)


def assert_bars_open_what_they_count(situation: Situation, words: Words, every: int = 1) -> None:
    seen: list[str] = []
    for trace in figure_of(INCIDENTS, situation, words)["data"]:
        if trace["type"] != "bar":
            continue
        for days, count in list(zip(trace["customdata"], trace["y"], strict=True))[::every]:
            _, content = panel_of({"kind": "period", "first": days[0], "last": days[1]}, situation, words)
            assert text(find(content, "H3")).startswith(words.plural("incidents", count) + ",")
            assert len(incidents(content)) == min(count, SHOWN_IN_GROUP)
            seen += incidents(content)
    assert len(seen) == len(set(seen)), "an incident stands in one bar"


def test_a_group_opens_its_members_newest_first(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection(context=True))
    group = max(groups(situation.points, 7), key=lambda one: one.incidents)
    title, content = panel_of({"kind": "ids", "ids": list(group.incident_ids)}, situation, words)
    assert title == words("panel-group")
    assert text(find(content, "H3")) == words.plural("incidents", group.incidents)
    shown = incidents(content)
    assert set(shown) <= set(group.incident_ids)
    first_day = bundled.tables["incidents"].set_index("incident_id")["date_first_day"]
    assert list(first_day[shown]) == sorted(first_day[list(group.incident_ids)], reverse=True)[: len(shown)]


def test_a_long_group_says_how_many_more_there_are(tiny_folder: Callable[..., Path], words: Words) -> None:
    count = SHOWN_IN_GROUP + 7
    many = [rows("incidents")[2] | {"incident_id": f"n{n}"} for n in range(count)]
    situation = situation_of(load(tiny_folder(whole_basemap=False, incidents=many)), Selection())
    _, content = panel_of({"kind": "ids", "ids": [row["incident_id"] for row in many]}, situation, words)
    assert len(incidents(content)) == SHOWN_IN_GROUP
    assert words.plural("more-in-table", 7) in text(content)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "ids", "ids": []},
        {"kind": "ids", "ids": ["no-such-id"]},
        {"kind": "period", "first": "2024-05-01", "last": "2024-05-12"},  # no bar of any grain
    ],
)
def test_a_group_of_nothing_is_an_empty_list(tiny: Dataset, words: Words, asked: dict[str, Any]) -> None:
    _, content = panel_of(asked, situation_of(tiny, Selection(grain="month")), words)
    assert incidents(content) == []
    assert words.plural("incidents", 0) in text(content)


def test_a_group_never_opens_what_is_not_selected(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(province=("Erbil",)))
    _, content = panel_of({"kind": "ids", "ids": ["inc-03", "inc-06"]}, situation, words)
    assert incidents(content) == ["inc-06"]


def test_the_number_of_outposts_opens_the_rows_that_it_counts(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection())
    title, content = panel_of({"kind": "sites", "view": "counted"}, situation, words)
    assert title == words("headline-outposts")
    listed = [opened(one)["id"] for one in buttons(content)]
    assert sorted(listed) == sorted(counted_outposts(situation)["outpost_id"])
    assert words.plural("n-sites", len(listed)) in text(content)


@pytest.mark.parametrize(("figure", "view"), [("incidents", "timeline-incidents"), ("killed", "timeline-casualties")])
def test_a_headline_figure_opens_the_sources_of_its_chart(tiny: Dataset, words: Words, figure: str, view: str) -> None:
    situation = situation_of(tiny, Selection())
    shown = [text(panel_of({"kind": "sources", "view": one}, situation, words)[1]) for one in (figure, view)]
    assert shown[0] == shown[1]


def test_a_listed_incident_says_what_its_number_counts(tiny: Dataset, words: Words) -> None:
    """And never a bare sign where nobody reported a toll."""
    ids = ["inc-03", "inc-04", "inc-05"]
    _, content = panel_of({"kind": "ids", "ids": ids}, situation_of(tiny, Selection(context=True)), words)
    told = {opened(one)["id"]: text(find(one, "Span", "group-toll")) for one in buttons(content)}
    assert told == {
        "inc-03": words("group-killed", n="9 (8–10)"),
        "inc-04": words("group-killed", n="0"),
        "inc-05": words("group-not-known"),
    }
    assert words("group-toll-meaning") in text(content)


def test_a_listed_site_says_by_whom_it_is_operated(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection())
    _, content = panel_of({"kind": "sites", "view": "counted"}, situation, words)
    operators = counted_outposts(situation).set_index("outpost_id")["operated_by"]
    for button in buttons(content)[::9]:
        assert bundled.label("outposts", "operated_by", operators[opened(button)["id"]]) in text(button)


def test_a_group_that_names_a_part_of_its_incidents_says_how_many_they_are(tiny: Dataset, words: Words) -> None:
    asked = {"kind": "ids", "ids": ["inc-03", "inc-06"], "n": 1200}
    _, content = panel_of(asked, situation_of(tiny, Selection(context=True)), words)
    told = text(content)
    assert words.plural("incidents", 1200) in told
    assert words.plural("more-in-table", 1198) in told
    assert len(incidents(content)) == 2


def test_a_group_that_names_all_its_incidents_counts_those_of_the_selection(tiny: Dataset, words: Words) -> None:
    asked = {"kind": "ids", "ids": ["inc-03", "no-longer-there"], "n": 2}
    _, content = panel_of(asked, situation_of(tiny, Selection(context=True)), words)
    assert words.plural("incidents", 1) in text(content)


def test_a_square_of_the_map_opens_its_incidents_and_counts_them_all(many: Dataset, words: Words) -> None:
    situation = situation_of(many, Selection())
    group = max(shown_groups(situation, 8), key=lambda one: one.incidents)
    assert group.square
    assert group.incidents > SHOWN_IN_GROUP
    asked = dict(zip(("kind", "zoom", "x", "y"), ("square", *group.square), strict=True))
    title, content = panel_of(asked, situation, words)
    assert title == words("panel-group")
    assert text(find(content, "H3")) == words.plural("incidents", group.incidents)
    assert len(incidents(content)) == SHOWN_IN_GROUP
    assert words.plural("more-in-table", group.incidents - SHOWN_IN_GROUP) in text(content)


def test_a_square_opens_what_of_it_is_selected(many: Dataset, words: Words) -> None:
    """The panel follows the Selection: what was opened before a filter changed is asked again."""
    group = max(shown_groups(situation_of(many, Selection()), 8), key=lambda one: one.incidents)
    assert group.square
    zoom, x, y = group.square
    narrowed = situation_of(many, Selection(type=("shelling",)))
    _, content = panel_of({"kind": "square", "zoom": zoom, "x": x, "y": y}, narrowed, words)
    rows = many.tables["incidents"].set_index("incident_id")
    listed = rows.loc[incidents(content)]
    assert set(listed["event_type"]) == {"shelling"}
    west, south, east, north = extent_of((x, y, x, y), zoom)
    assert listed["drawn_longitude"].astype(float).between(west, east).all()
    assert listed["drawn_latitude"].astype(float).between(south, north).all()
