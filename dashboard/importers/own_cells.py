"""What a row of somebody's own says of when, where and which: dates as precise as they are given, places, ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dashboard.data.cells import CellError, PartialDate, parse_date
from dashboard.importers import cells, dates
from dashboard.importers.changes import Changes
from dashboard.importers.intervals import when
from dashboard.importers.mapping_fields import PARTIAL
from dashboard.importers.own_rows import Said
from dashboard.importers.places import DISTRICT, PROVINCE, SETTLEMENT, Reported

_DIGITS = 16
_TAKEN_FOR = {
    DISTRICT: "what coordinates stand for is not said: taken for the district",
    SETTLEMENT: "what coordinates stand for is not said: taken for the place itself",
}


def when_said(first: str, last: str, day: dates.Reader) -> dict[str, str]:
    """Cells `date`, `date_precision`, `date_last` for dates as precise as they are given. Raises CellError."""
    if not last and not PARTIAL.fullmatch(first):
        return when(day(first))
    begin = _known(first, day)
    end = _known(last, day) if last else begin
    if (end.first_day, end.last_day) < (begin.first_day, begin.last_day):
        raise CellError(f"is before the first day ({begin.text})")
    if end == begin:
        return {"date": begin.text, "date_precision": begin.precision}
    return when(begin.first_day.isoformat(), end.last_day.isoformat())


def _known(text: str, day: dates.Reader) -> PartialDate:
    return parse_date(text if PARTIAL.fullmatch(text) else day(text))


def place_said(said: Said) -> Reported:
    """Where it is. 0, 0 is where programs put what has no coordinates. Raises FaultError."""
    north = said.read("latitude", lambda text: cells.degrees(text, 90))
    east = said.read("longitude", lambda text: cells.degrees(text, 180))
    if (north is None) != (east is None):
        alone, other = ("latitude", "longitude") if east is None else ("longitude", "latitude")
        raise said.fault(alone, f"stands without its {other}: give both or none")
    if north == east == 0:
        said.told.append(("coordinates 0, 0 taken for none", "latitude", "0, 0", ""))
        north = east = None
    precision = said.get("location_precision")
    if north is not None and not precision:
        precision = said.layout.precision
        said.told.append((_TAKEN_FOR[precision], "location_precision", "", precision))
    return Reported(
        country=said.get("country"),
        province=said.get("province"),
        district=said.get("district"),
        latitude=north,
        longitude=east,
        precision=precision if north is not None or precision == PROVINCE else SETTLEMENT,
    )


def key_said(said: Said, changes: Changes) -> str:
    """The id of a row; one of its content where it has none. Comes last: all that was changed in the row is told."""
    for told in said.told:
        changes.note(*told)
    given = said.get("id")
    if not given:
        key = content_key(f"{name}={value}" for name, value in sorted(said.row.items()) if value)
        changes.each("no id: one made of the content of the row", "id", "", key)
        return key
    key = cells.identifier(given)
    if key != given:
        changes.each("id written as a number with decimals", said.column("id"), given, key)
    return key


def content_key(parts: Iterable[str]) -> str:
    """The same content has the same id, in every file."""
    return "row-" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
