"""Fixtures of the tests of the figures."""

from __future__ import annotations

import pytest

from dashboard.text import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")
