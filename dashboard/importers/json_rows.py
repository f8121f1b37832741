"""A JSON list of objects -> rows, as a table has them. What is in an object besides texts and numbers stays as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.importers import cells
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.interface import Given, LeftOut, Read, Refused
from dashboard.importers.kinds import Kind
from dashboard.importers.table_rows import EMPTY
from dashboard.importers.workbook import as_text

LOOKED_AT = 40  # objects, of which the names of columns are taken


def records(file: GivenFile) -> list[Any]:
    """The list of a JSON file, or the one that its object has; empty for other files."""
    if file.kind is not Kind.JSON:
        return []
    found = file.json
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else []
    return found if isinstance(found, list) else []


def objects(file: GivenFile, most: int = LOOKED_AT) -> list[Mapping[str, Any]]:
    """The first objects of the list."""
    return [one for one in records(file)[:most] if isinstance(one, dict)]


def names_of(file: GivenFile) -> list[str]:
    """The names in the first objects, as they are written, each once."""
    return list(dict.fromkeys(name for one in objects(file) for name in one))


def json_rows(file: GivenFile) -> Iterator[Read]:
    """Its objects; the line is the position in the list, from 1."""
    for position, one in enumerate(records(file), start=1):
        if not isinstance(one, dict):
            yield position, Refused("", "", "is no object: names and values are expected")
            continue
        found = dict(zip(reversed(named_columns(list(one))), map(as_cell, reversed(one.values())), strict=True))
        yield Given(position, found) if any(found.values()) else (position, LeftOut(EMPTY))


def as_cell(value: Any) -> str:
    """A value as a table would have it."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return cells.text(as_text(value))
