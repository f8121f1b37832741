"""The basemap on screen in as few sheets as its order allows: each costs the browser time at every change of the page.

The layers of a sheet are one file, so that they are drawn in their order whichever file arrives first.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.data.basemap import Features
from dashboard.figures.map_base import IRAQ

# Sheet -> its layers, from below. The relief lies between ground and water; districts are switched on and off.
SHEETS = {
    "ground": ("countries", "land"),
    "water": ("lakes", "rivers"),
    "district_lines": ("district_lines",),
    "lines": ("province_lines", "formal_lines", "borders", "border_casing", "border"),
}
_SAME = {"land": "countries", "border_casing": "border"}


def sheet(layers: Mapping[str, Features], name: str) -> Features:
    """The features of a sheet, from below; their one property, `layer`, says how each is drawn."""
    found: Features = []
    for layer in SHEETS[name]:
        features = layers[_SAME.get(layer, layer)]
        if layer == "land":
            features = [feature for feature in features if feature["properties"]["iso3"] == IRAQ]
        found += [{**feature, "properties": {"layer": layer}} for feature in features]
    return found
