"""Fixtures of the tests of the layout."""

from __future__ import annotations

import pytest

from dashboard.text import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")
