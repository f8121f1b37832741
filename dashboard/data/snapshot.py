"""What is kept of one version of the data, so that a later one can be compared with it: ids and hashes, no rows.

Of an incident, the cells that say which one it was, and whether a Selection leaves it, stay as they were (KEPT). Of
every other cell, and of every row of the other tables, only a short hash is kept: a text that was taken out of the
data does not live on here. Where snapshots are stored: `dashboard.data.snapshots`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.cells import CellError, parse_text
from dashboard.data.content import VERSION_DIGITS
from dashboard.data.conversion import Allowed, convert
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records, to_frame
from dashboard.data.reading import Row
from dashboard.data.schema import Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS

FORMAT = 1
KEPT = Table(
    INCIDENTS.name,
    "What is kept of an incident",
    INCIDENTS.key,
    tuple(
        INCIDENTS.by_name[name]
        for name in (
            "incident_id", "date", "place", "district", "province", "event_type", "attributed_to",
            "attribution_status", "scope", "civilians_killed", "civilians_killed_low", "civilians_killed_high",
            "civilians_injured",
        )
    ),
)  # fmt: skip
MOST_INCIDENTS = 20_000  # of more, no version is remembered: to read and compare it takes seconds at every start
HASH_DIGITS = 8  # a change goes unseen once in 4 billion
_VERSION = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}", re.ASCII)
_Texts = dict[str, str]


class SnapshotError(ValueError):
    """The text is no snapshot of the version that was asked for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`incidents`: id -> column -> the cell (KEPT) or its hash; blank cells have no entry.

    `rows`: name of another table -> id -> hash of the row. `recorded_on` is the day (UTC) on which the version was
    first loaded here, `dataset` the name of the dataset.
    """

    version: str
    dataset: str
    recorded_on: dt.date
    covers_to: dt.date
    incidents: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, Mapping[str, str]]


def is_version(text: str) -> bool:
    """Whether `text` could be the version of a dataset."""
    return bool(_VERSION.fullmatch(text))


def is_too_large(dataset: Dataset) -> bool:
    """Whether there are too many own incidents to remember them."""
    return dataset.events.count(dataset.own_events) > MOST_INCIDENTS


def take(dataset: Dataset, today: dt.date) -> Snapshot:
    """The snapshot of `dataset`, which is not too large for it."""
    about, cells = dataset.description, dataset.cells
    others = [table for table in TABLES if table.key and table is not INCIDENTS]
    return Snapshot(
        dataset.version,
        about.name,
        today,
        about.covers_to,
        fingerprints(dataset),
        {t.name: {row[t.key]: row_hash(row) for row in records(cells[t.name])} for t in others},
    )


def fingerprints(dataset: Dataset) -> dict[str, _Texts]:
    """incident_id -> what is kept of the own incident."""
    texts = dataset.events.texts(dataset.own_events, list(INCIDENTS.by_name))
    return {row[INCIDENTS.key]: fingerprint(row) for rows in texts for row in records(rows)}


def fingerprint(row: Mapping[str, Any]) -> _Texts:
    """Column -> what is kept of the cell, for a row of incidents.csv; a blank cell leaves nothing."""
    filled = {name: cell for name, cell in row.items() if cell and name != INCIDENTS.key}
    return {name: cell if name in KEPT.by_name else _hash(cell) for name, cell in filled.items()}


def row_hash(row: Mapping[str, Any]) -> str:
    """The hash of what is filled in: a new column changes no row until it says something of it."""
    return _hash("\0".join(f"{name}\0{cell}" for name, cell in row.items() if cell))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def kept_rows(snapshot: Snapshot, ids: Iterable[str]) -> pd.DataFrame:
    """The columns of KEPT of these incidents, typed as `dashboard.data.frames` types them."""
    typed, _ = convert(KEPT, [_row(one, snapshot.incidents[one]) for one in ids], Allowed())
    return to_frame(KEPT, typed)


def _row(incident: str, cells: Mapping[str, str]) -> Row:
    named = {INCIDENTS.key: incident, **cells}
    return Row(0, {name: named.get(name, "") for name in KEPT.by_name})


def to_json(snapshot: Snapshot) -> str:
    """The snapshot as JSON; `from_json` gives it back."""
    values = {name: getattr(snapshot, name) for name in Snapshot.__slots__}
    days = {name: value.isoformat() for name, value in values.items() if isinstance(value, dt.date)}
    return json.dumps({"format": FORMAT, **values, **days}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, version: str) -> Snapshot:
    """The snapshot of `version`; raises SnapshotError unless every part of `text` is what `to_json` would write."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SnapshotError("is not JSON") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT or values.get("version") != version:
        raise SnapshotError("is not a snapshot of this version")
    incidents, rows = _tables(values.get("incidents")), _tables(values.get("rows"))
    _, problems = convert(KEPT, [_row(one, cells) for one, cells in incidents.items()], Allowed())
    is_named = all(map(_NAME.fullmatch, {*rows, *(name for cells in incidents.values() for name in cells)}))
    if problems or not is_named:
        raise SnapshotError("holds what no snapshot holds")
    recorded_on, covers_to = (_day(values.get(name)) for name in ("recorded_on", "covers_to"))
    return Snapshot(version, _text(values.get("dataset")), recorded_on, covers_to, incidents, rows)


def _tables(value: object) -> dict[str, _Texts]:
    """name -> name -> text, checked."""
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise SnapshotError("lacks a table")
    return {_text(name): {_text(key): _text(cell) for key, cell in one.items()} for name, one in value.items()}


def _text(value: object) -> str:
    try:
        if isinstance(value, str) and value.encode():  # half a surrogate can't be written anywhere
            return parse_text(value)
    except (CellError, UnicodeEncodeError) as error:
        raise SnapshotError(str(error)) from error
    raise SnapshotError("lacks a text")


def _day(value: object) -> dt.date:
    try:
        return dt.date.fromisoformat(_text(value))
    except ValueError as error:
        raise SnapshotError("lacks a day") from error
