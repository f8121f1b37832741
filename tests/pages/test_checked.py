"""What the rules of editing find, as `/about-the-data` shows it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.data.dataset import Dataset, load
from dashboard.data.editing.edit import edit
from dashboard.model import finding_words
from dashboard.pages.about import checked
from dashboard.text import Words
from tests.data.editing.desks import TODAY, clean_tables
from tests.html_page import Page
from tests.imports import count, ucdp_events, write_import
from tests.pages.conftest import NewClient
from tests.tiny import edit as edit_cell
from tests.tiny import rows, write_tiny

WORDS = Words("en")
PATH = "/about-the-data"


def groups_of(source: str) -> dict[str, str]:
    """Rule -> its part of the page."""
    found = re.findall(
        r'<details data-from="python app.py check" data-rule="([^"]+)">(.*?)</details>', source, re.DOTALL
    )
    return dict(found)


def test_every_finding_of_ours_stands_under_its_rule_and_leads_to_its_record(
    client: FlaskClient, bundled: Dataset
) -> None:
    groups = groups_of(client.get(PATH).text)
    assert groups.keys() == {one.rule for one in bundled.edited.findings}
    for one in bundled.edited.findings:
        assert html.escape(finding_words.sentence(one, WORDS), quote=False) in groups[one.rule].replace("&#39;", "'")
        (path,) = {link for link in Page(groups[one.rule]).links if link.endswith(f"_id%3A{one.id}")}
        record = client.get(path)
        assert record.status_code == 200
        assert re.findall(r'<li data-id="([^"]+)"', record.text) == [one.id]


def test_a_rule_says_how_many_what_why_and_how_to_answer(client: FlaskClient, bundled: Dataset) -> None:
    text = Page(groups_of(client.get(PATH).text)["no-address"]).text
    assert WORDS.plural("about-checked-count", bundled.edited.counts["no-address"]) in text
    for part in ("what", "why", "answer"):
        assert WORDS(f"check-{part}-no-address") in text


def test_the_selection_is_kept_in_the_links(client: FlaskClient) -> None:
    groups = groups_of(client.get(f"{PATH}?province=Duhok").text)
    links = [link for one in groups.values() for link in Page(one).links]
    assert links
    assert all(link.endswith("&province=Duhok") for link in links)


def test_of_many_findings_the_first_are_named_and_the_others_counted(tmp_path: Path, new_client: NewClient) -> None:
    sources = [*rows("sources"), *(rows("sources")[3] | {"source_id": f"more-{n}"} for n in range(30))]
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, sources=sources))
    group = groups_of(new_client(dataset).get(PATH).text)["no-address"]
    assert group.count("<li>") == checked.MOST
    assert WORDS.plural("about-checked-more", 31 - checked.MOST) in group
    assert WORDS.plural("about-checked-count", 31) in group


def test_nothing_to_find_is_said(tiny_folder: Callable[..., Path], new_client: NewClient) -> None:
    source = new_client(load(tiny_folder(whole_basemap=False, **clean_tables()))).get(PATH).text
    assert groups_of(source) == {}
    assert WORDS("about-checked-none") in source
    assert WORDS("about-checked-incidents") not in source


def test_texts_of_the_data_are_no_markup(tiny_folder: Callable[..., Path], new_client: NewClient) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    edit_cell(folder, "sources", "src-1", "url", "https://x.iq/<script>alert(1)</script>")
    source = new_client(load(folder)).get(PATH).text
    assert "odd-address" in groups_of(source)
    assert "<script>alert(1)" not in source


def test_of_many_incidents_the_page_says_that_it_did_not_look(
    tmp_path: Path, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.data.editing.desk.MOST_COMPARED", 3)
    folder = write_tiny(tmp_path / "data", whole_basemap=False, **clean_tables())
    edit_cell(folder, "incidents", "inc-03", "date", "2090-01-01")
    many = load(folder, tmp_path / "state", most_in_memory=3, chunk_rows=5)
    source = new_client(many).get(PATH).text
    assert WORDS("about-checked-incidents") in source
    assert groups_of(source) == {}


@pytest.mark.parametrize("made", [1, 2])
def test_the_findings_are_made_once_for_a_dataset(
    clean_client: FlaskClient, monkeypatch: pytest.MonkeyPatch, made: int
) -> None:
    calls = []
    monkeypatch.setattr("dashboard.data.editing.edit.edit", lambda *given: calls.append(given) or edit(*given))
    for query in range(made):
        clean_client.get(f"{PATH}?q={query}")
    assert len(calls) == 1


@pytest.fixture
def clean_client(tiny_folder: Callable[..., Path], new_client: NewClient) -> FlaskClient:
    return new_client(load(tiny_folder(whole_basemap=False, **clean_tables())))


def test_the_day_is_that_of_the_machine(bundled: Dataset) -> None:
    assert "future-date" in edit(bundled, TODAY).counts, "seen from 2024, much of it is in the future"
    assert "future-date" not in bundled.edited.counts


def test_an_imported_event_leads_to_its_record_and_an_imported_report_to_none(
    tiny_folder: Callable[..., Path], new_client: NewClient
) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    report = count("ucdp", "r1", date="2021-06-30", persons_displaced="12", families_displaced="12")
    write_import(folder, "ucdp", incidents=ucdp_events(), displacement=[report])
    client = new_client(load(folder))
    groups = groups_of(client.get(PATH).text)
    (link,) = Page(groups["low-above-best"]).links
    assert '<li data-id="ucdp:1004"' in client.get(link).text
    assert Page(groups["family-size"]).links == []
    assert "ucdp:r1" in groups["family-size"]
