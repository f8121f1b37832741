"""GeoJSON features and files, in the form of the committed ones: four decimals, one line, no blank properties."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

DECIMALS = 4
LAST = ("name_ckb", "name_ku")  # the Kurdish names stand behind all other properties

Feature = dict[str, Any]


def names(row: dict[str, Any]) -> dict[str, str]:
    """The names of a row of a table, in every language it has."""
    return {key: row[key] for key in ("name_en", "name_ar", "name_tr", *LAST) if key in row}


def feature(geometry: BaseGeometry, **properties: Any) -> Feature:
    """A feature; properties that are None are left out."""
    known = {key: value for key, value in properties.items() if value is not None and key not in LAST}
    known |= {key: properties[key] for key in LAST if properties.get(key) is not None}
    shape = mapping(geometry)
    rounded = {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}
    return {"type": "Feature", "properties": known, "geometry": rounded}


def write(path: Path, features: Sequence[Feature]) -> None:
    """Write a feature collection and say how large it is."""
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print(f"  {path.name:28s} {len(features):4d} features {path.stat().st_size / 1024:8.1f} KiB")


def _rounded(coordinates: Any) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        return [round(float(number), DECIMALS) for number in coordinates]
    return [_rounded(member) for member in coordinates]
