"""Which columns of an HXL table say what: of events, or of displaced people.

A tag counts by its name and the attributes it needs; more attributes make it something else only where they cut the
number (`+f`, `+children`). What has no use here goes into the details of the row under its tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.importers.given_file import GivenFile
from dashboard.importers.hxl_tags import Tag, Tagged, TagRow, columns_with, tag_row
from dashboard.importers.interface import DISPLACED, EVENTS, Choices
from dashboard.importers.refusing import QuestionError, refused

_PARTS = ("year", "month", "day", "week", "precision")
_PARTS_OF_A_DATE = (*_PARTS, "last")
_NO_DAY = (*_PARTS_OF_A_DATE, "start", "end", "reported", "published", "updated", "modified")
_NO_TEXT = ("code", "id", "num", "url", "type", "list", "geo", "precision")
_NO_ID = ("list", "series", "source", "round", "original")
Spec = tuple[str, tuple[str, ...], tuple[str, ...]]  # name of the tag, attributes that it has, and has not

_PLACE: Mapping[str, tuple[Spec, ...]] = {
    "province": (("adm1", ("name",), ()), ("adm1", (), _NO_TEXT)),
    "province_code": (("adm1", ("code",), ()),),
    "district": (("adm2", ("name",), ()), ("adm2", (), _NO_TEXT)),
    "district_code": (("adm2", ("code",), ()),),
    "country": (("country", ("name",), ()), ("country", (), _NO_TEXT)),
    "country_code": (("country", ("code",), ()),),
    "start": (("date", ("start",), _PARTS),),
    "end": (("date", ("end",), _PARTS),),
    "updated": (("date", ("updated",), ()), ("date", ("modified",), ()), ("meta", ("updated",), ())),
    "summary": (("description", (), ("caveat", "indicator")), ("event", ("description",), ())),
    "sources": (("meta", ("source",), ("url", "geo")),),
}
_EVENTS: Mapping[str, tuple[Spec, ...]] = {
    **_PLACE,
    "key": (("event", ("id",), ()), ("event", ("code",), ())),
    "date": (
        ("date", ("occurred",), _PARTS_OF_A_DATE),
        ("date", ("event",), _PARTS_OF_A_DATE),
        ("date", (), _NO_DAY),
    ),
    "date_last": (("date", ("last",), ()),),
    "place": (("loc", ("name",), ("num",)), ("loc", (), _NO_TEXT)),
    "latitude": (("geo", ("lat",), ()),),
    "longitude": (("geo", ("lon",), ()),),
    "location_precision": (("geo", ("precision",), ()),),
    "coordinate_source": (("meta", ("geo", "source"), ()),),
    "event_type": (("event", ("type",), ("sub", "original")), ("event", ("category",), ())),
    "sub_type": (("event", ("type", "sub"), ()), ("event", ("type", "original"), ())),
    "attributed_to": (("group", ("attributed",), ()),),
    "attribution_status": (("status", ("attribution",), ()),),
    "scope": (("event", ("scope",), ()),),
    "actors": (("group", ("name",), ("attributed",)),),
    "caveat": (("description", ("caveat",), ()),),
    "is_toll_contested": (("meta", ("contested",), ()),),
    "villages_emptied": (("loc", ("emptied", "num"), ()),),
}
_DISPLACED: Mapping[str, tuple[Spec, ...]] = {
    **_PLACE,
    "key": (("meta", ("id", "record"), ()), ("id", (), ()), ("meta", ("id",), _NO_ID)),
    "date": (("date", ("reported",), _PARTS), ("date", (), _NO_DAY), ("date", ("occurred",), _PARTS)),
    "level": (("adm", ("level",), ()), ("meta", ("level",), ())),
    "organisation": (("org", ("name",), ("publisher", "operator")), ("org", (), _NO_TEXT)),
    "cause": (("cause", (), ()),),
    "is_cumulative": (("meta", ("cumulative",), ()),),
    "series": (("meta", ("id", "series"), ()),),
    "round": (("round", (), ()), ("meta", ("id", "round"), ())),
    "operation": (("operation", (), ("status",)),),
    "assessment": (("assessment", (), ()),),
    "villages_evacuated": (("loc", ("evacuated", "num"), ()),),
    "villages_threatened": (("loc", ("threatened", "num"), ()),),
}
_WHOLE = frozenset(["ind", "num", "total", "present"])  # attributes that do not cut a number
_KILLED = frozenset(["killed", "dead", "deaths"])
_CIVILIANS = frozenset(["civilians", "civilian"])
_BOUNDS: Mapping[str, str] = {"min": "low", "low": "low", "max": "high", "high": "high"}
_DISPLACING, _FAMILIES = frozenset(["idps", "displaced"]), frozenset(["hh", "families", "households"])
KINDS: Mapping[str, str] = {"events": EVENTS, "displacement": DISPLACED}  # as a mapping says it
PEOPLE = ("persons_displaced", "families_displaced", "villages_evacuated", "villages_threatened")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a table say: `fields` maps a name of ours to columns, best first; `others` are those with a
    tag that nothing here needs. `are_stocks`: the tag of people says that they are displaced now (`+idps`)."""

    kind: str
    at: TagRow
    fields: Mapping[str, tuple[Tagged, ...]]
    others: tuple[Tagged, ...]
    are_stocks: bool


def tagged(file: GivenFile) -> TagRow | None:
    """The first table of a file that has a row of tags."""
    return next(filter(None, (tag_row(file, table) for table in file.tables)), None)


def plan(file: GivenFile, choices: Choices) -> Plan:
    """What the columns say. Raises ImportRefusedError where they can't be used, QuestionError where they could be
    events as well as displaced people and `Choices.read["kind"]` does not say which."""
    at = tagged(file)
    if at is None:
        raise refused(file.name, "has no row of HXL hashtags in the first 25 lines")
    if columns_with(at.columns, "event", ("num",)):
        raise refused(file.name, "has rows that count events (#event+num), and are none themselves", at.line)
    kind = _kind(file, at, str(choices.read.get("kind", "")))
    fields = dict(_fields(at, _EVENTS if kind == EVENTS else _DISPLACED))
    fields |= _numbers(at, _toll if kind == EVENTS else _displaced)
    if kind == EVENTS and not fields.keys() & {"date", "start"}:
        raise refused(file.name, f"has no tag of the day (#date+occurred); {_found(at)}", at.line)
    used = {one.position for columns in fields.values() for one in columns}
    others = tuple(one for one in at.columns if one.position not in used)
    are_stocks = any("idps" in one.tag.attributes for one in fields.get("persons_displaced", ()))
    return Plan(kind, at, fields, others, are_stocks)


def _kind(file: GivenFile, at: TagRow, said: str) -> str:
    """Events or displaced people."""
    people = bool(_numbers(at, _displaced)) or bool(set(dict(_fields(at, _DISPLACED))) & set(PEOPLE))
    events = any(one.tag.name == "event" for one in at.columns) or bool(_numbers(at, _toll))
    if not people:
        events = events or bool(columns_with(at.columns, "date", ("occurred",)))
    if said in KINDS:
        return KINDS[said]
    if people and events:
        reason = f"the tags could be those of events as well as of displaced people ({_found(at)}): say which"
        raise QuestionError("kind", reason, tuple(KINDS))
    if people or events:
        return DISPLACED if people else EVENTS
    reason = (
        f"{_found(at)}: none of them is of events (#event, #date+occurred, #affected+killed) or of displaced people "
        "(#affected+idps, #affected+displaced). Map its columns as a generic table instead"
    )
    raise refused(file.name, reason, at.line)


def _found(at: TagRow) -> str:
    return "its tags are " + ", ".join(str(one.tag) for one in at.columns)


def _fields(at: TagRow, specs: Mapping[str, tuple[Spec, ...]]) -> Iterator[tuple[str, tuple[Tagged, ...]]]:
    for name, ways in specs.items():
        found = [one for tag, has, has_not in ways for one in columns_with(at.columns, tag, has, has_not)]
        if found:
            yield name, tuple(dict.fromkeys(found))


def _numbers(at: TagRow, called: Callable[[Tag], str]) -> dict[str, tuple[Tagged, ...]]:
    """Columns of numbers of people, by our name for what they count."""
    found: dict[str, tuple[Tagged, ...]] = {}
    for one in at.columns:
        name = called(one.tag) if one.tag.name == "affected" else ""
        if name:
            found[name] = (*found.get(name, ()), one)
    return found


def _toll(tag: Tag) -> str:
    """The column of ours for a number of killed or injured people; blank for a part of them. Deaths are those of
    civilians only where the tag says so."""
    bounds = {_BOUNDS[one] for one in tag.attributes if one in _BOUNDS}
    rest = tag.attributes - _WHOLE - _CIVILIANS - _BOUNDS.keys()
    are_civilians = bool(tag.attributes & _CIVILIANS)
    if len(bounds) > 1:
        return ""
    if rest and rest <= _KILLED:
        bound = next(iter(bounds), "")
        return f"civilians_killed{'_' * bool(bound)}{bound}" if are_civilians else f"deaths_{bound or 'best'}"
    if rest in ({"injured"}, {"wounded"}) and are_civilians and not bounds:
        return "civilians_injured"
    return "combatants_killed" if rest == {"combatants", "killed"} and not bounds else ""


def _displaced(tag: Tag) -> str:
    """The column of ours for a number of displaced people or families; blank for a part of them."""
    rest = tag.attributes - _WHOLE
    if not rest & _DISPLACING:
        return ""
    if rest <= _DISPLACING:
        return "persons_displaced"
    return "families_displaced" if rest <= _DISPLACING | _FAMILIES else ""
