"""Many incidents on the map: a circle a square, those of the part that is seen; panning asks only for what is new."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from tests.browser.conftest import OpenReader
from tests.browser.map_on_page import Marker
from tests.browser.serving import Served, served
from tests.browser.situation_page import SituationPage
from tests.many import write_many

MORE = "/views/squares"
LARGE, SMALL = Marker(incidents=range(101, 10_000)), Marker(incidents=range(2, 101))
EAST, WEST = (700, 0), (-700, 0)
AROUND = [(0, 450), WEST, (0, -450), (0, -450), EAST, EAST, (0, 450), (0, 450)]
CENTRE = "context=1&map=41.5,36.2,45.3,37.6"  # at zoom 8: more land on every side
PAN = "step => { window.dashboard.map.leaflet.panBy(step, { animate: false }); }"
SETTLED = "() => !document.querySelector('.is-asking, .leaflet-zoom-anim, .leaflet-pan-anim')"
# Marks that are there now are known again, and where they stand on the land.
REMEMBER = """() => { window.before = [...document.querySelectorAll('.leaflet-incidents-pane .marker')].map(
  one => ({ one, at: one.style.transform })); }"""
KEPT = "() => window.before.every(({ one, at }) => one.isConnected && one.style.transform === at)"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The dashboard on five thousand made-up events."""
    with served(write_many(tmp_path_factory.mktemp("many") / "data")) as found:
        yield found


@pytest.fixture
def page(open_reader: OpenReader, crowd: Served) -> SituationPage:
    return open_reader(crowd)


class Asked:
    """The blocks that the page asked for when its map was moved."""

    def __init__(self, page: Page) -> None:
        self.blocks: list[list[str]] = []
        page.on("request", self._see)

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.path == MORE:
            self.blocks.append(parse_qs(address.query)["blocks"][0].split(","))


def settle(page: SituationPage) -> None:
    """Until all is asked for and drawn."""
    page.page.evaluate("() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    page.page.wait_for_function(SETTLED)
    page.wait_until_drawn()


def pan(page: SituationPage, *steps: tuple[int, int]) -> None:
    """Move the map by so many pixels to the east and the south, one step after the other."""
    for step in steps:
        page.page.evaluate(PAN, list(step))
        settle(page)


def test_the_whole_world_adds_up_to_the_line_beneath(page: SituationPage) -> None:
    page.open(CENTRE)
    counts = page.counts()
    assert counts.mapped > 4_000
    assert counts.headline == counts.reconciliation == counts.mapped + counts.without_location
    seen = [len(page.map.incidents())]
    for _ in range(3):
        page.page.get_by_role("button", name="Zoom out").click()
        settle(page)
        seen.append(len(page.map.incidents()))
    assert sum(page.map.incidents()) == counts.mapped
    assert seen[-1] < seen[0]
    expect(page.page.locator("#map-reconciliation")).to_contain_text("one circle for each square")


def test_panning_asks_for_what_is_new_and_once(page: SituationPage) -> None:
    page.open(CENTRE)
    settle(page)
    asked = Asked(page.page)
    page.page.evaluate(REMEMBER)
    before = len(page.map.incidents())
    pan(page, EAST)
    assert len(asked.blocks) == 1
    pan(page, WEST, EAST, (-700, 0))
    assert len(asked.blocks) == 1, "what was had is not asked for again"
    pan(page, *AROUND)
    every = [block for blocks in asked.blocks for block in blocks]
    assert len(every) == len(set(every)), "no block is asked for twice"
    assert page.page.evaluate(KEPT), "what was there stays where it is on the land"
    assert len(page.map.incidents()) > before
    assert sum(page.map.incidents()) == page.counts().mapped, "all of the land was seen"


def test_a_filter_after_panning_shows_what_it_leaves_and_no_more(page: SituationPage) -> None:
    page.open(CENTRE)
    settle(page)
    pan(page, EAST)
    page.page.locator("#filter-context").uncheck()
    page.wait_for_query(context=None)
    settle(page)
    pan(page, WEST, *AROUND)
    assert sum(page.map.incidents()) == page.counts().mapped
    page.choice("Kirkuk").check()
    page.wait_for_query(province="Kirkuk")
    settle(page)
    assert sum(page.map.incidents()) == page.counts().mapped < 2_000, "few are there wherever they lie"
    asked = Asked(page.page)
    pan(page, EAST)
    assert asked.blocks == []


def test_a_click_comes_closer_then_lists(page: SituationPage) -> None:
    page.open()
    settle(page)
    west, _, east, _ = page.map.extent()
    page.map.click(LARGE)
    settle(page)
    now = page.map.extent()
    assert now[2] - now[0] == pytest.approx((east - west) / 4, rel=0.02)
    expect(page.panel).to_be_hidden()
    incidents = page.map.click(SMALL)
    panel = page.wait_for_panel("Incidents")
    expect(panel.get_by_role("heading", level=3)).to_have_text(f"{incidents} incidents")
    expect(page.listed).to_have_count(incidents)
    counted = sum(page.map.incidents())
    pan(page, (40, 0), (-40, 0))
    assert sum(page.map.incidents()) >= counted, "a click takes no circle away"


def test_what_cannot_be_parted_any_more_is_listed(page: SituationPage) -> None:
    page.open(CENTRE)
    settle(page)
    for _ in range(4):  # the largest has far more than a hundred in one village
        largest = max(page.map.incidents())
        page.map.click(Marker(incidents=range(largest, largest + 1)))
        settle(page)
    panel = page.wait_for_panel("Incidents")
    expect(panel.get_by_role("heading", level=3)).to_have_text(f"{largest:,} incidents")
    expect(page.listed).to_have_count(100)
    expect(panel).to_contain_text(f"{largest - 100:,} more in the table")


def test_keys_come_closer_too_and_go_on_where_they_were(page: SituationPage) -> None:
    page.open()
    settle(page)
    press = page.page.keyboard.press
    page.map.stop.focus()
    step_to(page, LARGE)
    west, _, east, _ = page.map.extent()
    press("Enter")
    settle(page)
    expect(page.map.stop).to_be_focused()
    closer = page.map.extent()
    assert closer[2] - closer[0] < (east - west) / 2
    step_to(page, SMALL)
    press("Enter")
    expect(page.panel).to_be_focused()
    press("Escape")
    expect(page.map.stop).to_be_focused()


def step_to(page: SituationPage, wanted: Marker) -> None:
    """From mark to mark with the arrow keys until one stands for so many incidents."""
    for _ in page.map.incidents():
        said = str(page.map.stop.get_attribute("aria-label"))
        if "incident" in said and int(said.split(" ", maxsplit=1)[0].replace(",", "")) in wanted.incidents:
            return
        page.page.keyboard.press("ArrowRight")
    raise AssertionError(f"no such mark: {wanted}")


def test_blocks_of_an_older_filter_that_come_late_are_dropped(page: SituationPage) -> None:
    page.open(CENTRE)
    settle(page)
    held: list[Route] = []
    page.page.route(f"**{MORE}?*", lambda route: held.append(route))  # noqa: PLW0108 - a built-in has no room for its marks
    page.page.evaluate(PAN, list(EAST))
    page.page.wait_for_function("() => document.querySelector('.is-asking')")
    page.page.unroute(f"**{MORE}?*")
    page.page.locator("#filter-context").uncheck()
    page.wait_for_query(context=None)
    (late,) = held
    with contextlib.suppress(Error):  # the page has given it up
        late.continue_()
    settle(page)
    pan(page, WEST, *AROUND)
    assert sum(page.map.incidents()) == page.counts().mapped


def test_a_phone_has_the_same_circles(open_reader: OpenReader, crowd: Served) -> None:
    phone = open_reader(crowd, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).open("context=1")
    settle(phone)
    assert sum(phone.map.incidents()) == phone.counts().mapped, "all of the land fits"
    width = phone.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390
