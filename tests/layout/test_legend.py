"""The legend: a switch for every layer, a key for every sign of the map, drawn as in the pictures."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote

import pytest

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS, contents
from dashboard.figures.map_features import site_features
from dashboard.figures.map_frame import WHOLE_BORDER, frame_for
from dashboard.figures.map_keys import CUSTOMS, GROUND, HEADINGS, every_key, sections
from dashboard.figures.map_swatches import swatch
from dashboard.layout.legend import legend
from dashboard.layout.map import MARKER_LAYERS
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.layout.components import find, text
from tests.situations import situation_of

DAY = dt.date(2020, 6, 1)


@pytest.fixture
def drawings(bundled: Dataset, words: Words) -> dict[str, str]:
    """What a key says -> its drawing, on screen."""
    items = find(legend(bundled, words, DEFAULT_LAYERS), "Li")
    found = {text(one): unquote(find(one, "Img")[0].src) for one in items}
    assert len(found) == len(items), "no two keys say the same"
    return found


def test_every_layer_has_a_switch_with_words(tiny: Dataset, words: Words) -> None:
    switches = find(legend(tiny, words, DEFAULT_LAYERS), "Checkbox")
    assert [one.value for one in switches] == list(LAYERS)
    assert [one.label for one in switches] == [words(f"layer-{layer}") for layer in LAYERS]


def test_the_switches_show_what_is_on(tiny: Dataset, words: Words) -> None:
    (group,) = find(legend(tiny, words, ("villages",)), "CheckboxGroup")
    assert group.value == ["villages"]
    assert set(DEFAULT_LAYERS) < set(LAYERS)
    assert set(LAYERS) - set(DEFAULT_LAYERS) == {"districts", "villages"}, "off until asked for (DESIGN.md)"


def test_every_layer_of_markers_can_be_switched() -> None:
    assert set(MARKER_LAYERS) <= set(LAYERS)


@pytest.mark.parametrize("selection", [Selection(), Selection(start=DAY, context=True)], ids=["all", "with days"])
def test_every_key_of_a_picture_is_on_screen_and_drawn_alike(
    bundled: Dataset, words: Words, drawings: dict[str, str], selection: Selection
) -> None:
    shown = contents(situation_of(bundled, selection), words, frame_for((38, 33, 48, 40), 4000, 3000), LAYERS)
    keys = [key for section in sections(shown, GROUND, bundled, words) for key in section.keys]
    assert {words("key-killed"), words("key-area"), words("key-district-area")} < {key.text for key in keys}
    assert {key.text: unquote(swatch(key)) for key in keys}.items() <= drawings.items()


def test_every_look_that_a_site_can_have_has_a_key(bundled: Dataset, words: Words) -> None:
    names = {key.name for key in every_key(bundled, words)}
    situation = situation_of(bundled, Selection())
    sites = [
        feature["properties"]
        for features in site_features(situation.outposts, bundled, words).values()
        for feature in features
    ]
    assert {f"shape-{site['shape']}" for site in sites} <= names
    customs = palette.OPERATORS[CUSTOMS]  # of crossings, whose shape says it
    assert {f"colour-{site['colour']}" for site in sites if site["colour"] != customs} <= names
    signs = {f"status-{status}" for status in bundled.choices("outposts", "status")} & names
    assert signs == {"status-reported", "status-planned", "status-closed"}


def test_every_key_stands_under_a_heading_of_the_pictures_and_on_screen(
    bundled: Dataset, words: Words, drawings: dict[str, str]
) -> None:
    layers = {layer for under in HEADINGS.values() for layer in under}
    keys = every_key(bundled, words)
    assert {key.layer for key in keys} == layers
    assert {key.text for key in keys} == set(drawings)


@pytest.mark.parametrize("harm", palette.HARM)
def test_every_class_of_harm_has_its_colour_in_a_key(drawings: dict[str, str], words: Words, harm: str) -> None:
    assert palette.HARM[harm] in drawings[words(f"key-{harm}")]


@pytest.mark.parametrize("operator", palette.OPERATORS)
def test_every_operator_has_its_colour_in_a_key(drawings: dict[str, str], operator: str) -> None:
    assert any(palette.OPERATORS[operator] in drawing for drawing in drawings.values())


@pytest.mark.parametrize("status", palette.PLACES)
def test_every_status_of_villages_has_a_key_with_its_colour(
    drawings: dict[str, str], words: Words, status: str
) -> None:
    assert palette.PLACES[status] in drawings[words(f"place-{status}")]


def test_no_two_keys_of_a_layer_look_the_same(bundled: Dataset, words: Words) -> None:
    looks = [(key.layer, swatch(key)) for key in every_key(bundled, words) if not key.name.startswith("shape-square")]
    other = [look for look in looks if looks.count(look) > 1]
    assert not other


def test_what_is_undated_has_a_key_of_its_own_in_a_picture_with_days(bundled: Dataset, words: Words) -> None:
    for selection in (Selection(), Selection(start=DAY), Selection(end=DAY)):
        shown = contents(situation_of(bundled, selection), words, frame_for(WHOLE_BORDER, 900, 600), LAYERS)
        said = [key.text for section in sections(shown, GROUND, bundled, words) for key in section.keys]
        assert (words("key-undated") in said) is selection.has_days


def test_drawings_of_the_legend_are_not_read_aloud(tiny: Dataset, words: Words) -> None:
    assert {one.alt for one in find(legend(tiny, words, DEFAULT_LAYERS), "Img")} == {""}


def test_operators_that_sites_have_are_all_known_to_the_palette(bundled: Dataset) -> None:
    assert set(bundled.tables["outposts"]["operated_by"]) <= set(palette.OPERATORS)
