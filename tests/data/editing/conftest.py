"""The desk on which nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.editing.desk import Desk, own_desk
from tests.data.editing.desks import TODAY, clean_tables


@pytest.fixture(scope="session")
def clean(tiny_folder: Callable[..., Path]) -> Dataset:
    """The clean tiny dataset; not to be changed."""
    return load(tiny_folder(**clean_tables()))


@pytest.fixture(scope="session")
def desk(clean: Dataset) -> Desk:
    """What is on the desk of its editor; not to be changed."""
    return own_desk(clean, TODAY)
