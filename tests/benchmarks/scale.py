"""`make bench-scale COUNTS="1000 100000"`: the server alone with events made up for measuring, a process a count.

Loading, memory, and the first answer to each of a walk of selections that nobody has asked before.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.application import create_app
from dashboard.config import PROJECT_DIR, Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import load
from tests.benchmarks.changes import Walk
from tests.benchmarks.events import distinct_keys, made_up, write

COUNTS = (1_000, 10_000, 100_000)
HEAD = ("events", "distinct keys", "load, s", "memory, MB", "answer p50, ms", "p95, ms", "largest answer, kB")


def measure(folder: Path) -> dict[str, float]:
    """What one process takes for the events of `folder`: seconds, megabytes, milliseconds, kilobytes."""
    began = time.perf_counter()
    current = CurrentDataset(load(folder))
    loaded = time.perf_counter() - began
    client = create_app(current, Settings(state_dir=None)).server.test_client()
    took, sizes = [], []
    queries = list(dict.fromkeys(step.query for step in Walk(current.dataset).steps()))
    for query in queries:
        began = time.perf_counter()
        answer = client.get(f"/views?{query}", headers={"Accept-Encoding": "gzip"})
        sizes.append(len(answer.data))
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return {
        "load, s": loaded,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "answer p50, ms": took[len(took) // 2],
        "p95, ms": took[round(0.95 * (len(took) - 1))],
        "largest answer, kB": max(sizes) / 1000,
    }


def measured(count: int) -> dict[str, float]:
    """The same in a process of its own, with as many events."""
    table = made_up(count, load(PROJECT_DIR / "data"))
    with tempfile.TemporaryDirectory() as folder:
        where = write(Path(folder) / "data", table)
        command = [sys.executable, "-m", "tests.benchmarks.scale", str(where)]
        answer = subprocess.run(command, cwd=PROJECT_DIR, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return {"events": count, "distinct keys": distinct_keys(table), **found}


def main(arguments: Sequence[str]) -> None:
    """A folder: its measures as JSON. Counts, or nothing: a table of all of them."""
    if arguments and not arguments[0].isdecimal():
        print(json.dumps(measure(Path(arguments[0]))))
        return
    print("| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD), sep="\n")
    for count in map(int, arguments or COUNTS):
        found = measured(count)
        print("| " + " | ".join(f"{found[name]:,.1f}".removesuffix(".0") for name in HEAD) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
