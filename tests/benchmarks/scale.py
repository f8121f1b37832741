"""Made-up events, as many as are asked for: the server alone, the page, the app that we compare with, many readers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset, load
from dashboard.text import Words
from tests.benchmarks.alone import PATIENCE, alone
from tests.benchmarks.browser import WARM_UPS, Reader, Timing, late, openings, walk
from tests.benchmarks.changes import Walk
from tests.benchmarks.folders import MOST_IN_CSV, Made, made
from tests.benchmarks.measured import Spread, circumstances, spread
from tests.benchmarks.readers import many
from tests.benchmarks.usual import usual
from tests.tools.running import server

OPENINGS, CHANGES = 3, 42
COUNTS = ("sentence", "headline", "counts", "reconciliation")  # views of the page that say how many there are
WORKERS = 2


def scale(count: int, parts: Sequence[str]) -> dict[str, Any]:
    """Part -> what was measured with `count` events; the parts are the names of PARTS."""
    events = made(count)
    found: dict[str, Any] = {"facts": asdict(events.facts)}
    with _state(count) as state:
        for part, measure in PARTS.items():  # in this order: `alone` wants to find an empty state
            if part in parts and (part != "usual" or count <= MOST_IN_CSV):
                found[part] = measure(events, state)
    return found


@contextmanager
def _state(count: int) -> Iterator[Path]:
    """A folder for state: an empty one, or what BENCH_STATE keeps, whose first start was another day."""
    kept = os.environ.get("BENCH_STATE")
    if kept:
        folder = Path(kept) / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory() as folder_for_once:
        yield Path(folder_for_once)


def _alone(events: Made, state: Path) -> dict[str, Any]:
    found = alone(events.parquet, state, _bundled())
    asked = {name: {unit: spread(values) for unit, values in of.items()} for name, of in found["questions"].items()}
    return circumstances() | found | {"questions": asked}


def _page(events: Made, state: Path) -> dict[str, Any]:
    """Our page: openings, a walk through all filters, and the changes that the other app is measured with."""
    bundled, words, dataset = _bundled(), Words("en"), load(events.parquet, state)
    with server(events.parquet, state=state, patience=PATIENCE) as running, sync_playwright() as playwright:
        opened = openings(playwright, running.url, dataset, words, OPENINGS)
        walks = {"changes": Walk(bundled).steps(CHANGES), "compared": Walk(bundled).compared()}
        timings = {"openings": opened}
        for name, changes in walks.items():
            reader = Reader(playwright, dataset, words)
            reader.open(running.url)
            timings[name] = walk(reader, changes)
            version = reader.browser.version
            reader.close()
    missing = late([one for timed in timings.values() for one in timed])
    timings["changes"] = timings["changes"][WARM_UPS:]
    spreads = {name: _spreads(found) for name, found in timings.items()}
    spreads["compared"]["counts"] = spread(
        [max(one.views.get(name, one.took) for name in COUNTS) for one in timings["compared"]]
    )
    return circumstances(version) | spreads | {"late": missing}


def _spreads(timings: Sequence[Timing]) -> dict[str, Spread]:
    return {"ms": spread([one.took for one in timings]), "bytes": spread([one.wire for one in timings])}


def _usual(events: Made, _: Path) -> dict[str, Any]:
    with sync_playwright() as playwright:
        found, version = usual(playwright, events.compared)
    spreads = {
        name: {"ms": spread([one["took"] for one in timed]), "bytes": spread([one["wire"] for one in timed])}
        for name, timed in found.items()
    }
    return circumstances(version) | spreads


def _readers(events: Made, state: Path) -> dict[str, Any]:
    """What `make serve` serves to many readers. Nothing was asked before, but the aggregates are there."""
    with server(events.parquet, state=state, patience=PATIENCE):
        pass
    with server(events.parquet, state=state, workers=WORKERS) as running:
        answers = many(running.url, _bundled())
    spreads = {
        kind: {
            "ms": spread([one.took for one in given]),
            "bytes": spread([one.wire for one in given]),
            "errors": sum(not one.is_good for one in given),
        }
        for kind, given in answers.items()
    }
    return circumstances() | spreads | {"workers": WORKERS}


def _bundled() -> Dataset:
    """The bundled data has the same provinces, types and days: the same walk can be drawn for any number of events."""
    return load(PROJECT_DIR / "data")


PARTS: dict[str, Callable[[Made, Path], dict[str, Any]]] = {
    "alone": _alone,
    "page": _page,
    "usual": _usual,
    "readers": _readers,
}
