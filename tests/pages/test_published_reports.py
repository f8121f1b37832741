"""Displacement report by report, and dates that differ: every record once, new apart from so far, nothing added up."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.model.names import Names
from dashboard.model.reports import COUNTED, Report, reports
from dashboard.model.selection import parse
from dashboard.text import Words
from tests.html_page import Page
from tests.situations import situation_of

QUERIES = (
    "", "province=Duhok", "province=none", "district=Amedi", "from=2024&to=2024-06", "organisation=CPT",
    "indicator=persons_displaced", "indicator=turkish_bases",
)  # fmt: skip


def panel(text: str, name: str) -> str:
    """A panel of the page; blank where it is not shown."""
    return next(iter(re.findall(rf'<section class="card panel" id="{name}".*?</section>', text, re.DOTALL)), "")


def all_of(dataset: Dataset, query: str) -> list[tuple[bool, str, bool, Report]]:
    """(is cumulative, level, is dated, report) as the groups say."""
    selection, bad = parse(query, Names.of(dataset))
    assert not bad
    return [
        (group.is_cumulative, group.level, is_dated, one)
        for group in reports(situation_of(dataset, selection))
        for is_dated, given in ((True, group.dated), (False, group.undated))
        for one in given
    ]


def expected(dataset: Dataset, query: str) -> list[dict[str, Any]]:
    """The rows that the Selection leaves, from the table."""
    selection, _ = parse(query, Names.of(dataset))
    rows = records(situation_of(dataset, selection).displacement)
    asked = [column for indicator, column in COUNTED.items() if indicator in selection.indicator]
    return [
        row
        for row in rows
        if (not selection.organisation or row["organisation"] in selection.organisation)
        and (not selection.indicator or any(row[column] is not None for column in asked))
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_every_report_stands_once_in_its_group(bundled: Dataset, query: str) -> None:
    found = {one.statement.figure_id: (stock, level, dated) for stock, level, dated, one in all_of(bundled, query)}
    wanted = {
        row["record_id"]: (
            bool(row["is_cumulative"]),
            "district" if row["district"] else "province" if row["province"] else "area",
            bool(row["date"]),
        )
        for row in expected(bundled, query)
    }
    assert found == wanted
    assert len(all_of(bundled, query)) == len(wanted)


def test_the_page_has_each_with_its_numbers_place_and_sources(client: FlaskClient, bundled: Dataset) -> None:
    text = panel(client.get("/published").text, "reports")
    shown, words = html.unescape(re.sub(r"\s+", " ", Page(text).text)), Words("en")
    for row in records(bundled.tables["displacement"]):
        told = [words.plural(name, int(row[name])) for name in COUNTED.values() if row[name] is not None]
        assert row["record_id"] in text
        assert (words.listed(told) or words("no-number")) in shown
        assert all(f"/data-source?id={one}" in text for one in row["source_ids"])
    assert words("panel-reports-note") in shown
    assert "#displacement" in text, "villages by status are a click away"


def test_undated_reports_are_listed_and_on_no_chart(client: FlaskClient, bundled: Dataset) -> None:
    text = panel(client.get("/published").text, "reports")
    rows = bundled.tables["displacement"]
    listed = set(re.findall(r'id="undated-([\w-]+)"', text))
    assert listed == set(rows.loc[rows["date"].isna(), "record_id"])
    drawn = " ".join(re.findall(r'<script type="application/json">(.*?)</script>', text, re.DOTALL))
    assert not [one for one in listed if f'"{one}"' in drawn]


def test_no_line_joins_reports_of_different_organisations(client: FlaskClient) -> None:
    text = html.unescape(panel(client.get("/published").text, "reports"))
    assert Words("en")("apart-organisation") in text, "the page says why a series is not joined"
    assert '"meta": "series"' not in text


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("", True),
        ("from=2025&to=2025", True),
        ("to=2010", False),
        ("province=Duhok", False),
        ("organisation=CPT", False),
    ],
)
def test_dates_that_differ_are_shown_with_their_events(client: FlaskClient, query: str, is_shown: bool) -> None:
    text = panel(client.get(f"/published?{query}").text, "dates")
    assert bool(text) == is_shown
    if query.startswith("from"):
        assert "dates-dissolution" in text
        assert "dates-operations" not in text
