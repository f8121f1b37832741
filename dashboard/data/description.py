"""What the dataset says of itself: `dataset.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from dashboard.errors import Problem, Severity

FILE = "dataset.toml"
# Type of a field -> what its value in the file is, and how that is called.
_EXPECTED: dict[str, tuple[type, str]] = {
    "str": (str, "text"),
    "dt.date": (dt.date, "date"),
    "bool": (bool, "yes-or-no value: write true or false"),
}
_LIST = (list, "list of texts")


@dataclass(frozen=True, slots=True)
class Description:
    """Title, coverage, licence and citation. Dates are days; both ends of the coverage are included.

    `publisher` is who answers for the rows, blank where nobody is named.
    Without `may_share_rows` the licence allows to show and count the rows, not to pass them on: no file holds them.
    """

    name: str
    title: str
    description: str
    compiled_on: dt.date
    covers_from: dt.date
    covers_to: dt.date
    licence: str
    citation: str
    focus_provinces: tuple[str, ...]
    kurdistan_region: tuple[str, ...]
    may_share_rows: bool = True
    publisher: str = ""


def read_description(folder: Path, problems: list[Problem]) -> Description | None:
    """The description, or None after adding to `problems` what is wrong with it."""
    try:
        values = tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem(Severity.STOPS, FILE, f"can't be read ({error})"))
        return None
    values = {f.name: values.get(f.name, None if f.default is MISSING else f.default) for f in fields(Description)}
    found = [reason for f in fields(Description) if (reason := _reason(f.name, str(f.type), values[f.name]))]
    problems += [Problem(Severity.STOPS, FILE, reason) for reason in found]
    if found:
        return None
    if values["covers_from"] > values["covers_to"]:
        problems.append(Problem(Severity.STOPS, FILE, "covers_from is after covers_to"))
        return None
    return Description(**{name: _frozen(value) for name, value in values.items()})


def unknown_provinces(description: Description, provinces: Collection[str]) -> list[Problem]:
    """A note for every province of the description that provinces.csv has not: nothing of it could be shown."""
    lists = {name: getattr(description, name) for name in ("focus_provinces", "kurdistan_region")}
    return [
        Problem(Severity.NOTE, FILE, "is not a province of provinces.csv", column=name, value=province)
        for name, given in lists.items()
        for province in given
        if province not in provinces
    ]


def _reason(name: str, kind: str, value: object) -> str:
    expected, called = _EXPECTED.get(kind, _LIST)
    if value is None:
        return f"{name} is missing"
    is_wrong_list = isinstance(value, list) and not all(isinstance(part, str) for part in value)
    if not isinstance(value, expected) or isinstance(value, dt.datetime) or is_wrong_list:
        return f"{name} is not a {called}"
    return ""


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
