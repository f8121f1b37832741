"""What an imported dataset says of itself: `imported/<name>.toml` -> Imported, or every fault of the file.

Strict: a program wrote it, and the folder that it names is read. A dataset with a fault is left out as a whole.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from dashboard.data.cells import CellError, parse_text, parse_url
from dashboard.data.imported import FOLDER, OF_FOLDER, Counted, Imported, is_folder_of, is_name
from dashboard.errors import Problem, Severity

Values = Mapping[str, Any]
_NEVER_BLANK = ("name", "title", "format", "publisher", "folder")
_OPTIONAL = ("covers_from", "covers_to")
_COUNTED = tuple(field.name for field in fields(Counted))


def read_imported_description(path: Path, own: str) -> tuple[Imported | None, list[Problem]]:
    """The dataset without its tables, or None with all that is wrong; `own` is the name that it may not have."""
    file = toml_name(path.stem)
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, [left_out(file, f"can't be read ({error})")]
    faults = list(_faults(values)) or list(_contradictions(values, path, own))
    if faults:
        return None, [left_out(file, reason) for reason in faults]
    rows = {name: values["rows"].get(name, 0) for name in _COUNTED}
    named: dict[str, Any] = {name: values.get(name) for name in _kinds() if name != "rows"}
    return Imported(**named, rows=Counted(**rows)), []


def toml_name(name: str) -> str:
    """The file that describes a dataset, as problems name it."""
    return f"{FOLDER}/{name}.toml"


def left_out(file: str, reason: str) -> Problem:
    """A fault that leaves the whole dataset out; all others are loaded."""
    return Problem(Severity.NOTE, file, f"{reason}; the dataset is left out")


def _kinds() -> dict[str, str]:
    """The names of the file, and what type each is of."""
    return {field.name: str(field.type) for field in fields(Imported) if field.name not in OF_FOLDER}


def _faults(values: Values) -> Iterator[str]:
    """What is missing or of another type."""
    for name, kind in _kinds().items():
        if name not in values:
            if name not in _OPTIONAL:
                yield f"{name} is missing"
        elif not _CHECKS[kind.removesuffix(" | None")](values[name]):
            yield f"{name} is not what it has to be: {_EXPECTED[kind.removesuffix(' | None')]}"
        elif name in _NEVER_BLANK and not values[name].strip():
            yield f"{name} is blank"


def _contradictions(values: Values, path: Path, own: str) -> Iterator[str]:
    """What does not fit together, of values that have the right types."""
    name, rows = values["name"], defaultdict(int, values["rows"])
    if not is_name(name) or name != path.stem:
        yield "name is not that of the file, in small letters, digits and hyphens"
    elif name == own:
        yield "has the name of the dataset that is here already"
    elif not is_folder_of(name, values["folder"]):
        yield f"folder is not called {name}, a point and 12 digits"
    elif not (path.parent / values["folder"]).is_dir():
        yield f"folder {values['folder']} is not there"
    if values["address"] and not _is_read(parse_url, values["address"]):
        yield "address is not one that begins with http:// or https://"
    first, last = (values.get(one) for one in _OPTIONAL)
    if (first is None) != (last is None) or (first and last and first > last):
        yield "covers_from and covers_to are no days that follow each other"
    if rows["read"] != sum(rows[one] for one in ("imported", "refused", "repeated", "left_out")):
        yield "rows: read is not the sum of imported, refused, repeated and left_out"
    if rows["imported"] != rows["inside"] + rows["outside"]:
        yield "rows: imported is not the sum of inside and outside"


def _is_read(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except CellError:
        return False
    return True


def _is_text(value: object) -> bool:
    return isinstance(value, str) and _is_read(parse_text, value)


def _is_day(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _are_counts(value: object) -> bool:
    return isinstance(value, dict) and all(
        type(value.get(name, 0)) is int and value.get(name, 0) >= 0 for name in _COUNTED
    )


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "str": _is_text,
    "bool": lambda value: isinstance(value, bool),
    "dt.date": _is_day,
    "Counted": _are_counts,
}
_EXPECTED: Mapping[str, str] = {
    "str": "a text without control characters",
    "bool": "true or false",
    "dt.date": "a date",
    "Counted": f"a table of whole numbers from 0 on ({', '.join(_COUNTED)})",
}
