"""The briefing map at five extents, in every size, with each layer and with none: never blank, never cut, and with
all that a map has to carry."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.asked import Asked
from dashboard.export.images import composed
from dashboard.export.sizes import SIZES, Size
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import WHOLE_BORDER, Extent, frame_for
from dashboard.figures.map_legend import AXES, COLUMN_PIXELS, legend_names
from dashboard.figures.map_names import DOT
from dashboard.figures.placing import Box, Room, box_around
from dashboard.figures.style import Figure
from dashboard.figures.text_width import text_width
from dashboard.figures.views import MAP
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import valid
from tests.figures.test_map_frame import EXTENTS as ANY_EXTENT

EXTENTS: dict[str, Extent] = {
    "whole border": WHOLE_BORDER,
    "Amedi": (43.2, 36.95, 43.8, 37.3),
    "western tripoint": (42.2, 36.95, 42.7, 37.3),
    "a narrow strip": (42.3, 37.0, 44.8, 37.4),
    "far around": (38.0, 33.5, 48.0, 39.5),
}
OFF = [tuple(layer for layer in LAYERS if layer != off) for off in LAYERS]
EACH_OFF_AND_ON = [LAYERS, (), *OFF, *[(layer,) for layer in LAYERS]]
DUHOK_2024 = Selection(province=("Duhok",), start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
SIDES = {"left": -1, "right": 1, "center": 0, "top": -1, "bottom": 1, "middle": 0}


def drawn(situation: Situation, words: Words, **asked: Any) -> Figure:
    return composed(MAP, situation, words, Settings(), Asked(**asked))


def layer(figure: Figure, name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["meta"]["layer"] == name]


def plot(figure: Figure) -> tuple[float, float]:
    """Width and height of the picture without its caption."""
    layout = figure["layout"]
    margin = layout["margin"]
    return layout["width"] - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]


def names(figure: Figure) -> list[tuple[str, Box]]:
    """Every name on the map and the room that it takes at most; those of small places stand beside their dot."""
    found = []
    for trace in layer(figure, "names"):
        font = trace["textfont"]
        for text, x, y, side in zip(trace["text"], trace["x"], trace["y"], trace["textposition"], strict=True):
            width, height = text_width(text, font["size"], bold="weight" in font), 1.2 * font["size"]
            down, right = (SIDES[word] for word in side.split())
            found.append((text, box_around(x + right * width / 2, y + down * height / 2, width, height)))
    return found


def share(one: Box, other: Box) -> float:
    """How much of `one` lies on `other`."""
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(down, 0) / ((one[2] - one[0]) * (one[3] - one[1]))


@pytest.fixture(scope="module")
def everything(bundled: Dataset) -> Situation:
    return Situation(bundled, Selection())


@pytest.mark.parametrize("layers", EACH_OFF_AND_ON, ids=lambda layers: "+".join(layers) or "none")
@pytest.mark.parametrize("extent", EXTENTS)
def test_no_map_is_blank_and_each_carries_what_a_map_has_to(
    everything: Situation, words: Words, extent: str, layers: tuple[str, ...]
) -> None:
    figure = drawn(everything, words, extent=EXTENTS[extent], layers=layers)
    assert any(shape.get("path") for shape in figure["layout"]["shapes"]), "land"
    assert layer(figure, "border")
    assert words("key-line-border") in legend_names(figure["data"])
    (bar,) = [trace for trace in layer(figure, "scale") if trace["mode"] == "lines"]
    assert 20 < bar["x"][2] - bar["x"][1] <= 130
    texts = " ".join(one["text"] for one in figure["layout"]["annotations"]).replace("<br>", " ")
    assert words("disclaimer") in texts
    assert words("map-credits") in texts
    assert bool(figure["layout"]["images"]) is ("terrain" in layers)
    assert bool(layer(figure, "incidents")) is ("incidents" in layers)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("extent", EXTENTS)
def test_the_map_is_not_stretched_and_holds_what_was_asked_for(
    everything: Situation, words: Words, extent: str, size: Size
) -> None:
    figure = valid(drawn(everything, words, extent=EXTENTS[extent], layers=LAYERS, size=size.name))
    layout = figure["layout"]
    assert (layout["width"], layout["height"]) == (size.width, size.height)
    width, height = plot(figure)
    x, y = layout["xaxis"], layout["yaxis"]
    map_width, map_height = x["range"][1], y["range"][0]
    assert (x["domain"][1] - x["domain"][0]) * width == pytest.approx(map_width)
    assert (y["domain"][1] - y["domain"][0]) * height == pytest.approx(map_height)
    shown = frame_for(EXTENTS[extent], map_width, map_height).extent
    assert shown[0] <= EXTENTS[extent][0] + 1e-6
    assert shown[3] >= EXTENTS[extent][3] - 1e-6
    assert map_width * map_height > 0.3 * size.width * size.height, "the map is the largest part of its picture"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_legend_stands_beside_or_below_and_nothing_of_it_is_cut(
    everything: Situation, words: Words, size: Size
) -> None:
    figure = drawn(everything, words, layers=LAYERS, size=size.name)
    layout = figure["layout"]
    room_x, room_y = layout["xaxis2"], layout["yaxis2"]
    is_beside = room_x["domain"][0] > layout["xaxis"]["domain"][1]
    is_below = room_y["domain"][1] < layout["yaxis"]["domain"][0]
    assert is_beside != is_below
    assert is_beside is (size.width > 1.3 * size.height)
    for trace in layer(figure, "legend"):
        assert AXES.items() <= trace.items()
        if trace["mode"] == "text" and "textposition" in trace:
            for text, x, y in zip(trace["text"], trace["x"], trace["y"], strict=True):
                assert 0 <= y <= room_y["range"][0], text
                wide = text_width(text, trace["textfont"]["size"], bold=trace["textfont"]["weight"] > 400)
                assert x + wide <= room_x["range"][1] + 1
                assert x % (COLUMN_PIXELS + 14) + wide <= COLUMN_PIXELS + 1, text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("selection", [Selection(), DUHOK_2024], ids=["everything", "Duhok 2024"])
@pytest.mark.parametrize("extent", EXTENTS)
def test_no_name_touches_a_name_or_the_dot_of_another_place(
    bundled: Dataset, words: Words, extent: str, selection: Selection, size: str
) -> None:
    figure = drawn(Situation(bundled, selection), words, extent=EXTENTS[extent], layers=DEFAULT_LAYERS, size=size)
    written = names(figure)
    for (one, box), (other, place) in combinations(written, 2):
        assert share(box, place) < 0.03, f"{one} and {other}"
    dots = [
        box_around(x, y, DOT, DOT)
        for trace in layer(figure, "places")
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    assert all(share(dot, box) < 0.5 for dot in dots for _, box in written)


@given(data=st.data())
@settings(max_examples=15)
def test_what_is_written_on_a_map_lies_in_it(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    asked = {"extent": data.draw(ANY_EXTENT), "size": data.draw(st.sampled_from(sorted(SIZES)))}
    figure = drawn(Situation(bundled, Selection()), words, layers=LAYERS, **asked)
    width, height = figure["layout"]["xaxis"]["range"][1], figure["layout"]["yaxis"]["range"][0]
    for trace in layer(figure, "killed"):
        assert all(0 <= x <= width for x in trace["x"]), "Plotly leaves out a text whose middle is outside"
        assert all(0 <= y <= height for y in trace["y"])
    room = Room(width, height)
    assert all(room.covered(box) < 1.2 for _, box in names(figure)), "at most a quarter of a name is beyond the edge"
