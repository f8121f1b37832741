"""The dashboard in a part of a server, `/x/y/`: everything works, and nothing is asked of the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenReader
from tests.browser.serving import Served, served
from tests.browser.situation_page import SituationPage
from tests.tiny import BUNDLED

PREFIX = "/x/y/"


@pytest.fixture(scope="module")
def mounted() -> Iterator[Served]:
    with served(BUNDLED, prefix=PREFIX) as found:
        yield found


@pytest.fixture
def reader(open_reader: OpenReader, mounted: Served) -> Iterator[SituationPage]:
    """A reader who asks for nothing outside, which is looked at when the test is over."""
    situation = open_reader(mounted)
    urls: list[str] = []
    situation.page.context.on("request", lambda request: urls.append(request.url))
    yield situation
    asked = [urlsplit(url) for url in urls]
    assert len(asked) > 20
    assert [url.geturl() for url in asked if url.scheme == "http" and not url.path.startswith(PREFIX)] == []


def test_the_page_is_filtered_opened_and_read(reader: SituationPage) -> None:
    page = reader.open("province=Duhok").page
    all_of_duhok = reader.counts().table
    reader.open("province=Duhok&from=2024")
    assert 0 < reader.counts().table < all_of_duhok
    assert urlsplit(page.url).path == PREFIX
    reader.open_first_row()
    reader.wait_for_panel("Incident")
    reader.unfold_everything()
    reader.panel.locator("a[href^='data-source']").first.click()
    page.wait_for_url(f"**{PREFIX}data-source?*")
    expect(page.locator("h1")).to_be_visible()


def test_rows_and_slides_are_downloaded(reader: SituationPage) -> None:
    page = reader.open("province=Duhok&from=2024").page
    with page.expect_download() as rows:
        page.locator("#table-csv").click()
    assert rows.value.path().read_text("utf-8").count("\n") == reader.counts().table + 1
    reader.open_menu("Briefing")
    with page.expect_download() as slides:
        page.get_by_role("link", name="Slides").click()
    assert slides.value.path().read_bytes().startswith(b"PK")


def test_the_other_pages_lead_on_and_back(reader: SituationPage) -> None:
    page = reader.open("province=Duhok").page
    page.get_by_role("link", name="Published figures").first.click()
    page.wait_for_url(f"**{PREFIX}published?province=Duhok")
    chart = page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".main-svg").first).to_be_visible()
    follow(page, "About the data", "about-the-data")
    page.locator("a.number").first.click()
    page.wait_for_url(f"**{PREFIX}*?*")
    follow(page, "Dashboard", "")
    reader.wait_until_drawn()
    assert reader.query["province"] == "Duhok"


def follow(page: Page, name: str, path: str) -> None:
    """Go where the navigation leads."""
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"**{PREFIX}{path}?*")


def test_the_documentation_leads_to_files_of_this_part(reader: SituationPage, mounted: Served) -> None:
    page = reader.page
    page.goto(f"{mounted.url}/api/docs")
    for link in page.locator("a[href^='/']").all():
        assert str(link.get_attribute("href")).startswith(PREFIX)
    page.goto(f"{mounted.url}/")
    reader.wait_until_drawn()
    assert page.evaluate("fetch('api/openapi.json').then((answer) => answer.json())")["servers"] == [{"url": PREFIX}]
