"""Fixtures of the tests of the exports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.export.rendering import Renderer, find_chrome
from dashboard.text import Words


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def renderer(words: Words) -> Iterator[Renderer]:
    """One browser for all tests that draw; they bear the mark `images`."""
    with Renderer(find_chrome(words), words) as found:
        yield found
