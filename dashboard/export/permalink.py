"""The address under which what a file shows can be opened."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from dashboard.config import Settings
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import Extent
from dashboard.model.situation import Situation

NOTHING_SHOWN = "none"


def permalink(situation: Situation, settings: Settings, extent: Extent | None, layers: Collection[str]) -> str:
    """The Selection, the part of the map and the layers where they are not the usual ones, and the version of the data.

    Blank when the dashboard has no public address. `extent` is west, south, east, north in degrees.
    """
    if not settings.public_url:
        return ""
    view = {
        "layers": _told(layers),
        "map": ",".join(f"{degrees:.3f}" for degrees in extent or ()),
        "v": situation.dataset.version,
    }
    told = urlencode({name: value for name, value in view.items() if value}, safe=",")
    return f"{settings.public_url}/?{'&'.join(filter(None, [situation.selection.query(), told]))}"


def rows_path(file: str, situation: Situation) -> str:
    """Where a server of the dashboard gives a file of rows of the Selection."""
    return "?".join(filter(None, [f"/api/{file}", situation.selection.query()]))


def _told(layers: Collection[str]) -> str:
    """As the page writes them (`assets/10-address.js`): blank for the usual ones."""
    if set(layers) == set(DEFAULT_LAYERS):
        return ""
    return ",".join(layer for layer in LAYERS if layer in layers) or NOTHING_SHOWN
