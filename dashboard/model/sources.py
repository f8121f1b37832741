"""Which sources numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.question import Where
from dashboard.data.tables_derived import SOURCED
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.records import Record, all_rows, rows_citing
from dashboard.model.situation import Situation


@dataclass(frozen=True, slots=True)
class Resting:
    """The rows of one table that rest on a page: how many, and the first of them, typed."""

    table: str
    count: int
    rows: list[Record]


def resting_counts(source_ids: Collection[str], dataset: Dataset) -> Counter[str]:
    """source_id -> how many records of the dataset name it, for each of `source_ids`."""
    return sum((_counts(table.name, source_ids, dataset) for table in SOURCED), Counter())


def resting_on(source_id: str, dataset: Dataset, most: int) -> list[Resting]:
    """The records of the dataset that name a page, up to `most` of each table, in the order of the tables."""
    counts = {table.name: _counts(table.name, [source_id], dataset)[source_id] for table in SOURCED}
    return [Resting(name, n, rows_citing(name, source_id, dataset, most)) for name, n in counts.items() if n]


def _counts(table: str, source_ids: Collection[str], dataset: Dataset) -> Counter[str]:
    if table == INCIDENTS.name:
        found = dataset.events.sources(Where(), list(source_ids)) if source_ids else pd.DataFrame()
        return Counter({row["source_id"]: int(row["rows"]) for row in records(found)})
    wanted = set(source_ids)
    return Counter(one for ids in all_rows(table, dataset)["source_ids"] for one in ids if one in wanted)


def by_publisher(source_ids: Iterable[str], dataset: Dataset) -> dict[str, list[str]]:
    """publisher_id -> its sources among `source_ids`; many pages of one publisher are one voice."""
    found: dict[str, list[str]] = {}
    for source_id in source_ids:
        row = dataset.sources.get(source_id)
        found.setdefault(str(row["publisher_id"]) if row else source_id, []).append(source_id)
    return found


def incident_sources(situation: Situation) -> list[str]:
    """Sources of the selection's incidents, those that most rows rest on first."""
    return list(situation.source_ids)


def table_sources(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Sources of the rows of another table, those that most rows rest on first."""
    return [source for source, _ in Counter(source for ids in rows for source in ids).most_common()]


def shortest(source_ids: list[str], dataset: Dataset, most: int = 3) -> tuple[list[str], int]:
    """The first publishers' names and the number of further sources, for a caption."""
    names = [str(dataset.sources[one]["publisher"]) for one in source_ids if one in dataset.sources]
    shown = list(dict.fromkeys(names))[:most]
    covered = sum(name in shown for name in names)
    return shown, len(source_ids) - covered
