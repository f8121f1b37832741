"""A Spark master and two workers give the same numbers, also when one of the three is killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.engines.address import parse
from dashboard.data.engines.health import Limits
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.spark import SparkEngine
from dashboard.data.question import Where
from dashboard.model.selection import Selection
from tests.commands import WORDS
from tests.engines.answers import assert_alike, summaries, with_engine
from tests.engines.spark_cluster import Cluster

pytestmark = pytest.mark.spark

LIMITS = Limits(seconds=60, waits=(0.1, 0.5), rest=0.1, longest_rest=0.1)
TIMES = 40_000  # a question about so many copies of the events takes some seconds


@pytest.fixture(scope="module")
def engine(cluster: Cluster, prepared: Path) -> Iterator[SparkEngine]:
    spark = SparkEngine(parse(f"{cluster.url}?path=file://{prepared}/events.parquet", {}))
    yield spark
    spark.close()


@pytest.fixture(scope="module")
def asked(engine: SparkEngine) -> Patient:
    return Patient(engine, LIMITS)


def test_the_same_summaries_come_from_two_workers(
    asked: Patient, bundled: Dataset, selections: list[Selection], expected: list[dict[str, Any]]
) -> None:
    assert summaries(with_engine(bundled, asked), selections) == expected


def test_every_kind_of_question_is_answered_alike(asked: Patient, bundled: Dataset) -> None:
    assert_alike(bundled, asked, times=3)


def test_a_worker_that_is_killed_in_the_middle_of_a_question_costs_a_retry_at_most(
    cluster: Cluster, engine: SparkEngine, bundled: Dataset, caplog: pytest.LogCaptureFixture
) -> None:
    session, _ = engine._session()
    session.read.parquet(engine.address.path).crossJoin(session.range(0, TIMES, 1, 4)).createTempView("many")
    many = SparkEngine(replace(engine.address, path="", table="many"))
    counted: list[int] = []
    question = threading.Thread(target=lambda: counted.append(Patient(many, LIMITS).count(Where())))
    question.start()
    while not session.sparkContext.statusTracker().getActiveStageIds():
        time.sleep(0.05)
    assert session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() == 3  # the driver and both workers
    assert question.is_alive()
    cluster.kill("worker-1")
    question.join(LIMITS.seconds)
    assert counted == [len(bundled.tables["incidents"]) * TIMES]
    assert caplog.text.count("A question failed") <= 1
    cluster.start_worker("worker-1")


def test_a_master_that_is_killed_costs_a_sentence_and_is_asked_again_when_it_is_back(
    cluster: Cluster, asked: Patient, bundled: Dataset
) -> None:
    settings = Settings(reload_seconds=0)
    client = create_app(CurrentDataset(with_engine(bundled, asked)), settings).server.test_client()
    before = client.get("/api/summary.json?province=Erbil").json
    cluster.kill("master")
    began = time.monotonic()
    refused = client.get("/api/summary.json?province=Duhok")
    page = client.get("/views?province=Sulaymaniyah").text
    assert time.monotonic() - began < 10
    assert (refused.status_code, refused.json) == (503, {"detail": WORDS("engine-away")})
    assert WORDS("engine-last-answer", problem=WORDS("engine-away")) in page
    assert client.get("/healthz").status_code == 200
    cluster.start_master()
    cluster.wait_for_workers(2)
    again = client.get("/api/summary.json?province=Duhok")
    assert again.status_code == 200
    assert again.json["incidents"] > 0
    assert client.get("/api/summary.json?province=Erbil").json == before
