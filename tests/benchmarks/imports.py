"""How long an import of a large file takes, and how much memory: the command line as a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dashboard.importing import copy_tables
from tests.benchmarks.ged import write_ged
from tests.benchmarks.measured import circumstances
from tests.tiny import BUNDLED
from tests.tools.running import ROOT, server

ROWS = 385_000
SEED = 385
CHANGED = 0.01


def imports() -> dict[str, Any]:
    """Seconds and megabytes of a first import, of the same file again and of a newer one; the start of a server."""
    with tempfile.TemporaryDirectory(prefix="dashboard-bench-") as name:
        folder = Path(name)
        first = write_ged(folder / "GEDEvent_v25_1.csv", ROWS, SEED)
        newer = write_ged(folder / "GEDEvent_v26_1.csv", ROWS, SEED, CHANGED)
        data, state = folder / "data", folder / "state"
        copy_tables(BUNDLED, data)
        found = {what: _imported(file, data) for what, file in (("first", first), ("again", first), ("newer", newer))}
        for _ in range(2):  # the first start may make something that it keeps
            with server(data, state=state) as running:
                start = running.seconds
        return {"rows": ROWS, "bytes": first.stat().st_size, "start": start, **found, **circumstances()}


def _imported(file: Path, into: Path) -> dict[str, float]:
    command = [sys.executable, "app.py", "import", str(file), "--into", str(into)]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.05)
    if process.returncode:
        raise RuntimeError(f"{file.name} was not imported.")
    return {"seconds": time.perf_counter() - began, "megabytes": peak}


def _resident(pid: int) -> float:
    """Megabytes of memory that a process has now; 0 when it has just ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6
