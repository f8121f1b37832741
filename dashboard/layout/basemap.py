"""The basemap on screen: bundled areas, relief, water, lines and names, in panes from below."""

from __future__ import annotations

from typing import Any

import dash_leaflet as dl
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.basemap_files import HILLSHADE, basemap_file
from dashboard.figures.basemap_sheets import SHEETS
from dashboard.figures.map_base import CASING, LINES, RELIEF_OPACITY

LOWEST_PANE = 201


def _leaflet(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the briefing map as Leaflet writes it, so that screen and picture look alike."""
    dash = {"dashArray": line["dash"].replace("px", "")} if "dash" in line else {}
    return {"color": line["color"], "weight": line["width"], "fill": False, "lineJoin": "round", **dash}


# Layer -> how it is drawn; which are drawn together: `basemap_sheets`.
LOOKS: dict[str, dict[str, Any]] = {
    "countries": {"stroke": False, "fillColor": palette.ABROAD, "fillOpacity": 1},
    "land": {"stroke": False, "fillColor": palette.LAND, "fillOpacity": 1},
    "lakes": {"stroke": False, "fillColor": palette.WATER, "fillOpacity": 1},
    **{name: _leaflet(line) for name, line in LINES.items()},
    "border_casing": _leaflet(CASING),
}
TRIPOINT = {"color": palette.BORDER, "weight": 1.6, "fillColor": palette.WHITE, "fillOpacity": 1}
COVERING = ("countries", "land", "lakes")  # would hide online tiles
HIDDEN = {"stroke": False, "fill": False}


def basemap(dataset: Dataset, *, with_tiles: bool) -> list[Component]:
    """The panes of the basemap, from below; only water, lines and names above online tiles."""
    looks = LOOKS | (dict.fromkeys(COVERING, HIDDEN) if with_tiles else {})
    water, *lines = [_sheet(name, looks, dataset) for name in SHEETS if name != "ground"]
    ground = [] if with_tiles else [_sheet("ground", looks, dataset), ("terrain", _relief(dataset))]
    points = [
        ("base-tripoints", _points("tripoints", "tripointLayer", "base-tripoints", TRIPOINT, dataset)),
        ("names", _points("labels", "nameLayer", "names", {}, dataset)),
    ]
    return [
        dl.Pane(content, name=pane, style={"zIndex": LOWEST_PANE + order, "pointerEvents": "none"})
        for order, (pane, content) in enumerate([*ground, water, *lines, *points])
    ]


def basemap_url(dataset: Dataset, name: str) -> str:
    """The address of a basemap file; its content never changes under it, and it changes only with the content."""
    file = basemap_file(dataset.basemap, name)
    return f"basemap/{file.hash if file else dataset.version}/{name}"


def _relief(dataset: Dataset) -> Component:
    bounds = [list(corner) for corner in dataset.basemap.hillshade_bounds]
    return dl.ImageOverlay(url=basemap_url(dataset, HILLSHADE), bounds=bounds, opacity=RELIEF_OPACITY)


def _sheet(name: str, looks: dict[str, Any], dataset: Dataset) -> tuple[str, Component]:
    """The pane of a sheet and what is on it; `assets/dashboard.css` hides it by this name."""
    pane = f"base-{name}"
    content = dl.GeoJSON(
        url=basemap_url(dataset, f"{name}.geojson"),
        interactive=False,
        pane=pane,
        hideout={layer: looks[layer] for layer in SHEETS[name]},
        style={"variable": "dashboard.map.baseStyle"},
    )
    return pane, content


def _points(name: str, function: str, pane: str, look: dict[str, Any], dataset: Dataset) -> Component:
    return dl.GeoJSON(
        url=basemap_url(dataset, f"{name}.geojson"),
        interactive=False,
        pane=pane,
        hideout=look,
        pointToLayer={"variable": f"dashboard.map.{function}"},
    )
