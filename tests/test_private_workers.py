"""`make serve`: a private view that one process made is shown, and gone, in every other."""

from __future__ import annotations

import http.client
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from dashboard.config import PROJECT_DIR
from tests.pages.importing.given import UCDP
from tests.test_workers import QUESTIONS, SECONDS, until, versions
from tests.tools.running import free_port, gunicorn

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="gunicorn runs elsewhere only"),
]
LARGE = 60_000_000


@pytest.fixture
def port(tiny_folder: Callable[..., Path], tmp_path: Path) -> Iterator[int]:
    free = free_port()
    folder = tiny_folder(whole_basemap=False)
    said = {"DATA_DIR": str(folder), "STATE_DIR": str(tmp_path / "state"), "UPLOAD_MB": "50"}
    command = gunicorn(free, 2)
    with subprocess.Popen(command, cwd=PROJECT_DIR, env=os.environ | said, stderr=subprocess.PIPE) as process:
        try:
            until(lambda: len(versions(free)) == 1)
            yield free
        finally:
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=SECONDS)
            assert b"Traceback" not in told, told.decode()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    content: bytes


def ask(port: int, path: str, body: bytes = b"", kind: str = "") -> Answer:
    """One request on a connection of its own: any process may answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if kind else "GET", path, body or None, {"Content-Type": kind} if kind else {})
    with connection.getresponse() as answer:
        found = Answer(answer.status, answer.headers["Location"] or "", answer.read())
    connection.close()
    return found


def give(port: int, content: bytes) -> Answer:
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(content), "ged241.csv")})
    return ask(port, "/import", body, f"multipart/form-data; boundary={boundary}")


def test_every_process_shows_it_and_none_when_it_is_deleted(port: int) -> None:
    place = give(port, UCDP).location
    root = place.removesuffix("/import")
    summaries = [json.loads(ask(port, f"{root}/api/summary.json?dataset=ucdp-ged").content) for _ in range(QUESTIONS)]
    assert {(one["data_version"], one["incidents"]) for one in summaries} == {(summaries[0]["data_version"], 2)}
    assert all(b"2</strong> imported" in ask(port, place).content for _ in range(QUESTIONS // 3))
    assert ask(port, f"{place}/delete", kind="application/x-www-form-urlencoded").status == 303
    assert {ask(port, path).status for path in (place, f"{root}/", root) for _ in range(QUESTIONS // 3)} == {404}


def test_what_is_too_large_is_told_by_a_sentence_although_it_was_being_sent(port: int) -> None:
    answer = give(port, UCDP + b"\n" * LARGE)
    assert answer.status == 413
    assert b"larger than 50 MB" in answer.content
