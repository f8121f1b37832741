"""A dashboard, a Chromium and readers in front of it. Every test ends with a look at what went wrong unseen:
the console has to be silent, no request may have failed or gone to another host."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.serving import Served, served
from tests.browser.situation_page import SituationPage
from tests.browser.witness import Witness
from tests.tiny import BUNDLED
from tests.tools.running import chromium

HERE = Path(__file__).parent
DESKTOP = {"width": 1440, "height": 900}
PATIENCE = 40_000  # milliseconds: how long a busy machine may take before a test gives up waiting
OpenReader = Callable[..., SituationPage]
FAILED = pytest.StashKey[bool]()


class Reader:
    """A person with a browser profile of their own, and what happened in it."""

    def __init__(self, browser: Browser, site: Served, **options: Any) -> None:
        self._context = browser.new_context(**({"viewport": DESKTOP} | options))
        self._context.set_default_timeout(PATIENCE)
        self.witness = Witness(self._context, site.url)
        self.page = SituationPage(self._context.new_page(), site)

    def leave(self) -> None:
        self._context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test failed, for what is done after it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder drive a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests, with a new profile."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = chromium(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Served]:
    """The dashboard on the bundled data."""
    with served(BUNDLED) as found:
        yield found


@pytest.fixture
def open_reader(browser: Browser, site: Served) -> Iterator[OpenReader]:
    """Makes a reader with their own context: `open_reader()`, `open_reader(viewport=…)`, `open_reader(other_site)`."""
    readers: list[Reader] = []

    def make(of: Served = site, **options: Any) -> SituationPage:
        readers.append(Reader(browser, of, **options))
        return readers[-1].page

    yield make
    for reader in readers:
        reader.leave()
    for reader in readers:
        reader.witness.assert_nothing_wrong()


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Served) -> Iterator[list[Reader]]:
    """Who sits there: one reader for all tests of a file, as loading the page takes longer than most of them."""
    seated: list[Reader] = []
    yield seated
    for reader in seated:
        reader.leave()


@pytest.fixture
def page(desk: list[Reader], browser: Browser, site: Served, request: pytest.FixtureRequest) -> Iterator[SituationPage]:
    """A reader at a desk, who opens the page, or goes on from where the last test of the file has left it.

    After a test that failed, a new reader takes the place.
    """
    if not desk:
        desk.append(Reader(browser, site))
    reader = desk[0]
    yield reader.page
    if request.node.stash.get(FAILED, True):
        desk.remove(reader)
        reader.leave()
    reader.witness.assert_nothing_wrong()
