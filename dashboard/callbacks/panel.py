"""A click on the map, a bar, a row or *Sources* -> the panel."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.callbacks.service import Service
from dashboard.errors import EngineError
from dashboard.layout import ids
from dashboard.layout.panel_of import panel_of
from dashboard.layout.timelines import BREAKDOWNS

CLICKED_LAYERS = (ids.MAP_INCIDENTS, ids.MAP_OUTPOSTS, ids.MAP_SURVEILLANCE, ids.MAP_CROSSINGS, ids.MAP_VILLAGES)


def register(app: Dash, service: Service) -> None:
    """Decide in the browser what was opened, fetch its facts from the server."""

    app.clientside_callback(
        ClientsideFunction("panel", "open"),
        Output(ids.PANEL, "data", allow_duplicate=True),
        *[Input(layer, "n_clicks") for layer in CLICKED_LAYERS],
        *[Input(view, "clickData") for view in ids.TIMELINES],
        Input(ids.TABLE, "selectedRows"),
        *[State(layer, "clickData") for layer in CLICKED_LAYERS],
        prevent_initial_call=True,
    )

    @app.callback(
        output={
            "content": Output(ids.PANEL_CONTENT, "children"),
            "opened": Output(ids.PANEL_DRAWER, "opened"),
            "title": Output(ids.PANEL_DRAWER, "title"),
        },
        inputs={
            "panel": Input(ids.PANEL, "data"),
            "query": State(ids.SELECTION, "data"),
            "by": State(ids.BREAKDOWN_BY, "value"),
        },
        prevent_initial_call=True,
    )
    def show_panel(panel: dict[str, Any] | None, query: str | None, by: str | None) -> dict[str, Any]:
        if not panel:
            return {"content": [], "opened": False, "title": service.words("details")}
        try:
            title, content = panel_of(panel, service.situation(query), service.words, by=by or BREAKDOWNS[0])
        except EngineError as error:
            title, content = service.words("details"), [html.P(str(error))]
        return {"content": content, "opened": True, "title": title}

    app.clientside_callback(
        ClientsideFunction("panel", "follow"),
        Input(ids.SELECTION, "data"),
        Input(ids.DATA_VERSION, "data"),
        State(ids.PANEL, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("panel", "focus"), Input(ids.PANEL_CONTENT, "children"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("panel", "close"), Input(ids.PANEL_DRAWER, "opened"), State(ids.PANEL, "data")
    )
