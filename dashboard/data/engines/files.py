"""A DuckDB file, or a folder of Parquet files: asked by DuckDB in this process, read only, never by the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import narwhals as nw

from dashboard.data.engines.address import Address
from dashboard.data.engines.engine import Asking
from dashboard.data.engines.table import check
from dashboard.data.offline import connect


class FileEngine:
    """Files that another program may replace: they are opened anew when they have changed."""

    failures: tuple[type[Exception], ...] = (duckdb.Error, OSError)

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._opened: tuple[str, duckdb.DuckDBPyConnection] | None = None

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """See `Engine.asking`."""
        cursor = self._connection().cursor()
        try:
            yield Asking(nw.from_native(cursor.table("events")), cursor.interrupt)
        finally:
            cursor.close()

    def stamp(self) -> str:
        """Name, size and time of each file."""
        found = [(path.name, path.stat()) for path in self._files()]
        return ";".join(f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in found)

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            if self._opened:
                self._opened[1].close()
            self._opened = None

    def _files(self) -> list[Path]:
        path = Path(self.address.path)
        return sorted(path.glob("*.parquet")) if path.is_dir() else [path]

    def _connection(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            stamp = self.stamp()
            if self._opened is None or self._opened[0] != stamp:
                self._opened = (stamp, self._open())
            return self._opened[1]

    def _open(self) -> duckdb.DuckDBPyConnection:
        """A database in memory that sees the table of the files, and nothing else of this machine."""
        with ExitStack() as undo:
            connection = undo.enter_context(connect())
            # Attached, not opened: DuckDB would give a file that was replaced as it was before, from its own cache.
            if self.address.scheme == "duckdb":
                connection.execute(f"ATTACH {_quoted(self.address.path)} AS engine (READ_ONLY)")
                source = f'engine."{self.address.table.replace(chr(34), chr(34) * 2)}"'
            else:
                names = _listed([str(path.absolute()) for path in self._files()])
                connection.execute(f"SET allowed_paths = {names}")
                source = f"read_parquet({names})"
            connection.execute("SET enable_external_access = false")
            connection.execute(f"CREATE VIEW events AS FROM {source}")
            check(nw.from_native(connection.table("events")).collect_schema())
            undo.pop_all()
        return connection


def _listed(texts: list[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
