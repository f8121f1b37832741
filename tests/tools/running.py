"""The dashboard in a fresh process, and a Chromium in front of it. For benchmarks and screenshots."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
SETTINGS = ("DATA_DIR", "TILES_URL", "PUBLIC_URL", "ENGINE_URL")  # of whoever starts this
CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@dataclass(frozen=True)
class Running:
    """A server that answers: where, the number of its first process, and the seconds until it answered."""

    url: str
    pid: int
    seconds: float


@contextlib.contextmanager
def server(
    data: Path | None = None, *, state: Path | None = None, workers: int = 0, patience: float = START_SECONDS
) -> Iterator[Running]:
    """The dashboard in a new process, on a free port of this machine: `app.py`, or what `make serve` starts for as many
    `workers`. `data` and `state` are the bundled folder and the user's unless they are named."""
    port = free_port()
    command = gunicorn(port, workers) if workers else _app(port)
    folders = {name: str(folder) for name, folder in (("DATA_DIR", data), ("STATE_DIR", state)) if folder}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=_environment() | folders, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", process, patience)
            yield Running(f"http://127.0.0.1:{port}", process.pid, time.perf_counter() - began)
        finally:
            process.terminate()


def _app(port: int) -> list[str]:
    return [sys.executable, "app.py", "serve", "--host", "127.0.0.1", "--port", str(port)]


def gunicorn(port: int, workers: int) -> list[str]:
    """The command of `make serve`, with the settings filled in that a shell would fill in."""
    given = {"PORT": str(port), "WORKERS": str(workers)}
    (line,) = re.findall(r"-m gunicorn .*", (ROOT / "Makefile").read_text("utf-8").replace("\\\n", ""))
    filled = re.sub(r"\$\$\{(\w+):-([^}]*)\}", lambda found: given.get(found[1], found[2]), line)
    return [sys.executable, *filled.replace('"', "").split()]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in SETTINGS}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):  # noqa: S310
            return
        time.sleep(0.01)
    raise RuntimeError(f"The server did not answer within {seconds:.0f} seconds.")


def chromium(playwright: Playwright) -> Browser:
    """A new Chromium, with a profile that nothing is kept in; CHROME names a certain one."""
    found = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=found, args=CHROMIUM)
