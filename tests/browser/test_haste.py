"""A reader in haste: what is done before the page's controls have followed counts, and nothing else comes back."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from dashboard.layout.dates import TYPING_REST
from tests.browser.agreement import assert_all_agree
from tests.browser.situation_page import SituationPage

TWO_CHOICES = """values => values.forEach(value => {
  window.dispatchEvent(new Event('pointerdown'));
  document.querySelector(`#page-filters input[value="${value}"]`).click();
})"""
TYPED_AND_ERASED = """async () => {
  const field = document.getElementById('filter-q');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const text of ['zap', '']) {
    write.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(done => setTimeout(done, 50));
  }
}"""


def test_days_that_were_taken_away_at_once_do_not_come_back(page: SituationPage) -> None:
    page.open()
    page.choice("Duhok").click()
    page.preset("10 years").click()
    page.reset.click()
    page.choice("Nineveh").click()
    page.wait_for_query(province="Nineveh", from_=None, to=None)
    assert_all_agree(page, "province=Nineveh")
    expect(page.field("From")).to_have_value("")
    expect(page.choice("Nineveh")).to_be_checked()
    expect(page.choice("Duhok")).not_to_be_checked()


def test_what_is_still_being_typed_goes_with_reset(page: SituationPage) -> None:
    page.open("province=Duhok")
    page.field("Search").press_sequentially("zap")
    page.reset.click()
    page.wait_for_query(province=None, q=None)
    page.choice("Erbil").click()
    page.wait_for_query(province="Erbil", q=None)
    assert_all_agree(page, "province=Erbil")
    expect(page.field("Search")).to_have_value("")


def test_what_is_typed_and_erased_again_is_not_searched_for(page: SituationPage) -> None:
    page.open()
    page.page.evaluate(TYPED_AND_ERASED)
    page.page.evaluate("rest => new Promise(done => setTimeout(done, rest))", 2 * TYPING_REST)
    assert page.query == {}
    assert_all_agree(page, "")


def test_a_choice_while_typing_keeps_both(page: SituationPage) -> None:
    page.open()
    page.field("Search").press_sequentially("zap")
    page.choice("Duhok").click()
    page.wait_for_query(province="Duhok", q="zap")
    assert_all_agree(page, "province=Duhok&q=zap")


def test_choices_one_after_the_other_are_all_kept(page: SituationPage) -> None:
    page.open()
    for label in ("Duhok", "Erbil", "Nineveh", "Erbil"):
        page.choice(label).click()
    page.wait_for_query(province="Duhok,Nineveh")
    assert_all_agree(page, "province=Duhok,Nineveh")
    expect(page.choice("Erbil")).not_to_be_checked()


def test_a_choice_is_not_undone_by_what_the_control_was_told_before_it(page: SituationPage) -> None:
    """*Erbil* is told to the control when the pointer goes down on *Nineveh*, and reaches it after the click."""
    page.open("province=Duhok")
    page.page.evaluate(TWO_CHOICES, ["Erbil", "Nineveh"])
    page.wait_for_query(province="Duhok,Erbil,Nineveh")
    expect(page.choice("Nineveh")).to_be_checked()
    page.choice("Kirkuk").click()
    page.wait_for_query(province="Duhok,Erbil,Kirkuk,Nineveh")
    assert_all_agree(page, "province=Duhok,Erbil,Kirkuk,Nineveh")


def test_a_file_asked_for_at_once_is_of_what_is_shown(page: SituationPage) -> None:
    page.open("province=Duhok&from=2024-01-01")
    page.reset.click()
    file, name = page.save_image("Incidents", "svg")
    assert "Duhok" not in file.read_text("utf-8")
    assert "duhok" not in name


def test_a_choice_before_the_address_that_was_gone_back_to_is_read_is_kept(page: SituationPage) -> None:
    page.open()
    page.choice("Duhok").click()
    page.wait_for_query(province="Duhok")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/_dash-update-component", hold)
    page.page.go_back()
    page.choice("Airstrike").click()
    page.page.unroute("**/_dash-update-component")
    for route in held:
        route.continue_()
    page.wait_for_query(province=None, type="airstrike")
    assert_all_agree(page, "type=airstrike")
