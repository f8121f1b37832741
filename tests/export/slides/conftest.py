"""Fixtures of the tests of the slides."""

from __future__ import annotations

import datetime as dt

import pytest
from pptx.presentation import Presentation as Deck

from dashboard.data.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.reading import deck
from tests.situations import situation_of

AMEDI_JULY = Selection(district=("Amedi",), start=dt.date(2024, 7, 1), end=dt.date(2024, 7, 31))
NOTHING = Selection(q="nowhere-at-all", province=("Kirkuk",), start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 20))


@pytest.fixture(scope="session")
def words() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def everything(bundled: Dataset) -> Situation:
    return situation_of(bundled, Selection())


@pytest.fixture(scope="session")
def whole(everything: Situation, words: Words) -> Deck:
    """The slides of everything; read only."""
    return deck(everything, words)


@pytest.fixture(scope="session")
def amedi(bundled: Dataset) -> Situation:
    """One district in one month."""
    return situation_of(bundled, AMEDI_JULY)


@pytest.fixture(scope="session")
def amedi_slides(amedi: Situation, words: Words) -> Deck:
    """The slides of one district in one month; read only."""
    return deck(amedi, words)


@pytest.fixture(scope="session")
def nothing(bundled: Dataset) -> Situation:
    return situation_of(bundled, NOTHING)
