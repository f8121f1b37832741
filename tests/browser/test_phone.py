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
    expect(page.filters_button).to_have_text("Filters · 1 set")
    page.filters_button.tap()
    expect(page.filters_button).to_have_attribute("aria-expanded", "true")
    assert_within_the_window(page)
    page.choice("Shelling").tap()
    page.wait_for_query(type="shelling")
    incidents = page.site.summary("province=Duhok&type=shelling")["incidents"]
    expect(page.show_button).to_have_text(f"Show {incidents} incidents")
    page.show_button.tap()
    expect(page.filters).to_be_hidden()
    expect(page.filters_button).to_have_text("Filters · 2 set")
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


def test_the_sheet_of_filters_keeps_the_focus_and_gives_it_back(open_reader: OpenReader) -> None:
    page = open_reader(**PHONE).open()
    press, inside = page.page.keyboard.press, page.filters.locator(":focus")
    page.filters_button.focus()
    press("Enter")
    dialog = page.page.get_by_role("dialog", name="Filters")
    expect(dialog).to_be_focused()
    press("Tab")
    first = inside.evaluate("one => one.textContent || one.id")
    press("Shift+Tab")
    expect(page.show_button).to_be_focused()
    press("Tab")
    assert inside.evaluate("one => one.textContent || one.id") == first
    page.field("From").focus()
    expect(page.calendar).to_be_visible()
    press("Escape")
    expect(page.calendar).to_be_hidden()
    expect(dialog).to_be_visible()
    press("Escape")
    expect(page.filters).to_be_hidden()
    expect(page.filters_button).to_be_focused()

    for close in (page.close_filters, page.show_button):
        page.filters_button.tap()
        expect(page.filters).to_be_visible()
        close.tap()
        expect(page.filters).to_be_hidden()
        expect(page.filters_button).to_be_focused()
    assert page.page.evaluate("() => document.querySelectorAll('[inert]').length") == 0


def assert_within_the_window(page: SituationPage) -> None:
    """Nothing makes the page scroll sideways."""
    widths = page.page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert widths == [PHONE["viewport"]["width"]] * 2  # type: ignore[index]
    for name, part in page.parts().items():
        box = part.bounding_box()
        assert box, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= widths[1], name
