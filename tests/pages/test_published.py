"""/published: every figure with its sources, readings that say so, filters in the address, undated figures aside."""

from __future__ import annotations

import html
import json
import random
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.model.names import Names
from dashboard.model.panels import PANELS
from dashboard.model.published import statements
from dashboard.model.readings import READINGS
from dashboard.model.scope import rows_of
from dashboard.model.selection import parse
from dashboard.pages.asked import Asked
from dashboard.pages.published import contents
from dashboard.text import Words
from tests.html_page import Page
from tests.pages.conftest import NewClient
from tests.situations import situation_of
from tests.tiny import rows

QUERIES = ("", "province=Duhok", "province=none", "from=2024&to=2024-06", "organisation=CPT", "indicator=turkish_bases")


def figures(text: str) -> list[dict[str, Any]]:
    """The charts of a page as its script reads them."""
    return [json.loads(one) for one in re.findall(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)]


def cells(text: str) -> dict[str, list[str]]:
    """figure_id -> the cells of its row in a table, as they are written."""
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.DOTALL):
        cells_ = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        found[re.sub(r"<[^>]+>", "", cells_[-1])] = cells_
    return found


def wanted(dataset: Dataset, query: str) -> set[str]:
    selection, _ = parse(query, Names.of(dataset))
    return set(rows_of("published_figures", dataset.tables, selection)["figure_id"])


@pytest.mark.parametrize("query", QUERIES)
def test_the_figures_of_the_selection_stand_in_tables_or_lists_and_no_other(
    client: FlaskClient, bundled: Dataset, query: str
) -> None:
    text = client.get(f"/published?{query}").text
    listed = set(re.findall(r'id="undated-(fig-[\w-]+)"', text))
    in_tables = {one for one in cells(text) if one.startswith("fig-")}
    assert in_tables | listed == wanted(bundled, query)
    dated = {one for one in in_tables if one not in listed}
    drawn = {
        one
        for figure in figures(text)
        for trace in figure["data"]
        if trace.get("meta") in ("cumulative", "new", "standing")
        for one in trace["customdata"]
        if one.startswith("fig-")
    }
    assert drawn == dated - listed
    assert not drawn & listed, "no undated figure is on a chart"


def test_every_figure_says_how_much_who_what_when_and_from_where(client: FlaskClient, bundled: Dataset) -> None:
    text = client.get("/published").text
    table = cells(text)
    words = Words("en")
    shown = [one for one in statements(bundled.tables["published_figures"]) if one.figure_id in table]
    assert len(shown) > 200
    for row in shown:
        found = [html.unescape(cell) for cell in table[row.figure_id]]
        assert words.number(row.value if row.value is not None else row.low or 0) in found[0]
        assert [found[1], found[2]] == [row.organisation, row.definition]
        for source_id in row.source_ids:
            assert source_id in found[8]
            assert bundled.sources[source_id]["url"] is None or bundled.sources[source_id]["url"] in found[8]


def test_every_number_can_be_followed_to_its_source_whatever_is_selected(bundled: Dataset) -> None:
    chance = random.Random(4)
    names = Names.of(bundled)
    known = {
        row[key]: tuple(row["source_ids"])
        for table, key in (("published_figures", "figure_id"), ("displacement", "record_id"),
                           ("milestones", "milestone_id"))
        for row in records(bundled.tables[table])
    }  # fmt: skip
    for _ in range(50):
        query = _some_query(chance, bundled)
        selection, bad = parse(query, names)
        assert not bad, query
        views = contents(Asked(situation_of(bundled, selection), (), Words("en"), Settings()))["panels"]
        assert isinstance(views, list)
        for panel in views:
            parts = [chart for part in panel.parts for chart in (part.whole, part.provinces) if chart]
            for chart in parts:
                drawn = {one for trace in chart.figure["data"] for one in trace.get("customdata", ())}
                assert drawn == {row.id for row in chart.rows}, query
            undated = [row for part in panel.parts for row in part.undated]
            rested = [row for reading in panel.readings for row in reading.rows]
            for row in [*(row for chart in parts for row in chart.rows), *undated, *rested]:
                assert row.value, query
                assert [one.id for one in row.sources] == list(known[row.id]), query
                assert row.sources, query


def _some_query(chance: random.Random, dataset: Dataset) -> str:
    """A Selection that a reader may make: any of the five names, with one value or two."""
    rows_ = dataset.tables["published_figures"]
    values = {
        "province": [*rows_["province"].dropna().unique(), "none"],
        "organisation": list(rows_["organisation"].unique()),
        "indicator": list(rows_["indicator"].unique()),
        "from": ["2015", "2020-06", "2024-01-15"],
        "to": ["2024-02", "2025", "2026-01-01"],
    }
    chosen = {
        name: ",".join(chance.sample(these, 1 if name in ("from", "to") else chance.randint(1, 2)))
        for name, these in values.items()
        if chance.random() < 0.4
    }
    return urlencode(chosen)


def test_ranges_and_open_ends_are_written_as_such(client: FlaskClient) -> None:
    table = cells(client.get("/published").text)
    assert table["fig-014"][0].startswith("98–123")
    assert table["fig-011"][0].startswith("at least 99")
    assert "beginning not stated" in table["fig-041"][3]
    assert "end not stated" in table["fig-005"][3]


def test_links_lead_outside_in_a_new_tab_that_learns_nothing(client: FlaskClient) -> None:
    links = re.findall(r"<a [^>]*href=\"(?:https?:)[^>]*>", client.get("/published").text)
    assert len(links) > 200
    assert all('target="_blank" rel="noopener noreferrer"' in link for link in links)


def test_every_reading_says_so_links_its_numbers_to_figures_and_names_its_sources(
    client: FlaskClient, bundled: Dataset
) -> None:
    text = client.get("/published").text
    articles = re.findall(r'<article class="reading" aria-labelledby="([\w-]+)">(.*?)</article>', text, re.DOTALL)
    assert [name for name, _ in articles] == [reading.name for reading in _in_page_order()]
    sources = {
        record_id: source_ids
        for table in ("published_figures", "milestones")
        for record_id, source_ids in ((one, row["source_ids"]) for one, row in _by_id(bundled, table))
    }
    for (name, body), reading in zip(articles, _in_page_order(), strict=True):
        assert "Reading" in body
        assert "not a fact" in body
        links = set(re.findall(rf'href="#({name}-(?:fig|mile)-\d+)"', body))
        assert links
        assert links <= set(re.findall(r'id="([\w-]+)"', body)), "a number leads to its figure"
        for record_id in (*reading.figure_ids, *reading.milestone_ids):
            assert all(one in body.split("<details")[0] for one in sources[record_id])


def _by_id(dataset: Dataset, table: str) -> list[tuple[str, dict[str, Any]]]:
    return [(next(iter(row.values())), row) for row in records(dataset.tables[table])]


def _in_page_order() -> list[Any]:
    return sorted(READINGS, key=lambda one: [*PANELS, "dates"].index(one.panel))


@pytest.mark.parametrize(
    ("panel", "numbers"),
    [
        ("killed", ["721", "344", "358", "702"]),
        ("casualties", ["721", "344", "358", "702"]),
        ("emptied", ["1,190", "183", "602", "400", "1,185"]),
        ("attacks", ["1,548", "1,586", "1,800", "1,600"]),
        ("length", ["331", "335", "352", "362", "367", "378", "384", "380.5"]),
        ("bases", ["64", "136", "87"]),
        ("posts", ["975", "65"]),
        ("burned", ["65,000", "68,000"]),
    ],
)
def test_a_contradiction_can_be_read_off_one_panel(client: FlaskClient, panel: str, numbers: list[str]) -> None:
    """Whoever comes with one of these numbers finds it, and what it is to be told from, in one place."""
    text = client.get("/published").text
    (body,) = re.findall(rf'<section class="card panel" id="{panel}".*?</section>', text, re.DOTALL)
    readings = " ".join(re.findall(r"<article.*?</article>", body, re.DOTALL))
    shown = re.sub(r"<[^>]+>", " ", readings)
    assert [number for number in numbers if not re.search(rf"(?<![\d,.]){number}(?![\d])", shown)] == []


def test_filters_are_a_form_that_shows_what_is_chosen_and_keeps_the_rest(client: FlaskClient) -> None:
    text = client.get("/published?province=Duhok&from=2024&organisation=CPT&type=drone_strike&q=road").text
    form = text[text.index("<form") : text.index("</form>")]
    assert 'method="get"' in form
    chosen = re.findall(r'name="(\w+)" value="([^"]*)" checked', form)
    assert chosen == [("province", "Duhok"), ("organisation", "CPT")]
    assert 'name="from" value="2024-01-01"' in form
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form) == [("type", "drone_strike"), ("q", "road")]
    assert Words("en")("published-place") in html.unescape(text)


def test_boxes_of_one_list_are_one_choice_of_several(client: FlaskClient, bundled: Dataset) -> None:
    several = client.get("/published?province=Duhok&province=Erbil&from=&to=").text
    assert {one for one in cells(several) if one.startswith("fig-")} <= wanted(bundled, "province=Duhok,Erbil")
    assert several.count("checked") == 2


def test_nothing_left_is_said(client: FlaskClient) -> None:
    page = Page(client.get("/published?province=Hakkari").text)
    assert Words("en")("published-nothing") in page.text


def test_data_of_others_has_panels_and_no_readings(new_client: NewClient, tiny: Dataset) -> None:
    text = new_client(tiny).get("/published").text
    assert {row["figure_id"] for row in rows("published_figures")} == set(cells(text)) & {
        row["figure_id"] for row in rows("published_figures")
    } | set(re.findall(r'id="undated-(fig-[\w-]+)"', text))
    assert "<article" not in text


def test_a_chart_is_data_that_no_text_can_end(client: FlaskClient) -> None:
    for block in re.findall(
        r'<script type="application/json">(.*?)</script>', client.get("/published").text, re.DOTALL
    ):
        assert "<" not in block
        assert ">" not in block


def test_every_chart_is_followed_by_a_table(client: FlaskClient) -> None:
    text = client.get("/published").text
    charts = re.findall(r"data-chart></div>(.*?)</details>", text, re.DOTALL)
    assert len(charts) == len(figures(text)) > 15
    assert all("<table" in rest for rest in charts)
    assert Page(text).tags.count("table") >= len(charts)
