"""Openings and filter changes in a Chromium, timed by the page itself (`probe.js`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

from dashboard.callbacks.painted import opening_blocks
from dashboard.data.dataset import Dataset
from dashboard.layout.filters import TYPING_REST
from dashboard.layout.map import START_ZOOM
from dashboard.model.squares import Block, parse_blocks
from dashboard.text import Words
from tests.benchmarks.changes import Change
from tests.benchmarks.expected import situation, views
from tests.tools.running import chromium

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
WINDOW = {"width": 1440, "height": 900}
LOOKING = 700  # milliseconds between two changes: nobody is quicker, and the controls follow what was painted
WARM_UPS = 6  # the first changes of a page: measured, shown apart


@dataclass(frozen=True)
class Timing:
    """One opening or change: milliseconds until everything was painted, and each view's; what was not there in time;
    the bytes of the answers on the wire and of their content."""

    kind: str
    query: str
    took: float
    views: dict[str, float]
    late: list[str]
    requests: int
    wire: int


@dataclass
class Traffic:
    """What left the page: requests to other hosts, and the questions put to the server."""

    elsewhere: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            self.elsewhere.append(request.url)
        if address.path.endswith("/_dash-update-component") and request.post_data:
            self.questions.append(request.post_data)


class Reader:
    """A reader with a fresh browser, who opens the page and changes filters."""

    def __init__(self, playwright: Playwright, dataset: Dataset, words: Words) -> None:
        self.browser: Browser = chromium(playwright)
        self.context = self.browser.new_context(viewport=WINDOW)
        self.traffic = Traffic()
        self.traffic.watch(self.context)
        self.page: Page = self.context.new_page()
        self.dataset, self.words = dataset, words
        self.query = ""

    def open(self, url: str) -> Timing:
        """Until the page is usable: the basemap and all markers drawn, charts, headline, counts and rows there."""
        now = situation(self.dataset, "")
        wanted = views(now, self.words, opening_blocks(START_ZOOM) | self._blocks_seen(url)) | {"basemap": True}
        self.page.add_init_script(f"{PROBE};probe.opened({json.dumps(wanted)})")
        self.page.goto(url, wait_until="commit")
        return self._timing("opening", "")

    def change(self, change: Change) -> Timing:
        """Until every view shows what the change leads to."""
        now = situation(self.dataset, change.query)
        wanted = views(now, self.words, blocks_of(self.page))
        self.page.wait_for_timeout(LOOKING)
        element = self.page.locator(change.selector)
        element.scroll_into_view_if_needed()
        self.page.evaluate("([wanted, rest]) => probe.arm(wanted, rest)", [wanted, TYPING_REST if change.text else 0])
        if change.text is None:
            element.click()
        else:
            element.fill(change.text)
            self.page.keyboard.press("Enter")
        self.query = change.query
        return self._timing(change.kind, change.query)

    def _blocks_seen(self, url: str) -> frozenset[Block]:
        """Of the map, by another browser at the same size."""
        if not situation(self.dataset, "").is_crowded:
            return frozenset()
        other = self.browser.new_context(viewport=WINDOW)
        page = other.new_page()
        page.goto(url)
        page.wait_for_selector(".incident-marker")
        found = blocks_of(page)
        other.close()
        return found

    def _timing(self, kind: str, query: str) -> Timing:
        found: dict[str, Any] = self.page.evaluate("() => probe.result()")
        answers = found["bytes"]
        wire = sum(one["transferSize"] for one in answers)
        return Timing(kind, query, found["took"], found["views"], found["late"], len(answers), wire)

    def close(self) -> None:
        self.browser.close()


def blocks_of(page: Page) -> frozenset[Block]:
    """The blocks of the map that the page shows and asks for."""
    return parse_blocks(page.evaluate("() => window.dashboard.squares.asked().blocks")) or frozenset()


def openings(playwright: Playwright, url: str, dataset: Dataset, words: Words, times: int) -> list[Timing]:
    """Each in a browser that has never seen the page."""
    found = []
    for _ in range(times):
        reader = Reader(playwright, dataset, words)
        found.append(reader.open(url))
        reader.close()
    return found


def walk(reader: Reader, changes: Sequence[Change]) -> list[Timing]:
    """All changes one after the other on the page that `reader` has open."""
    return [reader.change(change) for change in changes]


def late(timings: Sequence[Timing]) -> list[str]:
    """What was not painted in time."""
    return [f"{step.query or 'everything'}: {', '.join(step.late)}" for step in timings if step.late]
