"""/published as readers open it: axe finds nothing, charts are drawn in both themes, keyboard and no script will do."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.model.panels import PANELS
from tests.browser.conftest import OpenReader
from tests.browser.test_accessibility import OPTIONS
from tests.browser.test_phone import PHONE

SIZES: dict[str, dict[str, Any]] = {"desktop": {}, "phone": PHONE}
FEW = "?indicator=border_length_km,civilian_casualties_total&province=none,Duhok"


def opened(open_reader: OpenReader, query: str = FEW, **options: Any) -> Page:
    """The page in a browser of a new reader."""
    situation = open_reader(**options)
    page = situation.page
    page.goto(f"{situation.site.url}/published{query}")
    return page


def draw_all(page: Page) -> None:
    """Unfold everything and wait until every chart is drawn."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".main-svg").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_panel(open_reader: OpenReader, size: str, theme: str) -> None:
    page = opened(open_reader, "", color_scheme=theme, **SIZES[size])
    assert [one.get_attribute("id") for one in page.locator(".panel").all()] == [*PANELS, "reports", "dates"]
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    draw_all(page)
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    found = [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for one in violations
        for node in one["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is cut at the side"


def test_the_charts_change_with_the_theme_and_the_dashboard_keeps_it(open_reader: OpenReader) -> None:
    page = opened(open_reader)
    draw_all(page)
    colour = "getComputedStyle(document.querySelector('.xtick text')).fill"
    light = page.evaluate(colour)
    page.locator("[data-theme-switch]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_function(f"{colour} !== {light!r}")
    assert page.evaluate("localStorage.getItem('theme')") == "dark"


def test_the_keyboard_filters_and_reaches_tables_and_sources(open_reader: OpenReader) -> None:
    page = opened(open_reader, "?indicator=dunams_burned")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.get_by_label("Duhok", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/published?*province=Duhok*")
    expect(page.get_by_label("Duhok", exact=True)).to_be_checked()
    assert "indicator=dunams_burned" in page.url
    table = page.locator("details.more", has=page.locator(".scroll")).last.locator("summary").last
    table.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".scroll:focus")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("td a:focus")).to_be_visible()


def test_a_number_of_a_reading_leads_to_its_figure(open_reader: OpenReader) -> None:
    page = opened(open_reader)
    number = page.locator(".reading .number", has_text="702").first
    target = page.locator(str(number.get_attribute("href")))
    expect(target).to_be_hidden()
    number.click()
    expect(target).to_be_visible()
    expect(target).to_contain_text("702")


def test_a_mark_opens_its_row_with_the_sources(open_reader: OpenReader) -> None:
    page = opened(open_reader, "?indicator=civilian_casualties_total")
    chart = page.locator("[data-chart]").first
    expect(chart.locator(".main-svg").first).to_be_visible()
    row = page.locator("#chart-civilian_casualties_total-whole-fig-073")
    expect(row).to_be_hidden()
    at = chart.evaluate("place => place.data.flatMap(one => one.customdata || []).indexOf('fig-073')")
    assert at == 0, "the first cumulative mark"
    chart.locator(".scatterlayer .trace path.point").first.click(force=True)
    expect(row).to_be_visible()
    expect(page.locator("tr", has=row).locator("a[target=_blank]").first).to_be_visible()


def test_the_border_loses_its_bends_with_the_slide(open_reader: OpenReader) -> None:
    page = opened(open_reader)
    slide, line = page.locator("[data-outline] input"), page.locator("[data-outline] .coarse")
    mapped = str(line.get_attribute("d"))
    assert "380.5" in page.locator("[data-outline] output").inner_text()
    slide.focus()
    page.keyboard.press("End")
    coarse = str(line.get_attribute("d"))
    assert coarse.count("L") < mapped.count("L") / 20
    told = page.locator("[data-outline] output").inner_text()
    assert "2 km" in told
    assert slide.get_attribute("aria-valuetext") == told


def test_it_can_be_read_without_scripts(open_reader: OpenReader) -> None:
    page = opened(open_reader, java_script_enabled=False)
    expect(page.get_by_text("The chart needs JavaScript").first).to_be_visible()
    summary = page.get_by_text("The same numbers as a table").first
    summary.click()
    expect(page.locator("table:visible").first).to_be_visible()
    page.get_by_label("Duhok", exact=True).uncheck()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/published?*province=none*")


def test_the_dashboard_takes_its_selection_here_and_back(open_reader: OpenReader) -> None:
    situation = open_reader().open("province=Duhok&from=2024")
    page = situation.page
    page.get_by_role("link", name="Published figures").click()
    page.wait_for_url("**/published?*")
    expect(page.get_by_label("Duhok", exact=True)).to_be_checked()
    page.get_by_role("link", name="Dashboard", exact=True).click()
    page.wait_for_url("**/?*province=Duhok*")
    situation.wait_until_drawn()
