"""Dates: typed, preset, or drawn over a timeline."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import expect

from dashboard.model.periods import years_before
from tests.browser.agreement import assert_all_agree
from tests.browser.situation_page import SituationPage


def test_days_are_typed_or_preset(page: SituationPage) -> None:
    page.open()
    page.field("To").click()
    expect(page.calendar).to_contain_text(f"{dt.date.fromisoformat(page.site.summary()['covers_to']):%B %Y}")
    page.field("From").fill("1 Jan 2024")
    page.field("From").press("Enter")
    page.wait_for_query(from_="2024-01-01", to=None)
    page.field("To").fill("2024-12-31")
    page.field("To").press("Enter")
    page.wait_for_query(from_="2024-01-01", to="2024-12-31")
    assert_all_agree(page, "from=2024-01-01&to=2024-12-31")
    expect(page.chip("2024")).to_be_visible()
    expect(page.title("timeline-incidents")).to_have_text("Incidents by week")

    covers_to = dt.date.fromisoformat(page.site.summary()["covers_to"])
    page.preset("3 years").click()
    first = years_before(covers_to, 3)
    page.wait_for_query(from_=first.isoformat(), to=covers_to.isoformat())
    assert_all_agree(page, f"from={first}&to={covers_to}")
    page.preset("All").click()
    page.wait_for_query(from_=None, to=None)
    assert_all_agree(page, "")
    expect(page.field("From")).to_have_value("")


def test_a_drag_on_any_timeline_sets_both_days_of_all(page: SituationPage) -> None:
    page.open()
    for timeline in page.timelines:
        before = page.days_shown(timeline)
        length = before[1] - before[0]
        page.drag(timeline, 0.5, 0.9)
        page.wait_until_days_differ(timeline, before)
        drawn = tuple(dt.date.fromisoformat(page.query[name]) for name in ("from", "to"))
        for day, part in zip(drawn, (0.5, 0.9), strict=True):
            assert abs((day - before[0]) - part * length) <= 0.02 * length + dt.timedelta(days=1)
        assert_all_agree(page, f"from={drawn[0]}&to={drawn[1]}")
        assert len({page.days_shown(one) for one in page.timelines}) == 1
