"""The folder of event files: one a version of the data, made once, the newest MOST of them.

Several processes may share the folder: one makes a file, the others wait for it, and one of them takes over when it
ends before it is done. A file appears as a whole or not at all. What stands in it is not trusted: a file that is not
what this program would make of this version of the data is made anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from dashboard.data.content import VERSION_DIGITS
from dashboard.data.event_file import write
from dashboard.data.offline import Connection, allow, connect, opened
from dashboard.data.staging import ManyIncidents
from dashboard.errors import Problem, Severity

try:
    import fcntl
except ImportError:  # Windows: every process makes a file of its own, and the last one stays
    fcntl = None  # type: ignore[assignment]

FOLDER = "events"
MOST = 3
_ENDING, _PART, _LOCK = ".duckdb", ".part", ".lock"
_OURS = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}\.duckdb", re.ASCII)
_HEADERS = 3 * 4096  # bytes before the first block of a DuckDB file


@dataclass(frozen=True)
class Events:
    """What was made of many incidents: the number of events, and the file that holds them, open to be read.

    There is none when a problem stops the start.
    """

    rows: int
    problems: tuple[Problem, ...]
    connection: Connection | None


@dataclass(frozen=True)
class KeptEvents:
    """Event files in the folder for state; without one, in a folder that goes when nobody reads it any more."""

    state_dir: Path | None

    def make(self, version: str, incidents: ManyIncidents, add_up: Callable[[Connection], None]) -> Events:
        """The events of `version`, from the file that is there or a new one. `add_up` adds tables to a new one.

        Raises OSError and duckdb.Error when there is no room for it.
        """
        if not self.state_dir:
            return _for_once(version, incidents, add_up)
        folder = self.state_dir / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{version}{_ENDING}"
        with alone(path.with_suffix(_LOCK)):
            found = _found(path, version)
            if not found:
                found = _made(path, version, incidents, add_up)
                _prune(path)
        return found


def _for_once(version: str, incidents: ManyIncidents, add_up: Callable[[Connection], None]) -> Events:
    folder = Path(tempfile.mkdtemp(prefix="dashboard-events-"))
    made = Events(0, (), None)
    try:
        made = _made(folder / f"{version}{_ENDING}", version, incidents, add_up)
    finally:
        if made.connection:
            weakref.finalize(made.connection, shutil.rmtree, folder, ignore_errors=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return made


def _made(path: Path, version: str, incidents: ManyIncidents, add_up: Callable[[Connection], None]) -> Events:
    for left in path.parent.glob(f"{version}.*{_PART}"):  # by a process that ended while it wrote
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(_PART, f"{version}.", path.parent))
    try:
        part = folder / path.name
        problems = tuple(write(part, incidents, add_up))
        if not incidents.is_wanted or any(problem.severity is Severity.STOPS for problem in problems):
            return Events(0, problems, None)
        _describe(part, version, problems)
        part.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found = _found(path, version)
    if not found:
        raise duckdb.IOException(f"{path.name} can't be read again")
    return found


def _describe(path: Path, version: str, problems: tuple[Problem, ...]) -> None:
    """Say in the file what it is."""
    with connect(path) as connection:
        told = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)
        connection.execute(
            "CREATE TABLE meta AS SELECT ? AS version, ? AS program, (SELECT count(*) FROM events) AS events, "
            "(SELECT count(*) FROM cells) AS cells, ? AS problems",
            [version, program(), told],
        )


def _found(path: Path, version: str) -> Events | None:
    """The events of a file; None when it is not whole, or not what this program makes of the version."""
    if not path.is_file():
        return None
    try:
        connection = opened(path)
    except duckdb.Error:
        return None
    try:
        with suppress(OSError):  # of another user, or on a disk that can only be read
            path.touch()
        return _checked(connection, path.stat().st_size, version)
    except (duckdb.Error, OSError, ValueError, TypeError, KeyError):
        connection.close()
        return None


def _checked(connection: Connection, size: int, version: str) -> Events | None:
    (said,) = connection.execute("SELECT version, program, events, cells, problems FROM kept.meta").fetchall()
    held = tuple(len(connection.table(f"kept.{name}")) for name in ("events", "cells"))
    (length,) = connection.execute(
        "SELECT total_blocks * block_size FROM pragma_database_size() WHERE database_name = 'kept'"
    ).fetchall()
    if said[:4] != (version, program(), *held) or size < length[0] + _HEADERS:
        return None
    problems = tuple(Problem(**{**one, "severity": Severity(one["severity"])}) for one in json.loads(said[4]))
    allow(connection, held[0])
    connection.execute("SET enable_external_access = false")
    return Events(held[0], problems, connection)


def program() -> str:
    """The hash of the code that makes event files: a file of another program may mean something else."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:VERSION_DIGITS]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside; the system lets go of the lock of a process that ends."""
    with path.open("a") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prune(newest: Path) -> None:
    """Remove our files that nobody needs; who has one open can go on reading it."""
    others: list[tuple[float, Path]] = []
    for path in newest.parent.iterdir():
        with suppress(OSError):  # another process removed it already
            if _OURS.fullmatch(path.name) and path != newest:
                others.append((path.stat().st_mtime, path))
    for _, path in sorted(others, reverse=True)[MOST - 1 :]:
        with suppress(OSError):
            path.unlink()
            path.with_suffix(_LOCK).unlink()
