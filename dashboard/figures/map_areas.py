"""The districts that hold incidents known only to their district -> GeoJSON features of their outlines."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.basemap import Features
from dashboard.model.situation import Situation
from dashboard.text import Words


def area_features(situation: Situation, words: Words) -> Features:
    """The districts that hold incidents known only to their district, with the number and, where the map shows single
    ones, the `ids` of those."""
    districts = situation.dataset.tables["districts"]
    boundary = dict(zip(districts["district"], districts["boundary_id"], strict=True))
    held: dict[str, dict[str, int]] = {}
    for district, n in situation.areas.items():
        if district in boundary:
            held.setdefault(boundary[district], {})[district] = n
    ids = {} if situation.is_crowded else _known_to_district(situation.points)
    return [
        {
            "type": "Feature",
            "geometry": feature["geometry"],
            "properties": {
                "id": feature["properties"]["district"],
                "ids": [one for district in held[feature["properties"]["id"]] for one in ids.get(district, ())],
                "tip": area_tip(feature["properties"]["district"], held[feature["properties"]["id"]], words),
            },
        }
        for feature in situation.dataset.basemap.layers["districts"]
        if feature["properties"]["id"] in held
    ]


def _known_to_district(points: pd.DataFrame) -> dict[str, list[str]]:
    """District -> the ids of the incidents known only to it."""
    known = points[points["location_precision"] == "district"]
    return {str(district): list(ids) for district, ids in known.groupby("district")["incident_id"]}


def area_tip(drawn: str, held: Mapping[str, int], words: Words) -> str:
    """The incidents known only to their district in the polygon of the district `drawn`: `held` by district.

    An older polygon holds newer districts, too: each is named with its number, and that the boundary is the older one.
    """
    known = words.plural("only-district-known", sum(held.values()))
    if set(held) <= {drawn}:
        return f"{drawn}: {known}"
    ordered = sorted(held.items(), key=lambda one: (-one[1], one[0]))
    named = ", ".join(words("district-count", district=district, n=words.number(n)) for district, n in ordered)
    return f"{named} ({words('older-boundary', district=drawn)}): {known}"
