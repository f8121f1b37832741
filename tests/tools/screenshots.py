"""`make screenshots`: the pages as readers see them, into docs/screenshots/. To be looked at, then committed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.charts_on_page import DRAWN
from tests.tools.running import ROOT, chromium, server

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
AN_INCIDENT = "inc-0003"  # a contested toll with a range and several sources


def main() -> None:
    """Take every picture; the server and the browser are started and ended here."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with server() as running, sync_playwright() as playwright:
        url = running.url
        browser = chromium(playwright)
        _take(browser, url, "desktop", DESKTOP)
        _take(browser, f"{url}/?province=Duhok&from=2024&to=2024", "desktop-filtered", DESKTOP)
        _take(browser, url, "dark", DESKTOP, lambda page: page.click("#header-theme"))
        _take(browser, f"{url}/?incident={AN_INCIDENT}", "incident", DESKTOP, _panel)
        _take(browser, url, "phone", PHONE)
        _take(browser, url, "phone-filters", PHONE, lambda page: page.click("#header-filters"))
        _save(browser, f"{url}/?province=Duhok&from=2024&to=2024", "map", "export-map")
        _save(browser, f"{url}/?from=2015", "timeline-casualties", "export-casualties")
        browser.close()


def _take(
    browser: Browser, url: str, name: str, window: dict[str, int], act: Callable[[Page], object] = lambda page: None
) -> None:
    page = _opened(browser, url, window)
    act(page)
    page.wait_for_function(DRAWN)
    page.screenshot(path=_file(name))
    page.context.close()


def _save(browser: Browser, url: str, view: str, name: str) -> None:
    """A view as the file that a reader would save."""
    page = _opened(browser, url, DESKTOP)
    page.locator(f".card-{view}").get_by_role("button", name="Save image").click()
    with page.expect_download() as download:
        page.locator(".menu-box[open]").get_by_role("button", name="Save as PNG").click()
    download.value.save_as(_file(name))
    page.context.close()


def _panel(page: Page) -> None:
    page.wait_for_selector(".source-list a")


def _opened(browser: Browser, url: str, window: dict[str, int]) -> Page:
    page = browser.new_context(viewport=window, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_function(DRAWN)
    return page


def _file(name: str) -> Path:
    return FOLDER / f"{name}.png"


if __name__ == "__main__":
    main()
