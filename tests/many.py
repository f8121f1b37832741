"""A dataset of some thousand events made up for tests: more than a map shows one by one."""

from __future__ import annotations

from pathlib import Path

from dashboard.data.dataset import Dataset, load
from tests.benchmarks.events import made_up, write
from tests.tiny import BUNDLED

COUNT = 5_000


def write_many(folder: Path, count: int = COUNT) -> Path:
    """A data folder with `count` made-up events, the same at each call."""
    return write(folder, made_up(count, load(BUNDLED)))


def load_many(folder: Path, count: int = COUNT) -> Dataset:
    """The same, loaded."""
    return load(write_many(folder, count))
