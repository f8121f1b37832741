"""The map: basemap, layers, legend that is the layer control, scale, credits."""

from __future__ import annotations

from typing import Any

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_contents import DEFAULT_LAYERS
from dashboard.figures.map_features import collection
from dashboard.figures.map_frame import Extent
from dashboard.figures.map_marks import CROSS, HOLLOW, REPORTED_OPACITY, SHAPES, shape_path
from dashboard.layout import ids
from dashboard.layout.basemap import basemap
from dashboard.layout.legend import legend
from dashboard.layout.panel import SHOWN_IN_GROUP
from dashboard.layout.parts import actions
from dashboard.model.dataset_words import accessed, imported_of
from dashboard.model.groups import MOST_COMPARED
from dashboard.model.headline_words import reconciliation
from dashboard.model.situation import Situation
from dashboard.text import Words

START_CENTRE, START_ZOOM = [36.95, 43.3], 8  # of WHOLE_BORDER, as a window of 1440 pixels fits it
LIMITS = [[33.0, 38.0], [40.0, 48.0]]
MARKER_LAYERS = {
    "areas": ids.MAP_AREAS,
    "villages": ids.MAP_VILLAGES,
    "surveillance": ids.MAP_SURVEILLANCE,
    "outposts": ids.MAP_OUTPOSTS,
    "crossings": ids.MAP_CROSSINGS,
    "incidents": ids.MAP_INCIDENTS,
}


def viewport(extent: Extent, *, is_fit: bool = False) -> dict[str, Any]:
    """What the map is to show, as Leaflet writes it; `is_fit` when a reader asked for it, so that it is their part."""
    west, south, east, north = extent
    return {"bounds": [[south, west], [north, east]], "isFit": is_fit}


def map_card(dataset: Dataset, settings: Settings, words: Words) -> Component:
    """The map with its legend and the line that makes the counts add up."""
    return html.Section(
        [
            html.H2(words("view-map"), id=ids.title(ids.MAP), className="visually-hidden"),
            html.Div(_map(dataset, settings, words), id=ids.MAP_BOX, className="map-box"),
            legend(dataset, words, DEFAULT_LAYERS),
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


def map_counts(situation: Situation, words: Words) -> str | list[Component | str]:
    """How the incidents add up and, where they are many, what a circle is; whose data it is, where it is not ours."""
    told, notes = reconciliation(situation, words), [accessed(imported_of(situation), words)]
    if situation.is_crowded:
        what = words("squares-note", n=words.number(MOST_COMPARED))
        click = words("squares-click", n=words.number(SHOWN_IN_GROUP))
        notes.append(f"{what} {click}")
    spans = [html.Span(note, className="squares-note") for note in notes if note]
    return [told, *spans] if spans else told


def _map(dataset: Dataset, settings: Settings, words: Words) -> Component:
    tiles = [dl.TileLayer(url=settings.tiles_url)] if settings.tiles_url else []
    return dl.Map(
        [
            *tiles,
            *basemap(dataset, with_tiles=bool(tiles)),
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
        preferCanvas=False,
        attributionControl=False,
        className="map",
    )


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
        "white": palette.WHITE,
        "paths": {shape: shape_path(shape) for shape in SHAPES},
        "hollow": list(HOLLOW),
        "reported": REPORTED_OPACITY,
        "cross": CROSS,
    }
