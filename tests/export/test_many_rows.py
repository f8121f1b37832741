"""Files of more rows than fit: CSV and GeoJSON go out in parts, a workbook and a ZIP say where the rows are."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import brotli
import openpyxl
import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.api import answers
from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data import parts
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.question import Where
from dashboard.export import workbook
from dashboard.export.briefing import archive
from dashboard.export.briefing.archive import OF_INCIDENTS, README, ROW_FILES, briefing_zip
from dashboard.export.rows import incidents_geojson
from dashboard.export.workbook import incidents_xlsx
from dashboard.exporting import write
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.asked import as_large

WORDS = Words("en")
DUHOK = Selection(province=("Duhok",), context=True)
UNPACKED: dict[str, Callable[[bytes], bytes]] = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
PATHS = ("/api/incidents.csv?context=1", "/api/incidents.csv?province=Duhok&hxl=1", "/api/incidents.geojson?harm=1")


@pytest.fixture(scope="module")
def client(bundled: Dataset) -> FlaskClient:
    return create_app(CurrentDataset(as_large(bundled)), Settings(state_dir=None)).server.test_client()


def few(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, number: int) -> None:
    monkeypatch.setattr(module, name, number)


@pytest.mark.parametrize("encoding", UNPACKED)
@pytest.mark.parametrize("path", PATHS)
def test_a_large_file_is_sent_in_parts_and_is_the_same(
    client: FlaskClient, path: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Accept-Encoding": encoding}
    whole = client.get(path)
    assert int(whole.headers["Content-Length"]) == len(whole.data)
    few(monkeypatch, parts, "ROWS", 20)
    few(monkeypatch, answers, "LARGEST_WHOLE", 5_000)
    sent = client.get(path, headers=headers)
    assert "Content-Length" not in sent.headers
    assert sent.headers.get("Content-Encoding", "") == encoding
    assert UNPACKED[encoding](sent.data) == whole.data
    assert sent.headers["ETag"].partition(":")[0].strip('"') == whole.headers["ETag"].strip('"')


def test_a_part_is_made_when_it_is_asked_for(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    few(monkeypatch, parts, "ROWS", 20)
    events = as_large(bundled).events
    rows, asked = events._engine.rows, []

    def counted(where: Where, columns: list[str]) -> pd.DataFrame:
        asked.append(where)
        return rows(where, columns)

    monkeypatch.setattr(events._engine, "rows", counted)
    blocks = events.blocks(Where(), ["date"])
    assert not asked
    next(blocks)
    assert len(asked) == 1


def test_a_workbook_of_too_many_says_where_they_are(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    situation = Situation(bundled, DUHOK)
    n = situation.toll.incidents
    few(monkeypatch, workbook, "MOST_ROWS", n)
    incidents, *_ = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS))).worksheets
    assert incidents.max_row == n + 1
    few(monkeypatch, workbook, "MOST_ROWS", n - 1)
    incidents, sources, about = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(situation, WORDS))).worksheets
    header, (said, *others) = incidents.iter_rows(values_only=True)
    assert header[0] == "incident_id"
    assert not any(others)
    for told in (WORDS.plural("incidents", n), WORDS.number(n - 1), f"/api/incidents.csv?{DUHOK.query()}"):
        assert told in str(said)
    assert sources.max_row > 1
    counts = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert (counts[WORDS("about-rows")], counts[WORDS("about-incidents")]) == (0, n)


def test_an_archive_of_too_many_says_where_they_are(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    situation = Situation(bundled, DUHOK)
    few(monkeypatch, archive, "MOST_INCIDENTS", situation.toll.incidents - 1)
    with zipfile.ZipFile(io.BytesIO(briefing_zip(situation, WORDS, Settings(), None))) as file:
        assert set(file.namelist()) == {README, *ROW_FILES} - {*OF_INCIDENTS}
        said = " ".join(file.read(README).decode().split())
    assert WORDS.plural("incidents", situation.toll.incidents) in said
    assert all(f"/api/{name}?{DUHOK.query()}" in said for name in OF_INCIDENTS)
    assert not [name for name in OF_INCIDENTS if f"{name}: " in said]


def test_what_stops_a_file_on_its_way_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    assert write(out, iter(["é\n", "b\n"])) == 5

    def broken() -> Iterator[str]:
        yield "half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(out, broken())
    assert out.read_text("utf-8") == "é\nb\n"
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_geojson_is_the_same_in_however_many_parts(bundled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    situation = Situation(as_large(bundled), DUHOK)
    whole = "".join(incidents_geojson(situation, WORDS))
    few(monkeypatch, parts, "ROWS", 10)
    pieces = list(incidents_geojson(situation, WORDS))
    assert len(pieces) > 5
    assert "".join(pieces) == whole
    assert len(json.loads(whole)["features"]) == situation.toll.incidents
