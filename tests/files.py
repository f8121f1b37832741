"""Files of rows as a reader has them when they are there as a whole."""

from __future__ import annotations

import json
from typing import Any

from dashboard.export import rows
from dashboard.model.situation import Situation
from dashboard.text import Words


def table_csv(name: str, situation: Situation, words: Words, *, hxl: bool = False) -> str:
    """The CSV of a table."""
    return "".join(rows.table_csv(name, situation, words, hxl=hxl))


def incidents_geojson(situation: Situation, words: Words) -> dict[str, Any]:
    """The GeoJSON of the incidents, read."""
    found: dict[str, Any] = json.loads("".join(rows.incidents_geojson(situation, words)))
    return found
