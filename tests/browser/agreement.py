"""Whether every place of the page says the same, and the same as the API for the query in the address."""

from __future__ import annotations

import csv
import io
import json
import urllib.request

from playwright.sync_api import expect

from tests.browser.serving import Summary
from tests.browser.situation_page import Counts, SituationPage


def assert_all_agree(page: SituationPage, query: str) -> Summary:
    """Sentence, headline, reconciliation, map, charts, table and files, against `/api/summary.json?query`."""
    summary = page.site.summary(query)
    incidents, mapped, without = (summary[name] for name in ("incidents", "mapped", "without_location"))
    expect(page.sentence.locator("strong")).to_have_text(f"{incidents:,} incident{'s' * (incidents != 1)}")
    page.wait_until_drawn()
    assert page.counts() == Counts(incidents, incidents, incidents, mapped, without, incidents)
    assert sum(page.map.incidents()) == mapped
    assert page.bars("timeline-incidents") == incidents
    assert page.bars("breakdown") == incidents
    _assert_headline_agrees(page, summary)
    _assert_files_agree(page, query, incidents)
    return summary


def _assert_headline_agrees(page: SituationPage, summary: Summary) -> None:
    killed, injured = summary["civilians_killed"], summary["civilians_injured"]
    span = f" ({killed['low']:,}–{killed['high']:,})" if killed["low"] is not None else ""
    assert page.headline("killed") in (f"{_known(killed['best'])}{span}", f"{killed['best']} ({killed['low']})")
    assert f"not known for {killed['unknown']:,} " in page.notes("killed")
    assert page.headline("injured") == _known(injured["best"])
    assert f"not known for {injured['unknown']:,} " in page.notes("injured")
    assert page.headline("outposts") == f"{summary['outposts']:,}"
    villages = summary["villages_evacuated"]
    shown = (f"{villages['value']:,}",) if villages else ("not known", "not published here")
    assert page.headline("villages") in shown


def _assert_files_agree(page: SituationPage, query: str, incidents: int) -> None:
    for ending in ("csv", "geojson"):
        assert page.download(ending) == f"api/incidents.{ending}{query and '?' + query}"
    rows = csv.DictReader(io.StringIO(_text(page, "csv"), newline=""))
    assert len(list(rows)) == incidents
    assert len(json.loads(_text(page, "geojson"))["features"]) == incidents


def _text(page: SituationPage, ending: str) -> str:
    with urllib.request.urlopen(f"{page.site.url}/{page.download(ending)}") as answer:  # noqa: S310
        content: bytes = answer.read()
    return content.decode("utf-8-sig")


def _known(value: int | None) -> str:
    return "not known" if value is None else f"{value:,}"
