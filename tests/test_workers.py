"""`make serve`: several processes that share nothing but the data files."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.config import PROJECT_DIR
from tests.tiny import edit
from tests.tools.running import free_port, gunicorn

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="gunicorn runs elsewhere only"),
]
WORKERS = 3
SECONDS = 15  # in which a change reaches every process
QUESTIONS = 30  # one after the other, each on a connection of its own: every process answers some


@pytest.fixture
def folder(tiny_folder: Callable[..., Path]) -> Path:
    return tiny_folder(whole_basemap=False)


@pytest.fixture
def port(folder: Path, tmp_path: Path) -> Iterator[int]:
    free = free_port()
    said = {"DATA_DIR": str(folder), "STATE_DIR": str(tmp_path / "state")}
    command = gunicorn(free, WORKERS)
    with subprocess.Popen(command, cwd=PROJECT_DIR, env=os.environ | said, stderr=subprocess.PIPE) as process:
        try:
            until(lambda: len(versions(free)) == 1)
            yield free
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=SECONDS)


def versions(port: int) -> set[str]:
    """The versions of the data that the processes answer with."""
    found = set()
    for _ in range(QUESTIONS):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        connection.request("GET", "/healthz")
        found.add(json.loads(connection.getresponse().read())["data_version"])
        connection.close()
    return found


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if is_so():
                return
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.1)
    raise AssertionError(f"not so within {SECONDS} seconds")


def test_new_data_reaches_every_process(port: int, folder: Path, tmp_path: Path) -> None:
    (before,) = versions(port)
    edited = shutil.copytree(folder, tmp_path / "edited")
    edit(edited, "incidents", "inc-03", "civilians_injured", "3")
    (edited / "incidents.csv").replace(folder / "incidents.csv")  # as a whole: a process may be reading it

    def has_reached_all() -> bool:
        """A process that nobody asked for a while may still answer with the old one."""
        found = versions(port)
        return before not in found and len(found) == 1

    until(has_reached_all)
