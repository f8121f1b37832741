"""The map as its readers know it: markers by what they say, layers by their switches."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from playwright.sync_api import Locator, Page

from dashboard.figures.map_contents import LAYERS

Extent = tuple[float, float, float, float]
Box = dict[str, float]
# The first marker that a click in its middle would reach, and that stands for so many incidents.
REACHED = """(all, [first, last]) => all.findIndex(one => {
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const incidents = parseInt((one.getAttribute("aria-label") || "").replace(/,/g, "")) || 0;
  return one.contains(top) && first <= incidents && incidents <= last;
})"""

MARKS = """all => all.map(one => {
  const circle = one.querySelector('circle');
  const text = (selector) => (one.querySelector(selector) || { textContent: '' }).textContent;
  return { says: one.getAttribute('aria-label'), number: text('.incident-count'), note: text('.incident-killed'),
           is_dashed: circle.hasAttribute('stroke-dasharray'),
           is_ring: getComputedStyle(circle).fill === 'rgb(255, 255, 255)' };
})"""
SEEN = """all => { const frame = document.querySelector('#map').getBoundingClientRect();
  return all.map(one => { const box = one.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom; }); }"""
# Names are put in their places before each frame is painted, and are out of them before.
PLACED = "() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))"
NAMES = """() => { const frame = document.querySelector('#map').getBoundingClientRect();
  return [...document.querySelectorAll('.map-name:not([hidden])')].map(one => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return [one.textContent, { left: left - frame.left, right: right - frame.left,
                               top: top - frame.top, bottom: bottom - frame.top }];
  }).filter(([, box]) => box.left > 0 && box.right < frame.width && box.top > 0 && box.bottom < frame.height); }"""
BOUNDS = """() => { const { layout, paths } = window.store.getState();
  return paths.strs.map.reduce((node, key) => node[key], layout).props.bounds; }"""
GROUPED = """() => { const { layout, paths } = window.store.getState();
  const { features } = paths.strs['map-incidents'].reduce((node, key) => node[key], layout).props.data;
  return !document.querySelector('.is-asking, .leaflet-zoom-anim')
    && document.querySelectorAll('.leaflet-incidents-pane .marker').length === features.length; }"""
PANES = {"districts": "base-district_lines"}


@dataclass(frozen=True)
class Mark:
    """A marker of incidents: its words for screen readers, what is written in and below it, how it is drawn."""

    says: str
    number: str
    note: str
    is_dashed: bool
    is_ring: bool


@dataclass(frozen=True)
class Marker:
    """Which marker is meant: of a layer, and, where incidents are counted, how many it stands for."""

    layer: str = "incidents"
    incidents: range = range(10_000)


class MapOnPage:
    """The map and its legend."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator("#map-box")
        self.fit = page.locator("#map-fit")
        self.tip = page.locator(".map-tip").filter(visible=True)
        self.stop = page.locator("#map .marker[tabindex='0']")

    def pane(self, layer: str) -> Locator:
        """What a layer is drawn on."""
        return self.page.locator(f".leaflet-{layer}-pane")

    def markers(self, layer: str = "incidents") -> Locator:
        return self.pane(layer).get_by_role("button")

    def switch(self, layer: str) -> Locator:
        """A layer's checkbox in the legend."""
        return self.page.locator(f'.legend input[value="{layer}"]')

    def incidents(self) -> list[int]:
        """How many incidents each marker stands for, by what it says of itself."""
        said = self.markers().evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
        return [int(re.sub(r"\D", "", text.split(" ")[0])) for text in said]

    def click(self, wanted: Marker) -> int:
        """Click the first such marker that nothing covers; how many incidents it stands for."""
        self.box.scroll_into_view_if_needed()
        markers = self.markers(wanted.layer)
        found = markers.evaluate_all(REACHED, [wanted.incidents[0], wanted.incidents[-1]])
        assert found >= 0, f"no marker that can be clicked: {wanted}"
        label = str(markers.nth(found).get_attribute("aria-label"))
        markers.nth(found).click()
        return int(re.match(r"[\d,]*", label)[0].replace(",", "") or 0)  # type: ignore[index]

    def marks(self) -> list[Mark]:
        """How every marker of incidents looks, and what it says."""
        return [Mark(**found) for found in self.markers().evaluate_all(MARKS)]

    def are_seen(self) -> list[bool]:
        """Of every marker of incidents, whether its middle lies within the map's frame."""
        return list(self.markers().evaluate_all(SEEN))

    def zoom(self, direction: str, steps: int = 1) -> None:
        """So many steps *in* or *out*; after each the incidents are grouped anew."""
        button = self.page.get_by_role("button", name=f"Zoom {direction}")
        for _ in range(steps):
            self._until_grouped(button.click)

    def fit_to_selection(self) -> None:
        """Until the map shows something else."""
        before = self.page.evaluate(BOUNDS)
        self.fit.click()
        self.page.wait_for_function(
            f"before => String(({BOUNDS})()) !== before", arg=",".join(map(str, chain(*before)))
        )

    def _until_grouped(self, act: Callable[[], None]) -> None:
        """Until the server has answered with groups and these are drawn."""
        with self.page.expect_response(lambda response: "/views?" in response.url):
            act()
        self.page.wait_for_function(GROUPED)

    def shown(self) -> dict[str, bool]:
        """Whether each layer can be seen."""
        hidden = "pane => getComputedStyle(pane).display === 'none'"
        return {layer: not self.pane(PANES.get(layer, layer)).evaluate(hidden) for layer in LAYERS}

    def layers(self) -> list[str]:
        """The layers that are switched on."""
        return list(self.page.locator(".legend input:checked").evaluate_all("all => all.map(one => one.value)"))

    def extent(self) -> Extent:
        """West, south, east, north of what is seen, as the page told its callbacks."""
        (south, west), (north, east) = self.page.evaluate(BOUNDS)
        return west, south, east, north

    def names(self) -> list[tuple[str, Box]]:
        """(name, rectangle) of every name that is written within the map's frame, counted from its corner."""
        self.page.evaluate(PLACED)
        found: list[tuple[str, Box]] = self.page.evaluate(NAMES)
        return found
