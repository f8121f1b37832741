"""The tables of a TimeMap deployment: events, and what they name by ids: sources and associations.

As its spreadsheets are called and read: numbered columns (`source1`, `source2`) are one list, empty cells of it
nothing. Flat files of Bellingcat write such a list in one cell. All values are texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.importers import cells
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.interface import Given, Read
from dashboard.importers.json_rows import json_rows, names_of
from dashboard.importers.table_rows import table_rows

_NUMBERED = re.compile(r"(source|association|path|filter_path|affil_|narrative___stepstyle)(\d+)", re.ASCII)
_EVENTS = frozenset(["description", "date", "latitude", "longitude"])
_EVENT_SHEET = "export_events"
_MARKS = frozenset(["time_precision", "time_display", "category_full", "civid"])
_SOURCES, _ASSOCIATIONS = frozenset(["id", "title"]), frozenset(["id", "title", "mode"])
_SITES = frozenset(["id", "description", "site", "latitude", "longitude"])
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Association:
    """A category, a narrative or a filter that events belong to."""

    title: str
    mode: str


@dataclass(frozen=True)
class Sheets:
    """What a file holds. `events` is the name of its table, None where it has none; JSON has no tables. `sources` maps
    ids to texts, and is None where the file has no list of them; so is `associations`. `sites` counts their rows."""

    events: str | None
    sources: Mapping[str, str] | None = None
    associations: Mapping[str, Association] | None = None
    sites: int = 0


def kind_of_table(header: Sequence[str]) -> str:
    """`events`, `sources`, `associations`, `sites` or blank, by the folded names of columns."""
    names = frozenset(header)
    numbered = {found[1] for name in names if (found := _NUMBERED.fullmatch(name))}
    if names >= _EVENTS and (names & _MARKS or numbered & {"source", "association"} or _is_flat(names)):
        return "events"
    if names >= _ASSOCIATIONS and (names & {"desc", "description"} or "filter_path" in numbered):
        return "associations"
    if names >= _SOURCES and "mode" not in names and ("path" in numbered or names & {"path", "paths"}):
        return "sources"
    return "sites" if names >= _SITES and "date" not in names else ""


def _is_flat(names: frozenset[str]) -> bool:
    return "sources" in names and bool(names & {"associations", "filters"})


def kinds_of(file: GivenFile) -> dict[str, str]:
    """Kind of table -> the first table of it; `events` with a blank name for a JSON list of events."""
    if not file.tables:
        return {"events": ""} if kind_of_table(named_columns(names_of(file))) == "events" else {}
    found: dict[str, str] = {}
    for name in file.tables:
        head = file.head(name)
        header = named_columns(head[0]) if head else []
        kind = "events" if name.casefold() == _EVENT_SHEET and set(header) >= _EVENTS else kind_of_table(header)
        if kind:
            found.setdefault(kind, name)
    return found


def sheets_of(file: GivenFile) -> Sheets:
    """The tables of a file, with what events name by ids."""
    kinds = kinds_of(file)
    if not file.tables:
        return Sheets(kinds.get("events"))
    rows = {kind: list(_rows(file, kinds[kind])) for kind in ("sources", "associations", "sites") if kind in kinds}
    associations = {row["id"]: Association(row["title"], row["mode"].upper()) for row in rows.get("associations", [])}
    return Sheets(
        kinds.get("events"),
        {row["id"]: _source(row) for row in rows["sources"]} if "sources" in rows else None,
        associations if "associations" in rows else None,
        len(rows.get("sites", [])),
    )


def events_of(file: GivenFile, sheets: Sheets) -> Iterator[Read]:
    """The rows of events."""
    return table_rows(file, sheets.events or "") if file.tables else json_rows(file)


def folded_list(row: Mapping[str, str], name: str) -> list[str]:
    """The values of numbered columns (`source1`, `source2`), in the order of their numbers, without empty ones."""
    found = [(_numbered(column), value) for column, value in row.items() if value]
    return [value for (kind, _), value in sorted(found) if kind == name]


@lru_cache(maxsize=4096)
def _numbered(column: str) -> tuple[str, int]:
    found = _NUMBERED.fullmatch(column)
    return (found[1], int(found[2])) if found and len(found[2]) < 5 else ("", 0)


def listed(cell: str, *, by_keys: bool = False) -> list[str]:
    """The values of one cell: a JSON list, or joined by commas. An address may have commas inside: where a value is
    one, only a comma before another address parts. `by_keys`: values are `key=value`, and may have commas, too."""
    if cell.startswith("["):
        return _from_json(cell)
    parting = r",\s*(?=[^,=]+=)" if by_keys else r",\s*(?=https?://)" if _ADDRESS.search(cell) else r","
    return [part for one in re.split(parting, cell) if (part := one.strip(" ,"))]


def _from_json(cell: str) -> list[str]:
    try:
        values = json.loads(cell)
    except (ValueError, RecursionError):
        return [cell]
    return [text for one in values if (text := _told(one))] if isinstance(values, list) else [cell]


def _told(value: object) -> str:
    """`{id, path, description}` or `{key, value}` as a text."""
    if not isinstance(value, dict):
        return cells.text(str(value)) if value is not None else ""
    texts = {str(name).casefold(): cells.text(str(one)) for name, one in value.items() if one is not None}
    if "key" in texts:
        return f"{texts['key']}={texts.get('value', '')}"
    named = texts.get("description") or texts.get("title") or ""
    path = texts.get("path") or texts.get("url") or ""
    return f"{named} ({path})" if named and path else named or path or texts.get("id", "")


def _source(row: Mapping[str, str]) -> str:
    paths = [row.get("url", ""), *folded_list(row, "path"), row.get("path", "")]
    address = next((path for path in paths if _ADDRESS.match(path)), "") or next(filter(None, paths), "")
    title = row.get("title", "")
    return f"{title} ({address})" if title and address else title or address or row["id"]


def _rows(file: GivenFile, table: str) -> Iterator[Mapping[str, str]]:
    return (row.cells for row in table_rows(file, table) if isinstance(row, Given) and row.cells.get("id", "") != "")
