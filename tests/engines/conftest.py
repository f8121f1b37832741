"""Fixtures of the lanes that start an engine: the prepared events, a Spark cluster, a PostgreSQL server."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dashboard.api.summary import summary
from dashboard.data.dataset import Dataset
from dashboard.data.engines.prepared import write_prepared
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.commands import WORDS
from tests.engines.postgres_server import Server
from tests.engines.spark_cluster import Cluster
from tests.model.selections import some_selection
from tests.tiny import BUNDLED

SELECTIONS = 50


@pytest.fixture(scope="session")
def selections(bundled: Dataset) -> list[Selection]:
    """The same ones for every engine."""
    chance = random.Random(5)
    return [some_selection(chance, bundled) for _ in range(SELECTIONS)]


@pytest.fixture(scope="session")
def expected(bundled: Dataset, selections: list[Selection]) -> list[dict[str, Any]]:
    """The summaries of all selections, from the CSV tables."""
    return [summary(Situation(bundled, selection), WORDS) for selection in selections]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the prepared events of the bundled data, as each kind of file."""
    folder = tmp_path_factory.mktemp("prepared")
    for name in ("events.parquet", "events.duckdb", "events.csv"):
        write_prepared(folder / name, BUNDLED)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server that runs; without a table yet."""
    server = Server(Path(os.environ["POSTGRES"]))
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers that run; what Spark writes in this process goes to their folder, too."""
    spec = find_spec("pyspark")
    assert spec
    assert spec.origin
    cluster = Cluster(Path(spec.origin).parent, tmp_path_factory.mktemp("spark"))
    with pytest.MonkeyPatch.context() as patched:
        for name, value in cluster.environment.items():
            patched.setenv(name, value)
        try:
            cluster.start_master()
            cluster.start_worker("worker-1")
            cluster.start_worker("worker-2")
            yield cluster
        finally:
            cluster.stop()
