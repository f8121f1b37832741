"""A dataset whose incidents are too many to hold shows and gives the same as one that is held in memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.data.snapshot import take
from dashboard.export.extracts import EXPORTED
from dashboard.export.told import incidents_told
from dashboard.layout.filters import filter_controls
from dashboard.layout.panel_of import panel_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.asked import as_large
from tests.model.selections import some_selection
from tests.tiny import BUNDLED

WORDS = Words("en")
FILES = [*(f"{name}.{ending}" for name in EXPORTED for ending in ("csv", "meta.json")), "incidents.geojson"]
RECORDS = [
    "table=incidents&has=killed:range", "table=incidents&has=year:2022&has=province:Duhok&has=publishers:3",
    "table=incidents&has=incident_id:inc-0042", "table=incidents&has=injured:best&has=has_caveat:yes",
    "table=incidents&has=district:none&has=scope:border&has=is_mapped:no&has=review:re-read",
    "table=incidents&has=year:never", "table=incidents&has=killed:many", "table=incidents&has=publishers:-1",
    "table=incidents", "table=outposts&has=status:reported", "table=incidents&has=table:x", "table=nothing",
]  # fmt: skip


@pytest.fixture(scope="module", params=["in memory", "in a file"])
def asked(bundled: Dataset, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    if request.param == "in memory":
        return as_large(bundled)
    dataset = load(BUNDLED, tmp_path_factory.mktemp("state"), most_in_memory=0)
    assert "incidents" not in {*dataset.tables, *dataset.cells}
    return dataset


def client_of(dataset: Dataset) -> FlaskClient:
    return create_app(CurrentDataset(dataset), Settings(state_dir=None)).server.test_client()


@pytest.fixture(scope="module")
def clients(bundled: Dataset, asked: Dataset) -> tuple[FlaskClient, FlaskClient]:
    return client_of(bundled), client_of(asked)


def both(bundled: Dataset, asked: Dataset, selection: Selection) -> list[Situation]:
    return [Situation(one, selection) for one in (bundled, asked)]


def assert_same(clients: tuple[FlaskClient, FlaskClient], path: str) -> str:
    held, asked = (client.get(path) for client in clients)
    assert (held.status_code, held.text) == (asked.status_code, asked.text), path
    return held.text


@pytest.mark.parametrize("seed", range(3))
def test_files_are_the_same(clients: tuple[FlaskClient, FlaskClient], bundled: Dataset, seed: int) -> None:
    chance = random.Random(seed)
    for file in [*FILES, "summary.json"]:
        assert assert_same(clients, f"/api/{file}?{some_selection(chance, bundled).query()}")


def test_without_cells_of_the_file_a_csv_has_what_the_engine_knows(clients: Any, bundled: Dataset) -> None:
    """The same cells; a number in its shortest writing, since nobody knows how it was written."""
    alone = client_of(as_large(bundled, has_texts=False))
    for query in ("context=1", "q=drone"):
        held, known = (read(client.get(f"/api/incidents.csv?{query}").text) for client in (clients[0], alone))
        for row in held:
            row.update({name: row[name] and str(float(row[name])) for name in ("latitude", "longitude")})
        assert held == known != []


def read(csv_file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_file, newline="")))


@pytest.mark.parametrize("path", ["/about-the-data", *(f"/data-records?{query}" for query in RECORDS)])
def test_pages_are_the_same(clients: tuple[FlaskClient, FlaskClient], path: str) -> None:
    html = assert_same(clients, path)
    told = re.search(r'class="count">([\d,]+) ', html)
    assert not told or int(told[1].replace(",", "")) == html.count("<li data-id="), "a number has its rows"


def test_the_page_of_a_source_is_the_same(clients: tuple[FlaskClient, FlaskClient], bundled: Dataset) -> None:
    for source_id in [*list(bundled.sources)[::60], "bianet-2024-07-10-cpt"]:
        assert "<li data-id=" in assert_same(clients, f"/data-source?id={source_id}")


@pytest.mark.parametrize("seed", range(3))
def test_the_panel_is_the_same(bundled: Dataset, asked: Dataset, seed: int) -> None:
    chance = random.Random(seed)
    selection = some_selection(chance, bundled)
    ids = chance.sample(list(bundled.tables["incidents"]["incident_id"]), 20)
    opened = [
        *({"kind": "incident", "id": one} for one in [*ids[:3], "inc-none"]),
        {"kind": "ids", "ids": ids, "n": 25},
        {"kind": "period", "first": "2022-01-01", "last": "2022-12-31"},
        {"kind": "period", "first": "2020-06-01", "last": "2020-06-30"},
        *({"kind": "sources", "view": view} for view in ("map", "killed", "timeline-displacement")),
    ]
    for panel in opened:
        held, other = (str(panel_of(panel, one, WORDS)) for one in both(bundled, asked, selection))
        assert held == other, panel


def test_the_workbook_is_the_same(bundled: Dataset, clients: tuple[FlaskClient, FlaskClient]) -> None:
    query = "province=Duhok&from=2022&context=1"
    held, other = (
        [
            list(sheet.iter_rows(values_only=True))
            for sheet in openpyxl.load_workbook(io.BytesIO(client.get(f"/api/incidents.xlsx?{query}").data))
        ]
        for client in clients
    )
    assert held == other
    assert len(held[0]) > 20


@pytest.mark.parametrize("selection", [Selection(), Selection(q="road"), Selection(q="nowhere-at-all")])
def test_a_briefing_tells_the_same_incidents(bundled: Dataset, asked: Dataset, selection: Selection) -> None:
    (rows, more), (others, more_others) = (incidents_told(one) for one in both(bundled, asked, selection))
    assert (list(rows["incident_id"]), more) == (list(others["incident_id"]), more_others)


def test_types_stand_in_the_same_order(bundled: Dataset, asked: Dataset) -> None:
    assert str(filter_controls(bundled, WORDS)) == str(filter_controls(asked, WORDS))


def test_a_version_is_remembered_alike(bundled: Dataset, asked: Dataset, tmp_path: Path) -> None:
    today = dt.date(2026, 1, 1)
    assert take(bundled, today) == take(asked, today)
