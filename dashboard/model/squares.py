"""Many incidents on a map: a circle for each square of it, for the screen, the images and the slides.

Squares are fixed to the world, unlike groups by distance: what is in a square does not depend on its neighbours, so
that a screen asks for those it shows, and for the others when it comes there. It asks for blocks of them.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.frames import records
from dashboard.data.measures import SQUARE_SUMS
from dashboard.data.mercator import (
    FINEST_ZOOM,
    SQUARE_PIXELS,
    WORLD,
    Extent,
    Squares,
    degrees,
    extent_of,
    mercator,
    squares_of,
)
from dashboard.model.groups import Group, groups, harm_class
from dashboard.model.situation import Situation

BLOCK = 8  # squares across; assets/48-squares.js knows it, too
SINGLE_PIXELS, FEWEST_PIXELS, MOST_PIXELS = 16, 22, 46  # across, of a circle for 1 incident, 2 or more, 10,000 or more
MOST_BLOCKS = 256  # in one question; a screen of 4K has 54
Block = tuple[int, int]  # from the north-west corner of the world


def square_zoom(zoom: float) -> int:
    """The whole zoom whose squares a map at `zoom` is put together by; halves go to the wider squares, so that no
    circle of the screen is larger than its square."""
    return max(0, min(FINEST_ZOOM, math.ceil(zoom - 0.5)))


def circle_pixels(incidents: int) -> float:
    """Pixels across of a circle on the screen. It grows by powers of ten: with the root, all would be of one size."""
    if incidents == 1:
        return SINGLE_PIXELS
    return min(MOST_PIXELS, FEWEST_PIXELS + (MOST_PIXELS - FEWEST_PIXELS) * math.log10(incidents) / 4)


def square_groups(table: pd.DataFrame, zoom: float) -> list[Group]:
    """The groups of `table`, as `EventStore.squares` gives it for `square_zoom(zoom)`, most incidents first.

    Each stands at the mean of its incidents, moved just so far into its square that its circle reaches into no other
    one: neighbours never cover each other's numbers, and none leaves its square.
    """
    if table.empty:
        return []
    latitude, longitude = _inside_square(table, zoom)
    placed = table.assign(latitude=latitude.round(5), longitude=longitude.round(5))
    ordered = placed.sort_values(["incidents", "square_x", "square_y"], ascending=[False, True, True])
    return [_group(row, square_zoom(zoom)) for row in records(ordered)]


def _inside_square(table: pd.DataFrame, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    at = square_zoom(zoom)
    shown = 2 ** (zoom - at)  # pixels of the map for one of the square
    radius = np.array([circle_pixels(n) for n in table["incidents"]]) / 2 / shown
    free = np.clip(SQUARE_PIXELS / 2 - radius, 0, None)
    means = mercator(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float), at)
    middles = [(table[f"square_{axis}"].to_numpy(float) + 0.5) * SQUARE_PIXELS for axis in "xy"]
    x, y = (np.clip(one, middle - free, middle + free) for one, middle in zip(means, middles, strict=True))
    return degrees(x, y, at)


def _group(row: dict[str, Any], zoom: int) -> Group:
    low, high, injured = (row[name] if row[f"{name}_known"] else None for name in SQUARE_SUMS)
    square = zoom, int(row["square_x"]), int(row["square_y"])
    return Group(
        id="/".join(map(str, square)),
        latitude=row["latitude"],
        longitude=row["longitude"],
        incidents=int(row["incidents"]),
        areas=int(row["areas"]),
        killed_low=low if low is None else int(low),
        killed_high=high if high is None else int(high),
        unknown=int(row["unknown"]),
        injured=injured if injured is None else int(injured),
        harm=harm_class(high, injured, row["unknown"]),
        square=square,
    )


def blocks_around(extent: Extent, zoom: float) -> frozenset[Block]:
    """The blocks that an extent touches, of a map at `zoom`."""
    x0, y0, x1, y1 = (number // BLOCK for number in squares_of(extent, square_zoom(zoom)))
    return frozenset((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))


def parse_blocks(text: str) -> frozenset[Block] | None:
    """`12.7,13.7`: None when it names no blocks, or more than MOST_BLOCKS."""
    try:
        found = frozenset((int(x), int(y)) for x, y in (one.split(".") for one in text.split(",", MOST_BLOCKS - 1)))
    except ValueError:
        return None
    last = squares_of(WORLD, FINEST_ZOOM)[2] // BLOCK
    return found if all(0 <= x <= last and 0 <= y <= last for x, y in found) else None


def shown_groups(
    situation: Situation, zoom: float, extent: Extent | None = None, blocks: Collection[Block] | None = None
) -> list[Group]:
    """The incidents of `situation` as a map at `zoom` shows them; every one stands in exactly one group.

    Many come for the `extent`, or for the `blocks`, alone; few always come all.
    """
    if not situation.is_crowded:
        return groups(situation.points, zoom)
    at = square_zoom(zoom)
    if blocks is None:
        return square_groups(situation.squares(at, extent), zoom)
    table = situation.squares(at, _around(blocks, at)) if blocks else situation.squares(at).iloc[:0]
    asked = {x << 32 | y for x, y in blocks}
    numbers = (table["square_x"] // BLOCK).to_numpy("int64") << 32 | (table["square_y"] // BLOCK).to_numpy("int64")
    return square_groups(table[np.isin(numbers, list(asked))], zoom)


def _around(blocks: Collection[Block], zoom: int) -> Extent:
    xs, ys = zip(*blocks, strict=True)
    squares: Squares = (
        min(xs) * BLOCK,
        min(ys) * BLOCK,
        max(xs) * BLOCK + BLOCK - 1,
        max(ys) * BLOCK + BLOCK - 1,
    )
    return extent_of(squares, zoom)
