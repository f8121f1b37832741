"""Data folders with made-up events, made once and kept: `python -m tests.benchmarks.folders 1000000 [FOLDER]`.

Kept in BENCH_DIR, else in the system's temporary folder, under a name that changes with what is made.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import duckdb

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import load
from tests.benchmarks.events import SEED, VERSION, Columns, MadeUp

MOST_IN_CSV = 1_000_000
BOUNDED = {"memory_limit": "1GB"}
COUNTED = (
    "SELECT count(*) FROM read_parquet(?)",
    """SELECT count(*) FROM (SELECT DISTINCT date, district, event_type, attributed_to, attribution_status, scope
        FROM read_parquet(?))""",
    "SELECT count(DISTINCT word) FROM (SELECT unnest(string_split(lower(summary), ' ')) AS word FROM read_parquet(?))",
)
COMPARED = """
    SELECT CAST(rpad(date, 10, '-01-01') AS TIMESTAMP) AS date, province, event_type,
        CAST(latitude AS DOUBLE) AS lat, CAST(longitude AS DOUBLE) AS lon,
        coalesce(CAST(civilians_killed AS INT), 0) AS killed, coalesce(CAST(civilians_injured AS INT), 0) AS injured
    FROM read_parquet(?) WHERE latitude IS NOT NULL
"""


@dataclass(frozen=True)
class Facts:
    """What was made, as COUNTED: events, distinct combinations of day and categories, distinct words of summaries."""

    count: int
    keys: int
    words: int


@dataclass(frozen=True)
class Made:
    """The folder of `count` events, and what is in there."""

    folder: Path

    @property
    def csv(self) -> Path:
        """A data folder with incidents.csv; there is none of more than MOST_IN_CSV events."""
        return self.folder / "data"

    @property
    def parquet(self) -> Path:
        """A data folder with incidents.parquet in its place; blank cells are NULL, all others texts."""
        return self.folder / "parquet" / "data"

    @property
    def compared(self) -> Path:
        """What the app that we compare with reads: events with coordinates; it takes what is not known for 0, and a
        month for its first day."""
        return self.folder / "compared.parquet"

    @property
    def facts(self) -> Facts:
        return Facts(**json.loads((self.folder / "facts.json").read_text("utf-8")))


def made(count: int, folder: Path | None = None) -> Made:
    """The folder of as many events; made now, if it was not yet."""
    found = Made(folder or kept(count))
    if not (found.folder / "facts.json").exists():
        found.folder.mkdir(parents=True, exist_ok=True)
        _make(found, count)
    return found


def kept(count: int) -> Path:
    """Where the events are kept: another place for every seed, count, way of making and version of the bundled data."""
    bundled = load(PROJECT_DIR / "data").version
    name = blake2b(f"{SEED} {count} {VERSION} {bundled}".encode(), digest_size=6).hexdigest()
    return Path(os.environ.get("BENCH_DIR") or tempfile.gettempdir()) / f"made-up-events-{count}-{name}"


def _make(wanted: Made, count: int) -> None:
    """Write all files; the facts come last, so that what was broken off is made again."""
    for folder in (wanted.csv, wanted.parquet) if count <= MOST_IN_CSV else (wanted.parquet,):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PROJECT_DIR / "data", folder)
        (folder / "incidents.csv").unlink()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as scratch, duckdb.connect(config=BOUNDED) as connection:
        connection.execute(f"SET temp_directory = '{scratch}/spilled'")
        parts = f"{scratch}/*.parquet"
        for number, chunk in enumerate(MadeUp(load(PROJECT_DIR / "data"), count).chunks()):
            _write(connection, chunk, Path(scratch) / f"{number:05d}.parquet")
        _copy(connection, "SELECT * FROM read_parquet(?)", parts, wanted.parquet / "incidents.parquet")
        if count <= MOST_IN_CSV:
            _copy(connection, "SELECT * FROM read_parquet(?)", parts, wanted.csv / "incidents.csv")
            _copy(connection, COMPARED, parts, wanted.compared)
        facts = _facts(connection, parts)
    (wanted.folder / "facts.json").write_text(json.dumps(asdict(facts)), "utf-8")


def _write(connection: duckdb.DuckDBPyConnection, chunk: Columns, path: Path) -> None:
    texts = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in chunk)  # a column of blanks has no type
    connection.register("chunk", chunk)
    connection.execute(f"COPY (SELECT {texts} FROM chunk) TO '{path}'")  # noqa: S608 - names of ours
    connection.unregister("chunk")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, parts: str, path: Path) -> None:
    """DuckDB reads and writes a part at a time; the ending of `path` decides how."""
    connection.execute(f"COPY ({query}) TO '{path}'", [parts])


def _facts(connection: duckdb.DuckDBPyConnection, parts: str) -> Facts:
    return Facts(*(connection.execute(query, [parts]).fetchall()[0][0] for query in COUNTED))


def main(arguments: Sequence[str]) -> None:
    """Make as many events, in a folder that may be named, and say where they are and what they hold."""
    count, *named = arguments
    found = made(int(count), Path(named[0]) if named else None)
    print(found.folder, asdict(found.facts))


if __name__ == "__main__":
    main(sys.argv[1:])
