"""Rows of any table, typed, blanks as None: incidents are asked for, a few at a time; of other tables all are here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import narwhals as nw

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.imported import Imported
from dashboard.data.incident_rows import typed
from dashboard.data.tables import TABLES
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import DISPLACEMENT, INCIDENTS

Record = dict[str, Any]
KEYS = {table.name: table.key for table in TABLES if table.key}


def rows_by_id(table: str, ids: Collection[str], dataset: Dataset) -> list[Record]:
    """The rows that have one of a few ids, in the order of the file; those of imported datasets too, which have more
    columns (`dashboard.data.tables_imported`)."""
    if table == INCIDENTS.name:
        found = nw.col(INCIDENTS.key).is_in(list(ids) or [""])
        return typed(dataset.events.page(found, [("position", False)], 0, len(ids)), IMPORTED_INCIDENTS)
    tables = [dataset.tables[table], *(one.displacement for one in dataset.imported if table == DISPLACEMENT.name)]
    return [row for rows in tables for row in records(rows[rows[KEYS[table]].isin(list(ids))])]


def imported_as(record_id: str, dataset: Dataset) -> Imported | None:
    """The imported dataset that a row with this id is of; None of ours, whose ids have no name in front."""
    name, colon, _ = record_id.partition(":")
    return next((one for one in dataset.imported if colon and one.name == name), None)


def rows_citing(table: str, source_id: str, dataset: Dataset, most: int) -> list[Record]:
    """The first `most` rows that name a source, in the order of the file."""
    if table == INCIDENTS.name:
        return typed(dataset.events.citing(source_id, most))
    rows = dataset.tables[table]
    is_citing = [source_id in ids for ids in rows["source_ids"]]
    return records(rows[is_citing].head(most))
