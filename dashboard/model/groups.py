"""Incidents that would cover each other on a map, put together: for the screen, the images and the slides.

The same points at the same zoom give the same groups, and every point is in one group, so that the groups add up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.frames import records

TILE = 256
RADIUS_PIXELS = 40
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents around one spot. `latitude`, `longitude` are their mean; tolls are in persons, None where not known.

    `areas` counts the incidents known only to their district; `harm` is killed, injured, none or unknown.
    """

    id: str
    latitude: float
    longitude: float
    incident_ids: tuple[str, ...]
    areas: int
    killed_low: int | None
    killed_high: int | None
    unknown: int
    injured: int | None
    harm: str

    @property
    def incidents(self) -> int:
        return len(self.incident_ids)

    @property
    def is_area(self) -> bool:
        """Whether none of the incidents is known to its settlement."""
        return self.areas == self.incidents


def mercator(latitude: np.ndarray, longitude: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """Pixels from the north-west corner of the Web Mercator world at `zoom`, as Leaflet counts them."""
    size = TILE * 2**zoom
    y = np.arctanh(np.sin(np.radians(latitude)))
    return (longitude + 180) / 360 * size, (0.5 - y / (2 * math.pi)) * size


def groups(points: pd.DataFrame, zoom: float) -> list[Group]:
    """Groups of `points` (as `Situation.points` gives them) less than RADIUS_PIXELS apart at `zoom`.

    The densest spots are taken first; ties go to the order of the file.
    """
    if points.empty:
        return []
    x, y = mercator(points["drawn_latitude"].to_numpy(float), points["drawn_longitude"].to_numpy(float), zoom)
    near = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) < RADIUS_PIXELS
    free = np.ones(len(points), dtype=bool)
    rows = records(points)
    found = []
    for seed in np.argsort(-near.sum(axis=1), kind="stable"):
        if free[seed]:
            members = near[seed] & free
            free &= ~members
            found.append(_group([rows[i] for i in np.flatnonzero(members)]))
    return found


def _group(rows: Sequence[Row]) -> Group:
    return Group(
        id=rows[0]["incident_id"],
        latitude=round(sum(row["drawn_latitude"] for row in rows) / len(rows), 5),
        longitude=round(sum(row["drawn_longitude"] for row in rows) / len(rows), 5),
        incident_ids=tuple(row["incident_id"] for row in rows),
        areas=sum(row["location_precision"] == "district" for row in rows),
        killed_low=_sum(row["killed_low"] for row in rows),
        killed_high=_sum(row["killed_high"] for row in rows),
        unknown=sum(bool(row["is_toll_unknown"]) for row in rows),
        injured=_sum(row["civilians_injured"] for row in rows),
        harm=harm_class(rows),
    )


def harm_class(rows: Sequence[Row]) -> str:
    """killed, injured, unknown (for one of them at least) or none (for all, no civilian killed was reported)."""
    if any(row["killed_high"] for row in rows):
        return "killed"
    if any(row["civilians_injured"] for row in rows):
        return "injured"
    return "unknown" if any(row["is_toll_unknown"] for row in rows) else "none"


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [int(count) for count in counts if count is not None]
    return sum(known) if known else None
