"""The Selection -> the map's layers; the map's buttons and switches."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from dashboard.callbacks.service import Service
from dashboard.callbacks.views import ASKED
from dashboard.figures.map_features import area_features, collection, incident_features, place_features, site_features
from dashboard.figures.map_frame import extent_of
from dashboard.layout import ids
from dashboard.model.groups import groups
from dashboard.model.situation import Situation
from dashboard.text import Words

SITES = {
    "outposts": ids.MAP_OUTPOSTS,
    "surveillance": ids.MAP_SURVEILLANCE,
    "crossings": ids.MAP_CROSSINGS,
    "villages": ids.MAP_VILLAGES,
}


def register(app: Dash, service: Service) -> None:
    """Fill the layers; fit; switch layers on and off."""
    words = service.words

    @app.callback(
        output={
            "incidents": Output(ids.MAP_INCIDENTS, "data"),
            "areas": Output(ids.MAP_AREAS, "data"),
            "sites": {name: Output(layer, "data") for name, layer in SITES.items()},
            "key": Output(ids.DRAWN_SITES, "data"),
        },
        inputs=ASKED | {"zoom": Input(ids.MAP, "zoom"), "key": State(ids.DRAWN_SITES, "data")},
        prevent_initial_call=True,
    )
    def show_layers(query: str | None, version: str, zoom: float | None, key: str | None) -> dict[str, Any]:
        if query is None or zoom is None:
            raise PreventUpdate
        situation = service.situation(query)
        now = sites_key(situation)
        return {
            "incidents": collection(incident_features(groups(situation.points, zoom), words)),
            "areas": collection(area_features(situation.points, situation.dataset, words)),
            "sites": dict.fromkeys(SITES, no_update) if now == key else _sites(situation, words),
            "key": now,
        }

    @app.callback(
        Output(ids.VIEWPORT, "data", allow_duplicate=True),
        inputs={"clicks": Input(ids.MAP_FIT, "n_clicks"), "query": State(ids.SELECTION, "data")},
        prevent_initial_call=True,
    )
    def fit(clicks: int, query: str) -> list[list[float]]:
        return extent(service.situation(query))

    app.clientside_callback(
        ClientsideFunction("map", "showLayers"), Output(ids.MAP_BOX, "className"), Input(ids.MAP_LAYERS, "value")
    )
    app.clientside_callback(ClientsideFunction("map", "extent"), Output(ids.EXTENT, "data"), Input(ids.MAP, "bounds"))
    app.clientside_callback(ClientsideFunction("map", "look"), Input(ids.VIEWPORT, "data"), prevent_initial_call=True)


def _sites(situation: Situation, words: Words) -> dict[str, Any]:
    sites = site_features(situation.outposts, situation.dataset, words)
    villages = place_features(situation.affected_places, situation.dataset, words)
    return {name: collection(features) for name, features in (sites | {"villages": villages}).items()}


def sites_key(situation: Situation) -> str:
    """Equal for two Situations with the same outposts and villages."""
    s = situation.selection
    return repr((situation.dataset.version, s.province, s.district, s.start, s.end))


def extent(situation: Situation) -> list[list[float]]:
    """((south, west), (north, east)) around the incidents on the map; the whole border when there are none."""
    west, south, east, north = extent_of(situation)
    return [[south, west], [north, east]]
