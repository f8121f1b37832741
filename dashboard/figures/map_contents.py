"""What a picture of the map shows: the groups, sites and areas inside its frame, of the layers that are on.

The legend names exactly these, and the counts beneath the picture are theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.data.basemap import Features
from dashboard.figures.map_areas import area_features
from dashboard.figures.map_features import place_features, site_features
from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_geometry import rings_of
from dashboard.model.groups import Group
from dashboard.model.situation import Situation
from dashboard.model.squares import shown_groups
from dashboard.text import Words

LAYERS = ("incidents", "areas", "outposts", "surveillance", "crossings", "villages", "districts", "terrain")
DEFAULT_LAYERS = ("incidents", "areas", "outposts", "surveillance", "crossings", "terrain")
ORDER = ("villages", "surveillance", "outposts", "crossings")  # from below, as the panes of the map on screen


@dataclass(frozen=True)
class Contents:
    """`outside` counts the mapped incidents of the selection that lie beyond the picture."""

    frame: MapFrame
    layers: frozenset[str]
    groups: tuple[Group, ...]
    outside: int
    sites: Mapping[str, Features]
    areas: Features


def contents(
    situation: Situation, words: Words, frame: MapFrame, layers: Collection[str], zoom: float | None = None
) -> Contents:
    """What `situation` leaves inside `frame`; `layers` are those that are on.

    Incidents are grouped as at `zoom`, that of the screen for a picture of it, else at the frame's own. Squares of the
    map are never of a closer zoom than the picture's, where their circles would cover each other.
    """
    has_incidents = "incidents" in layers
    at = frame.zoom if zoom is None else min(zoom, frame.zoom) if situation.is_crowded else zoom
    found = shown_groups(situation, at, frame.extent) if has_incidents else []
    shown = tuple(group for group in found if frame.holds(*frame.project([[group.longitude, group.latitude]])[0]))
    dataset = situation.dataset
    has_days = situation.selection.has_days
    sites = site_features(situation.outposts, dataset, words, has_days=has_days)
    sites["villages"] = place_features(situation.affected_places, dataset, words, has_days=has_days)
    areas = area_features(situation, words) if "areas" in layers else []
    return Contents(
        frame=frame,
        layers=frozenset(layers),
        groups=shown,
        outside=situation.toll.mapped - sum(group.incidents for group in shown) if has_incidents else 0,
        sites={layer: _inside(sites[layer], frame) if layer in layers else [] for layer in ORDER},
        areas=[feature for feature in areas if any(True for _ in rings_of(feature, frame))],
    )


def _inside(features: Features, frame: MapFrame) -> Features:
    return [f for f in features if frame.holds(*frame.project([f["geometry"]["coordinates"]])[0])]
