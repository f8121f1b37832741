"""Situations made once: they are values that compute what they are asked for and keep it, whichever test asks."""

from __future__ import annotations

from dashboard.data.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

_KEPT: dict[tuple[int, Selection], Situation] = {}


def situation_of(dataset: Dataset, selection: Selection) -> Situation:
    """`Situation(dataset, selection)`, the same one every time; read only. A kept one keeps its dataset, and its id."""
    return _KEPT.setdefault((id(dataset), selection), Situation(dataset, selection))
