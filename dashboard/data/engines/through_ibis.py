"""PostgreSQL, ClickHouse, Trino and BigQuery, through Ibis. Needs `requirements-ibis.txt`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import narwhals as nw

from dashboard.data.engines.address import Address
from dashboard.data.engines.engine import Asking
from dashboard.data.engines.table import check
from dashboard.data.lazily import Lazily

CONNECT_SECONDS = 5


class IbisEngine:
    """Connections are kept and lent to one question at a time; when one fails, all that are free are closed."""

    # What the drivers of Ibis raise has nothing in common.
    failures: tuple[type[Exception], ...] = (Exception,)

    def __init__(self, address: Address, seconds: float) -> None:
        """`seconds` is how long the server itself works on one question, where it can be told."""
        self.address = address
        self._seconds = seconds
        self._free: list[tuple[Any, nw.LazyFrame[Any]]] = []
        self._lock = threading.Lock()

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """See `Engine.asking`."""
        with self._lock:
            lent = self._free.pop() if self._free else None
        connection, frame = lent or self._open()
        with ExitStack() as undo:
            undo.callback(connection.disconnect)
            undo.callback(self.close)  # of a server that was started anew all connections are lost
            yield Asking(Lazily(lambda: frame))
            undo.pop_all()
        with self._lock:
            self._free.append((connection, frame))

    def stamp(self) -> str:
        """Blank: only a question can tell."""
        return ""

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            free, self._free = self._free, []
        for connection, _ in free:
            connection.disconnect()

    def _open(self) -> tuple[Any, nw.LazyFrame[Any]]:
        import ibis

        connection = ibis.connect(self.address.url, **self._settings())
        with ExitStack() as undo:
            undo.callback(connection.disconnect)
            frame: nw.LazyFrame[Any] = nw.from_native(connection.table(self.address.table))
            check(frame.collect_schema())
            undo.pop_all()
        return connection, frame

    def _settings(self) -> dict[str, Any]:
        """What PostgreSQL needs, so that neither a long question nor a dead network keeps a connection for good."""
        if not self.address.scheme.startswith("postgres"):
            return {}
        milliseconds = int(self._seconds * 1000) + 1000  # after the question was given up here
        return {
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c statement_timeout={milliseconds} -c default_transaction_read_only=on",
            "keepalives_idle": CONNECT_SECONDS,
            "keepalives_interval": CONNECT_SECONDS,
            "keepalives_count": 2,
            "tcp_user_timeout": milliseconds,
            "application_name": "iraq-tuerkiye-border-dashboard",
        }
