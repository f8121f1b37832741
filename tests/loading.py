"""Datasets loaded once for all tests that load the same files again and again, and change nothing."""

from __future__ import annotations

from pathlib import Path

from dashboard.data.content import content_hash
from dashboard.data.dataset import Dataset, load
from dashboard.data.engines.patient import Patient

_KEPT: dict[tuple[Path, str], Dataset] = {}


def load_once(
    folder: Path, state_dir: Path | None = None, engine: Patient | None = None, also: Path | None = None
) -> Dataset:
    """`load(folder)`, the same one for as long as its files are the same; read only. Raises as `load` does."""
    if engine or also:
        return load(folder, state_dir, engine=engine, also=also)
    try:
        key = (folder, content_hash(folder))
    except OSError:
        return load(folder, state_dir)
    return _KEPT.get(key) or _KEPT.setdefault(key, load(folder, state_dir))
