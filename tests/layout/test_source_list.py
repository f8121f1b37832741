"""The Sources drawer: publisher, title, date, address, and every record that rests on the same page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.tables_derived import SOURCED
from dashboard.layout.panel_of import RECORDS
from dashboard.layout.source_list import FEW, KINDS, source_list
from dashboard.model.records import KEYS
from dashboard.model.sources import resting_counts, resting_on
from dashboard.text import Words
from tests.layout.components import find, props, text


def expected(dataset: Dataset, source_id: str) -> set[str]:
    """The ids of all rows that name a source, from the tables as they stand in the files."""
    return {
        row[table.key]
        for table in SOURCED
        for row in dataset.cells[table.name].to_dict("records")
        if source_id in row["source_ids"].split(";")
    }


def opened(node: Any) -> set[str]:
    """The records that buttons in `node` open, each by what the panel calls it."""
    asked = [json.loads(props(one)["data-open"]) for one in find(node, "Button")]
    assert {one["kind"] for one in asked} <= RECORDS.keys()
    return {one["id"] for one in asked}


def test_every_source_has_all_that_rests_on_it_and_nothing_else(bundled: Dataset) -> None:
    counts = resting_counts(bundled.sources, bundled)
    for one in [*bundled.sources][::40]:
        found = resting_on(one, bundled, most=100)
        assert {row[KEYS[each.table]] for each in found for row in each.rows} == expected(bundled, one)
        assert sum(each.count for each in found) == counts[one] == len(expected(bundled, one))
    named = sum(len(ids) for table in SOURCED for ids in bundled.tables[table.name]["source_ids"])
    assert sum(counts.values()) == named


def test_a_page_that_many_records_rest_on_has_the_first_of_them_and_the_number_of_all(bundled: Dataset) -> None:
    source_id = "bianet-2024-07-10-cpt"
    for few, whole in zip(resting_on(source_id, bundled, 2), resting_on(source_id, bundled, 100), strict=True):
        assert (few.table, few.count, few.rows) == (whole.table, len(whole.rows), whole.rows[:2])


def test_the_panel_knows_what_it_is_asked_to_open() -> None:
    assert {RECORDS[kind]: kind for kind in KINDS.values()} == dict(KINDS)


def test_a_drawer_of_few_sources_opens_the_other_records(bundled: Dataset, words: Words) -> None:
    source_id = "rudaw-ar-2025-02-07"
    node = source_list([source_id], bundled, words)
    (item,) = find(node, "Ul", "source-list")
    assert bundled.sources[source_id]["title"] in text(item)
    assert words.plural("n-resting", len(expected(bundled, source_id))) in text(item)
    assert opened(item) == expected(bundled, source_id)
    (page,) = [one for one in find(item, "A") if props(one)["href"].startswith("data-source")]
    assert props(page)["href"] == f"data-source?id={source_id}"


def test_an_event_has_no_panel_and_is_named(bundled: Dataset, words: Words) -> None:
    node = source_list(["gulan-2025-04-07"], bundled, words)
    assert words("panel-milestone") in text(node)
    assert opened(node) == {one for one in expected(bundled, "gulan-2025-04-07") if not one.startswith("mile-")}


@pytest.mark.parametrize("more", [0, 1])
def test_a_long_list_links_to_the_pages_of_its_sources(bundled: Dataset, words: Words, more: int) -> None:
    node = source_list(list(bundled.sources)[: FEW + more], bundled, words)
    assert bool(find(node, "Details")) == (not more)
    pages = [one for one in find(node, "A") if props(one)["href"].startswith("data-source")]
    assert len(pages) == FEW + more


def test_of_a_very_long_list_the_first_are_shown_and_the_others_counted(
    bundled: Dataset, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.layout.source_list.SHOWN", 20)
    node = source_list(bundled.sources, bundled, words)
    (shown,) = find(node, "Ul", "source-list")
    assert len(shown.children) == 20
    for said in (words.plural("n-sources", len(bundled.sources)), f"{len(bundled.sources) - 20} further sources"):
        assert said in text(node)
    assert "further" not in text(source_list(list(bundled.sources)[:20], bundled, words))


def test_a_page_with_many_records_opens_the_first_of_them(
    bundled: Dataset, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.layout.source_list.LISTED", 2)
    source_id = "bianet-2024-07-10-cpt"
    node, whole = source_list([source_id], bundled, words), expected(bundled, source_id)
    (details,) = find(node, "Details")
    assert opened(details) < whole
    assert words.plural("n-resting", len(whole)) in text(node)
    assert words.plural("more-on-page", len(whole) - len(find(details, "Li"))) in text(details)


def test_links_lead_out_safely(bundled: Dataset, words: Words) -> None:
    outside = [one for one in find(source_list(bundled.sources, bundled, words), "A") if "://" in props(one)["href"]]
    assert len(outside) > 800
    for one in outside:
        assert props(one)["href"].startswith(("http://", "https://"))
        assert (props(one)["target"], props(one)["rel"]) == ("_blank", "noopener noreferrer")
