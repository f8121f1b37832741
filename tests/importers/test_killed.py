"""An import that is killed leaves a whole dataset: the old one or the new one."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.config import PROJECT_DIR
from dashboard.data.cells import parse_date
from dashboard.importing import copy_tables
from tests.importers.given import read_csv, write
from tests.importers.ucdp_files import GED, elsewhere, ucdp_rows
from tests.tiny import BUNDLED

pytestmark = pytest.mark.faults
TIMES = 50
ROWS = 4_000


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copy_tables(BUNDLED, folder)
    old, new = (_file(tmp_path / name, best) for name, best in (("old.csv", "1"), ("new.csv", "2")))
    began = time.monotonic()
    _finish(_started(old, folder))
    lasts = time.monotonic() - began
    shutil.copytree(folder, tmp_path / "before")
    chance, seen = random.Random(6), set()
    for _ in range(TIMES):
        process = _started(new, folder)
        time.sleep(chance.uniform(0.2, 1.15) * lasts)
        process.kill()
        process.wait()
        best = _best(folder)
        seen.add(best)
        if best == "2":
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / "before", folder)
    assert seen == {"1", "2"}, "some kills came before the end, some after it"
    _finish(_started(new, folder))
    assert _best(folder) == "2"
    left = {path.name.split(".")[0] for path in (folder / "imported").iterdir() if path.is_dir()}
    assert left == {"ucdp-ged"}


def _file(path: Path, best: str) -> Path:
    rows = [row | {"best": best, "high": best, "low": best} for row in ucdp_rows(40)]
    return write(path, GED, [*rows, *(elsewhere(number) | {"best": best} for number in range(ROWS))])


def _started(file: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "app.py", "import", str(file), "--into", str(folder)]
    return subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def _best(folder: Path) -> str:
    """Load the folder, and say which of the two it holds: all rows are of one."""
    from dashboard.data.dataset import load

    dataset = load(folder)
    assert dataset.problems == ()
    (imported,) = dataset.imported
    tables = folder / "imported" / imported.folder
    rows = read_csv(tables / "incidents.csv")
    assert (len(rows), len(read_csv(tables / "outside.csv"))) == (40, ROWS)
    assert all(parse_date(row["date"]) for row in rows)
    (best,) = {row["deaths_best"] for row in rows}
    return best
