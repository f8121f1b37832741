"""The slides as LibreOffice draws them: it opens them, no slide is blank, no text leaves its slide.

In a lane of its own, because LibreOffice takes seconds: `pytest -m slides`. OFFICE names a certain program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.slides import briefing_pptx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.conftest import AMEDI_JULY, NOTHING
from tests.export.slides.reading import SITE, deck, texts, titles

pytestmark = pytest.mark.slides
NAMES = "دهۆک دهوك هەولێر Çukurca Şırnak Şirnex Hewlêr"
SELECTIONS = {
    "everything": Selection(),
    "amedi": AMEDI_JULY,
    "nothing": NOTHING,
    "names": Selection(q=NAMES),
    "days": Selection(grain="day", context=True),
}
WIDTH, HEIGHT = 960.0, 540.0
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
Boxes = list[tuple[float, float, float, float]]


@dataclass(frozen=True)
class Drawn:
    """The pages of a deck: an image of each, where its words lie in points, and its text."""

    images: list[Path]
    words: list[Boxes]
    text: str


@pytest.fixture(scope="module")
def drawn(bundled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Drawn]:
    """Draws the slides of one of SELECTIONS, all of them at once for the first that is asked for."""
    folder = tmp_path_factory.mktemp("slides")
    for name, selection in SELECTIONS.items():
        file = briefing_pptx(Situation(bundled, selection), Words("en"), Settings(public_url=SITE))
        (folder / f"{name}.pptx").write_bytes(file)
    _office(folder)
    return lambda name: _read(folder, name)


def _office(folder: Path) -> None:
    """Every deck of a folder as a PDF, with a profile that nothing is kept in."""
    office = os.environ.get("OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is needed: sh .ci/libreoffice.sh"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    decks = sorted(folder.glob("*.pptx"))
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *decks]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _read(folder: Path, name: str) -> Drawn:
    pdf = folder / f"{name}.pdf"
    subprocess.run(["pdftoppm", "-r", "48", "-png", pdf, folder / name], check=True, timeout=120)
    run = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, timeout=120)
    pages = _PAGE.findall(run.stdout.decode("utf-8"))
    assert {(round(float(w)), round(float(h))) for w, h, _ in pages} == {(WIDTH, HEIGHT)}
    found = [_WORD.findall(content) for _, _, content in pages]
    boxes = [[(float(a), float(b), float(c), float(d)) for a, b, c, d, _ in page] for page in found]
    text = " ".join(word for page in found for *_, word in page)
    return Drawn(sorted(folder.glob(f"{name}-*.png")), boxes, text)


@pytest.mark.parametrize("name", SELECTIONS)
def test_every_slide_is_drawn_and_none_is_blank(
    drawn: Callable[[str], Drawn], bundled: Dataset, words: Words, name: str
) -> None:
    made, pages = deck(Situation(bundled, SELECTIONS[name]), words), drawn(name)
    assert len(pages.images) == len(pages.words) == len(made.slides)
    for number, path in enumerate(pages.images, start=1):
        with Image.open(path) as image:
            grey = image.convert("L").crop((0, int(0.12 * image.height), image.width, int(0.86 * image.height)))
            ink = sum(grey.histogram()[:240]) / (grey.width * grey.height)
        assert ink > 0.0005, f"slide {number} is blank between its heading and its foot"


@pytest.mark.parametrize("name", SELECTIONS)
def test_no_text_leaves_its_slide(drawn: Callable[[str], Drawn], name: str) -> None:
    for number, page in enumerate(drawn(name).words, start=1):
        assert page, f"slide {number} has no text"
        for left, top, right, bottom in page:
            assert 0 <= left <= right <= WIDTH, f"slide {number}: {left} to {right}"
            assert 0 <= top <= bottom <= HEIGHT, f"slide {number}: {top} to {bottom}"


@pytest.mark.parametrize("name", ["everything", "amedi"])
def test_no_text_covers_another_in_tables_and_lists(
    drawn: Callable[[str], Drawn], bundled: Dataset, words: Words, name: str
) -> None:
    """What LibreOffice makes higher than we thought would lie on the row below, or on the foot of the slide."""
    rows = words("slides-incidents-harm"), words("slides-figures")
    found = titles(deck(Situation(bundled, SELECTIONS[name]), words))
    for title, page in zip(found, drawn(name).words, strict=True):
        if title in rows or "source" in title:
            assert _covered(np.array(page)) < 0.2, title


def _covered(boxes: np.ndarray) -> float:
    """The largest share of a word that another one lies on."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=2)
    np.fill_diagonal(shared, 0)
    return float((shared / (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)).max())


def test_names_in_every_alphabet_are_drawn(drawn: Callable[[str], Drawn]) -> None:
    text = unicodedata.normalize("NFKC", drawn("names").text)
    for name in NAMES.split():
        assert name in text or name[::-1] in text, f"{name} is not among the words of the page"


def test_the_text_of_the_first_slide_is_drawn(drawn: Callable[[str], Drawn], amedi: Situation, words: Words) -> None:
    text = drawn("amedi").text
    first = texts(deck(amedi, words).slides[0])
    assert "Amedi," in text
    assert all(word in text for word in first[1].split())
