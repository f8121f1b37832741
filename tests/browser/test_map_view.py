"""What a reader sees of the map: the part that an address or *Fit* shows, labels that cover nothing, a map that stays
where it is on the page, tips inside the frame, and no outline among the keyboard's stops."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, OpenReader
from tests.browser.situation_page import SituationPage

PHONE = {"width": 390, "height": 844}
WRITTEN = """() => { const box = one => { const { left, right, top, bottom } = one.getBoundingClientRect();
    return { left, right, top, bottom }; };
  const frame = box(document.querySelector('#map'));
  const of = (kind, all) => [...document.querySelectorAll(all)]
    .filter(one => one.checkVisibility()).map(one => ({ kind, text: one.textContent, ...box(one) }))
    .filter(one => one.left < frame.right && frame.left < one.right)
    .filter(one => one.top < frame.bottom && frame.top < one.bottom);
  return [...of('name', '#map .map-name'), ...of('killed', '#map .incident-killed'),
          ...of('circle', '#map .incident-marker > svg')]; }"""
TOP = "() => document.querySelector('#map').getBoundingClientRect().top + window.scrollY"
DRAWN = """() => { const { layout, paths } = window.store.getState();
  const { figure } = paths.strs['state-image'].reduce((node, key) => node[key], layout).props.data;
  return figure.data.find(one => one.meta.layer === 'incidents').customdata; }"""
SLACK = 2.5  # pixels: circles are drawn a little smaller than their boxes


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_that_is_written_lies_on_anything_at_the_opening(open_reader: OpenReader, size: dict[str, int]) -> None:
    page = open_reader(viewport=size).open()
    written = page.page.evaluate(WRITTEN)
    kinds = [one["kind"] for one in written]
    assert kinds.count("name") > 4
    assert kinds.count("killed") > 4
    for one, other in itertools.combinations(written, 2):
        if {one["kind"], other["kind"]} == {"circle"}:
            continue
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        assert across <= SLACK or down <= SLACK, f"{one} lies on {other}"


def test_an_address_without_a_part_fits_the_selection_and_one_with_a_part_shows_it(open_reader: OpenReader) -> None:
    fitted = open_reader().open("province=Sulaymaniyah")
    assert all(fitted.map.are_seen())
    assert "map" not in fitted.query, "nobody has moved the map"
    west, south, east, north = open_reader().open("province=Sulaymaniyah&map=43.2,36.9,43.9,37.3").map.extent()
    assert (west <= 43.2, south <= 36.9, east >= 43.9, north >= 37.3) == (True,) * 4
    assert east < fitted.map.extent()[2]


def test_fit_writes_the_part_so_that_the_link_shows_it(open_reader: OpenReader) -> None:
    page = open_reader().open("map=43.2,36.9,43.9,37.3")
    page.choice("Erbil").check()
    page.wait_for_query(province="Erbil")
    page.map.fit_to_selection()
    page.page.wait_for_function("() => !location.search.includes('map=43.2,')")
    page.wait_until_drawn()
    said = [float(one) for one in page.query["map"].split(",")]
    assert said == pytest.approx(page.map.extent(), abs=0.001)
    again = open_reader().open(page.page.url.partition("?")[2])
    west, south, east, north = again.map.extent()
    assert west <= said[0] + 0.001
    assert south <= said[1] + 0.001
    assert east >= said[2] - 0.001
    assert north >= said[3] - 0.001


def test_the_map_stays_where_it_is_on_the_page(page: SituationPage) -> None:
    page.open()
    top = page.page.evaluate(TOP)
    for query in (
        "from=2024-01-01&to=2024-12-31",
        "province=Erbil&from=2020&to=2021&type=airstrike&harm=1&q=civilian",
        "province=Duhok,Erbil,Nineveh,Sulaymaniyah&type=airstrike,drone_strike,shelling&from=2021",
        "q=nothing-has-these-words",
    ):
        page.open(query)
        assert page.page.evaluate(TOP) == pytest.approx(top, abs=1), query


def test_tips_stay_inside_the_map(page: SituationPage) -> None:
    page.open("map=42.3,36.95,45.0,37.5")
    frame = page.page.locator("#map").bounding_box()
    assert frame
    seen = [n for n, is_seen in enumerate(page.map.are_seen()) if is_seen]
    across = page.map.markers().evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    for n in (min(seen, key=lambda one: across[one]), max(seen, key=lambda one: across[one])):
        page.map.markers().nth(n).dispatch_event("mouseover")
        tip = page.map.tip.first
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"]
        page.map.markers().nth(n).dispatch_event("mouseout")


def test_outlines_of_areas_are_no_stops_of_the_keyboard(page: SituationPage) -> None:
    page.open("map=41.6,36.2,45.0,37.7")
    outlines = page.map.pane("areas").locator("path")
    assert outlines.count() > 3
    assert set(outlines.evaluate_all("all => all.map(one => one.tabIndex)")) == {-1}


def test_undated_sites_are_marked_whenever_there_are_days(page: SituationPage) -> None:
    dots = page.page.locator("#map .marker .undated")
    for query, is_marked in (("", False), ("to=2022", True), ("from=2022", True)):
        page.open(query)
        assert (dots.count() > 0) is is_marked
        assert ("without a date" in page.notes("outposts")) is is_marked


def test_an_image_of_the_screen_shows_its_groups(page: SituationPage) -> None:
    page.open("province=Duhok&map=42.4,36.7,44.4,37.5")
    seen = [n for n, is_seen in zip(page.map.incidents(), page.map.are_seen(), strict=True) if is_seen]
    assert len(seen) > 3
    page.save_image("Map of the border, outposts and incidents", "svg")
    drawn = page.page.evaluate(DRAWN)
    assert Counter(seen) <= Counter(drawn), "around the screen's part, the image may show more"
    assert sum(drawn) <= page.counts().mapped
