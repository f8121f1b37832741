"""Which control holds which name of the address. Read by the callback that opens an address and by the one that
writes it, so that they can't differ."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layout import ids
from dashboard.layout.timelines import AUTO
from dashboard.model.selection import Selection

# Name in the address -> (component, property). Names that narrow the Selection come first.
FILTERS = {
    "province": (ids.FILTER_PROVINCE, "value"),
    "district": (ids.FILTER_DISTRICT, "value"),
    "from": (ids.FILTER_FROM, "value"),
    "to": (ids.FILTER_TO, "value"),
    "type": (ids.FILTER_TYPE, "value"),
    "by": (ids.FILTER_BY, "value"),
    "status": (ids.FILTER_STATUS, "value"),
    "harm": (ids.FILTER_HARM, "checked"),
    "context": (ids.FILTER_CONTEXT, "checked"),
    "q": (ids.FILTER_Q, "value"),
    "organisation": (ids.FILTER_ORGANISATION, "data"),
    "indicator": (ids.FILTER_INDICATOR, "data"),
    "dataset": (ids.FILTER_DATASET, "value"),
    "grain": (ids.FILTER_GRAIN, "value"),
}
VIEW = {
    "incident": (ids.PANEL, "data"),
    "layers": (ids.MAP_LAYERS, "value"),
    "map": (ids.EXTENT, "data"),
    "lang": (ids.LANGUAGE, "data"),
    "v": (ids.LINK_VERSION, "data"),
}


def filled(controls: list[Component], selection: Selection) -> list[Component]:
    """The same controls, those that are among the FILTERS set to `selection`."""
    whole, values = html.Div(controls), control_values(selection)
    for name, (component, prop) in FILTERS.items():
        if component in list(whole):
            setattr(whole[component], prop, values[name])
    return controls


def control_values(selection: Selection) -> dict[str, Any]:
    """What each filter shows for `selection`."""
    return {
        "province": list(selection.province),
        "district": list(selection.district),
        "from": selection.start.isoformat() if selection.start else None,
        "to": selection.end.isoformat() if selection.end else None,
        "type": list(selection.type),
        "by": list(selection.by),
        "status": list(selection.status),
        "harm": selection.harm,
        "context": selection.context,
        "q": selection.q,
        "organisation": list(selection.organisation),
        "indicator": list(selection.indicator),
        "dataset": list(selection.dataset),
        "grain": selection.grain or AUTO,
    }
