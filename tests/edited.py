"""A dataset with other rows of incidents, without a folder and without DuckDB: what an edit leaves, in milliseconds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import pandas as pd

from dashboard.data.content import VERSION_DIGITS
from dashboard.data.conversion import Allowed, convert
from dashboard.data.dataset import Dataset
from dashboard.data.events import event_table
from dashboard.data.frames import to_frame
from dashboard.data.question import Where, where_of
from dashboard.data.reading import Row as TextRow
from dashboard.data.spread import drawn_positions
from dashboard.data.tables_records import INCIDENTS
from tests.tiny_tables import Row


class PandasEvents:
    """Answers the questions that changes ask of the event store."""

    is_engine = False

    def __init__(self, events: pd.DataFrame, cells: pd.DataFrame) -> None:
        self._events = events
        self._cells = cells

    def rows(self, where: Where | nw.Expr, columns: Sequence[str]) -> pd.DataFrame:
        """As `EventStore.rows`."""
        found: Any = nw.from_native(self._events).filter(where_of(where).expr).to_native()
        return found[list(columns)]

    def texts(self, where: Where | nw.Expr, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """As `EventStore.texts`, of all of them."""
        assert where == Where()
        return iter([self._cells[list(columns)]])


def with_incidents(dataset: Dataset, incidents: Sequence[Row]) -> Dataset:
    """`dataset` with these rows of incidents.csv, converted and checked as at load; the version is that of the rows."""
    typed, problems = convert(INCIDENTS, [TextRow(0, row) for row in incidents], Allowed())
    assert problems == []
    frame = to_frame(INCIDENTS, typed)
    tables = {**dataset.tables, "incidents": frame.assign(**drawn_positions(frame))}
    cells = pd.DataFrame(list(incidents), columns=list(INCIDENTS.by_name), dtype=str)
    version = hashlib.sha256(json.dumps(incidents).encode()).hexdigest()[:VERSION_DIGITS]
    events: Any = PandasEvents(event_table(tables, dataset.description.name), cells)
    return replace(dataset, version=version, tables=tables, cells={**dataset.cells, "incidents": cells}, events=events)
