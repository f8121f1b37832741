"""Filters: what a choice changes, everywhere at once."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.agreement import assert_all_agree
from tests.browser.situation_page import SituationPage


def test_provinces_narrow_every_view(page: SituationPage) -> None:
    page.open()
    everything = assert_all_agree(page, "")
    page.choice("Duhok").check()
    page.wait_for_query(province="Duhok")
    narrowed = assert_all_agree(page, "province=Duhok")
    assert 0 < narrowed["incidents"] < everything["incidents"]
    expect(page.chip("in Duhok")).to_be_visible()

    page.choice("No single province").check()
    page.wait_for_query(province="Duhok,none")
    assert assert_all_agree(page, "province=Duhok,none")["incidents"] > narrowed["incidents"]
    page.choice("Duhok").uncheck()
    page.wait_for_query(province="none")
    assert_all_agree(page, "province=none")


def test_places_are_found_in_any_spelling(page: SituationPage) -> None:
    page.open()
    search = page.field("Find a province in any spelling")
    for spelling in ("دهوك", "Dahuk", "dıhok"):
        search.fill(spelling)
        expect(page.provinces).to_have_count(1)
        expect(page.choice("Duhok")).to_be_visible()
    search.fill("no single")
    expect(page.provinces).to_have_count(1)
    expect(page.choice("No single province")).to_be_visible()
    expect(page.nothing_found).to_be_hidden()
    search.fill("nowhere")
    expect(page.provinces).to_have_count(0)
    expect(page.nothing_found).to_be_visible()
    search.fill("")
    expect(page.choice("Erbil")).to_be_visible()

    page.field("District").fill("Amêdî")
    amedi = page.page.get_by_role("option", name="Amedi")
    expect(amedi.locator("[data-n]")).to_have_attribute("data-n", str(page.site.summary("district=Amedi")["incidents"]))
    amedi.click()
    page.wait_for_query(district="Amedi")
    assert_all_agree(page, "district=Amedi")
    expect(page.chip("in Amedi")).to_be_visible()


def test_types_actors_harm_context_and_words_narrow_together(page: SituationPage) -> None:
    page.open()
    page.choice("Drone strike").check()
    page.wait_for_query(type="drone_strike")
    page.choice("Turkish Armed Forces").check()
    page.wait_for_query(by="Turkish Armed Forces")
    query = "type=drone_strike&by=Turkish+Armed+Forces"
    strikes = assert_all_agree(page, query)
    assert page.count_beside("With civilian harm") == str(page.site.summary(f"{query}&harm=1")["incidents"])
    page.choice("With civilian harm only").check()
    page.wait_for_query(harm="1")
    harmful = assert_all_agree(page, f"{query}&harm=1")
    page.choice("Regional context").check()
    page.wait_for_query(context="1")
    wider = assert_all_agree(page, f"{query}&harm=1&context=1")
    page.field("Search").fill("Sinjar")
    page.wait_for_query(q="Sinjar")
    found = assert_all_agree(page, f"{query}&harm=1&context=1&q=Sinjar")
    assert found["incidents"] < wider["incidents"]
    assert harmful["incidents"] < strikes["incidents"]


def test_nothing_moves_on_the_page_when_filters_change(page: SituationPage) -> None:
    page.open()
    before = page.tops()
    for query in (
        "province=Duhok",
        "province=Erbil&type=airstrike&harm=1&from=2024",
        "province=Duhok&district=Amedi&type=airstrike&by=PKK&status=disputed&harm=1&q=x",
        "from=2024-06-01&to=2024-06-30",
        "indicator=persons_displaced",
    ):
        assert page.open(query).tops() == before, query
