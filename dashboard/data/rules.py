"""Rules across the cells of one row. A row that breaks one is set aside, never repaired.

Of imported rows counts that contradict each other are told and kept: they are what the dataset published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

UNDATED = "unknown"
_LOW_TO_HIGH = {
    "incidents": ("civilians_killed_low", "civilians_killed", "civilians_killed_high"),
    "published_figures": ("value_low", "value", "value_high"),
}
_DEATHS = ("deaths_low", "deaths_best", "deaths_high")


Values = Mapping[str, Any]
Reasons = Iterator[tuple[str, str]]  # column, what is wrong with its cell beside the others


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule looks at the cells of its `columns` only: rows that agree in them break it together or not at all.

    `severity` is what it costs to break it.
    """

    columns: tuple[str, ...]
    reasons: Callable[[Values], Reasons]
    severity: Severity = Severity.ROW_SET_ASIDE


def rules(table: Table, province_of: Mapping[str, str]) -> list[Rule]:
    """The rules for rows of `table`, in the order in which they are told; `province_of` maps a district to its own."""
    ordered = _LOW_TO_HIGH.get(table.name, ())
    is_imported = "original_id" in table.by_name
    known = [
        Rule(("latitude", "longitude", "location_precision"), _coordinates),
        Rule(ordered, lambda values: _order(ordered, values), Severity.NOTE if is_imported else Severity.ROW_SET_ASIDE),
        Rule(_DEATHS, lambda values: _order(_DEATHS, values), Severity.NOTE),
        Rule(("date", "date_precision"), _precision),
        Rule(("date", "date_last"), _interval),
        Rule(("district", "province"), lambda values: _district(values, province_of)),
        Rule(("period_start", "period_end"), _period),
    ]
    known += [Rule(ordered, _figure)] if table.name == "published_figures" else []
    return [rule for rule in known if rule.columns and set(rule.columns) <= set(table.by_name)]


def row_problems(table: Table, values: Values, told_by: list[Rule]) -> list[Problem]:
    """What contradicts itself inside one converted row."""
    return [
        Problem(rule.severity, table.file, reason, values["line"], column, values["text"][column])
        for rule in told_by
        for column, reason in rule.reasons(values)
    ]


def _coordinates(values: Values) -> Reasons:
    if (values["latitude"] is None) != (values["longitude"] is None):
        yield "latitude", "stands without its other half: give both coordinates or none"
    elif values["latitude"] is None and values["location_precision"] != "province":
        yield "location_precision", "says that a point is known, but there are no coordinates"
    elif values["latitude"] is not None and values["location_precision"] == "province":
        yield "location_precision", "says that no point is known, but there are coordinates"


def _order(low_to_high: tuple[str, ...], values: Values) -> Reasons:
    for smaller, larger in pairwise(name for name in low_to_high if values[name] is not None):
        if values[smaller] > values[larger]:
            yield smaller, f"is above {larger} ({values['text'][larger]})"


def _precision(values: Values) -> Reasons:
    date = values["date"]
    found = date.precision if date else UNDATED
    if values["date_precision"] != found:
        yield "date_precision", f"does not fit the date, which is given to the precision “{found}”"


def _interval(values: Values) -> Reasons:
    first, last = values["date"], values["date_last"]
    if first and last and (last.first_day < first.first_day or last.last_day < first.last_day):
        yield "date_last", f"is before the date ({values['text']['date']})"


def _district(values: Values, province_of: Mapping[str, str]) -> Reasons:
    district = values["district"]
    if district in province_of and values["province"] != province_of[district]:
        yield "province", f"differs from districts.csv: {district} is administered by {province_of[district]}"


def _period(values: Values) -> Reasons:
    start, end = values["period_start"], values["period_end"]
    if start and end and start.first_day > end.last_day:
        yield "period_start", "is after period_end"


def _figure(values: Values) -> Reasons:
    if all(values[name] is None for name in ("value", "value_low", "value_high")):
        yield "value", "is empty, and there is no range either"
