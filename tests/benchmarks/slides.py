"""How long the slides take: `briefing_pptx` of the bundled data, whole and narrowed, as a reader asks for it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.slides import briefing_pptx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words

SELECTIONS = (Selection(), Selection(province=("Duhok",)), Selection(context=True), Selection(grain="month"))
TIMES = 3


def decks(dataset: Dataset, words: Words, selections: Sequence[Selection] = SELECTIONS) -> list[float]:
    """Milliseconds of every deck, each of a Situation that nobody has asked yet."""
    return [_took(dataset, words, selection) for _ in range(TIMES) for selection in selections]


def _took(dataset: Dataset, words: Words, selection: Selection) -> float:
    began = time.perf_counter()
    briefing_pptx(Situation(dataset, selection), words, Settings())
    return 1000 * (time.perf_counter() - began)
