"""The map: basemap, layers, legend that is the layer control, scale, credits."""

from __future__ import annotations

from typing import Any

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_features import collection
from dashboard.layout import ids
from dashboard.layout.legend import legend
from dashboard.layout.parts import actions
from dashboard.text import Words

START_CENTRE, START_ZOOM = [36.95, 43.6], 8
LIMITS = [[33.0, 38.0], [40.0, 48.0]]
# Layer -> (how it is drawn, stacking order). Areas before lines before names.
BASEMAP = {
    "countries": ({"stroke": False, "fillColor": palette.ABROAD, "fillOpacity": 1}, 201),
    "land": ({"stroke": False, "fillColor": palette.LAND, "fillOpacity": 1}, 202),
    "lakes": ({"stroke": False, "fillColor": palette.WATER, "fillOpacity": 1}, 204),
    "rivers": ({"color": palette.RIVER, "weight": 1, "fill": False}, 205),
    "district_lines": ({"color": palette.DISTRICT, "weight": 0.8, "fill": False}, 206),
    "province_lines": ({"color": palette.PROVINCE, "weight": 1, "fill": False}, 207),
    "formal_lines": ({"color": palette.PROVINCE, "weight": 1, "dashArray": "4 4", "fill": False}, 207),
    "borders": ({"color": palette.BORDERS, "weight": 1.6, "fill": False}, 208),
    "border_casing": ({"color": palette.WHITE, "weight": 6, "opacity": 0.9, "fill": False}, 209),
    "border": ({"color": palette.BORDER, "weight": 2.8, "fill": False}, 210),
}
COVERING = ("countries", "land", "lakes")  # would hide online tiles
MARKER_LAYERS = {
    "areas": ids.MAP_AREAS,
    "villages": ids.MAP_VILLAGES,
    "surveillance": ids.MAP_SURVEILLANCE,
    "outposts": ids.MAP_OUTPOSTS,
    "crossings": ids.MAP_CROSSINGS,
    "incidents": ids.MAP_INCIDENTS,
}
DEFAULT_LAYERS = ("incidents", "areas", "outposts", "surveillance", "crossings", "terrain")


def map_card(dataset: Dataset, settings: Settings, words: Words) -> Component:
    """The map with its legend and the line that makes the counts add up."""
    return html.Section(
        [
            html.H2(words("view-map"), id=ids.title(ids.MAP), className="visually-hidden"),
            html.Div(
                [_map(dataset, settings, words), legend(words, DEFAULT_LAYERS)], id=ids.MAP_BOX, className="map-box"
            ),
            html.Div(
                [
                    html.P(id=ids.RECONCILIATION, className="reconciliation", role="status"),
                    html.Div(
                        [
                            html.Button(
                                words("fit"), id=ids.MAP_FIT, type="button", className="text-button", n_clicks=0
                            ),
                            actions(ids.MAP, words),
                        ],
                        className="card-actions",
                    ),
                    html.P([words("disclaimer"), " ", words("map-credits")], className="map-credits"),
                ],
                className="map-foot",
            ),
        ],
        className="card card-map",
        **{"aria-labelledby": ids.title(ids.MAP)},
    )


def _map(dataset: Dataset, settings: Settings, words: Words) -> Component:
    bounds = dataset.basemap.hillshade_bounds
    hillshade = dl.ImageOverlay(
        url=basemap_url(dataset, "hillshade.png"), bounds=[list(corner) for corner in bounds], opacity=0.55
    )
    tiles = [dl.TileLayer(url=settings.tiles_url)] if settings.tiles_url else []
    return dl.Map(
        [
            *tiles,
            *[_base_layer(name, dataset) for name in BASEMAP if not (tiles and name in COVERING)],
            *([] if tiles else [dl.Pane(hillshade, name="terrain", style={"zIndex": 203, "pointerEvents": "none"})]),
            _tripoints(dataset),
            _names(dataset),
            *[_marker_layer(name, component, order) for order, (name, component) in enumerate(MARKER_LAYERS.items())],
            dl.ScaleControl(position="bottomleft", imperial=False),
        ],
        id=ids.MAP,
        center=START_CENTRE,
        zoom=START_ZOOM,
        maxBounds=LIMITS,
        maxBoundsViscosity=0.8,
        minZoom=6,
        maxZoom=13,
        zoomSnap=0.5,
        zoomDelta=0.5,
        preferCanvas=True,
        attributionControl=False,
        className="map",
    )


def basemap_url(dataset: Dataset, name: str) -> str:
    """The address of a basemap file; its content never changes under it."""
    return f"/basemap/{dataset.version}/{name}"


def _base_layer(name: str, dataset: Dataset) -> Component:
    style, order = BASEMAP[name]
    file = {"border_casing": "border", "land": "countries"}.get(name, name)
    layer = dl.GeoJSON(
        url=basemap_url(dataset, f"{file}.geojson"),
        interactive=False,
        pane=f"base-{name}",
        style={"variable": "dashboard.map.baseStyle"},
        hideout={**style, "lineJoin": "round"},
        filter={"variable": "dashboard.map.isIraq"} if name == "land" else None,
    )
    return dl.Pane(layer, name=f"base-{name}", style={"zIndex": order, "pointerEvents": "none"})


def _tripoints(dataset: Dataset) -> Component:
    style = {"color": palette.BORDER, "weight": 1.6, "fillColor": palette.WHITE, "fillOpacity": 1}
    layer = dl.GeoJSON(
        url=basemap_url(dataset, "tripoints.geojson"),
        interactive=False,
        pane="tripoints",
        hideout=style,
        pointToLayer={"variable": "dashboard.map.tripointLayer"},
    )
    return dl.Pane(layer, name="tripoints", style={"zIndex": 211, "pointerEvents": "none"})


def _names(dataset: Dataset) -> Component:
    layer = dl.GeoJSON(
        url=basemap_url(dataset, "labels.geojson"),
        interactive=False,
        pane="names",
        pointToLayer={"variable": "dashboard.map.nameLayer"},
    )
    return dl.Pane(layer, name="names", style={"zIndex": 230, "pointerEvents": "none"})


def _marker_layer(name: str, component: str, order: int) -> Component:
    drawn: dict[str, Any] = {
        "pointToLayer": {"variable": f"dashboard.map.{'incident' if name == 'incidents' else 'site'}Layer"}
    }
    if name == "areas":
        drawn = {"style": {"variable": "dashboard.map.areaStyle"}}
    layer = dl.GeoJSON(
        id=component,
        data=collection([]),
        pane=name,
        hideout=_colours(),
        onEachFeature={"variable": "dashboard.map.describe"},
        **drawn,
    )
    return dl.Pane(layer, name=name, style={"zIndex": 240 if name == "areas" else 600 + 5 * order})


def _colours() -> dict[str, Any]:
    return {
        "harm": palette.HARM,
        "ink": {harm: palette.text_on(colour) for harm, colour in palette.HARM.items()},
        "edge": palette.TEXT,
        "accent": palette.ACCENT,
    }
