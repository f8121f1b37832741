"""Where a map draws what is known only to its district.

The coordinates of such a row are the centre of the district, not the site. Forty of them on one spot would look like
one place with forty incidents, so they are spread around the centre on a sunflower's spiral (Vogel, 1979: the n-th
seed at the n-th golden angle and the square root of n), in the order of the file. The same row is drawn at the same
place whatever is selected. Rows known to their settlement stay where they are.

A spiral has SEATS places: where a district has more such rows, they share them. Ten thousand rows would reach 140 km
otherwise, far outside their district.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
SEATS = 100  # 14 km around the centre
STEP_DEGREES = 0.013  # about 1.4 km between neighbours


Centre = tuple[float, float]


def drawn_positions(rows: pd.DataFrame, before: dict[Centre, int] | None = None) -> dict[str, pd.Series]:
    """`drawn_latitude` and `drawn_longitude` in degrees, missing where there are no coordinates.

    Where `rows` are a part of a file, `before` holds how many rows of the parts before were spread around each centre,
    and is brought up to date.
    """
    latitude, longitude = rows["latitude"].copy(), rows["longitude"].copy()
    areas = rows[(rows["location_precision"] == "district") & latitude.notna() & longitude.notna()]
    n = _numbers(areas, {} if before is None else before) % SEATS
    radius, angle = STEP_DEGREES * np.sqrt(n + 0.5), n * GOLDEN_ANGLE
    stretch = np.cos(
        np.radians(areas["latitude"].to_numpy(float))
    )  # a degree of longitude is shorter than one of latitude
    latitude[areas.index] = areas["latitude"] + radius * np.sin(angle)
    longitude[areas.index] = areas["longitude"] + radius * np.cos(angle) / stretch
    return {"drawn_latitude": latitude.round(5), "drawn_longitude": longitude.round(5)}


def _numbers(areas: pd.DataFrame, before: dict[Centre, int]) -> np.ndarray:
    """The number of each row among those around its centre, from 0; counts them in `before`."""
    centres = areas[["latitude", "longitude"]].astype("float64").groupby(["latitude", "longitude"])
    codes, counts = centres.ngroup().to_numpy(), centres.size()
    known = np.array([before.get(centre, 0) for centre in counts.index], dtype=float)
    before.update({centre: int(n) for centre, n in zip(counts.index, known + counts.to_numpy(), strict=True)})
    return centres.cumcount().to_numpy(float) + (known[codes] if len(codes) else 0)
