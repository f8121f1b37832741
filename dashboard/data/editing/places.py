"""Rules about where something is: the point against the place that the row names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row, Said

PLACED = ("incidents", "outposts", "affected_places")
# Coordinates are rounded to 0.01 degrees (0.7 km), polygons are those of an older division, drawn by hand. What stands
# for a whole district may have the point of a town beside it.
KM_OF_A_SETTLEMENT, KM_OF_A_DISTRICT = 5.0, 10.0
KM_OVER_BORDER = 2.0  # the state border is known to some ten metres; what stays is the rounding, and towns beside it
VAGUE = "vague"  # status of a district whose polygon is not that of today
_NO_ONE_PLACE = re.compile(r"\b(between|pipeline|road|subdistrict|district|valley|mount|mountain)\b", re.IGNORECASE)
_CENTRE = re.compile(r"not the site|(district|subdistrict|area|region) (centre|center)|centroid", re.IGNORECASE)


def outside_province(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A point that is not in the province that the row names, or on the other side of the state border."""
    if row["latitude"] is None or not row["province"]:
        return
    place = row["province"], row["latitude"], row["longitude"]
    beyond, away = desk.areas.km_inside_another_country(*place), desk.areas.km_from_province(*place) or 0.0
    if beyond > KM_OVER_BORDER:
        yield Found(table, row, "province", {"km": _km(beyond), **_point(row)}, "country")
    elif away > _tolerance(row):
        yield Found(table, row, "province", {"km": _km(away), **_point(row)})


def outside_district(desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A point that is not in the polygon of the district that the row names."""
    district = desk.districts.get(row["district"] or "")
    if row["latitude"] is None or district is None or district["status"] == VAGUE:
        return
    away = desk.areas.km_from_district(row["district"], row["latitude"], row["longitude"]) or 0.0
    if away > _tolerance(row):
        where = desk.areas.district_at(row["latitude"], row["longitude"])
        said: Said = {"km": _km(away), **_point(row), **({"where": where} if where else {})}
        yield Found(table, row, "district", said, "in" if where else "")


def centre_as_settlement(desk: Desk) -> Iterator[Found]:
    """A row that stands for a village on the point that others use for the whole district.

    Either the source of the coordinates says so, or the place is a stretch or an area (a road, a pipeline, a
    subdistrict) and rows known only to the district stand on the very same point.
    """
    rows = [(table, row) for table in PLACED for row in desk.tables.get(table, ()) if row["latitude"] is not None]
    centres = {_spot(row) for _, row in rows if row["location_precision"] == "district"}
    for table, row in rows:
        if row["location_precision"] != "settlement":
            continue
        if _CENTRE.search(row["coordinate_source"] or ""):
            yield Found(table, row, "location_precision", how="told")
        elif _spot(row) in centres and _NO_ONE_PLACE.search(row["place"] or ""):
            yield Found(table, row, "location_precision", {"place": row["place"], **_point(row)})


def _tolerance(row: Row) -> float:
    return KM_OF_A_SETTLEMENT if row["location_precision"] == "settlement" else KM_OF_A_DISTRICT


def _spot(row: Row) -> tuple[object, ...]:
    return row["district"], row["latitude"], row["longitude"]


def _point(row: Row) -> dict[str, str]:
    return {"point": f"{row['latitude']:.2f}, {row['longitude']:.2f}"}


def _km(distance: float) -> float:
    return round(distance, 1)
