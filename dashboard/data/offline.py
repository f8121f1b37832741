"""DuckDB as we use it: nothing is fetched from anywhere. An extension that is not in its package is not there."""

from __future__ import annotations

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection


def connect(path: Path | None = None, *, read_only: bool = False, **settings: str) -> Connection:
    """A database in the file at `path`, or in memory."""
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return duckdb.connect(str(path or ":memory:"), read_only=read_only, config={**offline, **settings})
