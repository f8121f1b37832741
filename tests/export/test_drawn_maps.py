"""The map as a picture: at five extents, with every layer on and off, it is drawn and not blank."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from PIL import Image

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.asked import Asked
from dashboard.export.images import composed
from dashboard.export.rendering import Renderer
from dashboard.export.sizes import SIZES, SLIDE
from dashboard.figures import palette
from dashboard.figures.map_contents import LAYERS
from dashboard.figures.style import Figure
from dashboard.figures.views import MAP
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.test_map_at_any_size import EXTENTS

pytestmark = pytest.mark.images
LEAST_COLOURS, MOST_OF_ONE = 60, 0.75
EVERY_OTHER = (LAYERS[::2], LAYERS[1::2])


def png(situation: Situation, words: Words, renderer: Renderer, asked: Asked) -> Image.Image:
    size = SIZES[asked.size]
    figure: Figure = composed(MAP, situation, words, Settings(), asked)
    return Image.open(io.BytesIO(renderer.render(figure, "png", size.width, size.height, size.scale))).convert("RGB")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def assert_drawn(picture: Image.Image, colours: list[str]) -> None:
    """Many colours, none of them nearly everywhere; each of `colours` is there."""
    data = picture.tobytes()
    seen = Counter(zip(data[::3], data[1::3], data[2::3], strict=True))
    assert len(seen) > LEAST_COLOURS
    assert max(seen.values()) < MOST_OF_ONE * picture.width * picture.height
    for colour in colours:
        assert seen[rgb(colour)] > 50, colour


@pytest.mark.parametrize("layers", [LAYERS, (), *EVERY_OTHER], ids=["all", "none", "even", "odd"])
@pytest.mark.parametrize("extent", EXTENTS)
def test_no_picture_of_the_map_is_blank(
    bundled: Dataset, words: Words, renderer: Renderer, extent: str, layers: tuple[str, ...]
) -> None:
    situation = Situation(bundled, Selection())
    picture = png(situation, words, renderer, Asked(extent=EXTENTS[extent], layers=layers))
    assert picture.size == SLIDE.pixels
    ground = [] if "terrain" in layers else [palette.LAND]
    assert_drawn(picture, [palette.BORDER, *ground])


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_the_pixels_of_its_size(bundled: Dataset, words: Words, renderer: Renderer, size: str) -> None:
    picture = png(Situation(bundled, Selection(province=("Duhok",))), words, renderer, Asked(size=size))
    assert picture.size == SIZES[size].pixels
    assert SIZES[size].pixels in ((1920, 1080), (1080, 1080), (3508, 2480))
    assert_drawn(picture, [palette.BORDER, palette.KILLED])
