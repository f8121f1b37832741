"""The Selection -> headline, timelines, breakdown and the counts beside the filters."""

from __future__ import annotations

from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from dashboard.callbacks.service import Service
from dashboard.figures.views import VIEWS, displacement_key, figure_of
from dashboard.layout import ids
from dashboard.layout.headline import empty_note, headline_cards, reconciliation, sentence
from dashboard.layout.milestones import milestone_items
from dashboard.layout.timelines import BREAKDOWNS
from dashboard.model.names import NO_PROVINCE
from dashboard.model.situation import Situation

ASKED = {"query": Input(ids.SELECTION, "data"), "version": Input(ids.DATA_VERSION, "data")}


def register(app: Dash, service: Service) -> None:
    """Every view that is not the map, the table or the panel."""
    words = service.words

    @app.callback(
        output={
            "sentence": Output(ids.SENTENCE, "children"),
            "headline": Output(ids.HEADLINE, "children"),
            "reconciliation": Output(ids.RECONCILIATION, "children"),
            "empty": Output(ids.EMPTY, "children"),
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
        }

    @app.callback(
        output={view: (Output(view, "figure"), Output(ids.title(view), "children")) for view in ids.TIMELINES[:2]},
        inputs=ASKED | {"all_milestones": Input(ids.MILESTONES_ALL, "checked")},
        prevent_initial_call=True,
    )
    def show_timelines(query: str, version: str, all_milestones: bool) -> dict[str, Any]:
        situation = service.situation(query)
        return {view: _drawn(view, situation, service, all_milestones) for view in ids.TIMELINES[:2]}

    @app.callback(
        output={
            "drawn": (
                Output(ids.TIMELINE_DISPLACEMENT, "figure"),
                Output(ids.title(ids.TIMELINE_DISPLACEMENT), "children"),
            ),
            "note": Output(ids.TIMELINE_DISPLACEMENT_NOTE, "children"),
            "milestones": Output(ids.MILESTONES, "children"),
            "key": Output(ids.DRAWN_DISPLACEMENT, "data"),
        },
        inputs=ASKED
        | {"all_milestones": Input(ids.MILESTONES_ALL, "checked"), "key": State(ids.DRAWN_DISPLACEMENT, "data")},
        prevent_initial_call=True,
    )
    def show_displacement(query: str, version: str, all_milestones: bool, key: str | None) -> dict[str, Any]:
        situation = service.situation(query)
        now = displacement_key(situation, all_milestones)
        note = VIEWS[ids.TIMELINE_DISPLACEMENT].note(situation, words)  # names filters that the key leaves out
        if now == key:
            return {"drawn": (no_update, no_update), "note": note, "milestones": no_update, "key": no_update}
        return {
            "drawn": _drawn(ids.TIMELINE_DISPLACEMENT, situation, service, all_milestones),
            "note": note,
            "milestones": milestone_items(situation.shown_milestones(all_milestones), words),
            "key": now,
        }

    @app.callback(
        Output(ids.BREAKDOWN, "figure"),
        inputs=ASKED | {"by": Input(ids.BREAKDOWN_BY, "value")},
        prevent_initial_call=True,
    )
    def show_breakdown(query: str, version: str, by: str) -> dict[str, Any]:
        return figure_of(ids.BREAKDOWN, service.situation(query), words, by=by)

    @app.callback(
        Output({"kind": "count", "filter": ALL, "value": ALL}, "children"), inputs=ASKED, prevent_initial_call=True
    )
    def show_counts(query: str, version: str) -> list[str]:
        counts = _facet_counts(service.situation(query))
        asked = [output["id"] for output in ctx.outputs_list]
        return [words.number(counts.get((one["filter"], one["value"]), 0)) for one in asked]

    app.clientside_callback(
        ClientsideFunction("controls", "showSpellings"),
        Output(ids.FILTER_PROVINCE_SEARCH, "error"),
        Input(ids.FILTER_PROVINCE_SEARCH, "value"),
    )


def _drawn(view: str, situation: Situation, service: Service, all_milestones: bool) -> tuple[Any, str]:
    figure = figure_of(view, situation, service.words, all_milestones=all_milestones)
    return figure, VIEWS[view].title(situation, service.words)


def _facet_counts(situation: Situation) -> dict[tuple[str, str], int]:
    """(filter, value) -> incidents if that value alone were chosen in its filter."""
    counts: dict[tuple[str, str], int] = {}
    for name in (*BREAKDOWNS, "status"):
        values = situation.facet(name)
        pairs = zip(values.iloc[:, 0], values["incidents"], strict=True)
        counts |= {(name, value if isinstance(value, str) else NO_PROVINCE): int(n) for value, n in pairs}
    return counts
