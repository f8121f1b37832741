"""Pixels and squares of the Web Mercator world, against what Leaflet documents and plain arithmetic."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.mercator import FINEST_ZOOM, POLE, SQUARE_PIXELS, TILE, finest_squares, mercator

LATITUDES, LONGITUDES = st.floats(-85, 85), st.floats(-180, 180)


def finest(latitude: float | None, longitude: float | None) -> tuple[Any, Any]:
    squares = finest_squares(pd.Series([latitude], dtype="Float64"), pd.Series([longitude], dtype="Float64"))
    return squares["tile_x"].iloc[0], squares["tile_y"].iloc[0]


def test_pixels_are_those_of_leaflet() -> None:
    x, y = mercator(np.array([0.0, POLE]), np.array([0.0, 180.0]), 2)
    assert x == pytest.approx([TILE * 2, TILE * 4])
    assert y == pytest.approx([TILE * 2, 0], abs=1e-3)


@given(latitude=LATITUDES, longitude=LONGITUDES, zoom=st.integers(0, FINEST_ZOOM))
def test_halving_the_finest_square_gives_the_one_of_any_zoom(latitude: float, longitude: float, zoom: int) -> None:
    pixels = mercator(np.array([latitude]), np.array([longitude]), zoom)
    for number, pixel in zip(finest(latitude, longitude), pixels, strict=True):
        exact = float(pixel[0]) / SQUARE_PIXELS
        is_on_an_edge = math.isclose(exact, round(exact), abs_tol=1e-9)
        assert is_on_an_edge or int(number) // 2 ** (FINEST_ZOOM - zoom) == math.floor(exact)


def test_squares_count_from_the_north_west() -> None:
    x, y = finest(37.0, 43.0)
    assert finest(37.1, 43.0)[1] < y < finest(36.9, 43.0)[1]
    assert finest(37.0, 42.9)[0] < x < finest(37.0, 43.1)[0]


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_a_pole_has_a_square_too(latitude: float) -> None:
    assert 0 <= int(finest(latitude, 0.0)[1]) <= TILE * 2**FINEST_ZOOM // SQUARE_PIXELS


def test_no_position_no_square() -> None:
    assert all(value is pd.NA for value in finest(None, None))
