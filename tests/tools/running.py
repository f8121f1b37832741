"""The dashboard in a fresh process, and a Chromium in front of it. For benchmarks and screenshots."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@contextlib.contextmanager
def server() -> Iterator[tuple[str, float]]:
    """`app.py` in a new process on a free port of this machine: (address, seconds until it answered)."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "app.py", "serve", "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in ("DATA_DIR", "TILES_URL", "PUBLIC_URL")},
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(f"{url}/healthz", process)
            yield url, time.perf_counter() - began
        finally:
            process.terminate()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.perf_counter() + START_SECONDS
    while time.perf_counter() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(url, timeout=5):  # noqa: S310
            return
        time.sleep(0.01)
    raise RuntimeError(f"The server did not answer within {START_SECONDS} seconds.")


def chromium(playwright: Playwright) -> Browser:
    """A new Chromium, with a profile that nothing is kept in; CHROME names a certain one."""
    found = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=found, args=CHROMIUM)
