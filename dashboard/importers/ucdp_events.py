"""One row of UCDP's event files -> one event. What its codes mean: UCDP GED Codebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise

from dashboard.data.cells import CellError
from dashboard.importers import cells, dates
from dashboard.importers.interface import EVENTS, Context, Given, Made, Outcome, Refused
from dashboard.importers.intervals import when
from dashboard.importers.located import located
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, SETTLEMENT, Reported
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED

TYPES = {"1": "state_based_violence", "2": "non_state_violence", "3": "one_sided_violence"}
_TYPE_NAMES = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
# 1 exact; 2 within 25 km of a known point; 3 a district; 4 a province; 5 a landscape or a line; 6 a country; 7 no land.
PRECISIONS = {
    "1": SETTLEMENT, "2": DISTRICT, "3": DISTRICT, "4": PROVINCE, "5": PROVINCE, "6": COUNTRY, "7": COUNTRY,
}  # fmt: skip
_DETAILS = (
    "relid", "conflict_name", "dyad_name", "code_status", "event_clarity", "date_prec", "where_prec",
    "where_description", "number_of_sources", "source_headline", "deaths_a", "deaths_b", "deaths_unknown",
)  # fmt: skip
_LONGEST = 1_500  # characters of what sources are called
_TOLLS = {"best": "deaths_best", "low": "deaths_low", "high": "deaths_high", "deaths_civilians": "civilians_killed"}


def event(given: Given, *, context: Context, day: dates.Reader) -> Outcome:
    """An event, or why there is none; `day` reads its dates."""
    row = given.cells
    key = cells.identifier(row["id"])
    if not key:
        return Refused("id", "", "is empty: a row without an id can't be told apart from others")
    kind = cells.identifier(row["type_of_violence"])
    if kind not in TYPES:
        return Refused("type_of_violence", kind, "is not 1, 2 or 3")
    days, tolls, degrees, fault = _read(row, day)
    if fault:
        return fault
    start, end = days
    if not start:
        return Refused("date_start", "", "is empty: an event without a date can't be shown")
    if end and end < start:
        return Refused("date_end", row["date_end"], f"is before date_start ({start})")
    _tell(row, key, start, context)
    found = {name: value for name in _DETAILS if (value := row.get(name))}
    made = {
        **located(_place(row, *degrees), context, "UCDP, as published"),
        **when(start, end),
        **tolls,
        "incident_id": f"{context.dataset}:{key}",
        "original_id": key,
        "place": row.get("where_coordinates", ""),
        "event_type": TYPES[kind],
        "original_type": _TYPE_NAMES[kind],
        "attributed_to": ACTOR_NOT_CODED,
        "attribution_status": NOT_CODED,
        "scope": NOT_ASSESSED,
        "review": IMPORTED,
        "actors": "; ".join(filter(None, (row.get("side_a"), row.get("side_b")))),
        "summary": row.get("dyad_name", ""),
        "caveat": _caveat(tolls, context),
        "sources_reported": (row.get("source_article") or row.get("source_original") or "")[:_LONGEST],
        "details": json.dumps(found, ensure_ascii=False),
    }
    return Made(EVENTS, key, made)


_Values = tuple[list[str], dict[str, str], list[float | None], Refused | None]


def _read(row: Mapping[str, str], day: dates.Reader) -> _Values:
    """Days, tolls, degrees; or the first cell that can't be read."""
    days: list[str] = []
    tolls: dict[str, str] = {}
    degrees: list[float | None] = []
    column = ""
    try:
        for column in ("date_start", "date_end"):
            days.append(day(row[column]) if row.get(column) else "")
        for column, ours in _TOLLS.items():
            tolls[ours] = cells.count(row.get(column, ""))
        for column, limit in (("latitude", 90), ("longitude", 180)):
            degrees.append(cells.degrees(row.get(column, ""), limit))
    except CellError as error:
        return days, tolls, degrees, Refused(column, row.get(column, ""), str(error))
    return days, tolls, degrees, None


def _place(row: Mapping[str, str], latitude: float | None, longitude: float | None) -> Reported:
    """A place without a code for its precision is taken for a district: an area, never a point."""
    return Reported(
        country=row.get("country", ""),
        country_code=cells.identifier(row.get("country_id", "")),
        province=row.get("adm_1", ""),
        district=row.get("adm_2", ""),
        latitude=latitude,
        longitude=longitude,
        precision=PRECISIONS.get(cells.identifier(row["where_prec"]), DISTRICT),
    )


def _tell(row: Mapping[str, str], key: str, start: str, context: Context) -> None:
    if key != row["id"]:
        context.changes.each("id written as a number with decimals", "id", row["id"], key)
    if row["date_start"] != start:
        context.changes.each("day of a date and time", "date_start", row["date_start"], start)
    if cells.identifier(row["where_prec"]) not in PRECISIONS:
        context.changes.note("precision not coded: taken for a district", "where_prec", row["where_prec"], "3")


def _caveat(tolls: Mapping[str, str], context: Context) -> str:
    """What is odd in the estimates, which stay as they were published."""
    known = [(name, int(tolls[f"deaths_{name}"])) for name in ("low", "best", "high") if tolls[f"deaths_{name}"]]
    for (lower, a), (higher, b) in pairwise(known):
        if a > b:
            context.changes.flag(f"{lower} above {higher}, kept as published", lower, f"{a} above {b}")
            return f"As published, the {lower} estimate ({a}) is above the {higher} one ({b})."
    return ""
