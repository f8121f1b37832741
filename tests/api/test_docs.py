"""/api/docs: the OpenAPI document as a page that needs nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.data.dataset import Dataset
from dashboard.data.tables import INCIDENTS
from dashboard.model.selection import NAMES
from tests.api.conftest import NewClient
from tests.html_page import Page


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> Page:
    return Page(client.get("/api/docs").text)


def test_it_names_every_path_parameter_and_field(page: Page, client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json()
    fields = [column.name for column in INCIDENTS.columns]
    for name in [
        *document["paths"],
        *NAMES,
        *fields,
        "civilians_killed.range_only",
        "by_type[].value",
        "If-None-Match",
    ]:
        assert name in page.text


def test_nothing_is_run_or_fetched(page: Page, client: FlaskClient) -> None:
    assert not {"script", "img", "iframe", "object"} & set(page.tags)
    # A blank icon: without one a browser asks for /favicon.ico, and its console names a 404.
    assert re.findall(r"<link[^>]*>", client.get("/api/docs").text) == ['<link rel="icon" href="data:,">']
    assert [link for link in page.links if not link.startswith(("/", "#"))] == ["data:,"]


def test_every_link_leads_somewhere(page: Page, client: FlaskClient) -> None:
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    paths = {link.partition("?")[0] for link in page.links if link.startswith("/")}
    assert {"/", "/api/openapi.json"} <= paths
    assert {client.head(path).status_code for path in paths - {"/"}} == {200}


def test_it_reads_from_right_to_left_too(client: FlaskClient) -> None:
    style = re.search(r"<style>(.*)</style>", client.get("/api/docs").text, re.S)
    assert style
    assert not re.search(r"(left|right|[^-]width|[^-]height)\s*:", re.sub(r"@media[^{]*", "", style[1]))


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
    ],
)
def test_programs_get_json(client: FlaskClient, accept: str | None, mimetype: str) -> None:
    response = client.get("/api/docs", headers={"Accept": accept} if accept else {})
    assert response.mimetype == mimetype
    assert {"Accept", "Accept-Encoding"} <= set(response.headers["Vary"].split(", "))


def test_words_of_the_data_are_text(new_client: NewClient, tiny: Dataset) -> None:
    evil = "<script>alert(1)</script>"
    figures = tiny.tables["published_figures"].assign(organisation=evil)
    changed = replace(tiny, tables={**tiny.tables, "published_figures": figures})
    html = new_client(changed).get("/api/docs").text
    assert "<script" not in html
    assert "&lt;script&gt;" in html
