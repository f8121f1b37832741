"""One row of an HXL table of events -> one event.

`#affected+killed` is deaths of all kinds of people; only `+civilians` are civilians. Who did it stands only where the
file uses the names that this dashboard has for it: of others nobody can say that they mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from dashboard.data.cells import CellError
from dashboard.importers import dates
from dashboard.importers.hxl_rows import Cells
from dashboard.importers.interface import EVENTS, Context, Given, Made, Outcome, Refused
from dashboard.importers.located import located
from dashboard.importers.places import DISTRICT, PROVINCE, SETTLEMENT, Reported
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED, REPORT, WORDS

_NUMBERS = (
    "civilians_killed", "civilians_killed_low", "civilians_killed_high", "civilians_injured", "combatants_killed",
    "deaths_low", "deaths_best", "deaths_high", "villages_emptied",
)  # fmt: skip
_AS_GIVEN = "coordinates as the file has them"


def event(cells: Cells, context: Context, day: dates.Reader) -> Callable[[Given], Outcome]:
    """What maps rows to events; `day` reads their dates."""

    def mapped(given: Given) -> Outcome:
        column = "date"
        found: dict[str, str] = {}
        try:
            found |= cells.days(given, day)
            for column in _NUMBERS:
                found[column] = cells.number(given, column)
            column = "latitude"
            latitude = cells.degrees(given, column, 90)
            column = "longitude"
            longitude = cells.degrees(given, column, 180)
        except CellError as error:
            return Refused(cells.column(column), cells.text(given, column), str(error))
        if not found.get("date"):
            return Refused(cells.column("date"), "", "is empty: an event without a date can't be shown")
        key = cells.key(given, context)
        at = _place(cells, given, latitude, longitude)
        source = cells.text(given, "coordinate_source") or _AS_GIVEN
        made = {
            **located(at, context, source),
            **_no_district(cells, given),
            **found,
            **_said(cells, given, context),
            "incident_id": f"{context.dataset}:{key}",
            "original_id": key,
            "details": json.dumps(cells.details(given), ensure_ascii=False),
        }
        return Made(EVENTS, key, made)

    return mapped


def _place(cells: Cells, given: Given, latitude: float | None, longitude: float | None) -> Reported:
    """Coordinates without a word on how precise they are stand for a district: an area, never a point. The word says
    nothing of a row without coordinates, whose district is what it names."""
    said = cells.text(given, "location_precision").casefold()
    return Reported(
        country=cells.text(given, "country"),
        country_code=cells.text(given, "country_code"),
        province=cells.text(given, "province"),
        district=cells.text(given, "district"),
        latitude=latitude,
        longitude=longitude,
        precision=said if latitude is not None and said in (SETTLEMENT, DISTRICT, PROVINCE) else DISTRICT,
        code=cells.text(given, "district_code") or cells.text(given, "province_code"),
    )


def _no_district(cells: Cells, given: Given) -> dict[str, str]:
    """A table that names districts has none where the cell is blank: the event is of several, whatever its point."""
    columns = cells.plan.fields.keys() & {"district", "district_code"}
    return {"district": ""} if columns and not any(cells.text(given, name) for name in columns) else {}


def _said(cells: Cells, given: Given, context: Context) -> dict[str, str]:
    """What is told in words: kept where it is a word of ours, else beside it."""
    kind = _ours(cells, given, context, "event_type")
    by = _ours(cells, given, context, "attributed_to")
    contested = cells.text(given, "is_toll_contested")
    other_type = (cells.text(given, "event_type") if not kind else "", cells.text(given, "sub_type"))
    other_actor = cells.text(given, "attributed_to") if not by else ""
    return {
        "place": cells.text(given, "place"),
        "event_type": kind or REPORT,
        "original_type": " – ".join(filter(None, other_type)),
        "attributed_to": by or ACTOR_NOT_CODED,
        "attribution_status": (_ours(cells, given, context, "attribution_status") if by else "") or NOT_CODED,
        "scope": _ours(cells, given, context, "scope") or NOT_ASSESSED,
        "review": IMPORTED,
        "is_toll_contested": contested if contested in ("yes", "no") else "",
        "actors": "; ".join(filter(None, (other_actor, cells.texts(given, "actors")))),
        "summary": cells.text(given, "summary"),
        "caveat": cells.text(given, "caveat"),
        "sources_reported": cells.texts(given, "sources"),
        "updated": cells.text(given, "updated"),
    }


def _ours(cells: Cells, given: Given, context: Context, column: str) -> str:
    """The value of ours, or of datasets that are imported here: as it stands, or as the user maps it; blank for
    another, which is told."""
    said = cells.text(given, column)
    value = context.choices.values.get(column, {}).get(said, said)
    if value in context.vocabulary.get(column, ()) or (column, value) in WORDS:
        if value != said:
            context.changes.note("as the mapping says", column, said, value)
        return value
    if said:
        context.changes.note("no value of ours: kept beside", column, said, "")
    return ""
