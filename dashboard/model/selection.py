"""The Selection: what a reader asked to see, as a frozen value.

It is the only thing that the browser holds. Everything on screen and in every file is computed from a dataset and
a Selection. The names of its query are fixed: the address, the API and the command line share them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import parse_qsl, urlencode

from dashboard.data.calendar import GRAINS
from dashboard.data.cells import CellError, parse_date
from dashboard.errors import BadValue
from dashboard.model.names import Names

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty means all. Lists are sorted and hold each value once; both days are included."""

    province: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    type: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    harm: bool = False
    context: bool = False
    q: str = ""
    organisation: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    grain: str = ""

    @property
    def has_days(self) -> bool:
        """Whether a reader chose a first or a last day."""
        return bool(self.start or self.end)

    def query(self) -> str:
        """The Selection as a query string; nothing for what is not narrowed. `parse` gives the Selection back."""
        return urlencode(self.pairs(), safe=",", encoding="utf-8")

    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of everything that is narrowed, in a fixed order."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value:
                found.append((QUERY_NAMES.get(field.name, field.name), _text(value)))
        return found


QUERY_NAMES = {"start": "from", "end": "to"}
LISTS = ("province", "district", "type", "by", "status", "organisation", "indicator", "dataset")
NAMES = tuple(QUERY_NAMES.get(field.name, field.name) for field in fields(Selection))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return "1" if value is True else str(value)


def parse(query: str | Mapping[str, str], names: Names) -> tuple[Selection, tuple[BadValue, ...]]:
    """A query string (or its values) -> the Selection and the values that can't be used, which it leaves out.

    Unknown names are ignored. A name given twice counts as a list, a search given twice as more words.
    """
    given = _given(query)
    bad: list[BadValue] = []
    lists = {name: _list(name, given.get(name, ""), names, bad) for name in LISTS}
    start, end = (_day(name, given.get(name, ""), bad) for name in ("from", "to"))
    if start and end and start > end:
        bad.append(BadValue("to", given["to"], "reason-before-from"))
        end = None
    selection = Selection(
        **lists,
        start=start,
        end=end,
        harm=flag("harm", given.get("harm", ""), bad),
        context=flag("context", given.get("context", ""), bad),
        q=_search(given.get("q", ""), bad),
        grain=_grain(given.get("grain", ""), bad),
    )
    return selection, tuple(bad)


def _given(query: str | Mapping[str, str]) -> dict[str, str]:
    pairs = parse_qsl(query.lstrip("?")) if isinstance(query, str) else query.items()
    given: dict[str, str] = {}
    for name, value in pairs:
        if value.strip():
            joined = " " if name == "q" else ","
            given[name] = f"{given[name]}{joined}{value}" if name in given else value
    return given


def _list(name: str, text: str, names: Names, bad: list[BadValue]) -> tuple[str, ...]:
    found = dict(names.find_all(name, text))
    bad += [BadValue(name, part, "reason-not-a-value") for part, value in found.items() if value is None]
    return ordered(value for value in found.values() if value is not None)


def ordered(values: Iterable[str]) -> tuple[str, ...]:
    """The values, each once, in a fixed order, so that equal choices are equal Selections."""
    return tuple(sorted(set(values)))


def _day(name: str, text: str, bad: list[BadValue]) -> dt.date | None:
    if not text:
        return None
    try:
        date = parse_date(text)
    except CellError:
        bad.append(BadValue(name, text, "reason-not-a-date"))
        return None
    return date.first_day if name == "from" else date.last_day


def flag(name: str, text: str, bad: list[BadValue]) -> bool:
    """Whether `text` is 1; anything but 0, 1 and blank is added to `bad`."""
    given = set(filter(None, (part.strip() for part in text.split(","))))
    if given - {"0", "1"} or len(given) > 1:
        bad.append(BadValue(name, text, "reason-not-a-flag"))
        return False
    return given == {"1"}


def _search(text: str, bad: list[BadValue]) -> str:
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(words) > LONGEST_SEARCH:
        bad.append(BadValue("q", words[:LONGEST_SEARCH], "reason-too-long"))
        return ""
    return words


def _grain(text: str, bad: list[BadValue]) -> str:
    if text and text not in GRAINS:
        bad.append(BadValue("grain", text, "reason-not-a-grain"))
        return ""
    return text
