"""The charts as their readers know them: bars and marks to point at, timelines to draw over, images to save."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from playwright.sync_api import Locator, Page

# Everything that was asked for is there: no callback runs, and the views have their first content.
DRAWN = """() => {
  const has = (selector) => document.querySelector(selector) !== null;
  return window.store && !window.store.getState().isLoading && !has('.is-waiting')
 && !has('.is-asking')
    && has('#sentence strong') && has('#breakdown .xy') && has('#timeline-displacement .xy')
    && window.dashboard.rows.isSettled() && has('#table .ag-header-cell') && !has('#table .ag-row-loading')
    && has('.leaflet-names-pane .map-name');
}"""
BARS = ".bars .point path"
AXIS = "plot => plot.layout.xaxis.range.map(String)"
Days = tuple[dt.date, dt.date]


class ChartsOnPage:
    """The three timelines and the breakdown."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.timelines = {
            name: page.locator(f"#timeline-{name}") for name in ("incidents", "casualties", "displacement")
        }
        self.breakdown = page.locator("#breakdown")

    def wait_until_drawn(self) -> None:
        self.page.wait_for_function(DRAWN)

    def bars(self, chart: str) -> int:
        """The sum of all bars that count incidents."""
        found: int = self.page.locator(f"#{chart} .js-plotly-plot").evaluate(
            """plot => plot.data.filter(one => one.type === 'bar')
                 .flatMap(one => one.orientation === 'h' ? one.x : one.y).reduce((sum, n) => sum + n, 0)"""
        )
        return found

    def drag(self, timeline: str, first: float, last: float) -> None:
        """Draw over a timeline from one part of its width to another."""
        box = _box(self.timelines[timeline].locator(".nsewdrag").first)
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + first * box["width"], y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + (first + last) / 2 * box["width"], y)
        self.page.mouse.move(box["x"] + last * box["width"], y)
        self.page.mouse.up()

    def click_bar(self, chart: Locator, number: int = 0) -> None:
        """Point at a bar until the chart has seen it, and click."""
        self.click_mark(chart, chart.locator(BARS).nth(number))

    def click_mark(self, chart: Locator, mark: Locator) -> None:
        """Point at a mark until the chart has seen it, and click."""
        mark.scroll_into_view_if_needed()
        box = _box(mark)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        plot = chart.locator(".js-plotly-plot").element_handle()
        self.page.wait_for_function("plot => plot._hoverdata && plot._hoverdata.length", arg=plot)
        self.page.mouse.down()
        self.page.mouse.up()

    def hover_point(self, chart: Locator) -> Locator:
        """Point at the first mark of a chart; what the chart says then."""
        point = chart.locator(".scatterlayer .points path").first
        point.scroll_into_view_if_needed()
        box = _box(point)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return chart.locator(".hoverlayer")

    def tallest_bar(self, chart: Locator) -> int:
        """The number of the highest bar."""
        boxes = chart.locator(BARS).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        return int(boxes.index(max(boxes)))

    def title(self, view: str) -> Locator:
        return self.page.locator(f"#{view}-title")

    def breakdown_by(self, label: str) -> None:
        self.page.locator("#breakdown-by").get_by_text(label, exact=True).click()
        column = {"type": "event_type", "attributed to": "attributed_to"}.get(label, label)
        shown = "column => document.querySelector('#breakdown .js-plotly-plot').data[0].meta === column"
        self.page.wait_for_function(shown, arg=column)
        self.wait_until_drawn()

    def days_shown(self, timeline: str) -> Days:
        """First and last day of a timeline's axis."""
        first, last = self.timelines[timeline].locator(".js-plotly-plot").evaluate(AXIS)
        return dt.date.fromisoformat(first[:10]), dt.date.fromisoformat(last[:10])

    def wait_until_days_differ(self, timeline: str, before: Days) -> None:
        plot = self.timelines[timeline].locator(".js-plotly-plot").element_handle()
        text = [day.isoformat() for day in before]
        self.page.wait_for_function(
            f"([plot, before]) => ({AXIS})(plot).some((day, i) => day.slice(0, 10) !== before[i])", arg=[plot, text]
        )
        self.wait_until_drawn()

    def image_button(self, view: str) -> Locator:
        return self.page.get_by_role("button", name=f"Save image: {view}", exact=True)

    def save_image(self, view: str, ending: str, size: str = "slide") -> tuple[Path, str]:
        """Save a view; the file and the name that it was given."""
        self.image_button(view).click()
        self.page.locator(".menu-box[open] select").select_option(size)
        with self.page.expect_download() as download:
            self.page.locator(".menu-box[open]").get_by_role("button", name=f"Save as {ending.upper()}").click()
        return download.value.path(), download.value.suggested_filename


def _box(element: Locator) -> dict[str, float]:
    box = element.bounding_box()
    assert box, f"{element} is not on the page"
    return dict(box)
