"""The server without a browser: start, each question on Selections that nobody asked before, memory."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from dashboard.callbacks.painted import GROUPS
from dashboard.data.dataset import Dataset
from tests.benchmarks.asking import Asking
from tests.benchmarks.memory import memory
from tests.benchmarks.selections import Drawer
from tests.tools.running import server

WARM_UPS, QUESTIONS = 4, 40
SEED = 384
PATIENCE = 1800.0  # seconds until a first start has built what it keeps
WHOLE = "all views"


def alone(folder: Path, state: Path, dataset: Dataset) -> dict[str, Any]:
    """Milliseconds of the first start, where `state` is empty, and of the next one; megabytes when it has started and
    when all was asked; of each question the milliseconds and bytes of its answers."""
    found = {} if any(state.iterdir()) else _first(folder, state)
    with server(folder, state=state) as running:
        started = memory(running.pid)
        drawn = Drawer(dataset, SEED).queries()
        answers = {name: _asked(running.url, name, drawn) for name in ("", *GROUPS)}
        return found | {
            "start": 1000 * running.seconds,
            "memory, started": started,
            "memory, asked": memory(running.pid),
            "questions": {name or WHOLE: found for name, found in answers.items()},
        }


def _first(folder: Path, state: Path) -> dict[str, Any]:
    with server(folder, state=state, patience=PATIENCE) as first:
        return {"first start": 1000 * first.seconds, "memory, built": memory(first.pid)}


def _asked(url: str, groups: str, queries: Any) -> dict[str, list[float]]:
    page = Asking(url)
    answers = [page.change(query, groups) for query in itertools.islice(queries, WARM_UPS + QUESTIONS)][WARM_UPS:]
    failed = sum(not one.is_good for one in answers)
    if failed:
        raise RuntimeError(f"{failed} of {len(answers)} questions about {groups or WHOLE} were not answered.")
    return {"ms": [one.took for one in answers], "bytes": [one.wire for one in answers]}
