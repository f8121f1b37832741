"""The app that a user would write instead (`usual_dash_app.py`), opened and narrowed in a Chromium.

It is started with pyarrow beside it, which ours does not have. A choice is set by script, so that the time of its own
controls does not count; it is over when the number of events is right and two frames were painted.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from playwright.sync_api import Page, Playwright

from dashboard.config import PROJECT_DIR
from tests.benchmarks.changes import COMPARED
from tests.tools.running import chromium, free_port, wait_for

APP = Path(__file__).with_name("usual_dash_app.py")
LIBRARIES = PROJECT_DIR / ".venv" / "bench"
PATIENCE = 180.0  # seconds for one change
WINDOW = {"width": 1440, "height": 900}
COUNTED = "SELECT count(*) FROM read_parquet(?) WHERE date >= ? AND (len(?) = 0 OR province IN (SELECT unnest(?)))"
# Until the count is as told and two frames were painted; the bytes of all that came meanwhile.
CHANGE = """([component, props, wanted, patience]) => new Promise((resolve, reject) => {
    const began = component ? performance.now() : 0;
    if (component) performance.clearResourceTimings();
    const done = () => resolve({
        took: performance.now() - began,
        wire: performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize, 0),
    });
    const look = () => {
        const count = document.querySelector("#count");
        if (count && count.textContent === wanted) requestAnimationFrame(() => requestAnimationFrame(done));
        else if (performance.now() - began > patience) reject(new Error("too late"));
        else requestAnimationFrame(look);
    };
    if (component) window.dash_clientside.set_props(component, props);
    look();
})"""


@dataclass
class Usual:
    """The app's page, and what is chosen on it."""

    page: Page
    events: Path
    provinces: list[str] = field(default_factory=list)
    first: str = "0001-01-01"

    def change(self, name: str, value: str) -> dict[str, float]:
        """Milliseconds until the count is painted, and the bytes that came: after a change of COMPARED."""
        if name == "from":
            self.first = value
            return self._measured("dates", {"start_date": value})
        self.provinces = sorted({*self.provinces} ^ {value})
        return self._measured("province", {"value": self.provinces})

    def opened(self) -> dict[str, float]:
        """The same since the address was asked for."""
        return self._measured("", {})

    def _measured(self, component: str, props: dict[str, Any]) -> dict[str, float]:
        wanted = f"{self._count()} events"
        found: dict[str, float] = self.page.evaluate(CHANGE, [component, props, wanted, 1000 * PATIENCE])
        return found

    def _count(self) -> int:
        asked = [str(self.events), self.first, self.provinces, self.provinces]
        return int(duckdb.execute(COUNTED, asked).fetchall()[0][0])


def usual(playwright: Playwright, events: Path) -> tuple[dict[str, list[dict[str, float]]], str]:
    """`openings` (one) and `compared` changes of the app for the Parquet file `events`; the browser's version."""
    with _running(events) as url:
        browser = chromium(playwright)
        page = browser.new_page(viewport=WINDOW)
        page.set_default_timeout(1000 * PATIENCE)
        app = Usual(page, events)
        try:
            page.goto(url, wait_until="commit")
            found = {"openings": [app.opened()], "compared": [app.change(*change) for change in COMPARED]}
            return found, browser.version
        finally:
            browser.close()


@contextlib.contextmanager
def _running(events: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, str(APP), str(events), str(port)]
    environment = os.environ | {"PYTHONPATH": str(LIBRARIES)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/_dash-layout", process, PATIENCE)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
