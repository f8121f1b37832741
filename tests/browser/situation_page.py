"""The page as its readers know it. Selectors stand here and in `charts_on_page` and `map_on_page`, nowhere else.

Every step waits for what it brings about; none waits for a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.charts_on_page import ChartsOnPage
from tests.browser.map_on_page import MapOnPage
from tests.browser.serving import Served

GO = "address => { history.pushState(null, '', address); window.dispatchEvent(new PopStateEvent('popstate')); }"
ARRIVED = """query => { const { layout, paths } = window.store.getState();
  const opened = paths.strs['state-opened'].reduce((node, key) => node[key], layout).props.data;
  return opened && opened.search.replace(/^[?]/, '') === query; }"""


@dataclass(frozen=True)
class Counts:
    """The numbers that several places of the page say."""

    sentence: int
    headline: int
    reconciliation: int
    mapped: int
    without_location: int
    table: int


class SituationPage(ChartsOnPage):
    """What a reader does and sees."""

    def __init__(self, page: Page, site: Served) -> None:
        super().__init__(page)
        self.site = site
        self.map = MapOnPage(page)
        self.sentence = page.locator("#sentence")
        self.notices = page.locator("#page-notices")
        self.data_notices = page.locator("#page-notice-data")
        self.panel = page.get_by_role("dialog")
        self.listed = self.panel.locator(".group-row")
        self.sources = self.panel.locator(".source-list > li")
        self.provinces = page.locator(".filter-provinces .filter-item").filter(visible=True)
        self.reset = self.sentence.get_by_role("button", name="Reset")
        self.milestones = page.locator("#timeline-milestones")
        self.advice = page.locator("#page-empty")
        self.version = page.locator("#header-version")
        self.filters = page.locator("#page-filters")
        self.filters_button = page.locator("#header-filters")
        self.show_button = page.locator("#page-filters-show")
        self.close_filters = self.filters.get_by_role("button", name="Close")
        self.nothing_found = page.locator(".filter-nothing")
        self.theme_button = page.locator("#header-theme")
        self.options = page.get_by_role("option").filter(visible=True)
        self.calendar = page.locator(".mantine-DateInput-calendarHeader").filter(visible=True).first
        self.table = page.locator("#table")

    # Opening, and where the reader is

    def open(self, query: str = "") -> Self:
        """The view of an address: loaded, or, where the page is open already, gone to as with *back* and *forward*."""
        address = f"{self.site.url}/{query and '?' + query}"
        if not self.page.url.startswith(self.site.url):
            self.page.goto(address, wait_until="commit")
        else:
            self.page.evaluate(GO, address)
            self.page.wait_for_function(ARRIVED, arg=urlsplit(address).query)
        self.wait_until_drawn()
        return self

    @property
    def query(self) -> dict[str, str]:
        """What the address says."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def wait_for_query(self, **values: str | None) -> None:
        """Until the address says this of each name; None is nothing. Then until everything is drawn."""
        self.page.wait_for_function(
            """wanted => { const said = new URLSearchParams(location.search);
                           return Object.entries(wanted).every(([name, value]) => said.get(name) === value); }""",
            arg={name.rstrip("_"): value for name, value in values.items()},
        )
        self.wait_until_drawn()

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

    def download(self, ending: str) -> str:
        """The address of the table's rows as a file."""
        return str(self.page.locator(f"#table-{ending}").get_attribute("href"))

    def parts(self) -> dict[str, Locator]:
        """The large parts of the page besides the filters."""
        names = ("headline", "map", *(f"timeline-{name}" for name in self.timelines), "breakdown", "table")
        return {name: self.page.locator(f"#{name}") for name in names}

    def tops(self) -> dict[str, int]:
        """Where the large parts of the page begin, in pixels from the top of the window."""
        boxes = {name: part.bounding_box() for name, part in self.parts().items()}
        return {name: round(box["y"]) for name, box in boxes.items() if box}

    def unfold_everything(self) -> None:
        """What is folded, but the menus, which lie over other things: a reader has one of them open at a time."""
        folded = "details:not(.menu-box)"
        self.page.evaluate("folded => document.querySelectorAll(folded).forEach(one => { one.open = true; })", folded)

    def open_menu(self, name: str) -> None:
        self.page.locator(".menu-box > summary").and_(self.page.get_by_role("button", name=name)).click()

    def theme(self) -> str:
        return str(self.page.locator("html").get_attribute("data-mantine-color-scheme"))

    def wait_for_theme(self, name: str) -> None:
        expect(self.page.locator("html")).to_have_attribute("data-mantine-color-scheme", name)

    # Filters

    def choice(self, label: str) -> Locator:
        """A choice among the filters, by the beginning of its label."""
        return self.page.locator("#page-filters").get_by_role("checkbox", name=re.compile(f"^{re.escape(label)}"))

    def count_beside(self, label: str) -> str | None:
        """How many incidents a choice says that it gives."""
        (count,) = [
            one.get_attribute("data-n")
            for one in self.page.locator("#page-filters label[data-n]").all()
            if one.inner_text().startswith(label)
        ]
        return count

    def field(self, label: str) -> Locator:
        return self.page.locator("#page-filters input").and_(self.page.get_by_label(label, exact=True))

    def preset(self, label: str) -> Locator:
        return self.page.locator("#page-filters").get_by_role("button", name=label, exact=True)

    def chip(self, text: str) -> Locator:
        """The part of the sentence that takes a filter away."""
        return self.sentence.get_by_role("button", name=re.compile(re.escape(text)))

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
