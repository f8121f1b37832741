"""axe finds nothing, in any state of the page that a reader can bring it into; the theme is the reader's choice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenReader
from tests.browser.situation_page import SituationPage
from tests.browser.test_phone import PHONE

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": LEVELS, "resultTypes": ["violations"]}
SOME = "province=Duhok&from=2023&harm=1"


def assert_accessible(page: SituationPage, within: str = "html") -> None:
    """No violation of WCAG 2.2 AA that axe can see in a part of the page."""
    violations = Axe().run(page.page, context=within, options=OPTIONS).response["violations"]
    found = [
        f"{one['id']} ({one['help']}): {node['target'][0]} {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in violations
        for node in one["nodes"]
    ]
    assert not found, "\n".join(found)


def test_desktop(page: SituationPage) -> None:
    page.open(f"{SOME}&layers=incidents,outposts,crossings,villages,surveillance,areas")
    page.unfold_everything()
    assert_accessible(page)
    for menu in ("Briefing", "Save image: Map"):
        page.open_menu(menu)
        assert_accessible(page, ".menu-box[open]")
        page.page.keyboard.press("Escape")
    page.open_first_row()
    page.wait_for_panel("Incident")
    assert_accessible(page)
    page.close_panel()
    for view in ("Civilians killed and injured", "Displacement"):
        page.page.get_by_role("button", name=f"Table of the numbers: {view}").click()
        page.wait_for_panel("Table")
        assert_accessible(page)
        page.close_panel()
    page.field("District").click()
    expect(page.options.first).to_be_visible()
    assert_accessible(page)
    page.page.keyboard.press("Escape")
    page.field("From").click()
    expect(page.calendar).to_be_visible()
    assert_accessible(page)
    page.page.keyboard.press("Escape")


def test_sources_of_a_view(page: SituationPage) -> None:
    page.open(SOME)
    page.page.locator(".headline-card").get_by_role("button").first.click()
    page.wait_for_panel("Sources")
    expect(page.sources.first).to_be_visible()
    assert_accessible(page)


def test_phone(open_reader: OpenReader) -> None:
    page = open_reader(**PHONE).open(SOME)
    assert_accessible(page)
    page.filters_button.tap()
    expect(page.filters).to_be_visible()
    assert_accessible(page)


def test_the_dark_theme_is_kept_and_can_be_read(page: SituationPage) -> None:
    page.open(SOME)
    assert page.theme() == "light"
    page.theme_button.click()
    page.wait_for_theme("dark")
    page.unfold_everything()
    page.open_first_row()
    page.wait_for_panel("Incident")
    assert_accessible(page)
    page.page.reload()
    page.wait_for_theme("dark")
    page.wait_until_drawn()
    page.theme_button.click()
    page.wait_for_theme("light")
