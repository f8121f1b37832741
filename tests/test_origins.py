"""Every number of the dashboard, for 50 Selections: from which records or sources it was computed.

The same of `/published` is in `tests/pages/test_published.py`, of `/about-the-data` in `tests/pages/test_numbers.py`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from dash import html

from dashboard.callbacks.painted import GROUPS, Asked, Part
from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from dashboard.layout.timelines import BREAKDOWNS
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.model.selections import some_selection
from tests.origins import Origins, lost

WORDS = Words("en")


def painted(situation: Situation, zoom: float = 8.0, by: str = BREAKDOWNS[0]) -> Iterator[Part]:
    """All parts of the page."""
    asked = Asked(zoom, all_milestones=True, by=by)
    return (part for group in GROUPS.values() for part in group(situation, WORDS, asked))


def shown(situation: Situation, parts: Iterator[Part] | list[Part]) -> list[Any]:
    origins = Origins(situation, WORDS)
    return [one for part in parts for one in origins.of(part)]


@pytest.mark.agreement
@pytest.mark.parametrize("seed", range(10))
def test_every_number_was_computed_from_records_or_sources(bundled: Dataset, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        situation = Situation(bundled, some_selection(chance, bundled))
        parts = painted(situation, chance.choice((4.0, 8.0, 12.0)), chance.choice(BREAKDOWNS))
        assert lost(shown(situation, parts)) == [], situation.selection.query()


@pytest.fixture(scope="module")
def whole(bundled: Dataset) -> Situation:
    return Situation(bundled, Selection())


def test_all_places_with_numbers_are_read(whole: Situation) -> None:
    found = shown(whole, painted(whole))
    assert {place for place, said, _ in found if any(map(str.isdigit, said))} >= {
        ids.SENTENCE, ids.HEADLINE, ids.RECONCILIATION, ids.FILTERS, ids.MAP_INCIDENTS, ids.MAP_OUTPOSTS, ids.TABLE,
        *ids.TIMELINES, ids.BREAKDOWN, ids.MILESTONES, ids.TIMELINE_DISPLACEMENT_NOTE,
    }  # fmt: skip
    assert len(found) > 400


def changed(part: Part, content: Any) -> Part:
    return replace(part, make=lambda: content)


def without_customdata(figure: dict[str, Any]) -> dict[str, Any]:
    return {**figure, "data": [{k: v for k, v in trace.items() if k != "customdata"} for trace in figure["data"]]}


def one_more(figure: dict[str, Any]) -> dict[str, Any]:
    """The first bar that there is counts one more than there are."""
    traces = [dict(trace) for trace in figure["data"]]
    at = next(n for n, trace in enumerate(traces) if trace.get("customdata"))
    traces[at]["y" if traces[at]["meta"] == "incidents" else "x"] = [
        value + 1 for value in traces[at]["y" if traces[at]["meta"] == "incidents" else "x"]
    ]
    return {**figure, "data": traces}


MUTATED = {
    "a sentence with another number": (ids.SENTENCE, lambda content: [*content, html.Span("17 more")]),
    "a card without Sources": (
        ids.HEADLINE,
        lambda content: [html.Div([html.P("331")], className="headline-card"), *content],
    ),
    "a count of no choice": (ids.FILTERS, lambda content: {**content, "province=Atlantis": "3"}),
    "a wrong count of a choice": (ids.FILTERS, lambda content: {**content, "province=Duhok": "1"}),
    "another reconciliation": (ids.RECONCILIATION, lambda content: content.replace("incidents in", "2 incidents in")),
    "bars that open nothing": (ids.TIMELINE_CASUALTIES, without_customdata),
    "a bar that counts too many": (ids.TIMELINE_INCIDENTS, one_more),
    "a share that counts too many": (ids.BREAKDOWN, one_more),
    "marks without their report": (ids.TIMELINE_DISPLACEMENT, without_customdata),
    "a group of nobody": (
        ids.MAP_INCIDENTS,
        lambda content: {"features": [{"properties": {"n": 3, "ids": ["inc-9999"]}}]},
    ),
    "a row of another selection": (ids.TABLE, lambda content: {"rows": [{"id": "inc-9999", "killed": "4"}]}),
    "an event without sources": (ids.MILESTONES, lambda content: [html.Li("35,000 troops")]),
    "a number in a new place": ("somewhere-new", None),
}


@pytest.mark.parametrize("name", MUTATED)
def test_a_number_from_nowhere_is_found(whole: Situation, name: str) -> None:
    place, change = MUTATED[name]
    if change is None:
        assert lost(shown(whole, [Part("html", place, "", (), lambda: html.P("12 villages"))]))
        return
    (part,) = [one for one in painted(whole) if one.place == place]
    assert lost(shown(whole, [part])) == []
    assert lost(shown(whole, [changed(part, change(part.make()))]))
