"""PostgreSQL gives the same numbers; slow, stopped and started again it costs a sentence, and never a secret."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.engines.address import Address, parse
from dashboard.data.engines.health import SLOW, Limits
from dashboard.data.engines.patient import AWAY, Patient
from dashboard.data.engines.table import OTHER_TABLE
from dashboard.data.engines.through_ibis import IbisEngine
from dashboard.data.question import Where
from dashboard.errors import EngineError
from dashboard.model.selection import Selection
from tests.commands import PROBLEM, WORDS, call
from tests.engines.answers import assert_alike, rows_of, statement, summaries, with_engine
from tests.engines.postgres_server import OWNER, PASSWORD, Server
from tests.engines.spark_cluster import HOST

pytestmark = pytest.mark.postgres

READER, SECRET, WRONG = "reader", "s3cr3t/with:odd@letters", "not-the-password"
QUICK = Limits(seconds=15, waits=(0.05,), rest=0.05, longest_rest=0.05)
A_SECOND = Limits(seconds=1, waits=())


@pytest.fixture(scope="module")
def database(postgres: Server, prepared: Path) -> Server:
    """The server with the prepared events, as docs/engines.md says, and a user who may read them and no more."""
    import psycopg

    owner = {"host": HOST, "port": postgres.port, "user": OWNER, "password": PASSWORD, "dbname": "postgres"}
    with psycopg.connect(**owner, autocommit=True) as connection:
        connection.execute(statement())
        with connection.cursor().copy("COPY events FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
            copy.write((prepared / "events.csv").read_bytes())
        connection.execute("CREATE VIEW slow AS SELECT e.* FROM events e, (SELECT pg_sleep(30)) s")
        connection.execute("CREATE TABLE others AS SELECT incident_id, first_day::text AS first_day FROM events")
        connection.execute(f"CREATE USER {READER} PASSWORD '{SECRET}'")
        connection.execute(f"GRANT SELECT ON events, slow, others TO {READER}")
    return postgres


def address(server: Server, table: str = "events", password: str = SECRET) -> Address:
    return parse(f"postgresql://{READER}:{quote(password, safe='')}@{HOST}:{server.port}/postgres?table={table}", {})


@pytest.fixture
def engines() -> Iterator[list[IbisEngine]]:
    """What a test puts here is closed after it."""
    made: list[IbisEngine] = []
    yield made
    for one in made:
        one.close()


def asking(engines: list[IbisEngine], where: Address, limits: Limits = QUICK) -> Patient:
    engines.append(IbisEngine(where, limits.seconds))
    return Patient(engines[-1], limits)


def test_the_same_summaries_come_from_postgres(
    database: Server, engines: list[IbisEngine], bundled: Dataset,
    selections: list[Selection], expected: list[dict[str, Any]],
) -> None:  # fmt: skip
    asked = with_engine(bundled, asking(engines, address(database)))
    assert summaries(asked, selections) == expected


def test_every_kind_of_question_is_answered_alike(
    database: Server, engines: list[IbisEngine], bundled: Dataset
) -> None:
    assert_alike(bundled, asking(engines, address(database)), times=12)


def test_a_question_that_takes_too_long_is_told_and_others_are_answered(
    database: Server, engines: list[IbisEngine]
) -> None:
    slow, events = asking(engines, address(database, "slow"), A_SECOND), asking(engines, address(database))
    with pytest.raises(EngineError) as told:
        slow.count(Where())
    assert told.value.reason == SLOW
    assert events.count(Where()) > 0


def test_a_table_with_other_columns_is_named_with_them(database: Server, engines: list[IbisEngine]) -> None:
    with pytest.raises(EngineError) as told:
        asking(engines, address(database, "others")).begin()
    assert told.value.reason == OTHER_TABLE
    assert "has_harm" in str(told.value)
    assert "first_day holds String, not date" in str(told.value)


def test_a_wrong_password_is_told_without_it(
    database: Server, engines: list[IbisEngine], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(EngineError) as told:
        asking(engines, address(database, password=WRONG)).begin()
    assert told.value.reason == AWAY
    assert "password authentication failed" in caplog.text  # said to whoever runs it
    assert not {word for word in (WRONG, SECRET) if word in caplog.text + repr(told.value)}


def test_a_server_that_stops_costs_a_sentence_and_is_asked_again_when_it_is_back(
    database: Server, engines: list[IbisEngine], bundled: Dataset, caplog: pytest.LogCaptureFixture
) -> None:
    where = address(database)
    settings = Settings(engine_url=where.secrets[0], reload_seconds=0)
    asked = asking(engines, where)
    client = create_app(CurrentDataset(with_engine(bundled, asked)), settings).server.test_client()
    before = client.get("/api/summary.json?province=Erbil").json
    database.stop()
    refused = client.get("/api/summary.json?province=Duhok")
    page = client.get("/views?province=Sulaymaniyah").text
    health = client.get("/healthz")
    assert (refused.status_code, refused.json) == (503, {"detail": WORDS("engine-away")})
    assert WORDS("engine-last-answer", problem=WORDS("engine-away")) in page
    assert health.status_code == 200
    database.start()
    threading.Event().wait(QUICK.longest_rest)
    assert client.get("/api/summary.json?province=Duhok").status_code == 200
    assert client.get("/api/summary.json?province=Erbil").json == before
    said = "".join([refused.text, page, health.text, caplog.text, repr(settings), repr(where), repr(asked)])
    assert not {word for word in (SECRET, quote(SECRET, safe=""), where.secrets[0]) if word in said}


def test_a_restart_that_nobody_noticed_costs_a_retry_however_many_connections_there_were(
    database: Server, engines: list[IbisEngine], caplog: pytest.LogCaptureFixture
) -> None:
    asked = asking(engines, address(database))
    with ExitStack() as others:
        for _ in range(4):
            others.enter_context(engines[-1].asking())
    assert len(engines[-1]._free) == 4
    database.stop()
    database.start()
    assert asked.count(Where()) == 387
    assert caplog.text.count("A question failed") == 1


def test_an_export_takes_the_engine_and_its_password_from_the_environment(
    database: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setenv("ENGINE_USER", READER)
    monkeypatch.setenv("ENGINE_PASSWORD", SECRET)
    url = f"postgresql://{HOST}:{database.port}/postgres"
    with caplog.at_level(logging.DEBUG):
        done = call(capsys, "export", tmp_path / "rows.csv", "--province", "Duhok", "--engine", url)
        here = call(capsys, "export", tmp_path / "here.csv", "--province", "Duhok")
        wrong = call(capsys, "export", tmp_path / "none.csv", "--engine", f"{url}x")
    assert (done.code, here.code) == (0, 0)
    assert rows_of(tmp_path / "rows.csv") == rows_of(tmp_path / "here.csv") != []
    assert (wrong.code, wrong.err.strip()) == (PROBLEM, WORDS("engine-away"))
    assert SECRET not in caplog.text + done.both + wrong.both
