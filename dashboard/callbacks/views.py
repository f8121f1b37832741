"""The Selection -> headline, timelines, breakdown and the counts beside the filters."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from dashboard.callbacks.service import Service
from dashboard.figures.views import DISPLACEMENT, VIEWS, figure_of, view_key, view_title
from dashboard.layout import ids
from dashboard.layout.headline import empty_note, headline_cards, sentence
from dashboard.layout.milestones import milestone_items
from dashboard.layout.timelines import BREAKDOWNS
from dashboard.model.headline_words import reconciliation
from dashboard.model.names import NO_PROVINCE
from dashboard.model.situation import Situation
from dashboard.text import Words

ASKED = {"query": Input(ids.SELECTION, "data"), "version": Input(ids.DATA_VERSION, "data")}
CHARTS = tuple(VIEWS)


def register(app: Dash, service: Service) -> None:
    """Every view that is not the map, the table or the panel."""
    words = service.words

    @app.callback(
        output={
            "sentence": Output(ids.SENTENCE, "children"),
            "headline": Output(ids.HEADLINE, "children"),
            "reconciliation": Output(ids.RECONCILIATION, "children"),
            "empty": Output(ids.EMPTY, "children"),
            "counts": Output(ids.COUNTS, "data"),
        },
        inputs=ASKED,
        prevent_initial_call=True,
    )
    def show_headline(query: str, version: str) -> dict[str, Any]:
        situation = service.situation(query)
        return {
            "sentence": sentence(situation, words),
            "headline": headline_cards(situation, words),
            "reconciliation": reconciliation(situation, words),
            "empty": empty_note(situation, words),
            "counts": _facet_counts(situation, words),
        }

    @app.callback(
        output={
            "figures": {view: Output(view, "figure") for view in CHARTS},
            "titles": {view: Output(ids.title(view), "children") for view in CHARTS},
            "note": Output(ids.TIMELINE_DISPLACEMENT_NOTE, "children"),
            "milestones": Output(ids.MILESTONES, "children"),
            "keys": Output(ids.DRAWN_CHARTS, "data"),
        },
        inputs=ASKED
        | {
            "all_milestones": Input(ids.MILESTONES_ALL, "checked"),
            "by": Input(ids.BREAKDOWN_BY, "value"),
            "drawn": State(ids.DRAWN_CHARTS, "data"),
        },
        prevent_initial_call=True,
    )
    def show_charts(query: str, version: str, drawn: dict[str, str] | None, **asked: Any) -> dict[str, Any]:
        situation = service.situation(query)
        keys = {view: view_key(view, situation, **asked) for view in CHARTS}
        changed = [view for view in CHARTS if keys[view] != (drawn or {}).get(view)]
        figures = {view: figure_of(view, situation, words, **asked) for view in changed}
        milestones = milestone_items(situation.shown_milestones(asked["all_milestones"]), words)
        return {
            "figures": dict.fromkeys(CHARTS, no_update) | figures,
            "titles": {view: view_title(view, situation, words, by=asked["by"]) for view in CHARTS},
            "note": VIEWS[DISPLACEMENT].note(situation, words),  # names filters that its key leaves out
            "milestones": milestones if DISPLACEMENT in changed else no_update,
            "keys": keys,
        }

    app.clientside_callback(
        ClientsideFunction("controls", "showCounts"), Input(ids.COUNTS, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("controls", "showSpellings"),
        Output(ids.FILTER_PROVINCE_SEARCH, "error"),
        Input(ids.FILTER_PROVINCE_SEARCH, "value"),
    )


def _facet_counts(situation: Situation, words: Words) -> dict[str, str]:
    """Filter and value -> incidents if that value alone were chosen in its filter; what is not named has none."""
    counts: dict[str, str] = {}
    for name in (*BREAKDOWNS, "status"):
        values = situation.facet(name)
        for value, n in zip(values.iloc[:, 0], values["incidents"], strict=True):
            counts[ids.count(name, value if isinstance(value, str) else NO_PROVINCE)] = words.number(int(n))
    return counts
