"""Imported datasets: shown when they are ticked, explained for as long as they are, the same numbers everywhere."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader
from tests.browser.serving import Served, served
from tests.browser.situation_page import SituationPage
from tests.browser.test_accessibility import assert_accessible
from tests.browser.test_live import SECONDS
from tests.browser.test_phone import PHONE
from tests.imports import ACLED, DTM, UCDP, import_ucdp
from tests.retold import OUTSIDE, import_told

TITLES = {UCDP: "UCDP events", ACLED: "ACLED events", DTM: "DTM rounds"}
OURS = "Tiny"


@pytest.fixture(scope="module")
def imported(tiny_folder: Callable[..., Path]) -> Iterator[Served]:
    """A dashboard with UCDP, ACLED and DTM beside the tiny tables."""
    with served(import_told(tiny_folder())) as site:
        yield site


def said(page: SituationPage) -> Locator:
    """What stands above the page for as long as imported datasets are chosen."""
    return page.page.locator("#page-datasets")


def text_of(page: SituationPage, path: str) -> str:
    with urllib.request.urlopen(f"{page.site.url}/{path}") as answer:  # noqa: S310
        content: bytes = answer.read()
    return content.decode("utf-8-sig")


def test_without_imported_datasets_there_is_no_such_filter(page: SituationPage) -> None:
    page.open()
    expect(page.filters.get_by_text("Datasets", exact=True)).to_be_hidden()
    expect(said(page)).to_be_empty()


def test_one_dataset_is_shown_alone_with_the_same_numbers_everywhere(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open()
    ours = assert_all_agree(page, "")
    expect(said(page)).to_be_empty()
    assert page.count_beside(OURS) == str(ours["incidents"])

    page.choice(TITLES[UCDP]).check()
    page.wait_for_query(dataset=UCDP)
    theirs = assert_all_agree(page, f"dataset={UCDP}")
    assert page.count_beside(TITLES[UCDP]) == str(theirs["incidents"])
    assert page.count_beside(OURS) == str(ours["incidents"]), "what it would give, not what is shown"
    assert page.headline("deaths").startswith(f"{theirs['deaths']['best']:,} ({theirs['deaths']['low']:,}–")
    expect(page.chip(TITLES[UCDP])).to_be_visible()
    expect(said(page)).to_contain_text("UCDP records events")
    expect(said(page)).to_contain_text(f"{OUTSIDE:,} events")
    expect(said(page)).not_to_contain_text("counted once for each")
    expect(page.title("timeline-incidents")).to_contain_text(f"{TITLES[UCDP]}, accessed 1 November 2026")
    expect(page.choice("Organised violence")).to_be_visible()

    page.choice(TITLES[UCDP]).uncheck()
    page.wait_for_query(dataset=None)
    assert assert_all_agree(page, "") == ours
    expect(page.choice("Organised violence")).to_be_hidden()


def test_two_datasets_add_up_under_a_notice_that_stays(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open()
    each = {name: page.site.summary(f"dataset={name}")["incidents"] for name in ("tiny", UCDP)}
    page.choice(OURS).check()
    page.wait_for_query(dataset="tiny")
    page.choice(TITLES[UCDP]).check()
    page.wait_for_query(dataset=f"tiny,{UCDP}")
    both = assert_all_agree(page, f"dataset=tiny,{UCDP}")
    assert (both["incidents"], both["double_counting"]) == (sum(each.values()), True)
    expect(said(page)).to_contain_text("counted once for each")
    expect(said(page).get_by_role("button")).to_have_count(0)
    expect(page.table.locator('.ag-header-cell[col-id="dataset"]')).to_be_visible()
    expect(page.table.locator('.ag-cell[col-id="dataset"]').filter(has_text=TITLES[UCDP]).first).to_be_visible()
    by_dataset = page.page.locator("#map-reconciliation")
    for name, title in (("tiny", OURS), (UCDP, TITLES[UCDP])):
        expect(by_dataset).to_contain_text(title)
        expect(by_dataset).to_contain_text(str(each[name]))

    page.choice("Duhok").check()
    page.wait_for_query(province="Duhok")
    assert_all_agree(page, f"province=Duhok&dataset=tiny,{UCDP}")
    expect(said(page)).to_contain_text("counted once for each")
    page.reset.click()
    page.wait_for_query(dataset=None, province=None)
    expect(said(page)).to_be_empty()
    expect(page.table.locator('.ag-header-cell[col-id="dataset"]')).to_be_hidden()


def test_rows_that_may_not_be_passed_on_are_shown_and_in_no_file(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open(f"dataset={ACLED}")
    shown = page.site.summary(f"dataset={ACLED}")
    assert page.counts().table == shown["incidents"] > 0
    expect(said(page)).to_contain_text("does not allow to pass its rows on")
    expect(said(page).get_by_role("link", name="https://acleddata.com")).to_be_visible()
    (line,) = csv.DictReader(io.StringIO(text_of(page, page.download("csv")), newline=""))
    assert str(shown["incidents"]) in line["incident_id"]
    assert json.loads(text_of(page, page.download("geojson")))["features"] == []


def test_the_panel_says_what_an_imported_row_says(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open(f"dataset={UCDP}&incident={UCDP}:1001")
    panel = page.wait_for_panel("Incident")
    for text in ("3–5 May 2021", "3 (2–5)", "not a number of civilians", "the dataset does not say who did it",
                 "Government of Türkiye – PKK", "state-based", "1001"):  # fmt: skip
        expect(panel).to_contain_text(text)
    expect(panel.get_by_role("link", name="Page of the dataset")).to_have_attribute(
        "href", "https://example.org/dataset"
    )
    page.open(f"dataset={UCDP}&incident={UCDP}:1004")
    expect(panel).to_contain_text("The lowest count is above the best one")


def test_stocks_are_lines_of_their_own(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open(f"dataset={DTM}")
    expect(page.title("timeline-displacement")).to_contain_text("People displaced")
    keys = page.page.locator("#timeline-displacement-note")
    expect(keys).to_contain_text(f"{TITLES[DTM]}:Duhok")
    expect(keys).not_to_contain_text("Zakho")
    page.open(f"dataset={DTM}&district=Zakho")
    expect(keys).to_contain_text(f"{TITLES[DTM]}:Zakho")
    page.click_mark(page.timelines["displacement"], page.timelines["displacement"].locator(".points path").first)
    expect(page.panel).to_contain_text("a stock")


def test_axe_finds_nothing_with_datasets_chosen(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported).open(f"dataset=tiny,{UCDP},{ACLED}")
    page.unfold_everything()
    assert_accessible(page)
    page.open(f"dataset={UCDP}&incident={UCDP}:1006")
    page.wait_for_panel("Incident")
    page.unfold_everything()
    assert_accessible(page)


def test_on_a_phone_datasets_are_in_the_sheet(open_reader: OpenReader, imported: Served) -> None:
    page = open_reader(imported, **PHONE).open(f"dataset=tiny,{ACLED}")
    assert_accessible(page)
    page.filters_button.tap()
    expect(page.choice(TITLES[ACLED])).to_be_checked()
    page.choice(TITLES[ACLED]).tap()
    page.wait_for_query(dataset="tiny")
    assert_accessible(page)


def test_what_is_imported_while_a_page_is_open_can_be_ticked(
    open_reader: OpenReader, tiny_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.layout.page.LIVE_SECONDS", SECONDS)
    with served(tiny_folder(), watch_seconds=SECONDS) as site:
        page = open_reader(site).open("province=Duhok")
        import_ucdp(site.folder)
        expect(page.data_notices).to_contain_text("Data updated")
        page.choice(TITLES[UCDP]).check()
        page.wait_for_query(province="Duhok", dataset=UCDP)
        assert_all_agree(page, f"province=Duhok&dataset={UCDP}")
        expect(page.choice("Duhok")).to_be_checked()
