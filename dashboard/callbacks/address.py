"""The address and the controls, in step both ways.

Opening an address (or going back) asks the server, which knows every spelling, and sets the controls. A change of a
control is written to the address by the browser alone (`assets/address.js`), so that no view waits for it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard.callbacks.controls import FILTERS, VIEW, control_values
from dashboard.callbacks.service import Service
from dashboard.data.snapshots import Snapshots
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import opening_extent, parse_extent
from dashboard.layout import ids
from dashboard.layout.changes import changes_notice
from dashboard.layout.map import viewport
from dashboard.layout.notices import bad_values
from dashboard.model.changes import changes_since
from dashboard.model.situation import Situation
from dashboard.model.situations import Request


def register(app: Dash, service: Service) -> None:
    """Open addresses; write them."""

    @app.callback(
        output={
            "controls": {name: Output(*control, allow_duplicate=True) for name, control in FILTERS.items()},
            "layers": Output(ids.MAP_LAYERS, "value"),
            "viewport": Output(ids.VIEWPORT, "data", allow_duplicate=True),
            "extent": Output(ids.EXTENT, "data", allow_duplicate=True),
            "panel": Output(ids.PANEL, "data", allow_duplicate=True),
            "notices": Output(ids.NOTICES, "children"),
            "opened": Output(ids.OPENED, "data"),
        },
        inputs={"opened": Input(ids.ADDRESS_OPENED, "data"), "moved": State(ids.EXTENT, "data")},
        prevent_initial_call=True,
    )
    def open_address(opened: dict[str, Any], moved: str | None) -> dict[str, Any]:
        request = service.situations.of(opened["search"])
        view = {name: values[-1] for name, values in parse_qs(opened["search"].lstrip("?")).items()}
        return {
            "controls": control_values(request.situation.selection),
            "layers": _layers(view),
            "viewport": _viewport(view, request.situation, stays=bool(opened.get("isBack")) and not moved),
            "extent": view.get("map") if parse_extent(view.get("map", "")) else None,
            "panel": {"kind": "incident", "id": view["incident"]} if view.get("incident") else None,
            "notices": _notices(request, view, service),
            "opened": opened,
        }

    app.clientside_callback(
        ClientsideFunction("address", "write"),
        Output(ids.SELECTION, "data"),
        Input(ids.OPENED, "data"),
        *[Input(*control) for control in (FILTERS | VIEW).values()],
        State(ids.CONTROL_NAMES, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("address", "start"), Output(ids.ADDRESS_OPENED, "data"), Input(ids.PROVIDER, "id")
    )
    app.clientside_callback(
        ClientsideFunction("address", "copy"),
        Output(ids.HEADER_COPY_LINK, "children"),
        Input(ids.HEADER_COPY_LINK, "n_clicks"),
        State(ids.DATA_VERSION, "data"),
        State(ids.COPY_WORDS, "data"),
        prevent_initial_call=True,
    )


def _notices(request: Request, view: dict[str, str], service: Service) -> list[Component]:
    """What of the address can't be used; what changed since the version that it was made from."""
    situation, words = request.situation, service.words
    changes = changes_since(view.get("v", ""), Snapshots(service.settings.state_dir), situation)
    return [*bad_values(request.bad_values, words), *changes_notice(changes, situation.dataset, words)]


def _layers(view: dict[str, str]) -> list[str]:
    if "layers" not in view:
        return list(DEFAULT_LAYERS)
    return [layer for layer in view["layers"].split(",") if layer in LAYERS]


def _viewport(view: dict[str, str], situation: Situation, *, stays: bool) -> Any:
    """The part of the map that the address names, else what fits; `stays`: the reader goes back, and never moved it."""
    named = parse_extent(view.get("map", ""))
    return no_update if stays and named is None else viewport(named or opening_extent(situation))
