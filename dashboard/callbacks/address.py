"""The address and the controls, in step both ways.

Opening an address (or going back) asks the server, which knows every spelling, and sets the controls. A change of a
control is written to the address by the browser alone (`assets/12-selected.js`), so that no view waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard.callbacks.controls import FILTERS, VIEW, control_values
from dashboard.callbacks.service import Service
from dashboard.callbacks.view_of_address import View, view_of
from dashboard.data.snapshots import Snapshots
from dashboard.errors import BadValue
from dashboard.figures.map_frame import opening_extent
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
            "language": Output(ids.LANGUAGE, "data"),
            "version": Output(ids.LINK_VERSION, "data"),
            "panel": Output(ids.PANEL, "data", allow_duplicate=True),
            "notices": Output(ids.NOTICES, "children"),
            "opened": Output(ids.OPENED, "data"),
        },
        inputs={"opened": Input(ids.ADDRESS_OPENED, "data"), "moved": State(ids.EXTENT, "data")},
        prevent_initial_call=True,
    )
    def open_address(opened: dict[str, Any], moved: str | None) -> dict[str, Any]:
        request = service.situations.of(opened["search"])
        view, bad = view_of(opened["search"])
        return {
            "controls": control_values(request.situation.selection),
            **_view_values(view),
            "viewport": _viewport(view, request.situation, stays=bool(opened.get("isBack")) and not moved),
            "notices": _notices(request, view, bad, service),
            "opened": opened,
        }

    app.clientside_callback(
        ClientsideFunction("selected", "hear"),
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


def _notices(request: Request, view: View, bad: Sequence[BadValue], service: Service) -> list[Component]:
    """What of the address can't be used; what changed since the version that it was made from."""
    situation, words = request.situation, service.words
    changes = changes_since(view.asked_version, Snapshots(service.settings.state_dir), situation)
    unusable = bad_values([*request.bad_values, *bad], words)
    return [*unusable, *changes_notice(changes, situation.dataset, words)]


def _view_values(view: View) -> dict[str, Any]:
    """What besides the filters shows `view`."""
    return {
        "layers": list(view.layers),
        "extent": view.map or None,
        "language": view.language,
        "version": view.version,
        "panel": {"kind": "incident", "id": view.incident} if view.incident else None,
    }


def _viewport(view: View, situation: Situation, *, stays: bool) -> Any:
    """The part of the map that the address names, else what fits; `stays`: the reader goes back, and never moved it."""
    return no_update if stays and view.extent is None else viewport(view.extent or opening_extent(situation))
