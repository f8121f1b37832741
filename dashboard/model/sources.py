"""Which sources numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.data.tables_derived import SOURCED
from dashboard.model.situation import Situation


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that rests on a page: the name of its table, and its id."""

    table: str
    id: str


def resting_on(source_ids: Iterable[str], dataset: Dataset) -> dict[str, list[Resting]]:
    """source_id -> every record of the dataset that names it, in the order of the tables; each of `source_ids`."""
    found: dict[str, list[Resting]] = {one: [] for one in source_ids}
    for table in SOURCED:
        rows = dataset.tables[table.name]
        for record_id, named in zip(rows[table.key], rows["source_ids"], strict=True):
            for one in named:
                if one in found:
                    found[one].append(Resting(table.name, record_id))
    return found


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
