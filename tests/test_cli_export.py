"""`python app.py export`: the Selection's names as options, files of every ending, and what is wrong as a sentence."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dashboard import exporting
from dashboard.data.dataset import load
from dashboard.export.asked import Asked
from dashboard.export.briefing.pdf import SHOWN
from dashboard.exporting import MAKERS, PICTURES, Job, write
from dashboard.figures.views import MAP, VIEWS
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.commands import DONE, PROBLEM, WORDS, WRONG_USAGE, call
from tests.loading import load_once
from tests.tiny import write_tiny

ERBIL = ("--province", "arbil", "--context", "1")
SELECTION = Selection(province=("Erbil",), context=True)


@pytest.fixture(autouse=True)
def _one_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each export loads the data anew, which is tested elsewhere."""
    monkeypatch.setattr("dashboard.data.current.load", load_once)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("export") / "data")


@pytest.fixture(scope="module")
def incidents(folder: Path) -> set[str]:
    situation = Situation(load(folder), SELECTION)
    return set(situation.page([], 0, situation.toll.incidents)["incident_id"])


def test_rows_are_those_of_the_selection(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, incidents: set[str]
) -> None:
    for ending in (".csv", ".geojson", ".xlsx"):
        said = call(capsys, "export", tmp_path / f"rows{ending}", *ERBIL, "--data", folder)
        assert (said.code, said.both) == (DONE, "")
    rows = csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8")))
    assert {row["incident_id"] for row in rows} == incidents
    features = json.loads((tmp_path / "rows.geojson").read_text("utf-8"))["features"]
    assert {one["id"] for one in features} == incidents
    sheet = load_workbook(tmp_path / "rows.xlsx").worksheets[0]
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} >= incidents


def test_slides_hold_the_selection(capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path) -> None:
    assert call(capsys, "export", tmp_path / "b.PPTX", *ERBIL, "--data", folder).code == DONE
    slides = Presentation(str(tmp_path / "b.PPTX")).slides
    assert any("Erbil" in shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)


def test_without_a_browser_an_image_says_what_to_install_and_an_archive_goes_without(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME", "no-such-browser")
    for ending in (".png", ".svg", ".pdf"):
        said = call(capsys, "export", tmp_path / f"image{ending}", "--data", folder)
        assert said.code == WRONG_USAGE
        assert "no-such-browser" in said.err
        assert not (tmp_path / f"image{ending}").exists()
    assert call(capsys, "export", tmp_path / "all.zip", "--data", folder).code == DONE
    names = zipfile.ZipFile(tmp_path / "all.zip").namelist()
    assert {"README.txt", "incidents.csv", "casualties.csv", "sources.csv", "incidents.geojson"} <= set(names)


@pytest.mark.images
@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".pdf", b"%PDF")])
def test_images_are_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, ending: str, begins: bytes
) -> None:
    out = tmp_path / f"casualties{ending}"
    said = call(capsys, "export", out, "--view", "timeline-casualties", "--size", "square", "--data", folder)
    assert (said.code, said.err) == (DONE, "")
    assert out.read_bytes().startswith(begins)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Instead of drawing: what would be drawn."""
    seen: list[Job] = []
    makers = {ending: lambda job: seen.append(job) or b"" for ending in MAKERS}
    monkeypatch.setattr(exporting, "MAKERS", makers)
    return seen


def test_what_an_image_shows_can_be_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, jobs: list[Job]
) -> None:
    options = ("--map", "42,36.8,45,37.6", "--layers", "incidents,villages", "--size", "a4", "--harm")
    assert call(capsys, "export", tmp_path / "a.png", *options, "--view", "breakdown-by", "--data", folder).code == DONE
    assert call(capsys, "export", tmp_path / "b.zip", "--harm", "0", "--layers", "", "--data", folder).code == DONE
    one, other = jobs
    assert one.asked == Asked((42, 36.8, 45, 37.6), ("incidents", "villages"), by="by", size="a4")
    assert (one.view, one.situation.selection.harm) == ("breakdown", True)
    assert other.asked == Asked(layers=())
    assert (other.view, other.situation.selection.harm) == ("map", False)


def test_every_view_of_an_image_has_a_name() -> None:
    assert {view for view, _ in PICTURES.values()} == {MAP, *VIEWS}
    assert set(SHOWN) <= {(view, by if view == "breakdown" else "") for view, by in PICTURES.values()}


def test_a_file_that_can_not_be_written_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "a.csv").mkdir()
    said = call(capsys, "export", tmp_path / "a.csv", "--data", folder)
    assert said.code == WRONG_USAGE
    assert "a.csv" in said.err
    assert len(said.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_nothing_selected_is_a_sentence_and_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path
) -> None:
    for ending in MAKERS:
        said = call(capsys, "export", tmp_path / f"none{ending}", "--q", "nowhere-at-all", "--data", folder)
        assert (said.code, said.err.strip()) == (PROBLEM, WORDS("cli-nothing-selected"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("b.docx",), ".docx"), (("b",), "b"), (("no/such/folder/b.csv",), "folder"),
        (("b.csv", "--province", "Atlantis", "--from", "2024-02-30"), "2024-02-30"),
        (("b.csv", "--nonsense", "1"), "nonsense"), (("b.csv", "--prov", "Erbil"), "--prov"),
        (("b.png", "--map", "45,36.8,42,37.6"), "45,36.8,42,37.6"), (("b.png", "--map", "Duhok"), "Duhok"),
        (("b.png", "--layers", "incidents,roads"), "roads"), (("b.png", "--size", "a5"), "a5"),
        (("b.png", "--view", "table"), "table"),
    ],
)  # fmt: skip
def test_what_can_not_be_asked_for_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, arguments: tuple[str, ...], named: str
) -> None:
    out, *options = arguments
    said = call(capsys, "export", tmp_path / out, *options, "--data", folder)
    assert said.code == WRONG_USAGE
    assert named in said.err
    assert list(tmp_path.iterdir()) == []


def test_bad_data_is_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = call(capsys, "export", tmp_path / "b.csv", "--data", tmp_path)
    assert said.code == PROBLEM
    assert "incidents.csv" in said.both


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "b.csv"
    write(out, b"old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(out, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]
    assert out.read_bytes() == b"old"
