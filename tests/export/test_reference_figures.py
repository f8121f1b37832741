"""Every view is drawn as its reference was: the same words, numbers, colours and forms, on any machine."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.export.rendering import Renderer
from dashboard.export.sizes import SIZES
from dashboard.figures.views import VIEWS
from dashboard.text import Words
from tests.tools.plain_svg import plain_svg
from tests.tools.reference_figures import FOLDER, asked, begin, difference, drawn, figures, plain, stored

NAMES = sorted(asked())
CHANGED = "timeline-casualties-everything"
Figure = dict[str, Any]


@pytest.fixture(scope="module")
def cut(tiny_folder: Callable[..., Any]) -> Dataset:
    """The tiny dataset with the little basemap that the references have."""
    return load(tiny_folder(whole_basemap=False))


@pytest.fixture(scope="module")
def now(cut: Dataset, words: Words, renderer: Renderer) -> Mapping[str, str]:
    return drawn(cut, words, renderer)


def test_there_is_a_reference_of_every_figure_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.svg")) == NAMES
    assert len(NAMES) >= 20
    assert {view for view, _, _ in asked().values()} == {*VIEWS, "map"}
    assert {beside.size for _, _, beside in asked().values()} == set(SIZES)


@pytest.mark.images
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_drawn_as_its_reference(now: Mapping[str, str], name: str) -> None:
    assert difference(name, now[name]) == [], "if it is meant: make references, look, commit"


def _number(figure: Figure) -> None:
    bars = next(trace for trace in figure["data"] if trace.get("meta") == "killed_best" and trace["y"])
    bars["y"][0] += 1


def _colour(figure: Figure) -> None:
    bars = next(trace for trace in figure["data"] if trace.get("meta") == "injured" and trace["y"])
    bars["marker"]["color"] = "#E59F00"


def _label(figure: Figure) -> None:
    title = figure["layout"]["annotations"][0]
    title["text"] = title["text"].replace("killed", "k1lled")


@pytest.mark.images
@pytest.mark.parametrize("change", [_number, _colour, _label])
def test_one_number_colour_or_label_is_seen(
    cut: Dataset, words: Words, renderer: Renderer, change: Callable[[Figure], None]
) -> None:
    size, figure = next((size, figure) for name, size, figure in figures(cut, words) if name == CHANGED)
    changed = copy.deepcopy(figure)
    change(changed)
    assert changed != figure
    found = difference(CHANGED, plain(begin(changed, size, renderer).result(), cut))
    assert 0 < len(found) < len(stored(CHANGED).splitlines())


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><clipPath><rect x="1" width="2"/></clipPath>'
    '</defs><g transform="translate(1,2)"><path id="{id}" d="M0.04,-0.01L{x},3" style="fill: rgb(1, 2, 255);"/></g>'
    '<text x="{x}" y="2" style="font-family: {font}; font-size: 9px;"><tspan>a &lt;b&gt;</tspan><tspan>c</tspan></text>'
    '<g class="textpoint"><text x="4.449" y="2">d</text></g></svg>'
)


def test_what_differs_from_machine_to_machine_is_left_out() -> None:
    one, other = (plain_svg(SVG.format(id=i, x=x, font=f).encode()) for i, x, f in (("p", 5.04, "A"), ("q", 5, "B")))
    assert one == other
    assert '<path d="M0,0L5,3" transform="translate(1,2)" fill="#0102ff"/>' in one
    assert '<text font-size="9px">a &lt;b> c</text>' in one
    assert '<text x="4.4" y="2">d</text>' in one
    assert "rect" not in one
    assert plain_svg(one.encode()).count("\n") == one.count("\n"), "the normal form is a drawing, too"
