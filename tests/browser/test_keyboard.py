"""Without a pointer: every control has its turn and shows it, and does what it does with a click."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.situation_page import SituationPage
from tests.browser.tab_order import REACHABLE, walk

FEW = "province=Kirkuk&layers=incidents,outposts,crossings"  # marks, so that the walk is short


def test_tab_reaches_every_control_and_shows_where_it_is(page: SituationPage) -> None:
    page.open(FEW)
    page.unfold_everything()
    wanted = page.page.evaluate(REACHABLE)
    stops = walk(page.page)
    assert stops[0].name == "Skip to the map and charts"
    assert [name for name in wanted if name not in {stop.mark for stop in stops}] == []
    assert [stop.name for stop in stops if not stop.is_shown] == []

    page.page.keyboard.press("Tab")
    skip = page.page.get_by_role("link", name="Skip to the map and charts")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#main")).to_be_focused()
    page.page.keyboard.press("Tab")
    expect(page.sentence.locator(":focus")).to_have_count(1)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keys_do_what_a_click_does(page: SituationPage, key: str) -> None:
    page.open("province=Erbil&harm=1")
    press = page.page.keyboard.press
    page.choice("Drone strike").focus()
    press("Space")
    page.wait_for_query(type="drone_strike")
    page.chip("with civilian harm").focus()
    press(key)
    page.wait_for_query(harm=None)

    page.map.stop.focus()
    press("ArrowRight")
    expect(page.map.stop).to_be_focused()
    press(key)
    expect(page.panel).to_be_visible()
    expect(page.panel).to_be_focused()
    press("Escape")
    expect(page.panel).to_be_hidden()
    expect(page.map.stop).to_be_focused()

    page.image_button("Incidents").focus()
    press(key)
    expect(page.page.get_by_label("Size of the image").filter(visible=True)).to_be_focused()
    press("Escape")
    expect(page.image_button("Incidents")).to_be_focused()

    page.table.locator(".ag-header-cell").first.focus()
    press("ArrowDown")
    press("ArrowRight")
    press(key)
    page.wait_for_panel("Incident")
    assert "incident" in page.query
    press("Escape")
    page.wait_for_query(incident=None)


def test_the_table_is_one_stop_for_its_heads_and_one_for_its_rows(page: SituationPage) -> None:
    page.open("province=Erbil")
    press, grid = page.page.keyboard.press, page.table.locator(":focus")
    page.table.locator(".ag-header-cell").nth(2).focus()
    press("Tab")
    expect(grid).to_have_count(0)
    page.table.locator(".ag-header-cell").first.focus()
    press("ArrowDown")
    press("ArrowDown")
    expect(grid).to_have_count(1)
    press("Tab")
    expect(grid).to_have_count(0)


def test_bars_are_gone_through_and_opened_with_keys(page: SituationPage) -> None:
    page.open("province=Erbil&from=2022")
    chart = page.page.get_by_role("group", name="Incidents: chart.")
    said = chart.locator(".graph-said")
    press = page.page.keyboard.press
    chart.focus()
    press("ArrowRight")
    first = said.inner_text()
    assert first
    press("ArrowRight")
    expect(said).not_to_have_text(first)
    press("ArrowLeft")
    expect(said).to_have_text(first)
    expect(chart.locator(".hoverlayer .hovertext")).to_have_count(1)
    press("Enter")
    expect(page.panel).to_be_visible()
    press("Escape")
    expect(page.panel).to_be_hidden()
    expect(chart).to_be_focused()


def test_a_reading_of_a_series_opens_its_figure(page: SituationPage) -> None:
    page.open("")
    chart = page.page.get_by_role("group", name="Displacement: chart.")
    chart.focus()
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("Enter")
    expect(page.panel).to_be_visible()


def test_a_bar_of_the_breakdown_filters_with_keys(page: SituationPage) -> None:
    page.open("")
    page.page.get_by_role("group", name="Incidents by: chart.").focus()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    page.page.wait_for_function("() => new URLSearchParams(location.search).has('type')")
