"""The map's buttons and switches. What is on it comes with the other views (`dashboard.callbacks.painted`)."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.callbacks.service import Service
from dashboard.figures.map_frame import extent_of
from dashboard.layout import ids
from dashboard.layout.map import viewport


def register(app: Dash, service: Service) -> None:
    """Fit; switch layers on and off; tell the address what is seen."""

    @app.callback(
        Output(ids.VIEWPORT, "data", allow_duplicate=True),
        inputs={"clicks": Input(ids.MAP_FIT, "n_clicks"), "query": State(ids.SELECTION, "data")},
        prevent_initial_call=True,
    )
    def fit(clicks: int, query: str) -> dict[str, Any]:
        return viewport(extent_of(service.situation(query)), is_fit=True)

    app.clientside_callback(
        ClientsideFunction("map", "showLayers"), Output(ids.MAP_BOX, "className"), Input(ids.MAP_LAYERS, "value")
    )
    app.clientside_callback(ClientsideFunction("map", "extent"), Output(ids.EXTENT, "data"), Input(ids.MAP, "bounds"))
    app.clientside_callback(ClientsideFunction("map", "look"), Input(ids.VIEWPORT, "data"))
