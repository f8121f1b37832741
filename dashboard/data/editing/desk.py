"""What an editor has on the desk: the rows of one dataset as plain values, and what they are looked up in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from dashboard.data.areas import Areas
from dashboard.data.frames import blank, records
from dashboard.data.incident_rows import typed
from dashboard.data.question import Where
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS

if TYPE_CHECKING:
    from dashboard.data.dataset import Dataset
    from dashboard.data.imported import Imported

MOST_COMPARED = 10_000  # incidents that are held, to be compared with each other
_DAYS = {"first_day": "date_first_day", "last_day": "date_last_day"}
_DEATHS = ("deaths_low", "deaths_best", "deaths_high")


@dataclass(frozen=True)
class Desk:
    """`tables` are rows as `dashboard.data.frames.records` gives them, blank as None, by table; incidents stand among
    them only when they are few. `sources`, `districts` and `aliases` are ours, whatever the dataset: see `names_of`.
    The first three days are None where the dataset does not say.
    """

    dataset: str
    covers_from: dt.date | None
    covers_to: dt.date | None
    compiled_on: dt.date | None
    today: dt.date
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    sources: Mapping[str, Mapping[str, Any]]
    districts: Mapping[str, Mapping[str, Any]]
    areas: Areas

    @property
    def is_whole(self) -> bool:
        """Whether the incidents are among the tables."""
        return INCIDENTS.name in self.tables


def own_desk(dataset: Dataset, today: dt.date) -> Desk:
    """Our own tables."""
    described = dataset.description
    tables: dict[str, Sequence[Mapping[str, Any]]] = {}
    for table in TABLES:
        if table.name != INCIDENTS.name:
            tables[table.name] = records(dataset.tables[table.name])
        elif _are_few(dataset):
            tables[table.name] = [row for block in incident_blocks(dataset, described.name) for row in block]
    return Desk(
        described.name,
        described.covers_from,
        described.covers_to,
        described.compiled_on,
        today,
        tables,
        dataset.sources,
        {row["district"]: row for row in tables["districts"]},
        Areas.of(dataset),
    )


def imported_desk(own: Desk, imported: Imported) -> Desk:
    """An imported dataset, without its incidents, which are looked at a part at a time; places and pages are ours."""
    return replace(
        own,
        dataset=imported.name,
        covers_from=imported.covers_from,
        covers_to=imported.covers_to,
        compiled_on=imported.retrieved_on,
        tables={"displacement": records(imported.displacement)},
    )


def _are_few(dataset: Dataset) -> bool:
    """Whether our own incidents can be held; what an engine has is left there."""
    return not dataset.events.is_engine and dataset.events.count(dataset.own_events) <= MOST_COMPARED


def incident_blocks(dataset: Dataset, name: str) -> Iterator[list[dict[str, Any]]]:
    """The incidents of one dataset as rows, a part at a time: columns of incidents.csv, its days and all deaths."""
    where = Where((nw.col("dataset") == name,))
    return map(_rows, dataset.events.blocks(where, [*INCIDENTS.by_name, *_DAYS, *_DEATHS]))


def _rows(block: pd.DataFrame) -> list[dict[str, Any]]:
    more = {new: list(map(blank, block[old].tolist())) for old, new in _DAYS.items()}
    more |= {name: list(map(blank, block[name].tolist())) for name in _DEATHS}
    return [
        row | dict(zip(more, values, strict=True))
        for row, values in zip(typed(block), zip(*more.values(), strict=True), strict=True)
    ]
