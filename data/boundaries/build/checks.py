"""What is checked after a build, written to build_report.json beside the layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .archives import table
from .borders import TRIPOINTS, tripoints
from .coverage import Coverage
from .geometry import TO_METRES, polygons, reproject, square_metres
from .lengths import Row


def report(coverage: Coverage, line: LineString, simplified: BaseGeometry, lengths: list[Row]) -> dict[str, Any]:
    """`line` is the border at full resolution, `simplified` that of the layers."""
    drawn = [area for (country, _), area in coverage.provinces.items() if country in table("provinces")]
    together = unary_union(drawn)
    overlap = sum(square_metres(area) for area in drawn) / 1e6 - square_metres(together) / 1e6
    drift = shapely.hausdorff_distance(reproject(TO_METRES, line), reproject(TO_METRES, simplified))
    ends = tripoints(line)
    return {
        "towns": _towns(coverage.provinces, line),
        "coverage_valid": coverage.is_valid,
        "province_overlap_km2": round(overlap, 4),
        "holes_in_union": sum(len(part.interiors) for part in polygons(together)),
        "all_valid": all(area.is_valid for area in drawn),
        "border_length_table": lengths,
        "tripoints": {end: [name, [round(x, 5) for x in ends[end][:2]]] for end, name in TRIPOINTS.items()},
        "simplified_border_max_drift_m": round(drift),
        "governorate_area_km2": {
            id_: round(square_metres(area) / 1e6)
            for (country, id_), area in coverage.provinces.items()
            if country == "IRQ"
        },
        "sources": table("sources"),
    }


def _towns(provinces: Mapping[tuple[str, str], BaseGeometry], line: LineString) -> dict[str, Any]:
    """Whether each of some known towns falls into its province and no other."""
    towns = {}
    for name, row in table("towns").items():
        point = Point(row["point"])
        found = [id_ for (_, id_), area in provinces.items() if area.covers(point)]
        towns[name] = {
            "want": row["province"],
            "got": found,
            "ok": found == [row["province"]],
            "deg_x100_to_border": round(line.distance(point) * 100, 1),
        }
    return towns
