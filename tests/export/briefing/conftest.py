"""Situations of three kinds, and a renderer that draws nothing."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import Future
from typing import Any

import pytest

from dashboard.data.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

SELECTIONS = {
    "everything": Selection(),
    "one district in one month": Selection(
        district=("Amedi",), start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 30)
    ),
    "nothing": Selection(q="nowhere-at-all", start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 20)),
}  # fmt: skip


class Copyist:
    """Instead of a renderer: the file is the figure as JSON."""

    def submit(self, figure: dict[str, Any], ending: str, *size: float) -> Future[bytes]:
        file: Future[bytes] = Future()
        file.set_result(json.dumps([ending, size, figure], sort_keys=True).encode())
        return file


@pytest.fixture
def copyist() -> Any:
    return Copyist()


@pytest.fixture(params=SELECTIONS.values(), ids=SELECTIONS)
def situation(bundled: Dataset, request: pytest.FixtureRequest) -> Situation:
    return Situation(bundled, request.param)


@pytest.fixture(scope="session")
def everything(bundled: Dataset) -> Situation:
    return Situation(bundled, Selection())
