"""What every callback needs, as one value that `register` passes on."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.model.situation import Situation
from dashboard.model.situations import Situations
from dashboard.text import Words


@dataclass(frozen=True)
class Service:
    """The current dataset, what Selections leave of it, and the words of the page."""

    current: CurrentDataset
    situations: Situations
    words: Words
    settings: Settings

    def situation(self, query: str | None) -> Situation:
        """What the query of the page leaves; values that can't be used were told when the address was opened."""
        return self.situations.of(query).situation
