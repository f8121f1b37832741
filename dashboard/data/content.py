"""The files of a data folder and the hash of their content, which is the version of the data.

A large file is not read again to find its hash while size, time of change and number of its inode are the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from dashboard.data.imported import FOLDER, content_of, toml_files
from dashboard.data.schema import Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS

VERSION_DIGITS = 12
LARGE = 64_000_000  # bytes, read in a tenth of a second
_BLOCK = 1 << 20
# A file that changes twice within what the file system calls a moment looks the same: it is hashed anew next time.
_SETTLED_AFTER = 2  # seconds
_KNOWN = "hashes.json"
_MOST_KNOWN = 50
Stamp = tuple[int, int, int]


def incidents_of(folder: Path) -> Table:
    """The table of incidents as it stands in `folder`: a Parquet file where there is no CSV file."""
    parquet = replace(INCIDENTS, ending="parquet")
    is_there = [(folder / table.file).exists() for table in (INCIDENTS, parquet)]
    return parquet if is_there == [False, True] else INCIDENTS


def content_files(folder: Path, also: Path | None = None) -> list[Path]:
    """The files whose content is the dataset, in a fixed order; imported datasets of `also` among them."""
    names = [folder / table.file for table in TABLES] + [folder / "dataset.toml"]
    parquet = folder / replace(INCIDENTS, ending="parquet").file
    incidents = folder / INCIDENTS.file
    if parquet.exists():
        at = names.index(incidents)
        names[at : at + 1] = [incidents, parquet] if incidents.exists() else [parquet]
    return [
        *names,
        *sorted((folder / "boundaries").glob("*.geojson")),
        *sorted((folder / "terrain").glob("hillshade.*")),
        *(path for toml in toml_files(folder, also) for path in content_of(toml)),
    ]


def stamp(path: Path) -> Stamp:
    """Size, time of change and inode of a file. Raises OSError."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


@dataclass
class Hashes:
    """Hashes of large files that are known already; with a `state_dir` they are kept from one start to the next."""

    state_dir: Path | None = None
    known: dict[Stamp, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what was kept; what is no hash is as if it were not there."""
        with suppress(OSError, ValueError, TypeError):
            kept = dict(json.loads((self.state_dir / _KNOWN).read_bytes()) if self.state_dir else {})
            texts = {tuple(map(int, key.split())): str(value) for key, value in kept.items()}
            self.known = {key: value for key, value in texts.items() if len(key) == 3 and len(value) == 64}

    def of(self, path: Path) -> str:
        """The SHA-256 of a large file. Raises OSError."""
        before = stamp(path)
        if before not in self.known:
            digest = hashlib.sha256()
            for block in _blocks(path):
                digest.update(block)
            if before != stamp(path) or before[1] > (time.time() - _SETTLED_AFTER) * 1e9:
                return digest.hexdigest()
            self.known[before] = digest.hexdigest()
            self._keep()
        return self.known[before]

    def _keep(self) -> None:
        """Write what is known as a whole, or not at all: next time the file is read again then."""
        if not self.state_dir:
            return
        newest = list(self.known.items())[-_MOST_KNOWN:]
        part = self.state_dir / f"{_KNOWN}.{os.getpid()}.part"
        with suppress(OSError):
            self.state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_text(json.dumps({" ".join(map(str, key)): value for key, value in newest}))
            part.replace(self.state_dir / _KNOWN)


def content_hash(folder: Path, hashes: Hashes | None = None, also: Path | None = None) -> str:
    """The first digits of the SHA-256 of names and contents of all data files; of a large one its own hash instead."""
    digest, hashes = hashlib.sha256(), hashes or Hashes()
    for path in content_files(folder, also):
        size, name = path.stat().st_size, _name(path, also if also and path.is_relative_to(also) else folder)
        if size > LARGE:
            content = hashes.of(path).encode()
            digest.update(f"{name}\0{size}\0sha256\0".encode())
        else:
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:VERSION_DIGITS]


def _name(path: Path, folder: Path) -> str:
    """What a file is called in the hash. Tables of imported datasets have the same names, in folders of their own."""
    inside = path.relative_to(folder)
    return inside.as_posix() if inside.parts[0] == FOLDER else path.name


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
