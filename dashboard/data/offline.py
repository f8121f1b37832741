"""DuckDB as we use it: nothing is fetched from anywhere. An extension that is not in its package is not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection
BASE_MEGABYTES, BYTES_A_ROW = 200, 80  # 280 MB for 1,000,000 events, 1 GB for 10,000,000


def connect(path: Path | None = None, **settings: str) -> Connection:
    """A database in the file at `path`, or in memory."""
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    # What does not fit into memory: DuckDB's own choice is a folder where the program was started.
    spill = Path(tempfile.gettempdir()) / f"dashboard-spill-{os.getpid()}"
    config: dict[str, str | bool | int | float | list[str]] = {**offline, "temp_directory": str(spill), **settings}
    return duckdb.connect(str(path or ":memory:"), config=config)


def attach(connection: Connection, path: Path, name: str, options: str = "") -> None:
    """Have the file at `path` at hand as the database `name`."""
    connection.execute(f"ATTACH '{quoted(path)}' AS {name} {options}")


def allow(connection: Connection, rows: int) -> None:
    """Let it hold as much of so many events as questions need to be quick."""
    connection.execute(f"SET memory_limit = '{BASE_MEGABYTES + rows * BYTES_A_ROW // 1_000_000}MB'")


def full_name(connection: Connection, table: str) -> str:
    """The name of a table itself where a view stands for it (`opened`): each look through a view takes time."""
    named = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'kept' AND table_name = ?"
    (found,) = connection.execute(named, [table]).fetchall()
    return f"kept.{table}" if found[0] else table


def quoted(path: Path) -> str:
    """A path inside the quotes of a statement."""
    return str(path).replace("'", "''")


def opened(path: Path) -> Connection:
    """The tables of a file, to be read, as views of a database in memory: what questions leave behind can't be written
    to the file. Raises duckdb.Error."""
    connection = connect()
    try:
        attach(connection, path, "kept", "(READ_ONLY)")
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'kept'").fetchall()
        for name in (one.replace('"', '""') for (one,) in tables):
            connection.execute(f'CREATE VIEW "{name}" AS FROM kept."{name}"')
    except duckdb.Error:
        connection.close()
        raise
    return connection
