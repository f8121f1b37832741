"""What a user can say that a column of a table of his own is: our fields, and which values each may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dashboard.data.cells import CellError, parse_date
from dashboard.importers import cells, dates
from dashboard.importers.interface import DISPLACED, EVENTS
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, SETTLEMENT
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, NOT_CODED, WORDS

PARTIAL = re.compile(r"\d{4}(?:-\d{2})?", re.ASCII)  # a month or a year, which can be read in one way


class Kind(StrEnum):
    """What the cells of a field are."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    DEGREES = "degrees"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One of our fields. `is_needed`: a column has to be named for it, or a value for all rows.

    `choices` are its values, for a CHOICE. `label` and `hint` are keys of the text catalogue.
    """

    key: str
    kind: Kind = Kind.TEXT
    is_needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Key of what it is called."""
        return f"mapping-field-{self.key.replace('_', '-')}"

    @property
    def hint(self) -> str:
        """Key of what stands in it."""
        return f"mapping-hint-{self.key.replace('_', '-')}"


# As in vocabularies.csv, which a test compares with these.
_OUR_TYPES = (
    "airstrike", "drone_strike", "shelling", "armed_clash", "shooting", "bombing", "landmine", "fire", "abduction",
    "evacuation", "return", "protest", "military_movement", "border_security", "drone_downed", "peace_process",
    "accident", "other",
)  # fmt: skip
_OUR_ACTORS = (
    "ISIS", "Iran (IRGC)", "Other or several", "PKK", "Peshmerga", "Turkish Armed Forces", "Unknown", "YBŞ",
)  # fmt: skip
EVENT_TYPES = (*_OUR_TYPES, *(value for column, value in WORDS if column == "event_type"))
ACTORS = (*_OUR_ACTORS, ACTOR_NOT_CODED)
STATUSES = ("reported", "suspected", "disputed", "unattributed", NOT_CODED)
PRECISIONS = (SETTLEMENT, DISTRICT, PROVINCE)
LEVELS = (COUNTRY, PROVINCE, DISTRICT, "place")
_WHERE = (
    Field("province"), Field("district"), Field("country"), Field("latitude", Kind.DEGREES),
    Field("longitude", Kind.DEGREES),
)  # fmt: skip
_OF_EVENTS = (
    Field("id"),
    Field("date", Kind.DATE, is_needed=True),
    Field("date_last", Kind.DATE),
    Field("place"),
    *_WHERE,
    Field("location_precision", Kind.CHOICE, choices=PRECISIONS),
    Field("event_type", Kind.CHOICE, choices=EVENT_TYPES),
    Field("attributed_to", Kind.CHOICE, choices=ACTORS),
    Field("attribution_status", Kind.CHOICE, choices=STATUSES),
    Field("actors"),
    *(Field(key, Kind.COUNT) for key in ("civilians_killed", "civilians_killed_low", "civilians_killed_high")),
    Field("civilians_injured", Kind.COUNT),
    *(Field(key, Kind.COUNT) for key in ("deaths_best", "deaths_low", "deaths_high", "combatants_killed")),
    Field("summary"),
    Field("caveat"),
    Field("source"),
    Field("source_url"),
)
_OF_DISPLACEMENT = (
    Field("id"),
    Field("date", Kind.DATE),
    *_WHERE,
    Field("level", Kind.CHOICE, choices=LEVELS),
    *(Field(key, Kind.COUNT) for key in ("persons_displaced", "families_displaced")),
    *(Field(key, Kind.COUNT) for key in ("villages_evacuated", "villages_threatened")),
    Field("is_cumulative", Kind.CHOICE, is_needed=True, choices=("yes", "no")),
    Field("organisation"),
    Field("cause"),
    Field("round"),
    Field("notes"),
)
# `[read] kind` -> the table that its rows go to.
TABLES: Mapping[str, str] = {"events": EVENTS, "displacement": DISPLACED}


def fields(kind: str = "events") -> tuple[Field, ...]:
    """The fields of a table of `events` or of `displacement`, in the order in which they are asked for."""
    return _OF_DISPLACEMENT if kind == "displacement" else _OF_EVENTS


def our_value(field: Field, value: str) -> str:
    """The value as our tables have it; blank stays blank. Raises CellError with the reason."""
    if not value:
        return ""
    match field.kind:
        case Kind.CHOICE:
            return _chosen(field, value)
        case Kind.COUNT:
            return cells.count(value)
        case Kind.DEGREES:
            cells.degrees(value, 90 if field.key == "latitude" else 180)
        case Kind.DATE:
            return parse_date(value).text if PARTIAL.fullmatch(value) else dates.day_of(value)
    return value


@lru_cache(maxsize=65_536)
def folded(value: str) -> str:
    """A value without case, with one kind of gap: `Drone strike` and `drone_strike` are the same."""
    return "_".join(value.replace("-", " ").replace("_", " ").casefold().split())


def _chosen(field: Field, value: str) -> str:
    wanted = folded(value)
    found = next((one for one in field.choices if folded(one) == wanted), "")
    if not found:
        raise CellError(f"is no value of {field.key}: use one of {', '.join(field.choices)}")
    return found
