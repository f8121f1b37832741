"""*Save image*: the server composes the figure with its caption, the browser turns it into a file."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from dashboard.callbacks.service import Service
from dashboard.export.images import image
from dashboard.figures.views import MAP, VIEWS
from dashboard.layout import ids

ENDINGS = ("png", "svg")
SAVED = {ids.save(view, ending): (view, ending) for view in (*VIEWS, MAP) for ending in ENDINGS}


def register(app: Dash, service: Service) -> None:
    """Wire every *Save image*."""

    @app.callback(
        Output(ids.IMAGE, "data"),
        inputs={
            "clicks": [Input(button, "n_clicks") for button in SAVED],
            "query": State(ids.SELECTION, "data"),
            "bounds": State(ids.MAP, "bounds"),
            "zoom": State(ids.MAP, "zoom"),
            "layers": State(ids.MAP_LAYERS, "value"),
            "milestones": State(ids.MILESTONES_ALL, "checked"),
            "by": State(ids.BREAKDOWN_BY, "value"),
        },
        prevent_initial_call=True,
    )
    def compose(clicks: list[int], query: str, milestones: bool, by: str, **seen: Any) -> Any:
        if not any(clicks) or ctx.triggered_id not in SAVED:
            raise PreventUpdate
        view, ending = SAVED[ctx.triggered_id]
        asked = {"all_milestones": milestones, "by": by} | seen
        return image(view, ending, service.situation(query), service.words, service.settings, **asked)

    app.clientside_callback(
        ClientsideFunction("images", "save"),
        Output(ids.IMAGE_DONE, "data"),
        Input(ids.IMAGE, "data"),
        prevent_initial_call=True,
    )
