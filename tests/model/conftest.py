"""Fixtures of the tests of the model."""

from __future__ import annotations

import pytest
from hypothesis.strategies import SearchStrategy

from dashboard.data.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.model.selections import selections


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def selections_of(tiny: Dataset, bundled: Dataset) -> dict[str, SearchStrategy[Selection]]:
    """Name of the dataset -> any Selection of it."""
    return {"tiny": selections(tiny), "bundled": selections(bundled)}
