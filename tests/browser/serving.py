"""The dashboard behind waitress in a thread of the tests, and what its API answers."""

from __future__ import annotations

import contextlib
import json
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset, watch
from dashboard.data.dataset import load
from dashboard.data.engines.patient import Patient

Summary = dict[str, Any]


@dataclass(frozen=True)
class Served:
    """A running dashboard: its address, and the folder that its data comes from."""

    url: str
    folder: Path

    def header(self, path: str, name: str) -> str:
        """A header of an answer."""
        with urllib.request.urlopen(self.url + path) as answer:  # noqa: S310
            return str(answer.headers[name])

    def summary(self, query: str = "") -> Summary:
        """What `/api/summary.json` says of a Selection."""
        with urllib.request.urlopen(f"{self.url}/api/summary.json?{query}") as answer:  # noqa: S310
            found: Summary = json.load(answer)
        return found


@contextlib.contextmanager
def served(
    folder: Path, *, watch_seconds: float = 0, engine: Patient | None = None, prefix: str = "/"
) -> Iterator[Served]:
    """The dashboard on a free port until the block is left; with `watch_seconds` it follows its data.

    Another `prefix` than "/" is the part of the server that it gets; nothing is elsewhere.
    """
    current = CurrentDataset(load(folder, engine=engine), folder)
    application = create_app(current, Settings(data_dir=folder), prefix=prefix)
    root = prefix.rstrip("/")
    whole = DispatcherMiddleware(NotFound(), {root: application.server}) if root else application.server
    stop = watch(current, watch_seconds) if watch_seconds else threading.Event()
    try:
        with listening(whole, folder, root) as found:
            yield found
    finally:
        stop.set()


@contextlib.contextmanager
def listening(application: Any, folder: Path, root: str = "") -> Iterator[Served]:
    """A WSGI application on a free port until the block is left; the dashboard is in its part `root`."""
    sockets: dict[int, Any] = {}
    server = waitress.create_server(application, map=sockets, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, name="served")
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.effective_port}{root}", folder)
    finally:
        _end(server, sockets)
        thread.join()


def _end(server: Any, sockets: dict[int, Any]) -> None:
    """Close everything in the thread that waits for the sockets: its loop ends with the last of them."""

    def close() -> None:
        server.task_dispatcher.shutdown()
        for one in list(sockets.values()):
            one.close()

    server.trigger.pull_trigger(close)
