"""`/about-the-data` in a browser: axe finds nothing, nothing is too wide, numbers lead to their sources."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, OpenReader
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_phone import PHONE

PATHS = (
    "/about-the-data",
    "/data-records?table=incidents&has=year:2023",
    "/data-source?id=draw-2024-07-07-cpt",
    "/data-documents?name=notes",
)
WIDTHS = {"desktop": {"viewport": DESKTOP}, "phone": PHONE}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible_and_no_wider_than_the_window(
    open_reader: OpenReader, path: str, scheme: str, width: str
) -> None:
    reader = open_reader(**WIDTHS[width], color_scheme=scheme)
    reader.page.goto(f"{reader.site.url}{path}")
    reader.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert_accessible(reader)
    wide = reader.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_number_is_two_clicks_from_its_source_without_javascript(open_reader: OpenReader) -> None:
    reader = open_reader(java_script_enabled=False)
    reader.page.goto(f"{reader.site.url}/about-the-data")
    number = reader.page.locator("table .number").first
    count = int(number.inner_text().replace(",", ""))
    number.click()
    records = reader.page.locator("li[data-id]")
    expect(records).to_have_count(count)
    assert records.first.locator(".sources a").first.get_attribute("href")


def test_a_source_lists_what_it_supports_two_clicks_from_a_figure(open_reader: OpenReader) -> None:
    reader = open_reader()
    reader.page.goto(f"{reader.site.url}/published?indicator=border_length_km")
    reader.page.locator(".statements .source-id").first.click()
    reader.page.wait_for_url("**/data-source?id=*")
    expect(reader.page.locator("li[data-id]").first).to_be_visible()
    assert reader.page.locator("main a[target=_blank]").first.get_attribute("rel") == "noopener noreferrer"
