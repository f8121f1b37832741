"""Rules across the cells of one row. A row that breaks one is set aside, never repaired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

UNDATED = "unknown"
_LOW_TO_HIGH = {
    "incidents": ("civilians_killed_low", "civilians_killed", "civilians_killed_high"),
    "published_figures": ("value_low", "value", "value_high"),
}


def row_problems(table: Table, values: Mapping[str, Any], province_of: Mapping[str, str]) -> list[Problem]:
    """What contradicts itself inside one converted row; `province_of` maps a district to its province."""
    reasons = [
        *_coordinates(values),
        *_order(table, values),
        *_precision(values),
        *_district(values, province_of),
        *_period(values),
        *_figure(table, values),
    ]
    return [
        Problem(Severity.ROW_SET_ASIDE, table.file, reason, values["line"], column, values["text"][column])
        for column, reason in reasons
    ]


def _coordinates(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "latitude" not in values:
        return
    if (values["latitude"] is None) != (values["longitude"] is None):
        yield "latitude", "stands without its other half: give both coordinates or none"
    elif values["latitude"] is None and values["location_precision"] != "province":
        yield "location_precision", "says that a point is known, but there are no coordinates"
    elif values["latitude"] is not None and values["location_precision"] == "province":
        yield "location_precision", "says that no point is known, but there are coordinates"


def _order(table: Table, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = [name for name in _LOW_TO_HIGH.get(table.name, ()) if values[name] is not None]
    for smaller, larger in pairwise(names):
        if values[smaller] > values[larger]:
            yield smaller, f"is above {larger} ({values['text'][larger]})"


def _precision(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "date_precision" not in values:
        return
    date = values["date"]
    found = date.precision if date else UNDATED
    if values["date_precision"] != found:
        yield "date_precision", f"does not fit the date, which is given to the precision “{found}”"


def _district(values: Mapping[str, Any], province_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    district = values.get("district")
    if isinstance(district, str) and district in province_of and values.get("province") != province_of[district]:
        yield "province", f"differs from districts.csv: {district} is administered by {province_of[district]}"


def _period(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    start, end = values.get("period_start"), values.get("period_end")
    if start and end and start.first_day > end.last_day:
        yield "period_start", "is after period_end"


def _figure(table: Table, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if table.name == "published_figures" and all(values[name] is None for name in ("value", "value_low", "value_high")):
        yield "value", "is empty, and there is no range either"
