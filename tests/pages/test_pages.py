"""What every page has: head, navigation that keeps the selection, notices, footer, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.layout.header import PAGES as LINKED
from dashboard.pages import blueprint
from dashboard.pages.blueprint import PAGES
from dashboard.pages.frame import NAVIGATION
from dashboard.text import Words
from tests.html_page import Page
from tests.pages.conftest import NewClient

PATHS = [f"/{page.name}" for page in PAGES if page.name in NAVIGATION]
STATIC = Path(blueprint.__file__).parent / "static"
NOT_OURS = ("http://", "https://", "//")


@pytest.mark.parametrize("path", PATHS)
def test_it_says_what_it_is_of_which_state_and_under_which_terms(
    client: FlaskClient, path: str, bundled: Dataset
) -> None:
    response = client.get(path)
    assert response.content_type == "text/html; charset=utf-8"
    words, page = Words("en"), Page(response.text)
    assert words(f"page-{path[1:]}") in page.text
    assert bundled.version in page.text
    assert words("disclaimer") in page.text
    assert words("map-credits") in page.text
    assert page.tags.count("h1") == page.tags.count("main") == 1


@pytest.mark.parametrize("path", PATHS)
def test_it_links_to_all_pages_with_the_selection(client: FlaskClient, path: str) -> None:
    links = Page(client.get(f"{path}?to=2024&province=Dahuk&unknown=1").text).links
    for other in ("/", *(f"/{name}" for name in NAVIGATION)):
        assert f"{other}?province=Duhok&to=2024-12-31" in links


@pytest.mark.parametrize("path", PATHS)
def test_a_value_that_cannot_be_used_is_named_and_never_markup(client: FlaskClient, path: str) -> None:
    response = client.get(path, query_string={"province": "<img src=x>", "from": "soon"})
    assert response.status_code == 200
    assert "<img" not in response.text
    text = Page(response.text).text
    assert "<img src=x>" in text
    assert "soon" in text


@pytest.mark.parametrize("path", PATHS)
def test_scripts_and_styles_are_files_of_ours(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    for address in re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)", html):
        assert not address.startswith(NOT_OURS)
        if address.startswith("/pages/"):
            with client.get(address) as file:
                assert file.status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_it_is_asked_for_again_and_sent_when_the_data_or_the_selection_changed(
    new_client: NewClient, tiny: Dataset, path: str
) -> None:
    current = CurrentDataset(tiny)
    reader = new_client(current)
    first = reader.get(path)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert reader.get(path, headers=tag).status_code == 304
    assert reader.get(f"{path}?province=Duhok", headers=tag).status_code == 200
    renewed = new_client(CurrentDataset(replace(tiny, version="another-one1")))
    assert renewed.get(path, headers=tag).status_code == 200


def test_the_dashboard_links_to_every_page_that_there_is(tiny: Dataset) -> None:
    assert list(LINKED.values()) == list(NAVIGATION)
    reader = create_app(CurrentDataset(tiny), Settings()).server.test_client()
    for name in NAVIGATION:
        response = reader.get(f"/{name}")
        assert response.status_code == 200
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"].split("style-src")[0]


@pytest.mark.parametrize("name", [path.name for path in STATIC.glob("*.js")])
def test_scripts_write_text_as_text_and_ask_nobody(name: str) -> None:
    script = (STATIC / name).read_text("utf-8")
    body = "\n".join(line for line in script.splitlines() if not line.startswith("//"))
    assert body.startswith('"use strict";\n(() => {')
    assert body.rstrip().endswith("})();")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(", script
    )
    assert not re.search(r"""["'`(](?:https?:)?//""", script)
