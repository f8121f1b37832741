"""The folder of snapshots: one file a version that was loaded, the newest MOST of them.

Several processes may share the folder: a file appears as a whole or not at all. What stands in it is not trusted: a
file that is no snapshot of the version in its name is as if it were not there, and files of other names are let be.
"""

from __future__ import annotations

import datetime as dt
import errno
import gzip
import os
import re
import tempfile
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.data.content import VERSION_DIGITS
from dashboard.data.dataset import Dataset
from dashboard.data.snapshot import Snapshot, SnapshotError, from_json, is_version, take, to_json

FOLDER = "snapshots"
MOST = 50
LARGEST = 64_000_000  # bytes, unpacked: more than 100,000 incidents
ABANDONED_AFTER = 3600  # seconds; a process that was killed while it wrote leaves a part
_ENDING, _PART = ".json.gz", ".part"
_OURS = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}\.json\.gz(\.\w+\.part)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Snapshots in the folder for state; without one, none is kept and none is found."""

    state_dir: Path | None

    @property
    def folder(self) -> Path | None:
        """Where the files are; it need not exist."""
        return self.state_dir / FOLDER if self.state_dir else None

    def find(self, version: str) -> Snapshot | None:
        """The snapshot of `version`; None when there is none that can be used."""
        if not self.folder or not is_version(version):
            return None
        try:
            return from_json(_unpacked(_path(self.folder, version)), version)
        except (OSError, EOFError, zlib.error, UnicodeDecodeError, SnapshotError):
            return None

    def latest(self, most: int) -> tuple[Snapshot, ...]:
        """Up to `most` snapshots that can be used, those that were loaded last first."""
        try:
            paths = [path for path in self.folder.iterdir() if _OURS.fullmatch(path.name)] if self.folder else []
            paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:  # there is no folder, or a file of it was removed just now
            return ()
        found = (self.find(path.name.removesuffix(_ENDING)) for path in paths)
        return tuple(islice((snapshot for snapshot in found if snapshot), most))

    def keep(self, dataset: Dataset) -> None:
        """Leave the snapshot of `dataset`, now the newest, and remove the oldest beyond MOST.

        Raises OSError when the folder can't be written.
        """
        if not self.folder:
            return
        path = _path(self.folder, dataset.version)
        if self.find(dataset.version):
            with suppress(OSError):  # of another user, or on a disk that can only be read: it is there all the same
                os.utime(path)
            return
        content = to_json(take(dataset, dt.datetime.now(dt.UTC).date())).encode()
        if len(content) > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        _write(path, gzip.compress(content, mtime=0))
        _prune(path)


def _path(folder: Path, version: str) -> Path:
    return folder / f"{version}{_ENDING}"


def _unpacked(path: Path) -> str:
    if not path.is_file():  # a pipe would be waited for
        raise FileNotFoundError(path)
    with gzip.open(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise SnapshotError("is too large")
    return content.decode()


def _write(path: Path, content: bytes) -> None:
    """Write the file as a whole: a reader sees the old one or the new one, whenever this process ends."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(_PART, f"{path.name}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _prune(newest: Path) -> None:
    """Remove our files that nobody needs; `newest` stays, whatever the clock says."""
    others: list[tuple[float, Path]] = []
    for path in newest.parent.iterdir():
        match = _OURS.fullmatch(path.name)
        if not match or path == newest or not path.is_file():
            continue
        with suppress(OSError):  # another process removed it already
            changed, is_part = path.stat().st_mtime, bool(match[1])
            if is_part and changed < time.time() - ABANDONED_AFTER:
                path.unlink()
            others += [] if is_part else [(changed, path)]
    for _, path in sorted(others, reverse=True)[MOST - 1 :]:
        with suppress(OSError):
            path.unlink()
