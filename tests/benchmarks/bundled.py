"""The bundled data against the budgets: start, opening, filter changes, files."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from playwright.sync_api import sync_playwright

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import load
from dashboard.text import Words
from tests.benchmarks.archive import archives
from tests.benchmarks.browser import WARM_UPS, Reader, late, openings, walk
from tests.benchmarks.changes import Walk
from tests.benchmarks.measured import Measured, circumstances
from tests.benchmarks.slides import decks
from tests.tools.running import server

STARTS, OPENINGS = 5, 5


def bundled() -> dict[str, Any]:
    """Everything, one after the other."""
    starts = []
    for _ in range(STARTS):
        with server() as running:
            starts.append(1000 * running.seconds)
    dataset, words = load(PROJECT_DIR / "data"), Words("en")
    briefed, archived = decks(dataset, words), archives(dataset, words)
    with server() as running, sync_playwright() as playwright:
        opened = openings(playwright, running.url, dataset, words, OPENINGS)
        reader = Reader(playwright, dataset, words)
        reader.open(running.url)
        steps = walk(reader, Walk(dataset).steps())
        elsewhere, version = len(reader.traffic.elsewhere), reader.browser.version
        reader.close()
    if missing := late([*opened, *steps]):
        raise RuntimeError("Not every view was painted in time: " + "; ".join(missing))
    changed = steps[WARM_UPS:]
    rows = [
        Measured.of("start of the server", starts, "ms", 3000),
        Measured.of("page usable, cold cache", [one.took for one in opened], "ms", 2000),
        Measured.of("filter change to all views painted", [one.took for one in changed], "ms", 150),
        Measured.of(f"the first {WARM_UPS} changes of a page", [one.took for one in steps[:WARM_UPS]], "ms", None),
        Measured.of("first opening, on the wire", [one.wire / 1000 for one in opened], "kB", None),
        Measured.of("filter change, on the wire", [one.wire / 1000 for one in changed], "kB", None),
        Measured.of("requests of a filter change", [one.requests for one in changed], "", None),
        Measured.of("requests to other hosts", [elsewhere], "", 0),
        Measured.of("slides of everything and of parts", briefed, "ms", 2000),
        Measured.of("ZIP with all images, Chrome's start included", archived, "ms", 15000),
    ]
    return circumstances(version) | {"rows": [asdict(row) for row in rows]}
