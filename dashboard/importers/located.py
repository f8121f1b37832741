"""The cells of a row that say where: what was reported, what was found, what the coordinates stand for.

A centroid is no point: what is known to a province or a country only loses its coordinates, and the report says so.
"""

from __future__ import annotations

from dashboard.importers.cells import rounded
from dashboard.importers.interface import Context
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, SETTLEMENT, Found, Reported

_YES_NO = {True: "yes", False: "no", None: ""}
_PRECISION = {SETTLEMENT: SETTLEMENT, DISTRICT: DISTRICT, PROVINCE: PROVINCE, COUNTRY: PROVINCE}


def located(at: Reported, context: Context, source: str) -> dict[str, str]:
    """Cells of IMPORTED_INCIDENTS for a place; `source` says where coordinates come from: “UCDP, as published”."""
    found = context.places.find(at)
    _tell(at, found, context)
    cells = {
        "province": found.province,
        "district": found.district,
        "province_reported": at.province,
        "district_reported": at.district,
        "country_reported": at.country,
        "is_inside_area": _YES_NO[found.inside],
        "location_precision": PROVINCE,
    }
    if at.latitude is None or at.longitude is None:
        return cells
    if at.precision in (PROVINCE, COUNTRY):  # what a point would pretend to be
        where = f"{at.latitude:g}, {at.longitude:g}"
        context.changes.each("coordinates of a centroid left out", "latitude", where, "")
        return cells
    point = {"latitude": rounded(at.latitude), "longitude": rounded(at.longitude)}
    if float(point["latitude"]) != at.latitude or float(point["longitude"]) != at.longitude:
        after = f"{point['latitude']}, {point['longitude']}"
        context.changes.each("rounded to 0.01°", "latitude", f"{at.latitude:g}, {at.longitude:g}", after)
    return cells | point | {"location_precision": _PRECISION[at.precision], "coordinate_source": source}


def _tell(at: Reported, found: Found, context: Context) -> None:
    note = context.changes.note
    if found.differs:
        context.changes.flag("coordinates outside the province named, which stands", "province", at.province)
    if found.how == "coordinates":
        note("province found by the coordinates", "province", at.province, found.province)
    elif found.province and found.province != at.province:
        note("province by the name we use", "province", at.province, found.province)
    if found.district and at.district and found.district != at.district:
        note("district by the name we use", "district", at.district, found.district)
