"""The legend, which is the layer control: every symbol with what it means, every layer with its switch."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.figures.map_contents import LAYERS
from dashboard.figures.map_keys import LINES_SECTION, SIGNS_SECTION, Key, every_key
from dashboard.figures.map_swatches import HEIGHT, swatch, width_of
from dashboard.layout import ids
from dashboard.text import Words


def legend(dataset: Dataset, words: Words, shown: Sequence[str]) -> Component:
    """Switches of the layers with their keys; to be unfolded, the keys of what is always there. Folded on a phone."""
    keys = every_key(dataset, words)
    switches = [
        html.Div(
            [
                dmc.Checkbox(value=layer, label=words(f"layer-{layer}"), size="xs"),
                *_keys([key for key in keys if key.layer == layer]),
            ],
            className="legend-layer",
        )
        for layer in LAYERS
    ]
    always = [key for key in keys if key.layer in (SIGNS_SECTION, LINES_SECTION)]
    more = html.Details([html.Summary(words("legend-more")), *_keys(always)], className="legend-more")
    group = dmc.CheckboxGroup(
        html.Div([*switches, more], className="legend-layers"),
        id=ids.MAP_LAYERS,
        value=list(shown),
        size="xs",
        **{"aria-label": words("layers")},
    )
    return html.Details([html.Summary(words("layers")), group], open=True, className="legend")


def _keys(keys: Sequence[Key]) -> list[Component]:
    return [html.Ul([_key(key) for key in keys], className="legend-keys")] if keys else []


def _key(key: Key) -> Component:
    drawing = html.Img(src=swatch(key), alt="", width=width_of(key), height=HEIGHT, className="legend-swatch")
    return html.Li([drawing, key.text])
