"""Rows of a Selection as files: CSV as in the data folder, GeoJSON with typed properties.

The rows are those on screen, in the order of the file. Nothing is drawn here: coordinates are the file's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.data.frames import blank, records
from dashboard.data.hashtags import hashtag
from dashboard.data.schema import Column, Kind
from dashboard.data.tables_records import INCIDENTS
from dashboard.export.about import about, withheld_sentence
from dashboard.export.extracts import extract
from dashboard.model.situation import Situation
from dashboard.text import Words

# A spreadsheet takes a cell that begins like this for a formula, the full-width forms too (OWASP, CSV injection).
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE)
_QUOTED = (",", '"', "\r", "\n")


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Any]], hashtags: Sequence[str] = ()) -> str:
    """A CSV file (RFC 4180, but lines end in LF) with a header; None and NA are blank.

    `hashtags`, when given, are a second line under the header, as HXL has it. A cell that a spreadsheet would run gets
    an apostrophe in front. Columns of a numeric kind hold checked numbers and stay as they are: a longitude may begin
    with a minus.
    """
    guarded = [column.kind not in NUMERIC for column in columns]
    lines = [[column.name for column in columns], *([list(hashtags)] if hashtags else [])]
    for row in rows:
        cells = ["" if blank(cell) is None else str(cell) for cell in row]
        lines.append([_harmless(cell) if guard else cell for cell, guard in zip(cells, guarded, strict=True)])
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell


def _quoted(cell: str) -> str:
    # Not the csv module: it leaves a lone carriage return unquoted, which readers take for the end of the line.
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in _QUOTED) else cell


def table_csv(name: str, situation: Situation, words: Words, *, hxl: bool = False) -> str:
    """The rows of one table that the Selection leaves; `name` is a key of `extracts.EXPORTED`.

    Without rows that may not be passed on it is a part of the file itself, cell for cell. Where some are withheld, a
    last line says how many; its other cells are blank.
    """
    found = extract(name, situation)
    columns = found.table.columns
    hashtags = [hashtag(found.table.name, column.name) for column in columns] if hxl else []
    last = [[withheld_sentence(found, words), *[""] * (len(columns) - 1)]] if found.withheld else []
    return csv_text(columns, [*found.rows, *last], hashtags)


def incidents_geojson(situation: Situation, words: Words) -> dict[str, Any]:
    """The incidents of the Selection as a FeatureCollection; those without coordinates have no geometry.

    Properties are the columns of the CSV, typed: blank is null, `source_ids` a list, yes and no true and false.
    """
    found = extract(INCIDENTS.name, situation)
    rows = situation.dataset.tables[INCIDENTS.name]
    shared = rows[rows[INCIDENTS.key].isin([row[0] for row in found.rows])]
    counts = {"incidents": situation.toll.incidents, "without_location": situation.toll.without_location}
    return {
        "type": "FeatureCollection",
        "metadata": about(found, situation, words) | counts,
        "features": [_feature(row) for row in records(shared)],
    }


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {column.name: row[column.name] for column in INCIDENTS.columns}
    properties = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    point = [properties["longitude"], properties["latitude"]]
    return {
        "type": "Feature",
        "id": properties[INCIDENTS.key],
        "geometry": None if None in point else {"type": "Point", "coordinates": point},
        "properties": properties,
    }
