"""Rows of a Selection as files: CSV as in the data folder, GeoJSON with typed properties.

The rows are those on screen, in the order of the file. Nothing is drawn here: coordinates are the file's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.data.frames import blank, records
from dashboard.data.schema import Column, Kind
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.scope import incidents_where
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

# A spreadsheet takes a cell that begins like this for a formula, the full-width forms too (OWASP, CSV injection).
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMERIC = (Kind.COUNT, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE)
_QUOTED = (",", '"', "\r", "\n")
_NOTES = ("note-blank-is-unknown", "note-coordinates", "note-attribution")


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file (RFC 4180, but lines end in LF) with a header; None and NA are blank.

    A cell that a spreadsheet would run gets an apostrophe in front. Columns of a numeric kind hold checked numbers
    and stay as they are: a longitude may begin with a minus.
    """
    guarded = [column.kind not in NUMERIC for column in columns]
    lines = [[column.name for column in columns]]
    for row in rows:
        cells = ["" if blank(cell) is None else str(cell) for cell in row]
        lines.append([_harmless(cell) if guard else cell for cell, guard in zip(cells, guarded, strict=True)])
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell


def _quoted(cell: str) -> str:
    # Not the csv module: it leaves a lone carriage return unquoted, which readers take for the end of the line.
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in _QUOTED) else cell


def incidents_csv(situation: Situation) -> str:
    """The incidents of the Selection with the columns of incidents.csv, cell for cell as in the file."""
    cells = situation.dataset.cells[INCIDENTS.name]
    return csv_text(INCIDENTS.columns, cells[_is_selected(cells, situation)].itertuples(index=False))


def incidents_geojson(situation: Situation, words: Words) -> dict[str, Any]:
    """The incidents of the Selection as a FeatureCollection; those without coordinates have no geometry.

    Properties are the columns of the CSV, typed: blank is null, `source_ids` a list, yes and no true and false.
    """
    rows = situation.dataset.tables[INCIDENTS.name]
    selected = rows[_is_selected(rows, situation)]
    return {
        "type": "FeatureCollection",
        "metadata": metadata(situation, words),
        "features": [_feature(row) for row in records(selected)],
    }


def metadata(situation: Situation, words: Words) -> dict[str, Any]:
    """What a file must say of itself: what was selected, from which data, under which terms."""
    dataset, about = situation.dataset, situation.dataset.description
    return {
        "title": about.title,
        "selection": describe(situation.selection, dataset, words),
        "query": situation.selection.query(),
        "incidents": situation.toll.incidents,
        "without_location": situation.toll.without_location,
        "data_version": dataset.version,
        "covers_to": about.covers_to.isoformat(),
        "licence": about.licence,
        "citation": about.citation,
        "notes": [words(key) for key in _NOTES],
    }


def _is_selected(rows: pd.DataFrame, situation: Situation) -> pd.Series:
    events = situation.dataset.events.rows(incidents_where(situation.selection), [INCIDENTS.key])
    return rows[INCIDENTS.key].isin(events[INCIDENTS.key])


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
