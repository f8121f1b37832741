"""A DuckDB file, or a folder of Parquet files: asked by DuckDB in this process, read only, never by the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import narwhals as nw

from dashboard.data.added_up import AddedUp
from dashboard.data.engines.address import DEFAULT_TABLE, Address
from dashboard.data.engines.engine import Asking
from dashboard.data.engines.table import check
from dashboard.data.kept_events import program
from dashboard.data.lazily import Lazily
from dashboard.data.offline import Connection, attach, connect

_VIEW = "events_of_the_engine"


class FileEngine:
    """Files that another program may replace: they are opened anew when they have changed."""

    failures: tuple[type[Exception], ...] = (duckdb.Error, OSError)

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._opened: tuple[str, Connection, AddedUp | None] | None = None

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """See `Engine.asking`."""
        connection, added_up = self._connection()
        if added_up:
            yield Asking(added_up)
            return
        with connection.cursor() as cursor:
            yield Asking(Lazily(lambda: nw.from_native(cursor.table(_VIEW))), cursor.interrupt)

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

    def _connection(self) -> tuple[Connection, AddedUp | None]:
        with self._lock:
            stamp = self.stamp()
            if self._opened is None or self._opened[0] != stamp:
                self._opened = (stamp, *self._open())
            return self._opened[1:]

    def _open(self) -> tuple[Connection, AddedUp | None]:
        """A database in memory that sees the tables of the files, and nothing else of this machine."""
        with ExitStack() as undo:
            connection = undo.enter_context(connect())
            if self.address.scheme == "duckdb":
                source = _attached(connection, self.address)
            else:
                names = _listed([str(path.absolute()) for path in self._files()])
                connection.execute(f"SET allowed_paths = {names}")
                source = f"read_parquet({names})"
            connection.execute("SET enable_external_access = false")
            connection.execute(f"CREATE VIEW {_VIEW} AS FROM {source}")
            check(nw.from_native(connection.table(_VIEW)).collect_schema())
            added_up = AddedUp(connection) if self.address.table == DEFAULT_TABLE and _is_ours(connection) else None
            undo.pop_all()
        return connection, added_up


def _attached(connection: Connection, address: Address) -> str:
    """See the tables of the file, under their names; that of the events, quoted.

    The file is not opened itself: DuckDB would give one that was replaced as it was before.
    """
    attach(connection, Path(address.path), "held", "(READ_ONLY)")
    held = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'held'"
    for (name,) in connection.execute(held).fetchall():
        table = _identifier(name)
        connection.execute(f"CREATE VIEW {table} AS FROM held.{table}")
    return _identifier(address.table)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_ours(connection: Connection) -> bool:
    """Whether the file was written by `prepare` of this program, with cells added up beforehand."""
    try:
        return connection.execute("SELECT program FROM meta").fetchall() == [(program(),)]
    except duckdb.Error:
        return False


def _listed(texts: list[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
