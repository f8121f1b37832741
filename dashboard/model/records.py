"""Rows of any table, typed, blanks as None: incidents are asked for, a few at a time; of other tables all are here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import narwhals as nw
import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.incident_rows import typed
from dashboard.data.tables import TABLES
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import DISPLACEMENT, INCIDENTS

Record = dict[str, Any]
KEYS = {table.name: table.key for table in TABLES if table.key}


def rows_by_id(table: str, ids: Collection[str], dataset: Dataset) -> list[Record]:
    """The rows that have one of a few ids, in the order of the file; of any dataset, which stands in `dataset` of
    incidents and reports of displacement."""
    if table == INCIDENTS.name:
        found = nw.col(INCIDENTS.key).is_in(list(ids) or [""])
        return incidents(dataset.events.page(found, [("position", False)], 0, len(ids)))
    rows = all_rows(table, dataset)
    return records(rows[rows[KEYS[table]].isin(list(ids))])


def rows_citing(table: str, source_id: str, dataset: Dataset, most: int) -> list[Record]:
    """The first `most` rows that name a source, in the order of the file, as `rows_by_id` gives them."""
    if table == INCIDENTS.name:
        return incidents(dataset.events.citing(source_id, most))
    rows = all_rows(table, dataset)
    is_citing = [source_id in ids for ids in rows["source_ids"]]
    return records(rows[is_citing].head(most))


def incidents(rows: pd.DataFrame) -> list[Record]:
    """Rows of the event table with the columns of incidents.csv, and `dataset`; those of an imported dataset with what
    it says besides."""
    return [row | {"dataset": name} for row, name in zip(typed(rows, IMPORTED_INCIDENTS), rows["dataset"], strict=True)]


def all_rows(table: str, dataset: Dataset) -> pd.DataFrame:
    """The rows of a table other than incidents; of displacement those of every dataset, with its name."""
    if table != DISPLACEMENT.name:
        return dataset.tables[table]
    parts = [dataset.tables[table].assign(dataset=dataset.own)]
    parts += [rows.assign(dataset=one.name) for one in dataset.imported if len(rows := one.displacement)]
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
