"""Where a picture of the map lies: which extent, at which zoom, and which pixel a place falls on.

Web Mercator in pixels of the picture, from its north-west corner, as Leaflet draws it. The extent that a reader asks
for grows to the proportions of the picture; nothing is stretched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.data.basemap import Feature
from dashboard.data.mercator import TILE, Extent, mercator
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

__all__ = [
    "CLOSEST_ZOOM", "MARGIN_DEGREES", "WHOLE_BORDER", "Extent", "MapFrame", "extent_of", "frame_for", "opening_extent",
    "outlines", "parse_extent", "round_km",
]  # fmt: skip
WHOLE_BORDER: Extent = (41.6, 36.15, 45.0, 37.75)
MARGIN_DEGREES = 0.12
CLOSEST_ZOOM = 13.0
EARTH_KM = 2 * math.pi * 6378.137
_ROUND = (1, 2, 5)
_NARROWING = ("province", "district", "start", "end", "type", "by", "status", "harm", "context", "q", "dataset")
_POLE = 85.0  # Web Mercator ends there


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A rectangle of `width` × `height` pixels of the Web Mercator world at `zoom`, beginning at `left`, `top`."""

    zoom: float
    left: float
    top: float
    width: float
    height: float

    def project(self, points: Sequence[Sequence[float]] | np.ndarray) -> np.ndarray:
        """(longitude, latitude) pairs -> (x, y) pairs in pixels of the picture."""
        degrees = np.asarray(points, dtype=float)
        x, y = mercator(degrees[:, 1], degrees[:, 0], self.zoom)
        return np.column_stack((x - self.left, y - self.top))

    def holds(self, x: float, y: float) -> bool:
        """Whether a pixel lies in the picture."""
        return bool(0 <= x <= self.width and 0 <= y <= self.height)

    @property
    def extent(self) -> Extent:
        """What the picture shows."""
        size = TILE * 2**self.zoom
        west, east = (x / size * 360 - 180 for x in (self.left, self.left + self.width))
        south, north = (_latitude(y / size) for y in (self.top + self.height, self.top))
        return west, south, east, north

    @property
    def km_per_pixel(self) -> float:
        """On the ground, at the middle of the picture."""
        size = TILE * 2**self.zoom
        middle = _latitude((self.top + self.height / 2) / size)
        return EARTH_KM * math.cos(math.radians(middle)) / size


def frame_for(extent: Extent, width: float, height: float) -> MapFrame:
    """The closest frame of `width` × `height` pixels around `extent`, no closer than CLOSEST_ZOOM."""
    south, north = sorted(max(-_POLE, min(_POLE, latitude)) for latitude in (extent[1], extent[3]))
    west, east = sorted((extent[0], extent[2]))
    (x0, x1), (y1, y0) = mercator(np.array([south, north]), np.array([west, east]), 0)
    scale = min(width / max(x1 - x0, 1e-9), height / max(y1 - y0, 1e-9), 2**CLOSEST_ZOOM)
    left, top = (x0 + x1) / 2 * scale - width / 2, (y0 + y1) / 2 * scale - height / 2
    return MapFrame(math.log2(scale), float(left), float(top), width, height)


def extent_of(situation: Situation) -> Extent:
    """Around the chosen districts or provinces and the incidents of a selection; the whole border when there are
    neither."""
    drawn = situation.drawn_extent
    corners = np.array([drawn[:2], drawn[2:]] if drawn else []).reshape(-1, 2)
    rows = np.vstack([corners, *_chosen_areas(situation)])
    if not len(rows):
        return WHOLE_BORDER
    (west, south), (east, north), m = rows.min(axis=0), rows.max(axis=0), MARGIN_DEGREES
    return float(west) - m, float(south) - m, float(east) + m, float(north) + m


def opening_extent(situation: Situation) -> Extent:
    """What a map shows when nobody says what: the selection, or the border where nothing is narrowed."""
    selection = situation.selection
    is_narrowed = any(getattr(selection, name) != getattr(Selection(), name) for name in _NARROWING)
    return extent_of(situation) if is_narrowed else WHOLE_BORDER


def _chosen_areas(situation: Situation) -> Iterator[np.ndarray]:
    """The outlines of the chosen districts, else of the chosen provinces, as (longitude, latitude) rows."""
    selection, table = situation.selection, situation.dataset.tables["districts"]
    column = "district" if selection.district else "province"
    chosen = set(table.loc[table[column].isin(getattr(selection, column)), "boundary_id"])
    for feature in situation.dataset.basemap.layers["districts"]:
        if feature["properties"]["id"] in chosen:
            yield from outlines(feature)


def outlines(feature: Feature) -> Iterator[np.ndarray]:
    """The rings of a polygon feature, as (longitude, latitude) rows."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for ring in (ring for polygon in polygons for ring in polygon):
        yield np.asarray(ring, dtype=float)


def parse_extent(text: str) -> Extent | None:
    """`west,south,east,north` in degrees; None when it is no extent."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else None


def round_km(frame: MapFrame, most_pixels: float) -> tuple[int, float]:
    """The longest round distance that a scale bar of `most_pixels` can show, in km, and its length in pixels."""
    longest = most_pixels * frame.km_per_pixel
    steps = [one * 10**power for power in range(5) for one in _ROUND]
    km = max((step for step in steps if step <= longest), default=1)
    return km, km / frame.km_per_pixel


def _latitude(share: float) -> float:
    """The latitude at a share of the world's height from the north."""
    return math.degrees(math.asin(math.tanh(math.pi * (1 - 2 * share))))
