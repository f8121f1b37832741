"""Rows -> GeoJSON features of the map's layers. What a feature looks like is decided by its properties here; the
browser (`assets/map.js`) and the briefing map draw them.

Every feature carries `id`; facts are fetched on a click, not sent with the marker. `tip` is plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.data.basemap import Feature, Features
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.figures import palette
from dashboard.model.groups import Group
from dashboard.model.squares import circle_pixels
from dashboard.text import Words

# Which outposts.kind stands in which layer; every other kind is an outpost.
LAYER_OF_KIND = {
    "crossing_point": "crossings",
    "surveillance_site": "surveillance",
    "wall_or_barrier_section": "surveillance",
}
MOST_NAMED = 500  # incidents of a group, on the wire: the page lists a hundred of them
SITE_LAYERS = ("outposts", "surveillance", "crossings")
SHAPES = {
    "base": "square",
    "camp": "square",
    "headquarters": "square",
    "border_outpost": "triangle",
    "checkpoint": "triangle",
    "crossing_point": "diamond",
    "surveillance_site": "cross",
    "wall_or_barrier_section": "bar",
}


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """Features as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def incident_features(groups: Sequence[Group], words: Words) -> Features:
    """One point a group: `n` incidents, `label` and `killed` in words, `harm`, `is_area`, and what a click opens: the
    `ids` of MOST_NAMED, or a `square` with `across`, how large it is drawn."""
    return [
        _point(
            group.longitude,
            group.latitude,
            id=group.id,
            **_opened(group),
            n=group.incidents,
            label=words.short_number(group.incidents),
            killed=killed_label(group, words),
            harm=group.harm,
            is_area=group.is_area,
            tip=group_tip(group, words),
        )
        for group in groups
    ]


def _opened(group: Group) -> dict[str, Any]:
    if group.square:
        return {"square": list(group.square), "across": round(circle_pixels(group.incidents))}
    return {"ids": list(group.incident_ids[:MOST_NAMED])}


def killed_label(group: Group, words: Words) -> str:
    """The civilians killed in a group, low–high; blank when every incident's toll is unknown or the sum is 0."""
    if group.killed_high is None:
        return ""
    return words("killed-label", span=words.span(group.killed_low, group.killed_high)) if group.killed_high else ""


def group_tip(group: Group, words: Words) -> str:
    """A group in a sentence, for the pointer and for screen readers."""
    killed = words("tip-killed", span=words.span(group.killed_low, group.killed_high))
    pieces = [words.plural("incidents", group.incidents), killed]
    if group.unknown:
        unknown = words.plural("toll-unknown", group.unknown)
        is_share = group.square and group.unknown < group.incidents
        share = words("share", percent=words.percent(group.unknown / group.incidents)) if is_share else ""
        pieces.append(unknown + share)
    if group.areas:
        pieces.append(words.plural("only-district-known", group.areas))
    return "; ".join(pieces)


def site_features(
    sites: pd.DataFrame, dataset: Dataset, words: Words, *, has_days: bool = False
) -> dict[str, Features]:
    """Layer -> its sites with coordinates. `sites` are rows of outposts.csv with drawn positions.

    With `has_days` the Selection has days, and what has no date is marked: it may not belong to them.
    """
    found: dict[str, Features] = {layer: [] for layer in SITE_LAYERS}
    for row in records(sites[sites["latitude"].notna()]):
        layer = LAYER_OF_KIND.get(row["kind"], "outposts")
        found[layer].append(
            _point(
                row["drawn_longitude"],
                row["drawn_latitude"],
                id=row["outpost_id"],
                shape=SHAPES.get(row["kind"], "square"),
                colour=palette.OPERATORS.get(row["operated_by"], palette.OTHER_OPERATOR),
                outline=palette.outline(palette.OPERATORS.get(row["operated_by"], palette.OTHER_OPERATOR)),
                status=row["status"],
                is_area=row["location_precision"] != "settlement",
                is_undated=has_days and not row["first_reported"],
                tip=site_tip(row, dataset, words),
            )
        )
    return found


def site_tip(row: Mapping[str, Any], dataset: Dataset, words: Words) -> str:
    """A site in a sentence: name, kind, operator, status."""
    labels = [dataset.label("outposts", column, row[column]) for column in ("kind", "operated_by", "status")]
    undated = "" if row["first_reported"] else words("undated-site")
    return f"{row['name']}: {', '.join(labels)}{undated}" + _area_note(row, words)


def place_features(places: pd.DataFrame, dataset: Dataset, words: Words, *, has_days: bool = False) -> Features:
    """Affected villages with coordinates, by their status; `has_days` as for sites."""
    return [
        _point(
            row["drawn_longitude"],
            row["drawn_latitude"],
            id=row["place_id"],
            shape="circle",
            colour=palette.PLACES.get(row["status"], palette.OTHER_OPERATOR),
            status=row["status"],
            is_area=row["location_precision"] != "settlement",
            is_undated=has_days and not row["since"],
            tip=place_tip(row, dataset, words),
        )
        for row in records(places[places["latitude"].notna()])
    ]


def place_tip(row: Mapping[str, Any], dataset: Dataset, words: Words) -> str:
    """An affected village in a sentence: name, status, how well its place and date are known."""
    undated = "" if row["since"] else words("undated-place")
    return f"{row['place']}: {dataset.label('affected_places', 'status', row['status'])}{undated}" + _area_note(
        row, words
    )


def _area_note(row: Mapping[str, Any], words: Words) -> str:
    return "" if row["location_precision"] == "settlement" else f" ({words('area-only')})"


def _point(longitude: float, latitude: float, **properties: Any) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(longitude), float(latitude)]},
        "properties": properties,
    }
