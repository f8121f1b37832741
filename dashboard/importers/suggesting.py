"""What columns a file has, with examples, and which of our fields they look like: a proposal, which a user confirms.

Pure: nothing here is applied by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dashboard.importers import cells
from dashboard.importers.describing import slug
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_tags import rows_of_tags
from dashboard.importers.interface import Choices
from dashboard.importers.json_rows import as_cell, names_of, objects
from dashboard.importers.mapping import GENERIC
from dashboard.importers.mapping_fields import TABLES, fields

EXAMPLES = 3
_LONGEST = 80  # characters of an example
# Our field -> names that columns of such tables have, in the order of how sure they are.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "event id", "incident id", "record id", "original id", "uid", "nr", "no"),
    "date": ("date", "event date", "incident date", "date of event", "date of incident", "date start", "start date",
             "day", "datum", "tarih", "تاريخ", "التاريخ", "بەروار"),
    "date_last": ("date last", "date end", "end date", "last day"),
    "place": ("place", "location", "location name", "village", "site", "settlement", "town", "where", "köy", "المكان",
              "القرية", "شوێن"),
    "district": ("district", "adm2", "admin2", "admin 2", "qada", "qadha", "ilçe", "ilce", "القضاء", "قەزا"),
    "province": ("province", "governorate", "adm1", "admin1", "admin 1", "il", "المحافظة", "محافظة", "پارێزگا"),
    "country": ("country", "adm0", "admin0", "ülke", "البلد", "وڵات"),
    "latitude": ("latitude", "lat", "y", "enlem"),
    "longitude": ("longitude", "lon", "long", "lng", "x", "boylam"),
    "location_precision": ("location precision",),
    "event_type": ("event type", "type", "incident type", "kind", "category"),
    "attributed_to": ("attributed to", "perpetrator"),
    "attribution_status": ("attribution status",),
    "actors": ("actors", "actor"),
    "civilians_killed": ("civilians killed", "civilian deaths", "killed civilians"),
    "civilians_killed_low": ("civilians killed low", "civilians killed min"),
    "civilians_killed_high": ("civilians killed high", "civilians killed max"),
    "civilians_injured": ("civilians injured", "civilians wounded", "injured civilians"),
    "deaths_best": ("deaths best", "deaths", "fatalities", "killed", "total deaths"),
    "deaths_low": ("deaths low",),
    "deaths_high": ("deaths high",),
    "combatants_killed": ("combatants killed", "fighters killed"),
    "summary": ("summary", "description", "notes", "what happened", "text"),
    "caveat": ("caveat",),
    "source": ("source", "sources", "source name", "reported by"),
    "source_url": ("source url", "url", "link", "address of the source", "web"),
    "level": ("level", "admin level"),
    "persons_displaced": ("persons displaced", "people displaced", "displaced", "individuals", "idps"),
    "families_displaced": ("families displaced", "families", "households"),
    "villages_evacuated": ("villages evacuated",),
    "villages_threatened": ("villages threatened",),
    "is_cumulative": ("is cumulative",),
    "organisation": ("organisation", "organization", "counted by"),
    "cause": ("cause", "reason"),
    "round": ("round", "round number"),
    "notes": ("notes", "remarks", "comment", "comments"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A column of a file: its name as it is written there, and its first values that are not blank."""

    name: str
    examples: tuple[str, ...]


def sheet_of(file: GivenFile, said: str = "") -> str:
    """The sheet that is read: the one said, else the first with two columns, else the first."""
    if said:
        return said
    wide = (name for name in file.tables if any(_width(line) > 1 for line in file.head(name)))
    return next(wide, file.tables[0] if file.tables else "")


def header_line(file: GivenFile, sheet: str, wanted: Sequence[str] = ()) -> int:
    """The line of the header, from 1, as `GivenFile.lines` gives them: the first that has all columns `wanted`, else
    the first that is filled for at least a half of the widest; titles above it are shorter."""
    head, names = file.head(sheet), set(named_columns(wanted))
    named = [at for at, line in enumerate(head, start=1) if names and names <= set(named_columns(line))]
    half = max(map(_width, head), default=0) / 2
    wide = [at for at, line in enumerate(head, start=1) if _width(line) >= max(half, 1)]
    return next(iter([*named, *wide]), 1)


def columns_of(file: GivenFile, sheet: str = "", header: int = 0) -> list[Seen]:
    """The columns of a table, a sheet or a JSON list, each with up to three examples. Of two with one name the first.

    `sheet` blank and `header` 0: as they would be found. Raises ImportRefusedError as `GivenFile` does.
    """
    if not file.tables:
        found = {name: [as_cell(one.get(name)) for one in objects(file)] for name in names_of(file)}
        return [Seen(name, _examples(values)) for name, values in found.items()]
    table = sheet_of(file, sheet)
    at = header or header_line(file, table)
    skip = rows_of_tags(file, table)
    rows = [line for number, line in enumerate(file.head(table), start=1) if number > at and number not in skip]
    names = file.head(table)[at - 1] if at <= len(file.head(table)) else []
    folded = named_columns(names)
    return [
        Seen(name.strip("\ufeff \t"), _examples([cells.text(row[place]) for row in rows if place < len(row)]))
        for place, name in enumerate(names)
        if folded[place] and folded.index(folded[place]) == place
    ]


def suggest(file: GivenFile, kind: str = "events", sheet: str = "", header: int = 0) -> Choices:
    """Choices with the columns that look like fields of ours by their names: to be confirmed, never used unseen."""
    seen = [one.name for one in columns_of(file, sheet, header)]
    plain = {_plain(name): name for name in reversed(seen)}
    found: dict[str, str] = {}
    for field in fields(kind):
        name = next((plain[one] for one in (_plain(field.key), *_NAMES[field.key]) if one in plain), "")
        if name and name not in found.values():
            found[field.key] = name
    if ("latitude" in found) != ("longitude" in found):
        found = {key: name for key, name in found.items() if key not in ("latitude", "longitude")}
    read = {"format": GENERIC, "kind": kind if kind in TABLES else "events"}
    read |= {"sheet": sheet_of(file, sheet)} if len(file.tables) > 1 else {}
    stem = PurePath(file.name).stem
    return Choices(dataset={"name": slug(stem) or "own", "title": _one_line(stem)}, columns=found, read=read)


def template(file: GivenFile, choices: Choices) -> Iterator[str]:
    """Lines for a user who edits a mapping: the columns of the file with examples, and the fields, as comments."""
    yield "# Columns of the file, with examples:"
    for one in columns_of(file, str(choices.read.get("sheet", ""))):
        yield f"#   {_one_line(one.name)}: {_one_line(' | '.join(one.examples))}"
    known = fields(str(choices.read.get("kind", "events")))
    yield f"# Fields that [columns] and [fixed] may name: {', '.join(one.key for one in known)}"
    needed = [one.key for one in known if one.is_needed and one.key not in choices.columns]
    if needed:
        yield f"# Still needed: {', '.join(needed)}"


def _examples(values: Sequence[str]) -> tuple[str, ...]:
    filled = dict.fromkeys(value for value in values if value)
    return tuple(value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…" for value in list(filled)[:EXAMPLES])


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", named_columns([name])[0]).split())


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def _width(line: Sequence[str]) -> int:
    return sum(1 for cell in line if cell.strip())
