"""Images for briefings: every chart and the map, as the reader has them on screen."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from dashboard.text import Words
from tests.browser.situation_page import SituationPage

# Where the view stands on the page, its name in "Save image: …", its name in the file.
VIEWS = (
    ("timeline-incidents", "Incidents", "incidents"),
    ("timeline-casualties", "Civilians killed and injured", "civilian-casualties"),
    ("timeline-displacement", "Displacement", "displacement"),
    ("breakdown", "Incidents by", "incidents-by-type"),
    ("map", "Map of the border, outposts and incidents", "map"),
)
QUERY = "province=Duhok&from=2024&to=2024"
LEAST_COLOURS, MOST_OF_ONE = 30, 0.97


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_every_view_is_saved_as_it_is_on_screen(page: SituationPage, ending: str) -> None:
    page.open(QUERY)
    for view, label, slug in VIEWS:
        title = page.title(view).inner_text()
        file, name = page.save_image(label, ending)
        assert name == f"iraq-tuerkiye-border_{slug}_duhok_2024.{ending}"
        if ending == "png":
            assert_png_is_drawn(file)
        else:
            sentence = page.site.summary(QUERY)["description"]
            about = sentence.partition(" in ")[2] if view == "timeline-displacement" else sentence
            assert_svg_says(file, [title, about, *([Words("en")("disclaimer")] if view == "map" else [])])


def assert_png_is_drawn(file: Path) -> None:
    with Image.open(file) as image:
        assert (image.format, image.size) == ("PNG", (1920, 1080))
        colours = image.convert("RGB").getcolors(1920 * 1080)
    assert colours
    assert len(colours) > LEAST_COLOURS
    assert max(pixels for pixels, _ in colours) < MOST_OF_ONE * 1920 * 1080


def assert_svg_says(file: Path, expected: list[str]) -> None:
    root = ElementTree.parse(file).getroot()  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    said = " ".join(" ".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    for text in expected:
        assert text in " ".join(said.split())
