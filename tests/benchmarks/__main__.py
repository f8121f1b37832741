"""`make bench`: measure the bundled data against the budgets, print the table, write docs/performance.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import load
from dashboard.text import Words
from tests.benchmarks.archive import archives
from tests.benchmarks.browser import WARM_UPS, Reader, openings, walk
from tests.benchmarks.changes import Walk
from tests.benchmarks.slides import decks
from tests.tools.running import server

STARTS, OPENINGS = 5, 5
REPORT = PROJECT_DIR / "docs" / "performance.md"


@dataclass(frozen=True)
class Measured:
    """One quantity: its values in `unit`, and the most that its 95th percentile may be; None without a budget."""

    quantity: str
    values: Sequence[float]
    unit: str
    budget: float | None

    @property
    def p50(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    def row(self) -> str:
        """A line of the table."""
        budget = "" if self.budget is None else f"{self.budget:,.0f}"
        verdict = "" if self.budget is None else ("yes" if self.p95 <= self.budget else "**no**")
        cells = (
            self.quantity,
            self.unit,
            budget,
            f"{self.p50:,.0f}",
            f"{self.p95:,.0f}",
            str(len(self.values)),
            verdict,
        )
        return "| " + " | ".join(cells) + " |"


def measure() -> tuple[list[Measured], str]:
    """Everything, one after the other, and the browser's version."""
    starts = []
    for _ in range(STARTS):
        with server() as (_, seconds):
            starts.append(1000 * seconds)
    dataset, words = load(PROJECT_DIR / "data"), Words("en")
    briefed, archived = decks(dataset, words), archives(dataset, words)
    with server() as (url, _), sync_playwright() as playwright:
        opened = openings(playwright, url, dataset, words, OPENINGS)
        reader = Reader(playwright, dataset, words)
        reader.open(url)
        steps = walk(reader, Walk(dataset).steps())
        elsewhere, version = len(reader.traffic.elsewhere), reader.browser.version
        reader.close()
    late = [f"{step.query}: {step.late}" for step in [*opened, *steps] if step.late]
    if late:
        raise RuntimeError("Not every view was painted in time: " + "; ".join(late))
    changed = steps[WARM_UPS:]
    return [
        Measured("start of the server", starts, "ms", 3000),
        Measured("page usable, cold cache", [one.took for one in opened], "ms", 2000),
        Measured("filter change to all views painted", [one.took for one in changed], "ms", 150),
        Measured(f"the first {WARM_UPS} changes of a page", [one.took for one in steps[:WARM_UPS]], "ms", None),
        Measured("first opening, on the wire", [one.wire / 1000 for one in opened], "kB", None),
        Measured("filter change, on the wire", [one.wire / 1000 for one in changed], "kB", None),
        Measured("requests of a filter change", [one.requests for one in changed], "", None),
        Measured("requests to other hosts", [elsewhere], "", 0),
        Measured("slides of everything and of parts", briefed, "ms", 2000),
        Measured("ZIP with all images, Chrome's start included", archived, "ms", 15000),
    ], version


def table(measured: Sequence[Measured]) -> str:
    """The measures as a Markdown table."""
    head = ["| what | unit | budget (p95) | p50 | p95 | n | within |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(one.row() for one in measured)])


def report(measured: Sequence[Measured], browser: str) -> str:
    """docs/performance.md."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, Chromium {browser}"
    return f"""# Performance

Measured by `make bench` on {dt.date.today():%-d %B %Y}, on the bundled data: {machine}. Server and browser share the
machine. A filter change lasts from the click (in a text field, from the end of the pause in typing) until every view
shows the new selection and two frames were painted. The walk is the same in every run (`tests/benchmarks/changes.py`).

{table(measured)}
"""


def main() -> None:
    """Measure, print, write."""
    measured, browser = measure()
    print(table(measured))
    Path(REPORT).write_text(report(measured, browser), "utf-8")


if __name__ == "__main__":
    main()
