"""What a filter of incidents offers: the values of our vocabulary, and those of imported ones that some event has.

A vocabulary of ours is short, and says what could have been recorded; imported ones are those of other projects, and
most of their values would be choices that can never give anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.data.question import Where
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import EngineError
from dashboard.model.scope import CATEGORIES

OFFERED = ("type", "by", "status")


@dataclass(frozen=True, slots=True)
class Choices:
    """Values in the order of their vocabularies; types of ours with the most frequent first."""

    own: tuple[str, ...]
    imported: tuple[str, ...]


def choices_of(dataset: Dataset) -> Mapping[str, Choices]:
    """Selection name (OFFERED) -> what can be chosen. While an engine does not answer, none of imported ones."""
    found = {name: _choices(CATEGORIES[name], dataset) for name in OFFERED}
    counts = _counted("event_type", dataset.own_events, dataset)
    types = sorted(found["type"].own, key=lambda value: -counts[value])
    return {**found, "type": Choices(tuple(types), found["type"].imported)}


def own_values(table: str, column: str, dataset: Dataset) -> tuple[str, ...]:
    """The values that our own vocabulary has for a column of a table."""
    rows = dataset.tables["vocabularies"]
    ours = set(rows.loc[(rows["column"] == column) & rows["table"].isin((table, "*")), "value"])
    return tuple(value for value in dataset.choices(table, column) if value in ours)


def _choices(column: str, dataset: Dataset) -> Choices:
    ours = own_values(INCIDENTS.name, column, dataset)
    others = [value for value in dataset.choices(INCIDENTS.name, column) if value not in ours]
    counts = _counted(column, Where(), dataset) if others else Counter()
    return Choices(ours, tuple(value for value in others if counts[value]))


def _counted(column: str, where: Where, dataset: Dataset) -> Counter[str]:
    """Value -> number of events; nothing while the engine does not answer, which is told with the views."""
    try:
        cells = dataset.events.cells(where, column)
    except EngineError:
        return Counter()
    counts = cells.groupby(column)["incidents"].sum()
    return Counter({str(value): int(n) for value, n in counts.items()})
