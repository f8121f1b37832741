"""Incidents that would cover each other on a map, put together: for the screen, the images and the slides.

The same points at the same zoom give the same groups, and every point is in one group, so that the groups add up.
More than MOST_COMPARED are not brought here: `dashboard.model.squares`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data.mercator import mercator

RADIUS_PIXELS = 40
MOST_COMPARED = 2_000  # points; each with each other takes 50 MB
_TOLLS = {"killed_low": "killed_low", "killed_high": "killed_high", "injured": "civilians_injured"}


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents around one spot. `latitude`, `longitude` are their mean; tolls are in persons, None where not known.

    `areas` counts the `incidents` known only to their district; `harm` is killed, injured, none or unknown.
    `incident_ids` names them all, or none of those in a `square` of the map: its zoom and two numbers.
    """

    id: str
    latitude: float
    longitude: float
    incidents: int
    areas: int
    killed_low: int | None
    killed_high: int | None
    unknown: int
    injured: int | None
    harm: str
    incident_ids: tuple[str, ...] = ()
    square: tuple[int, int, int] | None = None

    @property
    def is_area(self) -> bool:
        """Whether none of the incidents is known to its settlement."""
        return self.areas == self.incidents


def groups(points: pd.DataFrame, zoom: float) -> list[Group]:
    """Groups of `points` (as `Situation.points` gives them) less than RADIUS_PIXELS apart at `zoom`.

    The densest spots are taken first; ties go to the order of the file.
    """
    if points.empty:
        return []
    x, y = mercator(points["drawn_latitude"].to_numpy(float), points["drawn_longitude"].to_numpy(float), zoom)
    return _added_up(points, _by_distance(x, y))


def _by_distance(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The number of the group that each point is in."""
    near = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) < RADIUS_PIXELS
    group = np.full(len(x), -1)
    number = 0
    for seed in np.argsort(-near.sum(axis=1), kind="stable"):
        if group[seed] < 0:
            group[near[seed] & (group < 0)] = number
            number += 1
    return group


def _added_up(points: pd.DataFrame, group: np.ndarray) -> list[Group]:
    """The points of each group together, in the order of the groups' numbers."""
    count = int(group.max()) + 1

    def total(of: np.ndarray) -> np.ndarray:
        return np.bincount(group, weights=of, minlength=count)

    sizes = total(np.ones(len(points)))
    tolls = {name: _toll(points[column], total) for name, column in _TOLLS.items()}
    unknown = total(points["is_toll_unknown"].to_numpy(bool)).astype(int).tolist()
    columns: dict[str, Sequence[Any]] = {
        "latitude": (total(points["drawn_latitude"].to_numpy(float)) / sizes).round(5).tolist(),
        "longitude": (total(points["drawn_longitude"].to_numpy(float)) / sizes).round(5).tolist(),
        "areas": total((points["location_precision"] == "district").to_numpy(bool)).astype(int).tolist(),
        "unknown": unknown,
        "harm": [*map(harm_class, tolls["killed_high"], tolls["injured"], unknown)],
        **tolls,
    }
    ids = np.split(
        points["incident_id"].to_numpy(object)[np.argsort(group, kind="stable")], np.cumsum(sizes)[:-1].astype(int)
    )
    return [
        Group(members[0], incidents=len(members), incident_ids=(*members,), **dict(zip(columns, values, strict=True)))
        for members, *values in zip(ids, *columns.values(), strict=True)
    ]


def _toll(counts: pd.Series, total: Callable[[np.ndarray], np.ndarray]) -> list[int | None]:
    """Persons in each group, None where no point knows them."""
    sums = total(counts.fillna(0).to_numpy(float)).astype(int).tolist()
    return [one if known else None for one, known in zip(sums, total(counts.notna().to_numpy()), strict=True)]


def harm_class(killed_high: int | None, injured: int | None, unknown: int) -> str:
    """killed, injured, unknown (for one of them at least) or none (for all, no civilian killed was reported)."""
    if killed_high:
        return "killed"
    if injured:
        return "injured"
    return "unknown" if unknown else "none"
