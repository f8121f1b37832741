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
POLE = 85.0511287798  # Web Mercator is a square: it ends there


def mercator(latitude: np.ndarray, longitude: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """Pixels from the north-west corner of the Web Mercator world at `zoom`, as Leaflet counts them."""
    size = TILE * 2**zoom
    y = np.arctanh(np.sin(np.radians(latitude)))
    return (longitude + 180) / 360 * size, (0.5 - y / (2 * math.pi)) * size


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
