"""Spark, a cluster of its own (`spark://`) or behind Spark Connect (`sc://`). Needs `requirements-spark.txt`.

Everything about the cluster that is no address (memory, cores, secrets, certificates) is Spark's own configuration, in
`SPARK_CONF_DIR`.
"""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import narwhals as nw

from dashboard.data.engines.address import Address
from dashboard.data.engines.engine import Asking
from dashboard.data.engines.table import check
from dashboard.data.lazily import Lazily

MASTER_SECONDS = 3.0
DEFAULT_PORT = "7077"
_SETTINGS = {
    "spark.ui.enabled": "false",  # a page of its own, for whoever reaches the port
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class SparkEngine:
    """One session a process. It is opened again when its application has ended, or when the master was away: a master
    that starts again knows nothing of the applications before, and gives them no workers."""

    # pyspark meets a Java that has ended with AssertionError, AttributeError or TypeError, as it happens.
    failures: tuple[type[Exception], ...] = (Exception,)

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._opened: tuple[Any, nw.LazyFrame[Any]] | None = None
        self._is_lost = False

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """See `Engine.asking`."""
        session, frame = self._session()
        tag = f"question-{uuid.uuid4().hex}"
        session.addTag(tag)
        try:
            yield Asking(Lazily(lambda: frame), lambda: self._stop(session, tag))
        finally:
            session.removeTag(tag)

    def stamp(self) -> str:
        """Blank: only a question can tell."""
        return ""

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            if self._opened:
                self._opened[0].stop()
            self._opened = None

    def _session(self) -> tuple[Any, nw.LazyFrame[Any]]:
        with self._lock:
            self._look_for_master()
            if self._opened and (self._is_lost or _has_ended(self._opened[0])):
                self._opened[0].stop()
                self._opened = None
            if self._opened is None:
                self._opened = self._open()
                self._is_lost = False
            return self._opened

    def _look_for_master(self) -> None:
        """Raise OSError when no master takes a connection: Spark itself would go on trying for a minute."""
        if self.address.scheme != "spark":
            return
        masters = self.address.url.removeprefix("spark://").partition("/")[0].partition("?")[0].split(",")
        for number, master in enumerate(masters, start=1):
            host, _, port = master.rpartition(":")
            try:
                socket.create_connection((host, int(port or DEFAULT_PORT)), MASTER_SECONDS).close()
            except OSError:
                if number == len(masters):
                    self._is_lost = True
                    raise
            else:
                return

    def _open(self) -> tuple[Any, nw.LazyFrame[Any]]:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("iraq-tuerkiye-border-dashboard")
        if self.address.scheme == "sc":
            session: Any = builder.remote(self.address.url).getOrCreate()
        else:
            master = self.address.url.partition("?")[0].rstrip("/")
            session = builder.master(master).config(map=dict(_SETTINGS)).getOrCreate()
        with ExitStack() as undo:
            undo.callback(session.stop)
            path, table = self.address.path, self.address.table
            frame = nw.from_native(session.read.parquet(path) if path else session.table(table))
            check(frame.collect_schema())
            undo.pop_all()
        return session, frame

    def _stop(self, session: Any, tag: str) -> None:
        """End the question. What no worker takes on will not end by waiting either: the next one opens anew."""
        session.interruptTag(tag)
        if self.address.scheme == "spark" and not _has_workers(session):
            self._is_lost = True


def _has_ended(session: Any) -> bool:
    """Whether Spark has given the application up. Spark Connect tells it by the next question's failure."""
    context = getattr(session, "_jsc", None)
    return context is not None and bool(context.sc().isStopped())


def _has_workers(session: Any) -> bool:
    return int(session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()) > 1  # the driver is one of them
