"""The address holds the view: what it says is shown, shared and gone back to."""

from __future__ import annotations

from urllib.parse import parse_qs

from playwright.sync_api import expect

from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader
from tests.browser.situation_page import SituationPage


def test_values_that_cannot_be_used_are_named_and_the_rest_holds(page: SituationPage) -> None:
    page.open("province=Atlantis,Dahuk&from=2024-02-30&to=2024&harm=2&grain=fortnight&colour=red")
    for value in ("Atlantis", "2024-02-30", "fortnight"):
        expect(page.notices).to_contain_text(value)
    expect(page.notices).not_to_contain_text("red")
    page.wait_for_query(province="Duhok", from_=None, to="2024-12-31")
    assert_all_agree(page, "province=Duhok&to=2024-12-31")


def test_every_name_of_an_address_is_kept_when_it_is_opened_and_when_a_filter_changes(page: SituationPage) -> None:
    page.open(
        "province=Dahuk&organisation=cpt&indicator=civilians_killed,persons_displaced"
        "&dataset=iraq-tuerkiye-border&grain=year&map=42,36,45,38&lang=ckb&v=0123456789ab&layers=bogus,outposts"
    )
    kept = {
        "organisation": "CPT", "indicator": "civilians_killed,persons_displaced", "grain": "year",
        "dataset": "iraq-tuerkiye-border", "lang": "ckb", "v": "0123456789ab", "layers": "outposts",
    }  # fmt: skip
    page.wait_for_query(province="Duhok", **kept)
    assert "map" in page.query
    for value in ("bogus", "ckb", "0123456789ab"):
        expect(page.notices).to_contain_text(value)
    expect(page.title("timeline-displacement")).to_have_text("People displaced, as published")
    page.choice("Airstrike").check()
    page.wait_for_query(province="Duhok", type="airstrike", **kept)
    page.chip("published figures by").click()
    page.wait_for_query(organisation=None, indicator=kept["indicator"])
    page.chip("published figures:").click()
    page.wait_for_query(indicator=None, type="airstrike")
    expect(page.title("timeline-displacement")).to_have_text("Villages emptied, as published")


def test_an_empty_selection_says_what_to_loosen(page: SituationPage) -> None:
    page.open("province=Erbil&q=nowhere-in-this-table")
    expect(page.advice).to_contain_text("No incident fits this selection.")
    erbil = page.site.summary("province=Erbil")["incidents"]
    expect(page.advice).to_contain_text(f"Without “mentioning “nowhere-in-this-table”” there are {erbil} incidents.")
    assert page.map.incidents() == []
    expect(page.table).to_contain_text("No incident fits this selection.")
    page.chip("nowhere-in-this-table").click()
    page.wait_for_query(q=None)
    assert_all_agree(page, "province=Erbil")
    expect(page.advice).to_be_hidden()


def test_a_shared_address_gives_the_same_view(page: SituationPage, open_reader: OpenReader) -> None:
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.open("province=Duhok&from=2024-01&to=2025-03&grain=quarter&layers=incidents,villages")
    page.map.zoom("in")
    page.map.zoom("in")
    page.open_first_row()
    page.page.get_by_role("button", name="Copy link").click()
    expect(page.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.page.evaluate("() => navigator.clipboard.readText()")

    other = open_reader()
    other.open(link.partition("?")[2])
    assert other.query == page.query | {"v": parse_qs(link.partition("?")[2])["v"][0]}
    assert other.counts() == page.counts()
    expect(other.sentence).to_have_text(page.sentence.inner_text(), use_inner_text=True)
    expect(other.wait_for_panel("Incident")).to_have_text(page.panel.inner_text(), use_inner_text=True)
    expect(other.title("timeline-incidents")).to_have_text("Incidents by quarter")
    assert other.map.layers() == page.map.layers() == ["incidents", "villages"]
    assert other.map.extent() == page.map.extent()


def test_back_undoes_one_step_at_a_time(page: SituationPage) -> None:
    page.open()
    page.choice("Erbil").check()
    page.wait_for_query(province="Erbil")
    page.choice("Airstrike").check()
    page.wait_for_query(type="airstrike")
    page.open_first_row()
    page.page.go_back()
    page.wait_for_query(incident=None, type="airstrike", province="Erbil")
    expect(page.panel).to_be_hidden()
    page.page.go_back()
    page.wait_for_query(type=None, province="Erbil")
    assert_all_agree(page, "province=Erbil")
    expect(page.choice("Airstrike")).not_to_be_checked()
    page.page.go_back()
    page.wait_for_query(province=None)
    assert_all_agree(page, "")
    page.page.go_forward()
    page.wait_for_query(province="Erbil")
    assert_all_agree(page, "province=Erbil")


def test_a_notice_stands_until_it_is_closed_and_another_is_shown_again(page: SituationPage) -> None:
    page.open("province=Atlantis")
    expect(page.notices).to_contain_text("Atlantis")
    page.notices.get_by_role("button", name="Close").click()
    expect(page.notices.get_by_text("Atlantis")).to_be_hidden()
    page.open("province=Utopia")
    expect(page.notices.get_by_text("Utopia")).to_be_visible()
