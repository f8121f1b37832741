"""Every number of `/about-the-data` leads to the records that it counts, and every record to its sources."""

from __future__ import annotations

import random
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.model.situations import Situations
from dashboard.pages.values import RECORDS
from tests.html_page import Page
from tests.model.selections import some_selection
from tests.pages.conftest import NewClient
from tests.pages.numbers import Numbers
from tests.tiny import rows, write_tiny


def listed(html: str) -> list[str]:
    """The ids of the records of a list."""
    return re.findall(r'<li data-id="([^"]+)"', html)


def items(html: str) -> list[str]:
    return re.findall(r'<li data-id="[^"]+">.*?(?=<li data-id=|</ol>)', html, re.DOTALL)


def follow(reader: FlaskClient, dataset: Dataset, text: str, address: str) -> None:
    """The number is what stands behind its address: so many records, each with a source, or a sum of a Selection."""
    if address.startswith(RECORDS):
        html = reader.get(address).text
        found, asked = items(html), parse_qs(urlsplit(address).query)
        if "figure_id" in address:
            assert asked["has"] == [f"figure_id:{one}" for one in listed(html)]
            assert text.replace("–", " ").split()[-1] in Page(html).text
        else:
            assert f"{len(found):,}" == text, address
        if asked["table"] != ["publishers"]:  # there may be one that no page is of
            assert all('data-from="sources.csv"' in one for one in found), f"a record without a source: {address}"
        return
    situations = Situations(CurrentDataset(dataset))
    asked_for = situations.of(urlsplit(address).query)
    assert not asked_for.bad_values
    toll = asked_for.situation.toll
    sums = {"not known" if one is None else f"{one:,}" for one in (toll.killed_best, toll.injured)}
    assert text in sums, address
    assert not toll.incidents or asked_for.situation.source_ids


def assert_all_can_be_followed(reader: FlaskClient, dataset: Dataset, query: str = "") -> int:
    page = Numbers(reader.get(f"/about-the-data{query}").text)
    assert page.lost == []
    for text, address in sorted(set(page.numbers)):
        follow(reader, dataset, text, address)
    return len(page.numbers)


def test_every_number_of_the_bundled_data(client: FlaskClient, bundled: Dataset) -> None:
    assert assert_all_can_be_followed(client, bundled) > 300


def test_a_number_that_could_not_be_followed_is_seen() -> None:
    found = Numbers('<main><p>12 villages</p><a class="number" href="/x">7</a><p data-from="x">3</p></main>')
    assert found.lost == ["12 villages"]
    assert found.numbers == [("7", "/x")]


CELLS: tuple[dict[str, str], ...] = (
    {"civilians_killed": "", "civilians_killed_low": "", "civilians_killed_high": ""},
    {"civilians_killed": "3", "civilians_killed_low": "", "civilians_killed_high": ""},
    {"review": "re-read"}, {"caveat": "Doubt <b>1</b> & 2"}, {"source_ids": "src-1;src-5;src-7"},
    {"attribution_status": "disputed"}, {"date": "2023", "date_precision": "year"},
    {"latitude": "", "longitude": "", "location_precision": "province"},
)  # fmt: skip


@pytest.mark.agreement
@pytest.mark.parametrize("seed", range(6))
def test_every_number_of_random_data(tmp_path: Path, new_client: NewClient, seed: int) -> None:
    chance = random.Random(seed)
    incidents = rows("incidents")
    for one in chance.sample(incidents, 5):
        one.update(chance.choice(CELLS))
    figure = rows("published_figures")[0] | {"figure_id": "fig-y", "is_cumulative": "no", "value": "40"}
    figure |= {"period_start": "2022-01-01", "period_end": "2022-12-31", "province": chance.choice(["", "Duhok"])}
    figures = [*rows("published_figures"), figure]
    tables = {"incidents": incidents, "published_figures": figures}
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, **tables))
    assert assert_all_can_be_followed(new_client(dataset), dataset, "?province=Duhok&from=2022") > 100


@pytest.fixture(scope="module")
def whole(client: FlaskClient) -> list[str]:
    return [text for text, _ in Numbers(client.get("/about-the-data").text).numbers]


@pytest.mark.agreement
@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_selected_the_page_is_about_the_whole_dataset_and_keeps_the_selection(
    client: FlaskClient, bundled: Dataset, whole: list[str], seed: int
) -> None:
    """So that the walk above is one of every selection: the same numbers with the same origins, for 50 of them."""
    chance = random.Random(seed)
    for _ in range(10):
        query = some_selection(chance, bundled).query()
        page = Numbers(client.get(f"/about-the-data?{query}").text)
        assert page.lost == []
        assert [text for text, _ in page.numbers] == whole
        assert all(address.endswith(query) for _, address in page.numbers if address.startswith(RECORDS))
