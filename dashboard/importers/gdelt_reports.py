"""One row of GDELT's event files -> one report of media. Its place is that of the action, never that of an actor.

Names of codes: CAMEO (event codes), GDELT Event Database Codebook (QuadClass, types of places).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from dashboard.data.cells import CellError
from dashboard.importers import cells
from dashboard.importers.dates import day_of
from dashboard.importers.interface import EVENTS, Context, Given, LeftOut, Made, Outcome, Refused
from dashboard.importers.intervals import when
from dashboard.importers.located import located
from dashboard.importers.places import COUNTRY, PROVINCE, SETTLEMENT, Reported
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED

NO_PLACE = "the place of the action is not coded: nobody can say whether it is in the area"
# 1 a country, 2 a state of the US, 3 a city of the US, 4 a city or landmark elsewhere, 5 a province elsewhere.
# What is larger than a city has the coordinates of its centre.
_TYPES = {"1": COUNTRY, "2": PROVINCE, "3": SETTLEMENT, "4": SETTLEMENT, "5": PROVINCE}
_ROOTS = {
    "01": "Make public statement", "02": "Appeal", "03": "Express intent to cooperate", "04": "Consult",
    "05": "Engage in diplomatic cooperation", "06": "Engage in material cooperation", "07": "Provide aid",
    "08": "Yield", "09": "Investigate", "10": "Demand", "11": "Disapprove", "12": "Reject", "13": "Threaten",
    "14": "Protest", "15": "Exhibit military posture", "16": "Reduce relations", "17": "Coerce", "18": "Assault",
    "19": "Fight", "20": "Use unconventional mass violence",
}  # fmt: skip
_CLASSES = {
    "1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict",
}  # fmt: skip
_DETAILS = (
    "Actor1Code", "Actor1CountryCode", "Actor2Code", "Actor2CountryCode", "IsRootEvent", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone", "ActionGeo_Type", "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code", "ActionGeo_FeatureID",
)  # fmt: skip
_AS_CAME = tuple((name, name.casefold()) for name in _DETAILS)
_TIME_DIGITS = 14  # of a time as YYYYMMDDHHMMSS; version 1.0 has the day alone


def report(given: Given, *, context: Context) -> Outcome:
    """A report, or why there is none."""
    row = given.cells
    key = cells.identifier(row["globaleventid"])
    if not key:
        return Refused("GLOBALEVENTID", "", "is empty: a row without an id can't be told apart from others")
    kind = cells.identifier(row["actiongeo_type"])
    if kind in {"", "0"}:
        return LeftOut(NO_PLACE)
    if kind not in _TYPES:
        return Refused("ActionGeo_Type", kind, "is not 0 to 5")
    column = ""
    try:
        day = day_of(cells.identifier(row[column := "sqldate"]))
        latitude = cells.degrees(row.get(column := "actiongeo_lat", ""), 90)
        longitude = cells.degrees(row.get(column := "actiongeo_long", ""), 180)
    except CellError as error:
        return Refused(column, row.get(column, ""), str(error))
    code = _code(row, context)
    made = {
        **located(_place(row, kind, latitude, longitude), context, "GDELT, as a program read it"),
        **when(day),
        "incident_id": f"{context.dataset}:{key}",
        "original_id": key,
        "place": row.get("actiongeo_fullname", ""),
        "event_type": "media_report",
        "original_type": _named(code),
        "attributed_to": ACTOR_NOT_CODED,
        "attribution_status": NOT_CODED,
        "scope": NOT_ASSESSED,
        "review": IMPORTED,
        "actors": "; ".join(filter(None, (row.get("actor1name"), row.get("actor2name")))),
        "sources_reported": row.get("sourceurl", ""),
        "updated": _added(row.get("dateadded", "")),
        "details": json.dumps(_details(row, code), ensure_ascii=False),
    }
    return Made(EVENTS, key, made)


def _place(row: Mapping[str, str], kind: str, latitude: float | None, longitude: float | None) -> Reported:
    """The full name is “place, province, country”, “province, country” or “country”."""
    country, *narrower = reversed(_parts(row.get("actiongeo_fullname", "")))
    precision = _TYPES[kind]
    is_with_province = precision == PROVINCE or len(narrower) > 1
    return Reported(
        country=country,
        country_code=row.get("actiongeo_countrycode", ""),
        province=narrower[0] if narrower and is_with_province and precision != COUNTRY else "",
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


@lru_cache(maxsize=16_384)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.split(","))


def _code(row: Mapping[str, str], context: Context) -> str:
    """The event code, whose zero in front a spreadsheet may have taken away: the code of its root tells."""
    code, root = row.get("eventcode", ""), row.get("eventrootcode", "").zfill(2)
    if not code.startswith(root) and f"0{code}".startswith(root):
        context.changes.note("zero in front of a code, lost in a spreadsheet", "EventCode", code, f"0{code}")
        return f"0{code}"
    return code


def _added(time: str) -> str:
    """When GDELT added it, in as many digits as all others have: they are compared as texts."""
    return cells.identifier(time).ljust(_TIME_DIGITS, "0") if time else ""


def _named(code: str) -> str:
    root = _ROOTS.get(code[:2], "")
    return f"{root} (CAMEO {code})" if root else f"CAMEO {code}" if code else ""


def _details(row: Mapping[str, str], code: str) -> dict[str, str]:
    quad = cells.identifier(row.get("quadclass", ""))
    found = {"EventCode": code, "QuadClass": f"{quad} ({_CLASSES[quad]})" if quad in _CLASSES else quad}
    return {name: value for name, value in found.items() if value} | {
        name: value for name, folded in _AS_CAME if (value := row.get(folded))
    }
