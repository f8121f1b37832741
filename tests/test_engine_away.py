"""While the engine is away, readers are told so in a sentence wherever they ask, and nothing else stops."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.engines.address import parse
from dashboard.data.engines.files import FileEngine
from dashboard.data.engines.health import Limits
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.prepared import write_prepared
from dashboard.data.store import EventStore
from dashboard.layout import ids
from dashboard.serving import build
from tests.asking import Asker
from tests.commands import WORDS
from tests.tiny import BUNDLED

AWAY = WORDS("engine-away")
IMPATIENT = Limits(seconds=10, waits=(), rest=0, longest_rest=0)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engine") / "events.duckdb"
    write_prepared(path, BUNDLED)
    return path


@pytest.fixture(scope="module")
def application(bundled: Dataset, prepared: Path) -> Application:
    """A dashboard whose events are in a file."""
    engine = Patient(FileEngine(parse(str(prepared), {})), IMPATIENT)
    dataset = replace(bundled, events=EventStore(engine, is_large=True))
    return create_app(CurrentDataset(dataset), Settings(reload_seconds=0))


@pytest.fixture
def away(prepared: Path) -> Iterator[Path]:
    """Takes the file away; `away.rename(prepared)` brings it back."""
    elsewhere = prepared.rename(prepared.with_suffix(".away"))
    yield elsewhere
    if elsewhere.exists():
        elsewhere.rename(prepared)


def told(application: Application, query: str, **have: str) -> dict[str, tuple[str, Any]]:
    """Place -> (key, content) of what the page is told."""
    known = ",".join(f"{place}:{key}" for place, key in have.items())
    response = application.server.test_client().get(f"/views?{query}&have={known}")
    assert response.status_code == 200
    lines = [json.loads(line) for line in response.text.splitlines() if line]
    return {place: (key, content) for _, place, key, content in lines}


def test_the_page_is_told_and_keeps_what_it_shows(application: Application, away: Path, prepared: Path) -> None:
    first = told(application, "province=Erbil")
    assert set(first) == {ids.NOTICE_ENGINE}
    key, content = first[ids.NOTICE_ENGINE]
    assert WORDS("engine-last-answer", problem=AWAY) in json.dumps(content, ensure_ascii=False)
    away.rename(prepared)
    then = told(application, "province=Erbil", **{ids.NOTICE_ENGINE: key})
    assert then[ids.NOTICE_ENGINE][1] == []
    assert {ids.SENTENCE, ids.MAP_INCIDENTS, ids.TABLE} <= set(then)
    assert ids.NOTICE_ENGINE not in told(application, "province=Erbil")


def test_the_api_is_503_with_the_sentence(application: Application, away: Path) -> None:
    client = application.server.test_client()
    for path in ("summary.json", "incidents.csv", "incidents.geojson", "casualties.csv", "briefing.pptx"):
        response = client.get(f"/api/{path}?province=Sulaymaniyah")
        assert (response.status_code, response.json) == (503, {"detail": AWAY}), path
        assert int(response.headers["Retry-After"]) > 0
        assert response.headers["Cache-Control"] == "no-store"


def test_rows_that_are_scrolled_to_are_503_with_the_sentence(application: Application, away: Path) -> None:
    response = application.server.test_client().get("/views/rows?province=Nineveh&start=100")
    assert (response.status_code, response.text) == (503, AWAY)


def test_the_panel_says_it(application: Application, away: Path) -> None:
    asked = {
        f"{ids.PANEL}.data": {"kind": "ids", "ids": ["inc-0001"]},
        f"{ids.SELECTION}.data": "district=Zakho",
        f"{ids.BREAKDOWN_BY}.value": "type",
    }
    answer = Asker(application).ask(f"{ids.PANEL_CONTENT}.children", asked)
    assert AWAY in json.dumps(answer[f"{ids.PANEL_CONTENT}.children"])
    assert answer[f"{ids.PANEL_DRAWER}.opened"] is True


def test_what_needs_no_events_is_answered(application: Application, away: Path) -> None:
    client = application.server.test_client()
    for path in ("/", "/healthz", "/published", "/api/outposts.csv", "/api/docs"):
        assert client.get(path).status_code == 200, path


def test_a_server_starts_while_the_engine_is_away_and_finds_it_later(
    prepared: Path, away: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(engine_url=str(prepared), engine_seconds=1, reload_seconds=0)
    client = build(settings).server.test_client()
    assert AWAY in capsys.readouterr().err
    assert client.get("/api/summary.json").status_code == 503
