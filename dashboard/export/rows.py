"""Rows of a Selection as files: CSV as in the data folder, GeoJSON with typed properties.

The rows are those on screen, in the order of the file. Nothing is drawn here: coordinates are the file's own. A file is
given in parts, one after the other: it may be larger than what anybody can hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard.data.frames import blank
from dashboard.data.hashtags import hashtag
from dashboard.data.incident_rows import typed
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.spreadsheets import RUN_BY_SPREADSHEETS, harmless
from dashboard.data.tables_records import INCIDENTS
from dashboard.export.about import about, withheld_sentence
from dashboard.export.extracts import extract, shared_incidents
from dashboard.model.situation import Situation
from dashboard.text import Words

NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE)
_QUOTED = (",", '"', "\r", "\n")
# What a line may hold that can't stand there as it is: looked for in the whole line, since most have nothing of it.
_ODD = re.compile(rf'["\r\n]|(?:^|,)[{re.escape("".join(RUN_BY_SPREADSHEETS))}]')


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Any]], hashtags: Sequence[str] = ()) -> str:
    """A CSV file (RFC 4180, but lines end in LF) with a header; None and NA are blank.

    `hashtags`, when given, are a second line under the header, as HXL has it. A cell that a spreadsheet would run gets
    an apostrophe in front. Columns of a numeric kind hold checked numbers and stay as they are: a longitude may begin
    with a minus.
    """
    return "".join(csv_parts(columns, [rows], hashtags))


def csv_parts(
    columns: Sequence[Column], parts: Iterable[Iterable[Sequence[Any]]], hashtags: Sequence[str] = ()
) -> Iterator[str]:
    """The same, a part of the rows at a time."""
    head = [[column.name for column in columns], *([list(hashtags)] if hashtags else [])]
    yield "".join(_quoted_line(line) for line in head)
    guarded = [column.kind not in NUMERIC for column in columns]
    for rows in parts:
        yield "".join(_line(row, guarded) for row in rows)


def _line(row: Sequence[Any], guarded: Sequence[bool]) -> str:
    cells = [cell if isinstance(cell, str) else "" if blank(cell) is None else str(cell) for cell in row]
    line = ",".join(cells)
    if line.count(",") == len(guarded) - 1 == len(cells) - 1 and not _ODD.search(line):
        return line + "\n"
    return _quoted_line([harmless(cell) if guard else cell for cell, guard in zip(cells, guarded, strict=True)])


def _quoted_line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    # Not the csv module: it leaves a lone carriage return unquoted, which readers take for the end of the line.
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in _QUOTED) else cell


def table_csv(name: str, situation: Situation, words: Words, *, hxl: bool = False) -> Iterator[str]:
    """The rows of one table that the Selection leaves, in parts; `name` is a key of `extracts.EXPORTED`.

    Without rows that may not be passed on it is a part of the file itself, cell for cell. Where some are withheld, a
    last line says how many; its other cells are blank.
    """
    found = extract(name, situation)
    columns = found.table.columns
    hashtags = [hashtag(found.table.name, column.name) for column in columns] if hxl else []
    yield from csv_parts(columns, found.parts(), hashtags)
    if found.withheld:
        yield _quoted_line([withheld_sentence(found, words), *[""] * (len(columns) - 1)])


def incidents_geojson(situation: Situation, words: Words) -> Iterator[str]:
    """The incidents of the Selection as a FeatureCollection, in parts; those without coordinates have no geometry.

    Properties are the columns of the CSV, typed: blank is null, `source_ids` a list, yes and no true and false.
    """
    counts = {"incidents": situation.toll.incidents, "without_location": situation.toll.without_location}
    found = extract(INCIDENTS.name, situation)
    metadata = about(found, situation, words) | counts
    yield _json({"type": "FeatureCollection", "metadata": metadata})[:-1] + ',"features":['
    comma = ""
    for rows in situation.dataset.events.blocks(shared_incidents(situation), list(found.table.by_name)):
        if len(rows):
            yield comma + ",".join(_json(_feature(row, found.table)) for row in typed(rows, found.table))
            comma = ","
    yield "]}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _feature(row: Mapping[str, Any], table: Table) -> dict[str, Any]:
    values = {column.name: row[column.name] for column in table.columns}
    properties = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    point = [properties["longitude"], properties["latitude"]]
    return {
        "type": "Feature",
        "id": properties[INCIDENTS.key],
        "geometry": None if None in point else {"type": "Point", "coordinates": point},
        "properties": properties,
    }
