"""Fixtures of the tests of the figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from dashboard.data.dataset import Dataset
from dashboard.figures.views import figure_of
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.situations import situation_of


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def everything(bundled: Dataset, words: Words) -> Callable[[str, str], dict[str, Any]]:
    """The chart of a view, at a grain, of all bundled incidents: `everything(INCIDENTS, "month")`. Read only."""
    situations = cache(lambda grain: situation_of(bundled, Selection(context=True, grain=grain)))
    return cache(lambda view, grain: figure_of(view, situations(grain), words))
