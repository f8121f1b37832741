"""A dataset as if its incidents were too many to hold: they stand in no table, and are asked for in DuckDB."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.store import EventStore
from dashboard.data.tables_records import INCIDENTS


def as_large(dataset: Dataset, *, has_texts: bool = True) -> Dataset:
    """The same data; without `has_texts` the engine has no cells of the file, as one that holds events only."""
    table = event_table(dataset.tables, dataset.description.name)
    texts = dataset.cells[INCIDENTS.name] if has_texts else None
    events = EventStore.of(table, most_in_pandas=0, texts=texts)
    tables, cells = (
        {name: rows for name, rows in given.items() if name != INCIDENTS.name}
        for given in (dataset.tables, dataset.cells)
    )
    assert events.is_large
    return replace(dataset, tables=tables, cells=cells, events=events)
