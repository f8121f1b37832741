"""From a mark on the map, a bar or a row to the incident, and from there to its sources."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.map_on_page import Marker
from tests.browser.situation_page import SituationPage
from tests.data.plain import Row, read
from tests.tiny import BUNDLED

TABLES = {"incidents": "incident_id", "outposts": "outpost_id", "affected_places": "place_id", "sources": "source_id"}


@pytest.fixture(scope="module")
def row_of() -> Callable[[str, str], Row]:
    """A row of the bundled tables by its id, as text."""
    rows = {table: {row[key]: row for row in read(BUNDLED, table)} for table, key in TABLES.items()}
    return lambda table, key: rows[table][key]


RowOf = Callable[[str, str], Row]


def assert_shows(page: SituationPage, title: str, row: Row, row_of: RowOf) -> None:
    """The panel has the words of the row and every source of it, as links that give nothing away."""
    panel = page.wait_for_panel(title)
    for column in ("summary", "caveat", "note"):
        expect(panel).to_contain_text(row.get(column, ""))
    sources = [row_of("sources", one) for one in row["source_ids"].split(";")]
    expect(page.sources).to_have_count(len(sources))
    for source, item in zip(sources, page.sources.all(), strict=True):
        expect(item).to_contain_text(source["publisher"])
        expect(item).to_contain_text(source["title"])
        link = item.get_by_role("link")
        if source["url"]:
            assert source["url"].startswith(("https://", "http://"))
            expect(link).to_have_attribute("href", source["url"])
            expect(link).to_have_attribute("target", "_blank")
            assert "noopener" in str(link.get_attribute("rel"))
        else:
            expect(link).to_have_count(0)


def assert_incident_is_open(page: SituationPage, row_of: RowOf) -> str:
    """An incident is in the address and in the panel; its id."""
    page.page.wait_for_url("**incident=*")
    incident = page.query["incident"]
    assert_shows(page, "Incident", row_of("incidents", incident), row_of)
    return incident


def test_an_incident_opens_from_the_map_down_to_its_sources(page: SituationPage, row_of: RowOf) -> None:
    page.open()
    page.map.click(Marker(incidents=range(1, 2)))
    assert_incident_is_open(page, row_of)
    page.close_panel()
    page.wait_for_query(incident=None)

    group = page.map.click(Marker(incidents=range(3, 50)))
    page.wait_for_panel("Incidents")
    expect(page.listed).to_have_count(group)
    assert "incident" not in page.query
    page.listed.last.click()
    assert_incident_is_open(page, row_of)
    page.page.keyboard.press("Escape")
    page.wait_for_query(incident=None)
    expect(page.panel).to_be_hidden()


def test_an_incident_opens_from_a_bar_and_from_a_row(page: SituationPage, row_of: RowOf) -> None:
    page.open("from=2023&to=2023&grain=month")
    bars = page.timelines["incidents"]
    page.click_bar(bars, page.tallest_bar(bars))
    page.wait_for_panel("Incidents")
    assert page.listed.count() > 1
    page.listed.first.click()
    opened = assert_incident_is_open(page, row_of)
    assert row_of("incidents", opened)["date"].startswith("2023")

    row = page.open_first_row()
    assert row == assert_incident_is_open(page, row_of)
    assert page.query == {"from": "2023-01-01", "to": "2023-12-31", "grain": "month", "incident": row}


def test_sites_crossings_and_villages_have_panels_of_their_own(page: SituationPage, row_of: RowOf) -> None:
    page.open("layers=outposts,crossings,villages")
    panels = {"outposts": ("Site", "outposts"), "crossings": ("Site", "outposts"),
              "villages": ("Village", "affected_places")}  # fmt: skip
    for layer, (title, table) in panels.items():
        page.map.click(Marker(layer=layer))
        record = page.wait_for_panel(title).get_by_text(re.compile("^Record ")).inner_text().removeprefix("Record ")
        row = row_of(table, record)
        expect(page.panel.get_by_role("heading", level=3)).to_have_text(row.get("name") or row["place"])
        assert_shows(page, title, row, row_of)
        assert "incident" not in page.query
        page.close_panel()


def test_a_published_total_opens_from_its_mark_by_pointer_and_by_key(page: SituationPage) -> None:
    page.open("from=2023&to=2023")
    chart = page.timelines["casualties"]
    marks = chart.locator(".xy8 .point path")
    expect(marks).to_have_count(3)
    page.click_mark(chart, marks.nth(1))
    panel = page.wait_for_panel("Published figure")
    expect(panel).to_contain_text("fig-029")
    expect(page.sources).to_have_count(1)
    page.close_panel()

    page.page.get_by_role("group", name="Civilians killed and injured: chart.").focus()
    page.page.keyboard.press("ArrowRight")
    expect(page.page.locator(".card-timeline-casualties .graph-said")).to_contain_text("11 killed in 2023")
    page.page.keyboard.press("Enter")
    expect(page.wait_for_panel("Published figure")).to_contain_text("fig-028")


def test_the_table_of_a_chart_opens_and_leads_on_to_the_record(page: SituationPage) -> None:
    page.open("from=2023&to=2023")
    page.page.get_by_role("button", name="Table of the numbers: Civilians killed and injured").click()
    panel = page.wait_for_panel("Table")
    expect(panel.get_by_role("table")).to_have_count(2)
    panel.get_by_role("button", name="24 killed").click()
    expect(page.wait_for_panel("Published figure")).to_contain_text("fig-029")


def test_a_table_that_is_open_follows_the_selection_and_leaves_the_reader_where_they_are(page: SituationPage) -> None:
    page.open("province=Duhok")
    page.page.get_by_role("button", name="Table of the numbers: Incidents", exact=True).click()
    expect(page.wait_for_panel("Table")).to_contain_text("Incidents in Duhok,")
    page.choice("Erbil").click()
    expect(page.panel).to_contain_text("Incidents in Duhok and Erbil,")
    expect(page.choice("Erbil")).to_be_focused()
    page.close_panel()
