"""What a reader may write for a value -> the value: any spelling of a place, any case of a vocabulary.

Aliases are the names and aliases of provinces.csv and districts.csv; folding is that of the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.data.frames import records

NO_PROVINCE = "none"
_NAME_COLUMNS = ("name_ar", "name_ckb", "name_ku", "name_tr")


@dataclass(frozen=True)
class Names:
    """For every name of the Selection: folded spelling -> canonical value."""

    spellings: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, dataset: Dataset) -> Names:
        """The names that `dataset` allows."""
        figures = dataset.tables["published_figures"]
        return cls(
            {
                "province": {NO_PROVINCE: NO_PROVINCE} | _places(dataset.tables["provinces"], "province"),
                "district": _places(dataset.tables["districts"], "district"),
                "type": _folded(dataset.choices("incidents", "event_type")),
                "by": _folded(dataset.choices("incidents", "attributed_to")),
                "status": _folded(dataset.choices("incidents", "attribution_status")),
                "indicator": _folded(dataset.choices("published_figures", "indicator")),
                "organisation": _folded(figures["organisation"].unique()),
                "dataset": _folded([dataset.own, *(one.name for one in dataset.imported)]),
            }
        )

    def find(self, name: str, text: str) -> str | None:
        """The canonical value of `text` for the Selection's `name`; None when there is none."""
        return self.spellings[name].get(fold(text))

    def find_all(self, name: str, text: str) -> Iterator[tuple[str, str | None]]:
        """(part, canonical value or None) of a comma-separated text; a value may have commas of its own."""
        parts = text.split(",")
        longest = 1 + max((spelling.count(",") for spelling in self.spellings[name]), default=0)
        start = 0
        while start < len(parts):
            runs = (parts[start : start + length] for length in range(min(longest, len(parts) - start), 0, -1))
            run = next((run for run in runs if self.find(name, ",".join(run))), parts[start : start + 1])
            start += len(run)
            part = ",".join(run).strip()
            if part:
                yield part, self.find(name, part)

    def aliases(self, name: str) -> dict[str, str]:
        """Canonical value -> all its folded spellings in one text, for a filter to search in."""
        found: dict[str, list[str]] = {}
        for spelling, value in self.spellings[name].items():
            found.setdefault(value, []).append(spelling)
        return {value: " ".join(spellings) for value, spellings in found.items()}


def _folded(values: Iterable[str]) -> dict[str, str]:
    return {fold(value): value for value in values}


def _places(rows: pd.DataFrame, key: str) -> dict[str, str]:
    """A canonical name wins over an alias of another place."""
    found: dict[str, str] = {}
    for row in records(rows):
        others = [row[column] for column in _NAME_COLUMNS] + list(row.get("aliases") or ())
        found.update({fold(other): row[key] for other in others if other})
    return found | {fold(row[key]): row[key] for row in records(rows)}
