"""What narrows the Selection besides typing into a filter: a drag, a click on a bar, a chip, a preset, *Reset*.

All of it happens in the browser (`assets/controls.js`): the answer is a change of the controls, from which everything
else follows.
"""

from __future__ import annotations

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from dashboard.callbacks.controls import FILTERS
from dashboard.callbacks.service import Service
from dashboard.layout import ids


def register(app: Dash, service: Service) -> None:
    """Wire drags, clicks, chips, presets and *Reset* to the controls."""
    dates = [Output(*FILTERS[name], allow_duplicate=True) for name in ("from", "to")]
    app.clientside_callback(
        ClientsideFunction("controls", "drag"),
        *dates,
        *[Input(view, "selectedData") for view in ids.TIMELINES],
        State(ids.FILTER_GRAIN, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "preset"),
        *dates,
        Input({"kind": "preset", "value": ALL}, "n_clicks"),
        State(ids.COVERS_TO, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "clickBar"),
        *[Output(*FILTERS[name], allow_duplicate=True) for name in ("type", "by", "province")],
        Output(ids.BREAKDOWN, "clickData"),
        Input(ids.BREAKDOWN, "clickData"),
        State(ids.BREAKDOWN_BY, "value"),
        *[State(*FILTERS[name]) for name in ("type", "by", "province")],
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "quantity"),
        Output(ids.FILTER_INDICATOR, "data", allow_duplicate=True),
        Output(ids.FILTER_QUANTITY, "value"),
        Input(ids.FILTER_INDICATOR, "data"),
        Input(ids.FILTER_QUANTITY, "value"),
        State(ids.FILTER_QUANTITY, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "remove"),
        *[Output(*control, allow_duplicate=True) for control in FILTERS.values()],
        Input(ids.REMOVED, "data"),
        State(ids.CONTROL_NAMES, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("filters", "recount"), Input(ids.FILTERS_CONTROLS, "children"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("controls", "theme"),
        Output(ids.PROVIDER, "forceColorScheme"),
        Input(ids.HEADER_THEME, "n_clicks"),
    )
