"""Web Mercator in pixels, as Leaflet counts them, and the squares that a map of many incidents is put together by.

A square is SQUARE_PIXELS wide at its zoom. Squares are nested: four of one zoom make one of the zoom before, so that
the square of an incident at FINEST_ZOOM, computed once, tells those of all others by halving.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

TILE = 256
SQUARE_PIXELS = 60
FINEST_ZOOM = 16  # closer than any map of ours comes
Extent = tuple[float, float, float, float]  # west, south, east, north, in degrees
Squares = tuple[int, int, int, int]  # a rectangle of them: first x, first y, last x, last y, all included
POLE = 85.0511287798  # Web Mercator is a square: it ends there
WORLD: Extent = (-180, -POLE, 180, POLE)


def mercator(latitude: np.ndarray, longitude: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """Pixels from the north-west corner of the Web Mercator world at `zoom`, as Leaflet counts them."""
    size = TILE * 2**zoom
    y = np.arctanh(np.sin(np.radians(latitude)))
    return (longitude + 180) / 360 * size, (0.5 - y / (2 * math.pi)) * size


def degrees(x: np.ndarray, y: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude of pixels as `mercator` gives them."""
    size = TILE * 2**zoom
    return np.degrees(np.arcsin(np.tanh(math.pi * (1 - 2 * y / size)))), x / size * 360 - 180


def squares_of(extent: Extent, zoom: int) -> Squares:
    """The squares at `zoom` that an extent touches."""
    west, south, east, north = extent
    latitudes = np.clip([north, south], -POLE, POLE)
    (x0, x1), (y0, y1) = (
        np.floor(pixels / SQUARE_PIXELS).astype(int).tolist()
        for pixels in mercator(latitudes, np.array([west, east]), zoom)
    )
    return x0, y0, x1, y1


def extent_of(squares: Squares, zoom: int) -> Extent:
    """Around these squares at `zoom`."""
    x0, y0, x1, y1 = squares
    corners = np.array([[x0, x1 + 1], [y0, y1 + 1]]) * SQUARE_PIXELS
    (north, south), (west, east) = (one.tolist() for one in degrees(corners[0], corners[1], zoom))
    return west, south, east, north


def finest(squares: Squares, zoom: int) -> Squares:
    """The squares at FINEST_ZOOM that these at `zoom` consist of."""
    x0, y0, x1, y1 = squares
    parts = 2 ** (FINEST_ZOOM - zoom)
    return x0 * parts, y0 * parts, (x1 + 1) * parts - 1, (y1 + 1) * parts - 1


def finest_squares(latitude: pd.Series, longitude: pd.Series) -> dict[str, pd.Series]:
    """`tile_x`, `tile_y` (whole numbers from the north-west corner): the square at FINEST_ZOOM of each position in
    degrees, missing where there is none. Those beyond POLE stand in the last row."""
    north = latitude.to_numpy(float, na_value=np.nan).clip(-POLE, POLE)
    pixels = mercator(north, longitude.to_numpy(float, na_value=np.nan), FINEST_ZOOM)
    numbers = [np.floor(one / SQUARE_PIXELS) for one in pixels]
    return {
        name: pd.Series(number, index=latitude.index).astype("Int64")
        for name, number in zip(("tile_x", "tile_y"), numbers, strict=True)
    }
