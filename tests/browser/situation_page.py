"""The page as its readers know it. Selectors stand here and in `map_on_page`, nowhere else.

Every step waits for what it brings about; none waits for a time.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.map_on_page import MapOnPage
from tests.browser.serving import Served

# Everything that was asked for is there: no callback runs, and the views have their first content.
DRAWN = """() => {
  const has = (selector) => document.querySelector(selector) !== null;
  return window.store && !window.store.getState().isLoading && !has('.is-waiting')
    && has('#sentence strong') && has('#breakdown .xy') && has('#timeline-displacement .xy')
    && has('#table .ag-root') && !has('#table .ag-row-loading')
    && has('.leaflet-names-pane .map-name');
}"""

BARS = ".bars .point path"
AXIS = "plot => plot.layout.xaxis.range.map(String)"
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Counts:
    """The numbers that several places of the page say."""

    sentence: int
    headline: int
    reconciliation: int
    mapped: int
    without_location: int
    table: int


class SituationPage:
    """What a reader does and sees."""

    def __init__(self, page: Page, site: Served) -> None:
        self.page, self.site = page, site
        self.map = MapOnPage(page)
        self.sentence = page.locator("#sentence")
        self.notices = page.locator("#page-notices")
        self.data_notices = page.locator("#page-notice-data")
        self.panel = page.get_by_role("dialog")
        self.listed = self.panel.locator(".group-row")
        self.sources = self.panel.locator(".source-list li")
        self.timelines = {
            name: page.locator(f"#timeline-{name}") for name in ("incidents", "casualties", "displacement")
        }
        self.provinces = page.locator(".filter-provinces .filter-item").filter(visible=True)
        self.breakdown = page.locator("#breakdown")
        self.reset = self.sentence.get_by_role("button", name="Reset")
        self.advice = page.locator("#page-empty")
        self.version = page.locator("#header-version")
        self.filters = page.locator("#page-filters")
        self.filters_button = page.locator("#header-filters")
        self.theme_button = page.locator("#header-theme")
        self.options = page.get_by_role("option")
        self.calendar = page.locator(".mantine-DateInput-calendarHeader").filter(visible=True).first
        self.table = page.locator("#table")

    # Opening, and where the reader is

    def open(self, query: str = "") -> SituationPage:
        self.page.goto(f"{self.site.url}/{query and '?' + query}", wait_until="commit")
        return self.wait_until_drawn()

    def wait_until_drawn(self) -> SituationPage:
        self.page.wait_for_function(DRAWN)
        return self

    @property
    def query(self) -> dict[str, str]:
        """What the address says."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def wait_for_query(self, **values: str | None) -> SituationPage:
        """Until the address says this of each name; None is nothing. Then until everything is drawn."""
        self.page.wait_for_function(
            """wanted => { const said = new URLSearchParams(location.search);
                           return Object.entries(wanted).every(([name, value]) => said.get(name) === value); }""",
            arg={name.rstrip("_"): value for name, value in values.items()},
        )
        return self.wait_until_drawn()

    # What the page says

    def counts(self) -> Counts:
        """How many incidents each place of the page says that there are."""
        said = self.page.locator("#map-reconciliation").inner_text()
        total, mapped, without = (_number(part) for part in re.findall(r"[\d,]+", said)[:3])
        return Counts(
            sentence=_number(self.sentence.locator("strong").inner_text()),
            headline=_number(self.headline("incidents")),
            reconciliation=total,
            mapped=mapped,
            without_location=without,
            table=int(self.table.locator(".ag-root").get_attribute("aria-rowcount") or 0) - 1,
        )

    def headline(self, name: str) -> str:
        """The figure of a card, without its notes."""
        return self.page.locator(f"#headline-{name} > p").first.inner_text()

    def notes(self, name: str) -> str:
        """What stands below the figure of a card."""
        return " ".join(self.page.locator(f"#headline-{name} .headline-note").all_inner_texts())

    def bars(self, chart: str) -> int:
        """The sum of all bars that count incidents."""
        found: int = self.page.locator(f"#{chart} .js-plotly-plot").evaluate(
            """plot => plot.data.filter(one => one.type === 'bar')
                 .flatMap(one => one.orientation === 'h' ? one.x : one.y).reduce((sum, n) => sum + n, 0)"""
        )
        return found

    def download(self, ending: str) -> str:
        """The address of the table's rows as a file."""
        return str(self.page.locator(f"#table-{ending}").get_attribute("href"))

    def parts(self) -> dict[str, Locator]:
        """The large parts of the page besides the filters."""
        names = ("headline", "map", *(f"timeline-{name}" for name in self.timelines), "breakdown", "table")
        return {name: self.page.locator(f"#{name}") for name in names}

    def unfold_everything(self) -> None:
        self.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")

    def theme(self) -> str:
        return str(self.page.locator("html").get_attribute("data-mantine-color-scheme"))

    def wait_for_theme(self, name: str) -> None:
        expect(self.page.locator("html")).to_have_attribute("data-mantine-color-scheme", name)

    def save_image(self, view: str, ending: str) -> tuple[Path, str]:
        """Save a view; the file and the name that it was given."""
        self.page.get_by_role("button", name=f"Save image: {view}", exact=True).click()
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=f"Image, {ending.upper()}").click()
        return download.value.path(), download.value.suggested_filename

    # Filters

    def choice(self, label: str) -> Locator:
        """A choice among the filters, by the beginning of its label."""
        return self.page.locator("#page-filters").get_by_role("checkbox", name=re.compile(f"^{re.escape(label)}"))

    def field(self, label: str) -> Locator:
        return self.page.locator("#page-filters").get_by_label(label, exact=True)

    def preset(self, label: str) -> Locator:
        return self.page.locator("#page-filters").get_by_role("button", name=label, exact=True)

    def chip(self, text: str) -> Locator:
        """The part of the sentence that takes a filter away."""
        return self.sentence.get_by_role("button", name=re.compile(re.escape(text)))

    # Charts

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
        bar = chart.locator(BARS).nth(number)
        bar.scroll_into_view_if_needed()
        box = _box(bar)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        plot = chart.locator(".js-plotly-plot").element_handle()
        self.page.wait_for_function("plot => plot._hoverdata && plot._hoverdata.length", arg=plot)
        self.page.mouse.down()
        self.page.mouse.up()

    def tallest_bar(self, chart: Locator) -> int:
        """The number of the highest bar."""
        boxes = chart.locator(BARS).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        return int(boxes.index(max(boxes)))

    def title(self, view: str) -> Locator:
        return self.page.locator(f"#{view}-title")

    def breakdown_by(self, label: str) -> None:
        self.page.locator("#breakdown-by").get_by_text(label, exact=True).click()
        self.page.wait_for_function(
            "column => document.querySelector('#breakdown .js-plotly-plot').data[0].meta === column", arg=label
        )
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

    # The panel and the table

    def open_first_row(self) -> str:
        """Open the incident of the first row; its id."""
        row = self.table.locator('.ag-row[row-index="0"]').first
        incident = str(row.get_attribute("row-id"))
        row.locator(".ag-cell").first.click()
        self.wait_for_query(incident=incident)
        return incident

    def row(self, incident: str) -> Locator:
        return self.table.locator(f'.ag-row[row-id="{incident}"] .ag-cell').first

    def wait_for_panel(self, title: str) -> Locator:
        expect(self.panel.get_by_role("heading", level=2)).to_have_text(title)
        return self.panel

    def close_panel(self) -> None:
        self.panel.get_by_role("button", name="Close").click()
        expect(self.panel).to_be_hidden()


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _box(element: Locator) -> dict[str, float]:
    box = element.bounding_box()
    assert box, f"{element} is not on the page"
    return dict(box)
