"""What was narrowed can be taken back: at the bar, in the sentence, all at once."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.agreement import assert_all_agree
from tests.browser.situation_page import SituationPage


def test_bars_chips_and_reset(page: SituationPage) -> None:
    page.open("from=2015&harm=1")
    page.breakdown_by("type")
    types = page.site.summary("from=2015&harm=1")["by_type"]
    page.click_bar(page.breakdown, 0)
    page.wait_for_query(type=types[0]["value"])
    assert (
        assert_all_agree(page, f"from=2015-01-01&type={types[0]['value']}&harm=1")["incidents"] == types[0]["incidents"]
    )
    page.click_bar(page.breakdown, 0)
    page.wait_for_query(type=None)

    page.breakdown_by("province")
    provinces = page.site.summary("from=2015&harm=1")["by_province"]
    page.click_bar(page.breakdown, 1)
    page.wait_for_query(province=provinces[1]["value"])
    assert_all_agree(page, f"province={provinces[1]['value']}&from=2015-01-01&harm=1")

    page.chip("with civilian harm").click()
    page.wait_for_query(harm=None)
    page.chip("in ").click()
    page.wait_for_query(province=None)
    assert page.query == {"from": "2015-01-01"}
    page.choice("Shelling").check()
    page.wait_for_query(type="shelling")
    page.reset.click()
    page.wait_for_query(type=None, from_=None)
    assert page.query == {}
    assert_all_agree(page, "")
    expect(page.choice("Shelling")).not_to_be_checked()
    expect(page.reset).to_be_hidden()
