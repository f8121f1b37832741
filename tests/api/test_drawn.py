"""The PDF and the ZIP over HTTP: of the Selection and the map that is on screen, and what is said when none is made."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pypdf import PdfReader

from dashboard.data.dataset import Dataset
from dashboard.errors import DashboardError
from dashboard.export.kept_renderer import BusyError
from dashboard.export.rendering import RenderingError, find_chrome
from dashboard.text import Words
from tests.api.conftest import NewClient
from tests.drawing import kept

WORDS = Words("en")


@pytest.fixture
def no_chrome(new_client: NewClient, tiny: Dataset, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("CHROME", "no-such-browser")
    return new_client(tiny, renderer=kept(WORDS, find=find_chrome))


def archive(client: FlaskClient, query: str = "") -> dict[str, bytes]:
    response = client.get(f"/api/briefing.zip?{query}")
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_the_pdf_is_of_the_selection(tiny_client: FlaskClient) -> None:
    response = tiny_client.get("/api/briefing.pdf?province=Dahuk")
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="tiny_briefing_duhok.pdf"'
    assert "province=Duhok" in PdfReader(io.BytesIO(response.data)).metadata["/Keywords"]


def test_the_zip_holds_the_rows_of_the_other_paths_and_images(tiny_client: FlaskClient) -> None:
    files = archive(tiny_client, "province=Duhok")
    assert files["incidents.csv"] == tiny_client.get("/api/incidents.csv?province=Duhok").data
    assert {name.rpartition(".")[2] for name in files if name.startswith("images/")} == {"png", "svg"}


def test_the_map_is_the_one_on_screen(tiny_client: FlaskClient) -> None:
    def drawn(query: str) -> Any:
        files = archive(tiny_client, query)
        (name,) = [name for name in files if name.startswith("images/") and name.endswith("_map.svg")]
        return json.loads(files[name])[-1]

    fitted, moved, bare = drawn(""), drawn("map=42,36,44,38"), drawn("layers=none")
    assert fitted != moved
    assert len(str(bare)) < len(str(fitted))
    assert drawn("map=north&layers=,") == drawn("layers=none"), "what can't be used is left out"


@pytest.mark.parametrize("ending", ["pptx", "pdf", "zip"])
def test_the_tag_depends_on_what_the_map_shows(tiny_client: FlaskClient, ending: str) -> None:
    queries = ("", "map=42,36,44,38", "layers=outposts")
    known = {"If-None-Match": "*"}
    tags = {tiny_client.get(f"/api/briefing.{ending}?{query}", headers=known).headers["ETag"] for query in queries}
    assert len(tags) == len(queries)


def test_the_slides_map_has_the_layers_of_the_screen(tiny_client: FlaskClient) -> None:
    def shapes(query: str) -> int:
        deck = Presentation(io.BytesIO(tiny_client.get(f"/api/briefing.pptx?{query}").data))
        return sum(len(list(slide.shapes.element.iter())) for slide in deck.slides)

    assert shapes("layers=none") < shapes("")


def test_without_a_browser_there_is_no_pdf_and_a_sentence(no_chrome: FlaskClient) -> None:
    response = no_chrome.get("/api/briefing.pdf")
    assert response.status_code == 503
    assert response.get_json() == {"detail": WORDS("render-bad-chrome", chrome="no-such-browser")}


def test_without_a_browser_the_zip_has_no_images_and_says_so(no_chrome: FlaskClient) -> None:
    files = archive(no_chrome)
    assert not [name for name in files if name.startswith("images/")]
    assert "incidents.csv" in files
    assert WORDS("zip-no-images")[:30] in " ".join(files["README.txt"].decode().split())


@pytest.mark.parametrize("error", [BusyError("busy"), RenderingError("failed")])
@pytest.mark.parametrize("ending", ["pdf", "zip"])
def test_what_is_not_drawn_in_time_is_a_sentence_and_not_kept(
    new_client: NewClient, tiny: Dataset, error: DashboardError, ending: str
) -> None:
    def fail(*_: Any) -> Any:
        raise error

    response = new_client(tiny, renderer=kept(WORDS, start=fail)).get(f"/api/briefing.{ending}")
    assert (response.status_code, response.get_json()) == (503, {"detail": str(error)})
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Retry-After"]) > 0
