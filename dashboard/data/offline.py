"""DuckDB as we use it: nothing is fetched from anywhere. An extension that is not in its package is not there."""

from __future__ import annotations

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection


def connect(path: Path | None = None, *, read_only: bool = False, **settings: str) -> Connection:
    """A database in the file at `path`, or in memory."""
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return duckdb.connect(str(path or ":memory:"), read_only=read_only, config={**offline, **settings})


def opened(path: Path) -> Connection:
    """The tables of a file, to be read, in a database in memory that may hold more. Raises duckdb.Error.

    A file that is open to be read alone could hold nothing of a question from one cursor to the next.
    """
    connection = connect()
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS kept (READ_ONLY)")
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'kept'").fetchall()
    for (name,) in names:
        connection.execute(f'CREATE VIEW "{name}" AS FROM kept."{name}"')
    return connection
