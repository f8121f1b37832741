"""The legend, which is the layer control: every symbol with what it means, every layer with its switch."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.figures import palette
from dashboard.figures.map_contents import LAYERS
from dashboard.layout import ids
from dashboard.text import Words


def legend(words: Words, shown: Sequence[str]) -> Component:
    """Switches of the layers with their keys; folded on a phone."""
    switches = [
        html.Div(
            [dmc.Checkbox(value=layer, label=words(f"layer-{layer}"), size="xs"), *_keys(layer, words)],
            className="legend-layer",
        )
        for layer in LAYERS
    ]
    group = dmc.CheckboxGroup(
        html.Div(switches, className="legend-layers"),
        id=ids.MAP_LAYERS,
        value=list(shown),
        size="xs",
        **{"aria-label": words("layers")},
    )
    return html.Details([html.Summary(words("layers")), group], open=True, className="legend")


def _keys(layer: str, words: Words) -> list[Component]:
    keys = {
        "incidents": [
            ("dot", palette.KILLED, "key-killed"),
            ("dot", palette.INJURED, "key-injured"),
            ("dot", palette.NO_HARM, "key-none"),
            ("dot ring", palette.NO_HARM, "key-unknown"),
            ("dot dashed", palette.NO_HARM, "key-area"),
        ],
        "outposts": [
            *(("square", colour, name) for name, colour in palette.OPERATORS.items() if name != "Civilian customs"),
            ("triangle", palette.NO_HARM, "key-post"),
            ("square hollow", palette.NO_HARM, "key-planned"),
        ],
        "surveillance": [("cross", palette.NO_HARM, "key-surveillance"), ("bar", palette.NO_HARM, "key-barrier")],
        "crossings": [("diamond", palette.OPERATORS["Civilian customs"], "key-crossing")],
        "villages": [("dot", colour, f"place-{status}") for status, colour in palette.PLACES.items()],
    }.get(layer, [])
    return [html.Ul([_key(*key, words) for key in keys], className="legend-keys")] if keys else []


def _key(shape: str, colour: str, key: str, words: Words) -> Component:
    """`key` of the catalogue, or a value of a vocabulary, which is written as it is."""
    swatch = html.Span(className=f"swatch {shape}", style={"--swatch": colour}, **{"aria-hidden": "true"})
    return html.Li([swatch, words(key) if words.has(key) else key])
