"""The ZIP: every image and every table of the selection, a README that names them, the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from PIL import Image

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.asked import Asked
from dashboard.export.briefing.archive import ENDINGS, README, README_WIDTH, ROW_FILES, briefing_zip
from dashboard.export.briefing.pdf import SHOWN
from dashboard.export.filenames import filename
from dashboard.export.rendering import Renderer
from dashboard.export.sizes import SLIDE, SQUARE
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import table_csv

PUBLIC = Settings(public_url="https://border.example")


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def images(situation: Situation) -> set[str]:
    return {f"images/{filename(view, situation, ending, by=by or 'type')}" for view, by in SHOWN for ending in ENDINGS}


def test_it_holds_every_image_and_every_table(situation: Situation, words: Words, copyist: Any) -> None:
    files = opened(briefing_zip(situation, words, PUBLIC, copyist))
    assert set(files) == {README, *ROW_FILES} | images(situation)
    assert len(images(situation)) == len(SHOWN) * len(ENDINGS), "no name is given twice"
    for name in images(situation):
        ending, size, figure = json.loads(files[name])
        assert name.endswith(f".{ending}")
        assert size == [SLIDE.width, SLIDE.height, SLIDE.scale]
        assert figure["layout"]["width"] == SLIDE.width


def test_the_rows_are_those_of_the_selection(situation: Situation, words: Words) -> None:
    files = opened(briefing_zip(situation, words, PUBLIC, None))
    for name in ("incidents", "casualties", "sources"):
        assert files[f"{name}.csv"].decode() == table_csv(name, situation, words)
    assert len(json.loads(files["incidents.geojson"])["features"]) == situation.toll.incidents


def test_the_readme_says_what_was_selected_and_what_each_file_is(
    situation: Situation, words: Words, copyist: Any
) -> None:
    files = opened(briefing_zip(situation, words, PUBLIC, copyist))
    text = files[README].decode()
    said, about = " ".join(text.split()), situation.dataset.description
    for one in (
        about.title, about.licence, about.citation, situation.dataset.version, words("map-credits"),
        words("disclaimer"), describe(situation.selection, situation.dataset, words), words("pdf-note-unknown"),
        f"{PUBLIC.public_url}/?", words.day(about.covers_to),
    ):  # fmt: skip
        assert one in said
    assert all(f"{name}: " in said for name in files if name != README)
    assert words("zip-no-images") not in said
    assert all(len(line) <= README_WIDTH or " " not in line for line in text.splitlines())


def test_without_a_browser_there_are_no_images_and_the_readme_says_so(situation: Situation, words: Words) -> None:
    files = opened(briefing_zip(situation, words, PUBLIC, None))
    assert set(files) == {README, *ROW_FILES}
    assert words("zip-no-images") in " ".join(files[README].decode().split())


def test_the_same_input_gives_the_same_bytes(bundled: Dataset, words: Words, copyist: Any) -> None:
    made = [briefing_zip(Situation(bundled, Selection()), words, PUBLIC, copyist) for _ in range(2)]
    assert made[0] == made[1]
    day = bundled.description.compiled_on
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(day.year, day.month, day.day)}


@pytest.mark.images
def test_images_are_drawn_at_the_size_that_was_asked_for(tiny: Dataset, words: Words, renderer: Renderer) -> None:
    situation = Situation(tiny, Selection())
    made = [briefing_zip(situation, words, PUBLIC, renderer, Asked(size=SQUARE.name)) for _ in range(2)]
    assert made[0] == made[1], "what is drawn is the same, too"
    files = opened(made[0])
    for name in images(situation):
        if name.endswith(".png"):
            assert Image.open(io.BytesIO(files[name])).size == SQUARE.pixels
        else:
            assert files[name].startswith(b"<svg")
