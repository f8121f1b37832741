"""One row of an ACLED export -> one event.

`fatalities` is one number for all deaths, of fighters and civilians, so it is never one of civilians killed. Which
actor stands first does not say who attacked. Times and places are as precise as their codes say: ACLED Codebook.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache

from dashboard.data.cells import CellError
from dashboard.importers import acled_types, cells, dates
from dashboard.importers.interface import EVENTS, Context, Given, Made, Outcome, Refused
from dashboard.importers.intervals import when
from dashboard.importers.located import located
from dashboard.importers.places import DISTRICT, Reported
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED

IDS = ("event_id_cnty", "event_id", "data_id")  # the first is stable; files without it have one of the others
_DETAILS = (
    "disorder_type", "civilian_targeting", "assoc_actor_1", "assoc_actor_2", "admin3", "source_scale", "tags",
    "time_precision", "geo_precision",
)  # fmt: skip
_AROUND = dt.timedelta(days=3)  # of the day in the middle of a week
_LONGEST = 1_500  # characters of what sources are called
_DIGITS = 10  # of a time in seconds since 1970, from 2001 to 2286


def event(given: Given, *, context: Context, day: dates.Reader) -> Outcome:
    """An event, or why there is none; `day` reads its date."""
    row = given.cells
    found_id = next((name for name in IDS if row.get(name)), "")
    if not found_id:
        return Refused(IDS[0], "", "is empty: a row without an id can't be told apart from others")
    if not row.get("event_date"):
        return Refused("event_date", "", "is empty: an event without a date can't be shown")
    column = ""
    try:
        date = day(row[column := "event_date"])
        deaths = cells.count(row.get(column := "fatalities", ""))
        latitude = cells.degrees(row.get(column := "latitude", ""), 90)
        longitude = cells.degrees(row.get(column := "longitude", ""), 180)
    except CellError as error:
        return Refused(column, row.get(column, ""), str(error))
    key = cells.identifier(row[found_id])
    if key != row[found_id]:
        context.changes.each("id written as a number with decimals", found_id, row[found_id], key)
    if row["event_date"] != date:
        context.changes.each("date as we write it", "event_date", row["event_date"], date)
    made = {
        **located(_place(row, latitude, longitude, context), context, "ACLED, as published"),
        **_when(row, date, context),
        **_said(row, context),
        "incident_id": f"{context.dataset}:{key}",
        "original_id": key,
        "deaths_best": deaths,
        "attributed_to": ACTOR_NOT_CODED,
        "attribution_status": NOT_CODED,
        "scope": NOT_ASSESSED,
        "review": IMPORTED,
        "updated": updated(row.get("timestamp", "")),
    }
    return Made(EVENTS, key, made)


def updated(timestamp: str) -> str:
    """Seconds since 1970 in as many digits as all others have: they are compared as texts. What else stands there
    stays."""
    number = cells.identifier(timestamp)
    return number.zfill(_DIGITS) if number.isdigit() else timestamp


def _said(row: Mapping[str, str], context: Context) -> dict[str, str]:
    """What happened, between whom, who reports it; each as ACLED words it, and as we do."""
    kind, sub_kind = row.get("event_type", ""), row.get("sub_event_type", "")
    words = ": ".join(filter(None, (kind, sub_kind)))
    event_type = acled_types.event_type(kind, sub_kind)
    if not event_type:
        context.changes.note("type of event not known: kept as other", "event_type", words, "other")
    return {
        "place": row.get("location", ""),
        "event_type": event_type or "other",
        "original_type": words,
        "actors": "; ".join(filter(None, (row.get("actor1"), row.get("actor2")))),
        "summary": row.get("notes", ""),
        "sources_reported": _sources(row.get("source", "")),
        "details": json.dumps(_details(row, context), ensure_ascii=False),
    }


@lru_cache(maxsize=16_384)
def _sources(cell: str) -> str:
    """Names of sources, each once; separated by semicolons in the file."""
    names = dict.fromkeys(" ".join(name.split()) for name in cell.split(";"))
    return "; ".join(filter(None, names))[:_LONGEST]


def _details(row: Mapping[str, str], context: Context) -> dict[str, str]:
    found = {name: value for name in _DETAILS if (value := row.get(name))}
    for name, told in (
        ("inter1", acled_types.actor_kind),
        ("inter2", acled_types.actor_kind),
        ("interaction", acled_types.interaction),
    ):
        code = row.get(name, "")
        if meaning := told(code):
            found[name] = meaning
        if meaning != code:
            context.changes.note("code told in words", name, code, meaning)
    return found


def _when(row: Mapping[str, str], date: str, context: Context) -> dict[str, str]:
    """A day; a week, of which the date is the middle; a month, of which it is any day.

    Where a file has no precision the date stands as written, with a flag; a code that nobody knows is the coarsest.
    """
    code = row.get("time_precision", "")
    precision = acled_types.time_precision(code)
    if precision == acled_types.DAY:
        return when(date)
    if precision == acled_types.WEEK:
        middle = dt.date.fromisoformat(date)
        first, last = (middle - _AROUND).isoformat(), (middle + _AROUND).isoformat()
        context.changes.each("known to the week: three days before and after", "event_date", date, f"{first} – {last}")
        return when(first, last)
    if not code:
        context.changes.flag("no precision of the date is given: the day stands as written", "time_precision", "")
        return when(date)
    if not precision:
        context.changes.note("precision of the date not coded: taken for a month", "time_precision", code, "3")
    context.changes.each("known to the month", "event_date", date, date[:7])
    return {"date": date[:7], "date_precision": "month"}


def _place(row: Mapping[str, str], latitude: float | None, longitude: float | None, context: Context) -> Reported:
    """A place without a known code for its precision is taken for a district: an area, never a point."""
    code = row.get("geo_precision", "")
    precision = acled_types.geo_precision(code)
    if not precision:
        context.changes.note("precision not coded: taken for a district", "geo_precision", code, "2")
    return Reported(
        country=row.get("country", ""),
        country_code=cells.identifier(row.get("iso") or row.get("iso3") or ""),
        province=row.get("admin1", ""),
        district=row.get("admin2", ""),
        latitude=latitude,
        longitude=longitude,
        precision=precision or DISTRICT,
    )
