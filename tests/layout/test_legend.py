"""The legend: a switch for every layer, a key for everything that a layer can show."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.layout.legend import legend
from dashboard.layout.map import MARKER_LAYERS
from dashboard.text import Words
from tests.layout.components import find, props, text


def colours(words: Words) -> list[str]:
    return [one.style["--swatch"] for one in find(legend(words, DEFAULT_LAYERS), "Span", "swatch")]


def test_every_layer_has_a_switch_with_words(words: Words) -> None:
    switches = find(legend(words, DEFAULT_LAYERS), "Checkbox")
    assert [one.value for one in switches] == list(LAYERS)
    assert [one.label for one in switches] == [words(f"layer-{layer}") for layer in LAYERS]


def test_the_switches_show_what_is_on(words: Words) -> None:
    (group,) = find(legend(words, ("villages",)), "CheckboxGroup")
    assert group.value == ["villages"]
    assert set(DEFAULT_LAYERS) < set(LAYERS)
    assert set(LAYERS) - set(DEFAULT_LAYERS) == {"districts", "villages"}, "off until asked for (DESIGN.md)"


def test_every_layer_of_markers_can_be_switched(words: Words) -> None:
    assert set(MARKER_LAYERS) <= set(LAYERS)


@pytest.mark.parametrize("harm", palette.HARM)
def test_every_class_of_harm_has_a_key(words: Words, harm: str) -> None:
    assert words(f"key-{harm}") in text(legend(words, DEFAULT_LAYERS))


@pytest.mark.parametrize("operator", palette.OPERATORS)
def test_every_operator_has_its_colour_in_a_key(words: Words, operator: str) -> None:
    assert palette.OPERATORS[operator] in colours(words)


@pytest.mark.parametrize("status", palette.PLACES)
def test_every_status_of_villages_has_a_key_with_its_colour(words: Words, status: str) -> None:
    shown = legend(words, DEFAULT_LAYERS)
    (item,) = [one for one in find(shown, "Li") if text(one) == words(f"place-{status}")]
    assert find(item, "Span", "swatch")[0].style["--swatch"] == palette.PLACES[status]


def test_no_two_keys_of_a_layer_look_the_same(words: Words) -> None:
    for keys in find(legend(words, DEFAULT_LAYERS), "Ul", "legend-keys"):
        looks = [(one.className, one.style["--swatch"]) for one in find(keys, "Span", "swatch")]
        assert len(looks) == len(set(looks))


def test_pictures_of_the_legend_are_not_read_aloud(words: Words) -> None:
    found = find(legend(words, DEFAULT_LAYERS), "Span", "swatch")
    assert found
    assert all(props(one)["aria-hidden"] == "true" for one in found)


def test_operators_that_sites_have_are_all_known_to_the_palette(bundled: Dataset) -> None:
    assert set(bundled.tables["outposts"]["operated_by"]) <= set(palette.OPERATORS)
