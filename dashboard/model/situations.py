"""From a query string to a Situation: the way in for the page, the API and the command line.

Views of one page ask for the same Situation at once; it is kept, for a bounded number of Selections.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.errors import BadValue
from dashboard.model.names import Names
from dashboard.model.selection import Selection, parse
from dashboard.model.situation import Situation

KEPT = 32  # of a million events each takes two megabytes


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed query: what it leaves, and the values that can't be used."""

    situation: Situation
    bad_values: tuple[BadValue, ...]


class Situations:
    """Situations of the current dataset. One instance an application; safe to ask from several threads."""

    def __init__(self, current: CurrentDataset) -> None:
        self.current = current
        self._situation = lru_cache(maxsize=KEPT)(_situation)
        self._names = lru_cache(maxsize=2)(_names)

    def of(self, query: str | Mapping[str, str] | None) -> Request:
        """The Situation of a query string (or its names and values) on the current dataset."""
        dataset = _ByVersion(self.current.dataset)
        selection, bad = parse(query or "", self._names(dataset))
        return Request(self._situation(dataset, selection), bad)


class _ByVersion:
    """A dataset that is equal to another of the same version, as a key of a cache."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByVersion) and other.dataset.version == self.dataset.version

    def __hash__(self) -> int:
        return hash(self.dataset.version)


def _situation(dataset: _ByVersion, selection: Selection) -> Situation:
    return Situation(dataset.dataset, selection)


def _names(dataset: _ByVersion) -> Names:
    return Names.of(dataset.dataset)
