"""What `/about-the-data` says, checked against the tables; what it says only of the bundled data; hostile texts."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.data.events import event_table
from dashboard.data.snapshot import take, to_json
from dashboard.data.snapshots import FOLDER
from dashboard.data.store import EventStore
from dashboard.model.coverage import Share, coverage
from dashboard.model.facets import Facets
from dashboard.model.situations import Situations
from dashboard.pages.about import versions
from dashboard.pages.about.covered import compared, share_words, whole_years
from dashboard.pages.blueprint import blueprint
from dashboard.text import Words
from tests.html_page import Page
from tests.pages.conftest import NewClient
from tests.tiny import edit, line_of, rows, write_tiny

WORDS = Words("en")
PATH = "/about-the-data"
HOSTILE = "<script>alert(1)</script> & “x”"


def text_of(source: str) -> str:
    """A page as one line of text."""
    return re.sub(r"\s+", " ", Page(source).text)


def test_it_is_found_section_by_section(client: FlaskClient) -> None:
    page = Page(client.get(PATH).text)
    targets = [link[1:] for link in page.links if link.startswith("#") and link != "#main"]
    assert len(targets) >= 10
    assert set(targets) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_compared_figure_stands_with_its_definition_and_both_sums(client: FlaskClient, bundled: Dataset) -> None:
    source = client.get(PATH).text
    text = text_of(source)
    for one in coverage(bundled):
        assert f"figure_id%3A{one.figure['figure_id']}" in source
        assert one.figure["definition"] in text
        assert html.escape(one.attributed.selection.query()) in source
        assert html.escape(one.everyone.selection.query()) in source
    assert "Duhok, Erbil, Sulaymaniyah and Halabja" in text


def test_the_share_of_2023_is_about_a_third_as_the_notes_say(bundled: Dataset) -> None:
    found = [one for one in compared(Facets(bundled), WORDS) if one.year == 2023 and one.organisation == "CPT"]
    killed = next(one for one in found if one.indicator == "civilians_killed" and not one.period)
    assert killed.published.text == "11"
    assert 25 <= killed.width <= 45
    assert "have no figure" in killed.attributed.unknown


def test_in_short_there_is_one_figure_a_year_of_those_who_count_most(bundled: Dataset) -> None:
    found = whole_years(compared(Facets(bundled), WORDS), WORDS)
    assert [one.year for one in found] == sorted({one.year for one in found}, reverse=True)
    assert {one.organisation for one in found if one.year in (2023, 2024)} == {"CPT"}
    assert all(not one.period and one.indicator == "civilians_killed" for one in found)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, ""), (Share(0.364, 0.364), "36 %"), (Share(0.65, 0.722), "65 %–72 %"),
        (Share(None, 1.11), "at most 111 %"), (Share(0.5, None), "at least 50 %"), (Share(0.0, 0.0), "0 %"),
    ],
)  # fmt: skip
def test_shares_in_words(share: Share | None, text: str) -> None:
    assert share_words(share, WORDS) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.999, "over 99 %"), (1, "100 %"), (2, "200 %"), (0.5, "50 %")],
)
def test_what_is_not_nothing_is_not_0_and_what_is_not_all_is_not_100(share: float, text: str) -> None:
    assert WORDS.percent(share) == text


def test_every_caveat_opens_its_incident(client: FlaskClient, bundled: Dataset) -> None:
    source, incidents = client.get(PATH).text, bundled.tables["incidents"]
    listed = source[source.index(WORDS("about-caveats-all")) :]
    for row in incidents[incidents["caveat"].notna()].itertuples():
        assert html.escape(str(row.caveat), quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in listed
        context = "context=1&amp;" if row.scope == "context" else ""
        assert f'href="/?{context}incident={row.incident_id}"' in listed


def test_every_village_stands_under_its_status_with_what_happened(client: FlaskClient, bundled: Dataset) -> None:
    text = text_of(client.get(PATH).text)
    for row in bundled.tables["affected_places"].itertuples():
        assert re.sub(r"\s+", " ", str(row.note)) in text


def test_reports_without_a_date_are_listed_and_no_total_is_given(client: FlaskClient, bundled: Dataset) -> None:
    source = client.get(PATH).text
    undated = source[source.index(WORDS("about-undated-why")) : source.index(WORDS("about-villages-what"))]
    reports = bundled.tables["displacement"]
    assert undated.count('class="place"') == int(reports["date"].isna().sum()) > 0
    text = text_of(source)
    assert text.count(WORDS("about-no-total")) == 4
    assert WORDS("no-sum-stock") in text


def test_what_the_second_reading_found_is_said_of_the_bundled_data_only(
    client: FlaskClient, new_client: NewClient, tiny: Dataset
) -> None:
    said = WORDS("about-reread-random")
    assert said in text_of(client.get(PATH).text)
    assert said not in text_of(new_client(tiny).get(PATH).text)


def test_the_figures_of_the_second_reading_are_those_of_the_notes() -> None:
    notes = (Path(__file__).resolve().parents[2] / "data" / "NOTES.md").read_text("utf-8")
    passage = notes[notes.index("How far to trust the table") :].split("\n")[0]
    for key in ("about-reread-random", "about-reread-risky", "about-reread-right"):
        for number in re.findall(r"\d+(?:\.\d+)?", WORDS(key)):
            assert re.search(rf"(?<!\d){re.escape(number)}(?!\d)", passage), f"{key}: {number}"


def test_a_refused_row_is_told_with_line_column_value_and_reason(new_client: NewClient, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    edit(folder, "incidents", "inc-05", "civilians_injured", HOSTILE)
    dataset = load(folder)
    (problem,) = dataset.problems
    source = new_client(dataset).get(PATH).text
    text = text_of(source)
    assert "<script>alert" not in source
    for told in (f"incidents.csv, line {line_of(folder, 'incidents', 'inc-05')}", "civilians_injured", HOSTILE,
                 re.sub(r"\s+", " ", problem.reason), "row set aside"):  # fmt: skip
        assert told in text
    assert WORDS("about-refused-none") not in text


def test_without_a_refused_row_it_says_so(client: FlaskClient, bundled: Dataset) -> None:
    assert not bundled.problems
    assert WORDS("about-refused-none") in text_of(client.get(PATH).text)


def test_texts_of_the_data_are_never_markup(new_client: NewClient, tmp_path: Path) -> None:
    incidents, places, figures, sources = (
        rows(name) for name in ("incidents", "affected_places", "published_figures", "sources")
    )
    incidents[2]["caveat"] = incidents[2]["summary"] = places[0]["note"] = HOSTILE
    figures[0] |= {"is_cumulative": "no", "period_start": "2022-01-01", "period_end": "2022-12-31",
                   "organisation": HOSTILE, "definition": HOSTILE}  # fmt: skip
    sources[0]["title"] = HOSTILE
    tables = {"incidents": incidents, "affected_places": places, "published_figures": figures, "sources": sources}
    reader = new_client(load(write_tiny(tmp_path / "data", whole_basemap=False, **tables)))
    for path in (PATH, "/data-records?table=incidents", "/data-records?table=published_figures"):
        source = reader.get(path).text
        assert "<script>alert" not in source
        assert HOSTILE in text_of(source)


@pytest.fixture
def served(tmp_path: Path) -> Callable[[Dataset], FlaskClient]:
    """Makes a reader of a server that remembers versions in `tmp_path`."""

    def make(dataset: Dataset) -> FlaskClient:
        current, app = CurrentDataset(dataset), Flask(__name__)
        settings = Settings(state_dir=tmp_path / "state", public_url="https://example.org/d")
        app.register_blueprint(blueprint(Situations(current), current, WORDS, settings))
        return app.test_client()

    return make


def remember(folder: Path, dataset: Dataset, day: dt.date, at: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{dataset.version}.json.gz"
    path.write_bytes(gzip.compress(to_json(take(dataset, day)).encode()))
    os.utime(path, (at, at))


def test_versions_are_told_the_latest_first_with_what_changed(
    served: Callable[[Dataset], FlaskClient], tmp_path: Path, tiny: Dataset
) -> None:
    cells, figures = tiny.cells["incidents"], tiny.cells["published_figures"]
    before = {"incidents": cells.iloc[1:].replace("Alpha", "Beta"), "published_figures": figures.iloc[2:]}
    events = EventStore.of(event_table(tiny.tables, "tiny").iloc[1:], texts=before["incidents"])
    old = replace(tiny, version="0" * 12, cells={**tiny.cells, **before}, events=events)
    other = replace(tiny, version="1" * 12, description=replace(tiny.description, name="another"))
    folder = tmp_path / "state" / FOLDER
    remember(folder, old, dt.date(2024, 8, 20), 1000)
    remember(folder, tiny, dt.date(2024, 8, 20), 2000)
    remember(folder, other, dt.date(2024, 8, 19), 3000)
    source = served(tiny).get(PATH).text
    text = text_of(source)
    assert re.findall(r'href="/\?v=([0-9a-f]{12})"><code>', source) == [tiny.version, old.version]
    assert "1 incidents new, 1 changed, 0 gone; Published figures: 2 rows new, 0 changed, 0 gone" in text
    assert WORDS("about-first-version") in text
    assert f"https://example.org/d/?v={tiny.version}" in text


def test_of_many_versions_the_latest_are_told_and_none_of_them_is_called_the_first(tiny: Dataset) -> None:
    found = [take(replace(tiny, version=f"{at:012x}"), dt.date(2024, 8, 30 - at)) for at in range(versions.SHOWN + 1)]
    told = versions.versions(found, tiny.description.name, WORDS)
    assert [one.version for one in told] == [one.version for one in found[: versions.SHOWN]]
    assert {one.changes for one in told} == {WORDS("about-version-changes", new=0, changed=0, gone=0)}


def test_where_no_version_is_remembered_it_says_so(served: Callable[[Dataset], FlaskClient], tiny: Dataset) -> None:
    assert WORDS("about-versions-none") in text_of(served(tiny).get(PATH).text)


@pytest.mark.parametrize(
    "address",
    ["", "?table=nothing", "?table=vocabularies", "?table=incidents&has=summary:x", "?table=incidents&has=year"],
)
def test_a_question_about_what_there_is_not(client: FlaskClient, address: str) -> None:
    response = client.get(f"/data-records{address}")
    if address.endswith("has=year"):
        assert 'data-id="' not in response.text
    else:
        assert response.status_code == 404


def test_a_list_of_records_is_cut_and_says_how_many_are_left_out(
    new_client: NewClient, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.records.MOST", 5)
    source = new_client(tiny).get("/data-records?table=incidents").text
    assert source.count('data-id="') == 5
    assert WORDS.plural("about-more-records", len(tiny.tables["incidents"]) - 5) in text_of(source)


def test_links_of_records_lead_out_safely(client: FlaskClient) -> None:
    source = client.get("/data-records?table=incidents&has=year:2023").text
    outside = re.findall(r'<a href="(https?:[^"]+)"([^>]*)>', source)
    assert outside
    assert all(rest == ' target="_blank" rel="noopener noreferrer"' for _, rest in outside)


def test_a_record_tells_the_toll_with_its_range_and_what_is_not_known(new_client: NewClient, tiny: Dataset) -> None:
    text = text_of(new_client(tiny).get("/data-records?table=incidents").text)
    assert "Civilians killed: 9 (8–10). Civilians injured: 23." in text
    assert "Civilians killed: 1–3. Civilians injured: 1." in text
    assert "Civilians killed: not known. Civilians injured: not known." in text


@pytest.mark.parametrize("name", ["notes", "changes", "dictionary", "licences", "boundaries"])
def test_the_texts_beside_the_tables_can_be_read(client: FlaskClient, name: str) -> None:
    assert f"/data-documents?name={name}" in client.get(PATH).text
    assert "# " in Page(client.get(f"/data-documents?name={name}").text).text


@pytest.mark.parametrize("name", ["", "../pyproject.toml", "incidents", "nothing"])
def test_no_other_file_can_be_read(client: FlaskClient, name: str) -> None:
    assert client.get("/data-documents", query_string={"name": name}).status_code == 404
