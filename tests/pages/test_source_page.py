"""`/data-source`: a page, and every record that rests on it; the pages of ours lead there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.model.records import KEYS
from dashboard.model.situations import Situations
from dashboard.model.sources import resting_counts, resting_on
from dashboard.pages.blueprint import blueprint
from dashboard.text import Words
from tests.html_page import Page
from tests.pages.conftest import NewClient
from tests.pages.numbers import Numbers
from tests.tiny import rows, write_tiny

WORDS = Words("en")


def test_it_lists_what_the_page_supports(client: FlaskClient, bundled: Dataset) -> None:
    counts = resting_counts(bundled.sources, bundled)
    most = sorted(counts, key=lambda one: counts[one])[-5:]
    for source_id in [*most, "gulan-2025-04-07"]:
        source = client.get("/data-source", query_string={"id": source_id}).text
        found = resting_on(source_id, bundled, counts[source_id])
        assert re.findall(r'<li data-id="([^"]+)"', source) == [r[KEYS[one.table]] for one in found for r in one.rows]
        text = Page(source).text
        row = bundled.sources[source_id]
        assert row["title"] in text
        assert row["publisher"] in text
        assert WORDS.plural("about-records", counts[source_id]) in text
        assert row["url"] is None or f'href="{row["url"]}" target="_blank" rel="noopener noreferrer"' in source


@pytest.mark.parametrize("query", ["", "?id=", "?id=no-such-source", "?id=%3Cscript%3E"])
def test_a_source_that_there_is_not(client: FlaskClient, query: str) -> None:
    assert client.get(f"/data-source{query}").status_code == 404


@pytest.mark.parametrize("path", ["/published", "/about-the-data", "/data-records?table=sources"])
def test_the_pages_lead_there(client: FlaskClient, path: str) -> None:
    source = client.get(path).text
    assert set(re.findall(r'href="(/data-source\?id=[^"&]+)', source))
    assert not [one for one, _ in Numbers(source).numbers if not one]


def test_hostile_texts_are_texts(new_client: NewClient, tmp_path: Path) -> None:
    sources = rows("sources")
    sources[0]["title"] = "<script>alert(1)</script>"
    reader = new_client(load(write_tiny(tmp_path / "data", whole_basemap=False, sources=sources)))
    source = reader.get("/data-source", query_string={"id": sources[0]["source_id"]}).text
    assert "<script>alert" not in source
    assert "<script>alert(1)</script>" in Page(source).text


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("https://border.example/report", 'href="https://border.example/report" rel="noopener noreferrer" target'),
        ("data@border.example", 'href="mailto:data@border.example"'),
        ("", WORDS("about-error-operator")),
    ],
)
def test_an_error_is_reported_to_whom_the_copy_names(tiny: Dataset, contact: str, link: str) -> None:
    current, app = CurrentDataset(tiny), Flask(__name__)
    app.register_blueprint(blueprint(Situations(current), current, WORDS, Settings(contact=contact)))
    source = app.test_client().get("/about-the-data").text
    assert link in source
    assert WORDS("about-error-what") in Page(source).text.replace("\n", " ")
    assert (WORDS("about-error-operator") in source) == (not contact)
    assert tiny.description.title in source
