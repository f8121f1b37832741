"""Every chart and the map say what they show, in which unit, and from which sources."""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.figures.displaced import published_series, quantity_of
from dashboard.figures.displacement import DEFAULT_QUANTITY, QUANTITIES
from dashboard.figures.views import (
    BREAKDOWN,
    DISPLACEMENT,
    INCIDENTS,
    MAP,
    VIEWS,
    figure_of,
    reached,
    view_definition,
    view_sources,
    view_title,
)
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.model.selections import selections
from tests.situations import situation_of
from tests.tiny import BUNDLED, read

EVERY_VIEW = (*VIEWS, MAP)


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("view", EVERY_VIEW)
def test_every_view_has_a_title_and_a_definition_at_every_grain(
    tiny: Dataset, words: Words, view: str, grain: str
) -> None:
    situation = situation_of(tiny, Selection(grain=grain))
    assert len(view_title(view, situation, words)) > 5
    assert len(view_definition(view, situation, words)) > 20


@pytest.mark.parametrize("view", [view for view in VIEWS if view.startswith("timeline-") and view != DISPLACEMENT])
def test_the_title_of_a_timeline_says_its_grain(tiny: Dataset, words: Words, view: str) -> None:
    assert all(words(f"grain-{g}") in view_title(view, situation_of(tiny, Selection(grain=g)), words) for g in GRAINS)


@pytest.mark.parametrize("tell", [view_title, view_definition])
def test_the_displacement_timeline_says_which_quantity_it_shows(tiny: Dataset, words: Words, tell: Any) -> None:
    told = {tell(DISPLACEMENT, situation_of(tiny, Selection(indicator=(quantity,))), words) for quantity in QUANTITIES}
    assert len(told) == len(QUANTITIES)


def test_the_breakdown_says_what_it_counts_by(tiny: Dataset, words: Words) -> None:
    titles = {view_title(BREAKDOWN, situation_of(tiny, Selection()), words, by=by) for by in ("type", "by", "province")}
    assert len(titles) == 3


@settings(max_examples=5)
@given(data=st.data())
def test_sources_of_every_view_are_in_the_table_of_sources(bundled: Dataset, data: st.DataObject) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    for view in EVERY_VIEW:
        found = view_sources(view, situation)
        assert set(found) <= set(bundled.sources)
        assert len(found) == len(set(found))


def test_the_sources_of_incidents_are_those_of_the_rows_most_cited_first(bundled: Dataset) -> None:
    cited: dict[str, int] = {}
    for row in read(BUNDLED, "incidents"):
        for source in row["source_ids"].split(";"):
            cited[source] = cited.get(source, 0) + 1
    found = view_sources(INCIDENTS, situation_of(bundled, Selection(context=True)))
    assert set(found) == set(cited)
    assert [cited[one] for one in found] == sorted(cited.values(), reverse=True)


def test_the_map_names_the_sources_of_what_is_drawn_beside_incidents(tiny: Dataset) -> None:
    found = view_sources(MAP, situation_of(tiny, Selection()))
    assert {"src-3", "src-4"} <= set(found), "those of outposts and of villages"
    assert "src-5" not in found, "displacement is not on the map"


def test_displacement_names_the_sources_of_its_quantity_only(bundled: Dataset) -> None:
    situation = situation_of(bundled, Selection(indicator=("persons_displaced",)))
    table = [row for row in read(BUNDLED, "displacement") if row["persons_displaced"]]
    series = [
        r
        for r in read(BUNDLED, "published_figures")
        if r["indicator"] == "persons_displaced" and r["series_id"] and r["as_of"]
    ]
    assert set(view_sources(DISPLACEMENT, situation)) == {
        s for row in (*table, *series) for s in row["source_ids"].split(";")
    }


@pytest.mark.parametrize("narrowed", [{"type": ("shelling",)}, {"by": ("PKK",)}, {"harm": True}, {"q": "zakho"}])
def test_what_a_view_can_not_take_into_account_is_said(tiny: Dataset, words: Words, narrowed: dict[str, Any]) -> None:
    (name,) = narrowed
    all_of_it, part = (situation_of(tiny, selection) for selection in (Selection(), Selection(**narrowed)))
    told = words("filter-" + name).lower()
    assert told in VIEWS[DISPLACEMENT].note(part, words)
    assert told not in VIEWS[DISPLACEMENT].note(all_of_it, words)
    assert view_definition(INCIDENTS, part, words) == view_definition(INCIDENTS, all_of_it, words)


def test_published_series_are_those_asked_for(bundled: Dataset, words: Words) -> None:
    whole = published_series(situation_of(bundled, Selection()))
    assert set(whole["indicator"]) == {DEFAULT_QUANTITY}
    organisation = whole["organisation"].iloc[0]
    narrowed = situation_of(bundled, Selection(organisation=(organisation,), indicator=(DEFAULT_QUANTITY,)))
    assert list(published_series(narrowed)["figure_id"]) == list(
        whole.loc[whole["organisation"] == organisation, "figure_id"]
    )
    other = situation_of(bundled, Selection(indicator=("civilians_killed",)))
    assert published_series(other).empty
    said = words("displacement-other-indicators")
    assert said in VIEWS[DISPLACEMENT].note(other, words)
    assert said not in VIEWS[DISPLACEMENT].note(narrowed, words)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ((), DEFAULT_QUANTITY),
        (("civilians_killed",), DEFAULT_QUANTITY),
        (("civilians_killed", "persons_displaced"), "persons_displaced"),
        (("families_displaced", "persons_displaced"), "families_displaced"),
    ],
)
def test_of_several_indicators_the_first_that_the_timeline_knows_is_shown(
    tiny: Dataset, asked: tuple[str, ...], shown: str
) -> None:
    assert quantity_of(situation_of(tiny, Selection(indicator=asked))) == shown


def drawn(situation: Situation, all_milestones: bool, words: Words) -> dict[str, Any]:
    figure = copy.deepcopy(figure_of(DISPLACEMENT, situation, words, all_milestones=all_milestones))
    figure["layout"].pop("meta")  # says for which Selection it was drawn
    return {"figure": figure, "title": view_title(DISPLACEMENT, situation, words)}


@pytest.mark.parametrize(
    "change",
    [
        {"province": ("Duhok",)},
        {"district": ("Amedi",)},
        {"start": dt.date(2020, 1, 1)},
        {"end": dt.date(2019, 12, 31)},
        {"grain": "day"},
        {"indicator": ("families_displaced",)},
        {"indicator": ("civilians_killed",)},
        {"organisation": ("Nobody",)},
        {"all_milestones": True},
    ],
    ids=str,
)
def test_what_changes_the_displacement_timeline_changes_its_key(
    bundled: Dataset, words: Words, change: dict[str, Any]
) -> None:
    """Else the page would go on showing the chart of another Selection."""
    every = change.pop("all_milestones", False)
    base, changed = situation_of(bundled, Selection()), situation_of(bundled, Selection(**change))
    assert drawn(base, False, words) != drawn(changed, every, words)


@settings(max_examples=8)
@given(data=st.data())
def test_filters_on_incidents_leave_the_displacement_timeline_as_it_is(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    """To the last letter, so that nothing is drawn again that did not change."""
    one, other = (data.draw(selections(bundled)) for _ in range(2))
    incidents_only = {name: getattr(other, name) for name in ("type", "by", "status", "harm", "context", "q")}
    changed = replace(one, **incidents_only)
    assert reached(DISPLACEMENT, one) == reached(DISPLACEMENT, changed)
    figures = [figure_of(DISPLACEMENT, situation_of(bundled, selection), words) for selection in (one, changed)]
    assert json.dumps(figures[0]) == json.dumps(figures[1])


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_says_of_which_selection_and_data_it_is(tiny: Dataset, words: Words, view: str) -> None:
    selection = Selection(province=("Duhok",), harm=True)
    meta = figure_of(view, situation_of(tiny, selection), words)["layout"]["meta"]
    assert meta == {"selection": reached(view, selection).query(), "version": tiny.version}
    assert (view == DISPLACEMENT) == (meta["selection"] != selection.query())


@pytest.mark.parametrize("view", VIEWS)
def test_a_chart_without_data_says_why(bundled: Dataset, words: Words, view: str) -> None:
    nothing = Selection(q="nowhere-at-all", province=("Kirkuk",), start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 20))
    layout = figure_of(view, situation_of(bundled, nothing), words)["layout"]
    sentence = words("empty-reports" if view == DISPLACEMENT else "empty")
    assert [one["text"] for one in layout["annotations"]] == [sentence]
    assert all(axis["visible"] is False for name, axis in layout.items() if name.startswith("yaxis"))
    assert "annotations" not in figure_of(view, situation_of(bundled, Selection()), words)["layout"]
