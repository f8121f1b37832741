"""The basemap on screen: bundled areas, relief, water, lines and names, each in a pane of its own."""

from __future__ import annotations

from typing import Any

import dash_leaflet as dl
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_base import CASING, LINES, RELIEF_OPACITY

LOWEST_PANE = 201


def _leaflet(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the briefing map as Leaflet writes it, so that screen and picture look alike."""
    dash = {"dashArray": line["dash"].replace("px", "")} if "dash" in line else {}
    return {"color": line["color"], "weight": line["width"], "fill": False, "lineJoin": "round", **dash}


# Layer -> how it is drawn, from below.
LAYERS: dict[str, dict[str, Any]] = {
    "countries": {"stroke": False, "fillColor": palette.ABROAD, "fillOpacity": 1},
    "land": {"stroke": False, "fillColor": palette.LAND, "fillOpacity": 1},
    "terrain": {},
    "lakes": {"stroke": False, "fillColor": palette.WATER, "fillOpacity": 1},
    **{name: _leaflet(line) for name, line in LINES.items() if name != "border"},
    "border_casing": _leaflet(CASING),
    "border": _leaflet(LINES["border"]),
    "tripoints": {"color": palette.BORDER, "weight": 1.6, "fillColor": palette.WHITE, "fillOpacity": 1},
    "labels": {},
}
COVERING = ("countries", "land", "terrain", "lakes")  # would hide online tiles
_FILES = {"border_casing": "border", "land": "countries"}
_POINTS = {"tripoints": "tripointLayer", "labels": "nameLayer"}


def basemap(dataset: Dataset, *, with_tiles: bool) -> list[Component]:
    """The panes of the basemap, from below; only lines and names above online tiles."""
    shown = [name for name in LAYERS if not (with_tiles and name in COVERING)]
    return [
        dl.Pane(
            _relief(dataset) if name == "terrain" else _layer(name, dataset),
            name=pane(name),
            style={"zIndex": LOWEST_PANE + list(LAYERS).index(name), "pointerEvents": "none"},
        )
        for name in shown
    ]


def pane(name: str) -> str:
    """The pane of a layer; `assets/dashboard.css` hides it by this name."""
    return {"terrain": "terrain", "labels": "names"}.get(name, f"base-{name}")


def basemap_url(dataset: Dataset, name: str) -> str:
    """The address of a basemap file; its content never changes under it."""
    return f"/basemap/{dataset.version}/{name}"


def _relief(dataset: Dataset) -> Component:
    bounds = [list(corner) for corner in dataset.basemap.hillshade_bounds]
    return dl.ImageOverlay(url=basemap_url(dataset, "hillshade.png"), bounds=bounds, opacity=RELIEF_OPACITY)


def _layer(name: str, dataset: Dataset) -> Component:
    drawn: dict[str, Any] = {"style": {"variable": "dashboard.map.baseStyle"}}
    if name in _POINTS:
        drawn = {"pointToLayer": {"variable": f"dashboard.map.{_POINTS[name]}"}}
    if name == "land":
        drawn["filter"] = {"variable": "dashboard.map.isIraq"}
    return dl.GeoJSON(
        url=basemap_url(dataset, f"{_FILES.get(name, name)}.geojson"),
        interactive=False,
        pane=pane(name),
        hideout=LAYERS[name],
        **drawn,
    )
