"""Which district a point lies in, by the polygons of the boundaries; how far it is from a province. By shapely."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians
from typing import Any

import shapely
from shapely.geometry import shape

from dashboard.data.basemap import Basemap

_KM_OF_DEGREE = 111.2  # of latitude


@dataclass(frozen=True, eq=False)
class Polygons:
    """The polygons of `districts`, whose names and provinces are those of districts.csv, and of the `provinces`
    around them, by id (ISO 3166-2)."""

    districts: tuple[tuple[str, str, Any], ...]
    provinces: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, basemap: Basemap) -> Polygons:
        """Those of a basemap."""
        named = [(one["properties"], shape(one["geometry"])) for one in basemap.layers["districts"]]
        districts = tuple((name["district"], name["province"], polygon) for name, polygon in named)
        around = tuple((one["properties"]["id"], shape(one["geometry"])) for one in basemap.layers["provinces"])
        for polygon in (*(one[-1] for one in districts), *(one[-1] for one in around)):
            shapely.prepare(polygon)
        return cls(districts, around)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all districts."""
        west, south, east, north = shapely.total_bounds([polygon for *_, polygon in self.districts])
        return float(west), float(south), float(east), float(north)

    def district_at(self, latitude: float, longitude: float) -> tuple[str, str] | None:
        """(district, administering province) of a point; None where it lies in none of ours."""
        point = shapely.Point(longitude, latitude)
        for district, province, polygon in self.districts:
            if polygon.covers(point):
                return district, province
        return None

    def kilometres_from(self, province: str, latitude: float, longitude: float) -> float:
        """How far a point is from a province of ours, in kilometres; 0 inside. The length of a degree is that at the
        point, which is good enough for some tens of kilometres. KeyError for a province without districts."""
        return kilometres(self._areas[province], latitude, longitude)

    @cached_property
    def _areas(self) -> dict[str, Any]:
        names = {province for _, province, _ in self.districts}
        return {name: shapely.union_all([area for _, own, area in self.districts if own == name]) for name in names}


def kilometres(area: Any, latitude: float, longitude: float) -> float:
    """How far a point is from a polygon, 0 inside, as long as a degree is at the point."""
    point = shapely.Point(longitude, latitude)
    if area.covers(point):
        return 0.0
    (x0, y0), (x1, y1) = shapely.shortest_line(area, point).coords
    return hypot((x1 - x0) * cos(radians(latitude)), y1 - y0) * _KM_OF_DEGREE
