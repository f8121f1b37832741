"""Counts of displaced people of several datasets as one table, each row with the name of its dataset."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.description import Description
from dashboard.data.imported import Imported
from dashboard.data.tables_records import DISPLACEMENT
from dashboard.model.scope import rows_of
from dashboard.model.selection import Selection


def displacement_rows(
    dataset: Dataset, chosen: Collection[Description | Imported], selection: Selection
) -> pd.DataFrame:
    """The rows of displacement of the `chosen` datasets that `selection` leaves, in their order, numbered from 0 where
    there are several; `dataset` is the name of each row's."""
    parts = [_rows(dataset, one, selection).assign(dataset=one.name) for one in chosen]
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _rows(dataset: Dataset, one: Description | Imported, selection: Selection) -> pd.DataFrame:
    rows = one.displacement if isinstance(one, Imported) else dataset.tables[DISPLACEMENT.name]
    return rows_of(DISPLACEMENT.name, {DISPLACEMENT.name: rows}, selection)
