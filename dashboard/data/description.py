"""What the dataset says of itself: `dataset.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dashboard.errors import Problem, Severity

FILE = "dataset.toml"


@dataclass(frozen=True, slots=True)
class Description:
    """Title, coverage, licence and citation. Dates are days; both ends of the coverage are included."""

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


def read_description(folder: Path, problems: list[Problem]) -> Description | None:
    """The description, or None after adding to `problems` what is wrong with it."""
    try:
        values = tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem(Severity.STOPS, FILE, f"can't be read ({error})"))
        return None
    found = [
        reason for f in fields(Description) for reason in [_reason(f.name, str(f.type), values.get(f.name))] if reason
    ]
    problems += [Problem(Severity.STOPS, FILE, reason) for reason in found]
    if found:
        return None
    if values["covers_from"] > values["covers_to"]:
        problems.append(Problem(Severity.STOPS, FILE, "covers_from is after covers_to"))
        return None
    return Description(**{f.name: _frozen(values[f.name]) for f in fields(Description)})


def _reason(name: str, kind: str, value: object) -> str:
    expected = {"str": str, "dt.date": dt.date}.get(kind, list)
    if value is None:
        return f"{name} is missing"
    is_wrong_list = isinstance(value, list) and not all(isinstance(part, str) for part in value)
    if not isinstance(value, expected) or isinstance(value, dt.datetime) or is_wrong_list:
        return f"{name} is not a {'date' if expected is dt.date else 'text' if expected is str else 'list of texts'}"
    return ""


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
