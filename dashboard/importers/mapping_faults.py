"""What is wrong with a mapping: every fault of it, each in a sentence. Needs no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from dashboard.data.cells import CellError, parse_text, parse_url
from dashboard.data.imported import is_name
from dashboard.importers.dates import DAY_FIRST, ISO, MONTH_FIRST
from dashboard.importers.given_file import HEAD
from dashboard.importers.mapping_fields import TABLES, Field, fields, our_value

SECTIONS = ("dataset", "read", "columns", "values", "fixed")
# How dates may be called -> as `dates` calls them.
ORDERS: Mapping[str, str] = {
    ISO: ISO, DAY_FIRST: DAY_FIRST, MONTH_FIRST: MONTH_FIRST, "D/M/YYYY": DAY_FIRST, "M/D/YYYY": MONTH_FIRST,
    "DD.MM.YYYY": DAY_FIRST, "DD-MM-YYYY": DAY_FIRST, "MM-DD-YYYY": MONTH_FIRST,
}  # fmt: skip
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a section, a key of it (blank: the section itself), the value."""

    section: str
    key: str
    value: str
    reason: str

    @property
    def where(self) -> str:
        """`[columns] date`, as a reader finds it."""
        return f"[{self.section}] {self.key}".strip() if self.section else self.key


def faults(said: Said) -> Iterator[Fault]:
    """All of them, in the order of the sections."""
    for name, section in said.items():
        if name not in SECTIONS:
            yield Fault("", name, "", f"is not known{_meant(name, SECTIONS)}: sections are {', '.join(SECTIONS)}")
        elif not isinstance(section, Mapping):
            yield Fault(name, "", "", "is no section with names and values")
    sound = {name: section for name, section in said.items() if name in SECTIONS and isinstance(section, Mapping)}
    for name, checks in (("dataset", _DATASET), ("read", _READ)):
        yield from _checked(name, sound.get(name, {}), checks)
    kind = sound.get("read", {}).get("kind", "events")
    known = {one.key: one for one in fields(kind if isinstance(kind, str) else "events")}
    yield from _columns(sound.get("columns", {}), known)
    yield from _values(sound.get("values", {}), known)
    yield from _fixed(sound, known)
    yield from _missing(sound, known)


def _checked(name: str, section: Said, checks: Mapping[str, Callable[[Any], str]]) -> Iterator[Fault]:
    for key, value in section.items():
        if key not in checks:
            yield Fault(name, str(key), "", f"is not known{_meant(str(key), tuple(checks))}: {', '.join(checks)} are")
        elif reason := checks[key](value):
            yield Fault(name, key, str(value), reason)


def _columns(section: Said, known: Mapping[str, Field]) -> Iterator[Fault]:
    for key, column in section.items():
        if key not in known:
            yield _unknown("columns", key, known)
        elif not isinstance(column, str):
            yield Fault("columns", key, str(column), "is no name of a column")
    if bool(section.get("latitude")) != bool(section.get("longitude")):
        yield Fault("columns", "latitude" if section.get("latitude") else "longitude", "", "stands alone: name both")


def _values(section: Said, known: Mapping[str, Field]) -> Iterator[Fault]:
    for key, values in section.items():
        if key not in known:
            yield _unknown("values", key, known)
        elif not isinstance(values, Mapping):
            yield Fault("values", key, str(values), f'is no table: write [values.{key}] and below it "theirs" = "ours"')
        else:
            for theirs, ours in values.items():
                if reason := _unfit(known[key], ours):
                    yield Fault(f"values.{key}", str(theirs), str(ours), reason)


def _fixed(sound: Mapping[str, Said], known: Mapping[str, Field]) -> Iterator[Fault]:
    for key, value in sound.get("fixed", {}).items():
        if key not in known:
            yield _unknown("fixed", key, known)
        elif key == "id":
            yield Fault("fixed", key, str(value), "can't be the same for all rows")
        elif sound.get("columns", {}).get(key):
            yield Fault("fixed", key, str(value), "stands in [columns], too: a field has a column or one value")
        elif reason := _unfit(known[key], value):
            yield Fault("fixed", key, str(value), reason)


def _missing(sound: Mapping[str, Said], known: Mapping[str, Field]) -> Iterator[Fault]:
    """What a table of somebody's own has to have; other formats know their columns."""
    if sound.get("read", {}).get("format", "generic") != "generic" or "columns" not in sound:
        return
    for one in known.values():
        if one.is_needed and not (sound["columns"].get(one.key) or sound.get("fixed", {}).get(one.key)):
            yield Fault("columns", one.key, "", "is needed: name its column, or give one value for all rows in [fixed]")


def _unfit(field: Field, value: object) -> str:
    """Why a value can't be one of the field; blank when it can."""
    if not isinstance(value, str):
        return 'is no text: write it in quotation marks, "3"'
    try:
        our_value(field, parse_text(value))
    except CellError as error:
        return str(error)
    return ""


def _unknown(section: str, key: object, known: Mapping[str, Field]) -> Fault:
    return Fault(section, str(key), "", f"is no field of ours{_meant(str(key), tuple(known))}: {', '.join(known)} are")


def _meant(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, 1)
    return f" (perhaps {close[0]} is meant)" if close else ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "is no text: write it in quotation marks"
    try:
        parse_text(value)
    except CellError as error:
        return str(error)
    return "" if "\n" not in value and "\r" not in value else "has more than one line"


def _filled(value: Any) -> str:
    return _text(value) or ("" if value.strip() else "is blank")


def _name(value: Any) -> str:
    reason = "is no name of a dataset: use up to 41 small letters, digits and hyphens, a letter first"
    return "" if isinstance(value, str) and is_name(value) else reason


def _address(value: Any) -> str:
    if value == "":
        return ""
    try:
        return _text(value) or (parse_url(value) and "")
    except CellError as error:
        return str(error)


def _whole(value: Any) -> str:
    return "" if type(value) is int and 1 <= value <= HEAD else f"is no number of a line, from 1 to {HEAD}"


def _one_of(values: Mapping[str, str]) -> Callable[[Any], str]:
    told = f"is not known: write {', '.join(values)}"
    return lambda value: "" if isinstance(value, str) and (value in values or value.upper() in values) else told


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "is neither true nor false"


def _yes_no(value: Any) -> str:
    return "" if isinstance(value, bool) or value in ("yes", "no") else "is neither yes nor no"


def _texts(value: Any) -> str:
    listed = value if isinstance(value, list) else [value]
    return next((reason for one in listed if (reason := _text(one))), "")


_DATASET: Mapping[str, Callable[[Any], str]] = {
    "name": _name, "title": _filled, "version": _text, "licence": _text, "citation": _text, "address": _address,
    "publisher": _filled, "may_share_rows": _flag,
}  # fmt: skip
# `accessed`: ACLED; `round`, `date`: lists of DTM; `table`, `is_cumulative`: HXL; `date_column`, `drafts`: Ushahidi.
_READ: Mapping[str, Callable[[Any], str]] = {
    "format": _text, "sheet": _text, "header": _whole, "dates": _one_of(ORDERS), "kind": _one_of(TABLES),
    "accessed": _text, "round": _text, "date": _text, "date_column": _texts, "drafts": _flag,
    "table": _text, "is_cumulative": _yes_no,
}  # fmt: skip
