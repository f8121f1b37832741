"""One row of a table of displacement whose columns a user names -> one count."""

from __future__ import annotations

from dashboard.importers import cells, dates
from dashboard.importers.interface import Context, Outcome, Refused
from dashboard.importers.mapping_fields import Kind, fields
from dashboard.importers.own_cells import key_said, place_said, when_said
from dashboard.importers.own_rows import FaultError, Layout, Row, Said, said_of
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE
from dashboard.importers.stocks import Stock, made

FIELDS = {one.key: one for one in fields("displacement")}
NOT_STATED = "not stated"
_COUNTS = tuple(one.key for one in FIELDS.values() if one.kind is Kind.COUNT)


def count(row: Row, layout: Layout, context: Context, day: dates.Reader) -> Outcome:
    """A count, or why there is none; `day` reads its date."""
    try:
        return _count(row, layout, context, day)
    except FaultError as fault:
        return fault.refused


def _count(row: Row, layout: Layout, context: Context, day: dates.Reader) -> Outcome:
    said = said_of(row, layout)
    counts = {key: said.read(key, cells.count) for key in _COUNTS}
    date = said.read("date", lambda text: when_said(text, "", day)["date"] if text else "")
    cumulative = said.get("is_cumulative")
    if not cumulative:
        raise said.fault("is_cumulative", "is empty: a count of everything so far, or of what is new, has to be told")
    if not any(counts.values()):
        return Refused(said.column("persons_displaced"), "", "no count of people, families or villages")
    place = place_said(said)
    key = key_said(said, context.changes)
    stock = Stock(
        key=key,
        at=place,
        level=said.get("level") or _level(said),
        day=date,
        persons=counts["persons_displaced"],
        families=counts["families_displaced"],
        round=said.get("round"),
        series=(cumulative, said.get("cause"), said.get("latitude"), said.get("longitude")),
        cause=said.get("cause"),
        notes=said.get("notes"),
        organisation=said.get("organisation") or str(context.choices.dataset.get("publisher") or NOT_STATED),
        is_cumulative=cumulative == "yes",
        more={name: counts[name] for name in ("villages_evacuated", "villages_threatened")},
    )
    return made(stock, context)


def _level(said: Said) -> str:
    if said.get("latitude"):
        return "place"
    return DISTRICT if said.get("district") else PROVINCE if said.get("province") else COUNTRY
