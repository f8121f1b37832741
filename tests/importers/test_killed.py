"""An import that is killed leaves a whole dataset: the old one or the new one."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.importers.making import Asked, import_file
from dashboard.importing import copy_tables
from tests.importers.given import read_csv, write
from tests.importers.ucdp_files import GED, elsewhere, ucdp_rows
from tests.tiny import BUNDLED

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="no process can be forked"),
]
TIMES = 50
ROWS = 6_000


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, bundled: Dataset) -> None:
    folder = tmp_path / "data"
    copy_tables(BUNDLED, folder)
    old, new = (_file(tmp_path / name, best) for name, best in (("old.csv", "1"), ("new.csv", "2")))
    _finish(_started(old, folder, bundled))
    shutil.copytree(folder, tmp_path / "before")
    began = time.monotonic()
    _finish(_started(new, folder, bundled))
    lasts = time.monotonic() - began
    _put_back(tmp_path / "before", folder)
    chance, seen = random.Random(6), set()
    for _ in range(TIMES):
        process = _started(new, folder, bundled)
        time.sleep(chance.uniform(0, 1.1) * lasts)
        process.kill()
        process.join()
        best = _best(folder)
        seen.add(best)
        if best == "2":
            _put_back(tmp_path / "before", folder)
    assert "1" in seen, "some kills came before the end"
    _finish(_started(new, folder, bundled))
    assert _best(folder) == "2"
    left = {path.name.split(".")[0] for path in (folder / "imported").iterdir() if path.is_dir()}
    assert left == {"ucdp-ged"}


def _put_back(before: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(before, folder)


def _file(path: Path, best: str) -> Path:
    rows = [row | {"best": best, "high": best, "low": best} for row in ucdp_rows(40)]
    return write(path, GED, [*rows, *(elsewhere(number) | {"best": best} for number in range(ROWS))])


def _started(file: Path, folder: Path, dataset: Dataset) -> BaseProcess:
    """An import in a process of its own, which has everything loaded already."""
    process = multiprocessing.get_context("fork").Process(target=import_file, args=(Asked(file), folder, dataset))
    process.start()
    return process


def _finish(process: BaseProcess) -> None:
    process.join(timeout=60)
    assert process.exitcode == 0


def _best(folder: Path) -> str:
    """Load the folder, and say which of the two it holds: all rows are of one."""
    dataset = load(folder)
    assert dataset.problems == ()
    (imported,) = dataset.imported
    tables = folder / "imported" / imported.folder
    rows, outside = read_csv(tables / "incidents.csv"), read_csv(tables / "outside.csv")
    assert (len(rows), len(outside)) == (40, ROWS)
    (best,) = {row["deaths_best"] for row in (*rows, *outside)}
    return best
