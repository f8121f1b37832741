"""Districts, provinces and countries as areas, by the names of our tables: how far a point is from what a row names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from dashboard.data.frames import records
from dashboard.data.polygons import Polygons, kilometres

if TYPE_CHECKING:
    from dashboard.data.dataset import Dataset


@dataclass(frozen=True, eq=False)
class Areas:
    """`districts`, `provinces` and the country of each province (`countries`) as polygons, by name.

    A newer district shares the polygon of an older one. A province is its own polygon, the districts it administers and
    those that formally belong to it: where the two divisions differ, a point in either is in it. Of a province without
    a polygon of its own nobody knows where it ends.
    """

    polygons: Polygons
    districts: Mapping[str, Any]
    provinces: Mapping[str, Any]
    countries: Mapping[str, Any]

    @classmethod
    def of(cls, dataset: Dataset) -> Areas:
        """The areas of a dataset's basemap."""
        polygons = dataset.polygons
        owned = {name: area for name, _, area in polygons.districts}
        rows = records(dataset.tables["districts"])
        owner_of = {row["boundary_id"]: row["district"] for row in rows if row["is_own_polygon"]}
        districts = {
            row["district"]: owned[owner_of[row["boundary_id"]]]
            for row in rows
            if owner_of.get(row["boundary_id"]) in owned
        }
        codes = {row["province"]: row["iso_3166_2"] for row in records(dataset.tables["provinces"])}
        outlines = dict(polygons.provinces)
        provinces = {
            name: shapely.union_all([outlines[code], *_districts_of(name, rows, districts)])
            for name, code in codes.items()
            if code in outlines
        }
        return cls(polygons, districts, _prepared(provinces), _prepared(_countries(codes, outlines, provinces)))

    def district_at(self, latitude: float, longitude: float) -> str | None:
        """The district in whose polygon a point lies: of those that share it, the one that owns it. None outside."""
        found = self.polygons.district_at(latitude, longitude)
        return found[0] if found else None

    def km_from_district(self, name: str, latitude: float, longitude: float) -> float | None:
        """Kilometres from a district to a point, 0 inside; None for a district without a polygon."""
        area = self.districts.get(name)
        return None if area is None else kilometres(area, latitude, longitude)

    def km_from_province(self, name: str, latitude: float, longitude: float) -> float | None:
        """Kilometres from a province to a point, 0 inside; None for a province without a polygon."""
        area = self.provinces.get(name)
        return None if area is None else kilometres(area, latitude, longitude)

    def km_inside_another_country(self, name: str, latitude: float, longitude: float) -> float:
        """How far beyond the state border a point lies that is told to be in the province `name`; 0 where it is not.

        A point in no country that is drawn is in no other one.
        """
        own, point = self.countries.get(name), shapely.Point(longitude, latitude)
        if own is None or own.covers(point):
            return 0.0
        others = (one for one in self.countries.values() if one is not own)
        return kilometres(own, latitude, longitude) if any(one.covers(point) for one in others) else 0.0


def _districts_of(province: str, rows: list[dict[str, Any]], districts: Mapping[str, Any]) -> list[Any]:
    return [
        districts[row["district"]]
        for row in rows
        if province in (row["province"], row["province_formal"]) and row["district"] in districts
    ]


def _countries(codes: Mapping[str, str], outlines: Mapping[str, Any], provinces: Mapping[str, Any]) -> dict[str, Any]:
    """The country of each province: all provinces whose codes begin alike (IQ-, TR-)."""
    of = {name: code.partition("-")[0] for name, code in codes.items()}
    areas = {
        country: shapely.union_all(
            [area for code, area in outlines.items() if code.partition("-")[0] == country]
            + [area for name, area in provinces.items() if of[name] == country]
        )
        for country in dict.fromkeys(of.values())
    }
    return {name: areas[country] for name, country in of.items() if not areas[country].is_empty}


def _prepared(areas: dict[str, Any]) -> dict[str, Any]:
    for area in areas.values():
        shapely.prepare(area)
    return areas
