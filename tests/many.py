"""A dataset of some thousand events made up for tests: more than a map shows one by one."""

from __future__ import annotations

from pathlib import Path

from dashboard.data.dataset import Dataset, load
from tests.benchmarks.folders import made

COUNT = 5_000


def write_many(folder: Path, count: int = COUNT) -> Path:
    """A data folder with `count` made-up events, the same at each call."""
    return made(count, folder).csv


def load_many(folder: Path, count: int = COUNT) -> Dataset:
    """The same, loaded."""
    return load(write_many(folder, count))
