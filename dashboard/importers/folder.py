"""The folder of imported datasets: a dataset appears, and gives way to its next version, as a whole or not at all.

Tables are written into a folder that nothing names yet; then one small file, which names it, is put in the place of the
one before by rename. Whoever is killed on the way leaves what was there, and a folder that the next import removes.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.data.imported import FOLDER, OF_FOLDER, Imported
from dashboard.data.kept_events import alone

_PART = ".partial"


@contextmanager
def locked(into: Path) -> Iterator[Path]:
    """The folder of imported datasets of the data folder `into`, which no other process changes meanwhile."""
    folder = into / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / ".lock"):
        yield folder


@contextmanager
def part_of(folder: Path, name: str) -> Iterator[Path]:
    """A new folder for the tables of `name`; removed at the end, unless it was put in place."""
    _remove_left(folder, name)
    part = Path(tempfile.mkdtemp(_PART, f".{name}.", folder))
    part.chmod(0o755)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put_in_place(folder: Path, part: Path, described: Imported) -> None:
    """Make `part` the tables of the dataset, and remove those before."""
    for path in part.iterdir():
        _on_disk(path)
    target = folder / described.folder
    shutil.rmtree(target, ignore_errors=True)  # left by an import that was killed before it was named
    part.rename(target)
    _on_disk(folder)
    pointer = folder / f"{described.name}.toml"
    written = folder / f".{described.name}.toml{_PART}"
    written.write_text(as_toml(described), encoding="utf-8")
    _on_disk(written)
    written.replace(pointer)
    _on_disk(folder)


def _remove_left(folder: Path, name: str) -> None:
    """Remove what imports that were killed left, and all tables of the dataset but those that are served: a server
    may be reading them until the next import."""
    served = (pointed_to(folder, name) or {}).get("folder")
    for left in [*folder.glob(f".*{_PART}"), *folder.glob(f"{name}.*")]:
        if left.is_dir() and left.name != served:
            shutil.rmtree(left, ignore_errors=True)


def pointed_to(folder: Path, name: str) -> dict[str, Any] | None:
    """What the file of a dataset says; None where there is none that can be read."""
    try:
        return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return None


def as_toml(described: Imported) -> str:
    """The description as `dashboard.data.imported` reads it."""
    values = {name: value for name, value in asdict(described).items() if name not in OF_FOLDER}
    rows = values.pop("rows")
    lines = ["# Written by `python app.py import`; the folder holds the tables."]
    lines += [f"{name} = {_value(value)}" for name, value in values.items() if value is not None]
    return "\n".join([*lines, "", "[rows]", *(f"{name} = {count}" for name, count in rows.items()), ""])


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A JSON text is a basic string of TOML, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
