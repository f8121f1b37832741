"""How long the ZIP with every image takes, from the start of Chrome to the last byte."""

from __future__ import annotations

import time
from collections.abc import Sequence

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.briefing.archive import briefing_zip
from dashboard.export.rendering import Renderer, find_chrome
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words

SELECTIONS = (Selection(), Selection(province=("Duhok",)), Selection(context=True))


def archives(dataset: Dataset, words: Words, selections: Sequence[Selection] = SELECTIONS) -> list[float]:
    """Milliseconds of every archive, each with a browser of its own and of a Situation that nobody has asked yet."""
    return [_took(dataset, words, selection) for selection in selections]


def _took(dataset: Dataset, words: Words, selection: Selection) -> float:
    began = time.perf_counter()
    with Renderer(find_chrome(words), words) as renderer:
        briefing_zip(Situation(dataset, selection), words, Settings(), renderer)
    return 1000 * (time.perf_counter() - began)
