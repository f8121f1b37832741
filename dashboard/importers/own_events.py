"""One row of a table whose columns a user or a deployment decides -> one event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from dashboard.importers import cells, dates
from dashboard.importers.interface import EVENTS, Context, Made, Outcome, Refused
from dashboard.importers.located import located
from dashboard.importers.mapping_fields import Kind, fields
from dashboard.importers.own_cells import key_said, place_said, when_said
from dashboard.importers.own_rows import FaultError, Layout, Row, Said, said_of
from dashboard.importers.places import DISTRICT
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED

REPORT = "report"  # a type of its own: what kind of event is not coded
# What becomes of values that are none of ours: the words of the table are kept beside.
OTHERWISE: Mapping[str, str] = {
    "event_type": REPORT, "attributed_to": ACTOR_NOT_CODED, "attribution_status": NOT_CODED,
    "location_precision": DISTRICT,
}  # fmt: skip
FIELDS = {one.key: one for one in fields("events")}
_COUNTS = tuple(one.key for one in FIELDS.values() if one.kind is Kind.COUNT)
_AS_SAID = ("place", "summary", "caveat")
_LONGEST = 1_500  # characters of what sources are called
_LONGEST_DETAIL = 300  # characters


def event(
    row: Row, layout: Layout, context: Context, day: dates.Reader, more: Mapping[str, str] | None = None
) -> Outcome:
    """An event, or why there is none; `day` reads its dates, `more` are cells that take the place of these."""
    try:
        return _event(row, layout, context, day, more or {})
    except FaultError as fault:
        return fault.refused


def _event(row: Row, layout: Layout, context: Context, day: dates.Reader, more: Mapping[str, str]) -> Outcome:
    said = said_of(row, layout)
    first, last = said.get("date"), said.get("date_last")
    if not first:
        return Refused(said.column("date"), "", "is empty: an event without a date can't be shown")
    days = said.read("date_last" if last else "date", lambda _: when_said(first, last, day))
    counts = {key: said.read(key, cells.count) for key in _COUNTS}
    place = place_said(said)
    key = key_said(said, context.changes)
    if days["date"] != first:
        context.changes.each("date as we write it", said.column("date"), first, days["date"])
    made = {
        **located(place, context, layout.coordinate_source),
        **days,
        **counts,
        **_attribution(said, context),
        **{name: said.get(name) for name in _AS_SAID},
        "incident_id": f"{context.dataset}:{key}",
        "original_id": key,
        "event_type": said.get("event_type", REPORT),
        "original_type": said.raw("event_type") if "event_type" not in layout.fixed else "",
        "scope": NOT_ASSESSED,
        "review": IMPORTED,
        "sources_reported": _source(said),
        **more,
    }
    return Made(EVENTS, key, made)


def _attribution(said: Said, context: Context) -> dict[str, str]:
    """Who did it. An actor that is none of ours stays among the actors, in the words of the table."""
    actor = said.get("attributed_to", ACTOR_NOT_CODED)
    status = said.get("attribution_status")
    if not status:
        coded = "unattributed" if actor == "Unknown" else "reported"
        status = NOT_CODED if actor == ACTOR_NOT_CODED else coded
        if status != NOT_CODED:
            context.changes.note("how surely is not said: as the table states it", "attribution_status", "", status)
    named = said.raw("attributed_to") if actor == ACTOR_NOT_CODED else ""
    actors = dict.fromkeys(filter(None, (said.get("actors"), named if named != ACTOR_NOT_CODED else "")))
    return {"attributed_to": actor, "attribution_status": status, "actors": "; ".join(actors)}


def _source(said: Said) -> str:
    name, url = said.get("source"), said.get("source_url")
    return (f"{name} ({url})" if name and url else name or url)[:_LONGEST]


def as_details(row: Row, names: Iterable[str]) -> str:
    """Cells that have no column of ours, as a JSON object of texts, each cut where it is long."""
    return json.dumps({name: row[name][:_LONGEST_DETAIL] for name in names if row.get(name)}, ensure_ascii=False)
