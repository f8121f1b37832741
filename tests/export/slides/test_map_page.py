"""The map as shapes: the same groups, sites and lines as in the image of the map; each a shape of its own."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as Deck

from dashboard.config import Settings
from dashboard.export.caption import caption
from dashboard.export.slides.map_page import draw_map
from dashboard.export.slides.presentation import new_deck, new_page
from dashboard.figures import palette
from dashboard.figures.map_contents import DEFAULT_LAYERS
from dashboard.figures.map_frame import WHOLE_BORDER, extent_of
from dashboard.figures.views import MAP, view_title
from dashboard.model.headline_words import reconciliation
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.reading import POINT, find, shapes, slide, texts

EXTENTS = (WHOLE_BORDER, (43.2, 36.95, 43.8, 37.3), (40.9, 36.0, 42.0, 37.2), (44.0, 35.0, 46.5, 36.6), None)


def map_of(made: Deck, situation: Situation, words: Words) -> Any:
    return slide(made, view_title(MAP, situation, words))


def drawn(situation: Situation, words: Words, extent: Any, layers: Any = DEFAULT_LAYERS) -> Any:
    """A slide with nothing but the map and its caption."""
    page = new_page(new_deck("", "", ""), words("view-map"))
    page.caption(caption(MAP, situation, words, Settings()))
    draw_map(page, situation, words, extent or extent_of(situation), layers)
    return page.slide


def by_name(of: Any) -> dict[str, list[Any]]:
    """Name -> the shapes of a slide that have it; no key for a name that none has."""
    found: dict[str, list[Any]] = {}
    for shape in shapes(of):
        found.setdefault(shape.name, []).append(shape)
    return found


def named(of: Any, name: str) -> list[Any]:
    return by_name(of).get(name, [])


def counts(of: Any, words: Words) -> list[int]:
    """The numbers in the circles; a circle without one is one incident."""
    circles = [
        shape for shape in named(of, words("measure-incidents")) if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    ]
    return [int(shape.text_frame.text or 1) for shape in circles]


def test_circles_add_up_to_what_is_mapped(whole: Deck, everything: Situation, words: Words) -> None:
    of = map_of(whole, everything, words)
    assert sum(counts(of, words)) == everything.toll.mapped
    assert reconciliation(everything, words) in texts(of)
    assert any(words("killed-label", span="").strip() in text for text in texts(of))


@pytest.mark.parametrize("extent", EXTENTS)
def test_a_map_is_never_blank_and_never_leaves_its_frame(everything: Situation, words: Words, extent: Any) -> None:
    of = drawn(everything, words, extent)
    found = by_name(of)
    (edge,) = found["edge"]
    for key in ("key-line-border", "key-line-borders", "key-line-province_lines", "key-line-rivers"):
        for line in found.get(words(key), []):
            assert line.left >= edge.left - POINT
            assert line.top >= edge.top - POINT
            assert line.left + line.width <= edge.left + edge.width + POINT
            assert line.top + line.height <= edge.top + edge.height + POINT
    shown = " ".join(texts(of))
    assert words("legend-lines") in shown
    assert words("disclaimer") in shown
    assert words("map-credits") in shown
    assert " km" in shown
    assert found["land"]


def test_the_border_and_sites_are_shapes_in_their_colours(whole: Deck, everything: Situation, words: Words) -> None:
    of = map_of(whole, everything, words)
    lines = named(of, words("key-line-border"))
    assert {str(line.line.color.rgb) for line in lines} == {palette.WHITE[1:], palette.BORDER[1:]}
    sites = [one for one in named(of, words("layer-outposts")) if one.fill.type == 1]
    colours = {str(site.fill.fore_color.rgb) for site in sites}
    assert {palette.OPERATORS["Turkish Armed Forces"][1:], palette.OPERATORS["Iraqi Border Guard"][1:]} <= colours
    located = everything.outposts["latitude"].notna().sum()
    assert 0.6 * located < len(sites) <= located + 5, "each is a shape of its own"


@pytest.mark.parametrize("off", DEFAULT_LAYERS)
def test_a_layer_that_is_off_is_not_drawn(everything: Situation, words: Words, off: str) -> None:
    of = drawn(everything, words, WHOLE_BORDER, [one for one in DEFAULT_LAYERS if one != off])
    key = {"incidents": "measure-incidents", "terrain": ""}.get(off, f"layer-{off}")
    found = by_name(of)
    assert (words(key) if key else "relief") not in found
    assert found[words("key-line-border")]


def test_the_relief_is_cut_to_the_map(amedi: Situation, words: Words) -> None:
    of = drawn(amedi, words, None)
    (relief,), (edge,) = named(of, "relief"), named(of, "edge")
    whole = Image.open(amedi.dataset.basemap.hillshade)
    part = Image.open(io.BytesIO(relief.image.blob))
    assert part.width < whole.width / 3
    assert part.getextrema()[1][1] < whole.convert("LA").getextrema()[1][1], "paler, so that names can be read"
    assert abs(relief.width - edge.width) <= 2
    assert abs(relief.top - edge.top) <= 2
    assert 0 <= relief.crop_left < 2 / part.width


def test_the_map_can_be_moved_as_a_whole(whole: Deck, everything: Situation, words: Words) -> None:
    of = map_of(whole, everything, words)
    (group,) = [shape for shape in of.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert group.name == words("view-map")
    assert len(list(group.shapes)) > 200
    (description,) = find(group._element, "./p:nvGrpSpPr/p:cNvPr/@descr")
    assert description == words("view-map"), "what a screen reader says"
