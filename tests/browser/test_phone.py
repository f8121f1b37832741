"""A window as small as a phone: the map first, filters behind their button, everything within reach."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader
from tests.browser.situation_page import SituationPage

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_a_phone_reaches_everything(open_reader: OpenReader) -> None:
    page = open_reader(**PHONE).open("province=Duhok")
    tops = {name: part.bounding_box()["y"] for name, part in page.parts().items()}  # type: ignore[index]
    assert min(tops, key=lambda name: tops[name]) == "map"
    assert_within_the_window(page)

    expect(page.filters).to_be_hidden()
    page.filters_button.tap()
    expect(page.filters_button).to_have_attribute("aria-expanded", "true")
    assert_within_the_window(page)
    page.choice("Shelling").tap()
    page.wait_for_query(type="shelling")
    page.filters_button.tap()
    expect(page.filters).to_be_hidden()
    assert_all_agree(page, "province=Duhok&type=shelling")

    row = page.table.locator(".ag-row .ag-cell").first
    row.scroll_into_view_if_needed()
    row.tap()
    page.wait_for_panel("Incident")
    assert_within_the_window(page)
    page.close_panel()
    for part in page.parts().values():
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()


def assert_within_the_window(page: SituationPage) -> None:
    """Nothing makes the page scroll sideways."""
    widths = page.page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert widths == [PHONE["viewport"]["width"]] * 2  # type: ignore[index]
    for name, part in page.parts().items():
        box = part.bounding_box()
        assert box, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= widths[1], name
