"""A server that is told to end takes its browser with it, processes and files: in processes of their own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.config import PROJECT_DIR

pytestmark = pytest.mark.images
SERVE = ["app.py", "serve"]
# As a worker of gunicorn: it has the server, not the application, and SIGTERM makes it leave by SystemExit.
WORKER = [
    "-c",
    "import os, signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); "
    "import waitress; from app import server; waitress.serve(server, port=os.environ['PORT'])",
]
PDF = "/api/briefing.pdf?from=1993&to=1993"
SECONDS = 20
Started = Callable[[list[str]], tuple["subprocess.Popen[bytes]", int]]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Where the processes keep their temporary files: a short path, because Chrome puts a socket there."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def started(tmp_path: Path, temporary: Path) -> Iterator[Started]:
    """Starts a server and gives it with its port; what still runs at the end is killed."""
    processes = []

    def start(command: list[str]) -> tuple[subprocess.Popen[bytes], int]:
        port = _free_port()
        state = {"PORT": str(port), "STATE_DIR": str(tmp_path / "state"), "TMPDIR": str(temporary)}
        process = subprocess.Popen([sys.executable, *command], cwd=PROJECT_DIR, env=os.environ | state)
        processes.append(process)
        _wait(lambda: _got(port, "/healthz") == 200)
        return process, port

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.mark.parametrize("command", [SERVE, WORKER], ids=["serve", "worker"])
def test_nothing_is_left_of_the_browser(started: Started, temporary: Path, command: list[str]) -> None:
    process, port = started(command)
    assert _got(port, PDF) == 200
    browser = _descendants(process.pid)
    assert len(browser) > 2
    assert list(temporary.iterdir())
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0
    _wait(lambda: not any(map(_runs, browser)))
    assert not list(temporary.iterdir())


def test_a_server_that_is_killed_leaves_no_process(started: Started) -> None:
    """The browser ends when nobody holds the other end of its pipe."""
    process, port = started(SERVE)
    assert _got(port, PDF) == 200
    browser = _descendants(process.pid)
    assert len(browser) > 2
    process.kill()
    process.wait(SECONDS)
    _wait(lambda: not any(map(_runs, browser)))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _got(port: int, path: str) -> int:
    """The status of the answer; 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    except OSError:
        return 0
    else:
        return answer.status
    finally:
        connection.close()


def _wait(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def _descendants(pid: int) -> set[int]:
    """The processes below `pid`, of any depth."""
    pairs = subprocess.run(["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True).stdout.split()
    parents = dict(zip(map(int, pairs[::2]), map(int, pairs[1::2]), strict=True))
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def _runs(pid: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody has waited for yet has."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True).stdout
    return bool(state) and not state.startswith("Z")
