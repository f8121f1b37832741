"""What narrows the Selection besides typing into a filter: a drag, a click on a bar, a chip, a preset, *Reset*.

All of it happens in the browser (`assets/20-controls.js`), where it is shown at once; the controls are told when it is
painted (`assets/12-selected.js`).
"""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.callbacks.controls import FILTERS
from dashboard.callbacks.service import Service
from dashboard.layout import ids


def register(app: Dash, service: Service) -> None:
    """Wire drags and clicks to what is selected, and what is selected to the controls."""
    app.clientside_callback(
        ClientsideFunction("controls", "drag"),
        *[Input(view, "selectedData") for view in ids.TIMELINES],
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "clickBar"),
        Output(ids.BREAKDOWN, "clickData"),
        Input(ids.BREAKDOWN, "clickData"),
        State(ids.BREAKDOWN_BY, "value"),
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
        ClientsideFunction("controls", "tell"),
        *[Output(*control, allow_duplicate=True) for control in FILTERS.values()],
        Input(ids.TOLD, "data"),
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
