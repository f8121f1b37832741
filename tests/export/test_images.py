"""Images: every view as a figure with its caption, at the size of a slide, whatever is selected."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.images import LARGER, enlarged, image
from dashboard.figures.milestones import milestone_lines
from dashboard.figures.style import is_empty
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, MAP, VIEWS, figure_of, view_title
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import total, valid
from tests.model.selections import selections
from tests.situations import situation_of

ALL_VIEWS = (*VIEWS, MAP)
BOUNDS = [[36.15, 41.6], [37.75, 45.0]]
LAYERS = ("incidents", "areas", "outposts", "surveillance", "crossings", "terrain")
EMPTY = Selection(q="nowhere-at-all", province=("Kirkuk",), start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 20))


@pytest.fixture(scope="module")
def words() -> Words:
    return Words("en")


def saved(view: str, situation: Situation, words: Words, **asked: Any) -> dict[str, Any]:
    return image(view, "png", situation, words, Settings(), **({"layers": LAYERS} | asked))


def written(one: dict[str, Any]) -> str:
    """Every text of a caption."""
    texts = [annotation["text"] for annotation in one["figure"]["layout"]["annotations"]]
    return " ".join(texts).replace("<br>", " ").replace("&amp;", "&")


@pytest.mark.parametrize("ending", ["png", "svg"])
@pytest.mark.parametrize("view", ALL_VIEWS)
def test_an_image_is_made_for_a_slide(tiny: Dataset, words: Words, view: str, ending: str) -> None:
    situation = situation_of(tiny, Selection())
    one = image(view, ending, situation, words, Settings(), layers=LAYERS)
    assert set(one) == {"figure", "filename", "format", "width", "height", "scale"}
    assert (one["width"] * one["scale"], one["height"] * one["scale"]) == (1920, 1080)
    assert one["format"] == ending
    assert one["filename"].endswith(f".{ending}")
    layout = valid(one["figure"])["layout"]
    assert (layout["width"], layout["height"]) == (one["width"], one["height"])
    assert view_title(view, situation, words) in written(one)
    assert tiny.version in written(one)


@given(data=st.data())
@settings(max_examples=10)
def test_any_selection_makes_an_image_of_any_view(bundled: Dataset, words: Words, data: st.DataObject) -> None:
    situation = situation_of(bundled, data.draw(selections(bundled)))
    view = data.draw(st.sampled_from(ALL_VIEWS))
    one = saved(view, situation, words, bounds=data.draw(st.sampled_from([None, BOUNDS])))
    valid(one["figure"])
    assert bundled.version in written(one)


def test_the_numbers_are_those_of_the_selection(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection(province=("Duhok",)))
    figure = saved(INCIDENTS, situation, words)["figure"]
    assert total(figure, "incidents") == situation.toll.incidents
    assert total(saved(CASUALTIES, situation, words)["figure"], "killed_best") == situation.toll.killed_best
    counts = [trace["customdata"] for trace in saved(MAP, situation, words)["figure"]["data"] if "customdata" in trace]
    assert sum(sum(one) for one in counts) == situation.toll.mapped, "without bounds everything is inside"


def test_bounds_are_those_of_the_screen(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection())
    (south, west), (north, east) = bounds = [[36.95, 43.2], [37.3, 43.8]]
    amedi = saved(MAP, situation, words, bounds=bounds)["figure"]
    shown = sum(sum(trace["customdata"]) for trace in amedi["data"] if "customdata" in trace)
    points = situation.points
    inside = points["drawn_latitude"].between(south, north) & points["drawn_longitude"].between(west, east)
    assert inside.sum() - 5 <= shown < situation.toll.mapped, "groups at the edge may lie beyond it"
    far = saved(MAP, situation, words, bounds=[[35.0, 43.0], [35.1, 43.1]])
    assert words.plural("outside-picture", situation.toll.mapped) in written(far)


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_chart_says_so(bundled: Dataset, words: Words, view: str) -> None:
    one = saved(view, situation_of(bundled, EMPTY), words)
    assert is_empty(one["figure"])
    assert words("empty-reports" if view == DISPLACEMENT else "empty") in written(one)
    axes = [axis for name, axis in one["figure"]["layout"].items() if name.startswith("yaxis")]
    assert all(axis["visible"] is False for axis in axes), "no scale without anything to measure"


def test_a_chart_with_data_is_not_called_empty(bundled: Dataset, words: Words) -> None:
    for view in VIEWS:
        assert words("empty") not in written(saved(view, situation_of(bundled, Selection()), words))


def test_what_the_page_shows_beside_the_selection_is_kept(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection())
    by = saved(BREAKDOWN, situation, words, by="province")
    assert words("title-breakdown-province") in written(by)
    assert "Duhok" in by["figure"]["data"][0]["y"]
    key, everything = (saved(INCIDENTS, situation, words, all_milestones=shown) for shown in (False, True))
    assert len(milestone_lines(everything["figure"])) > len(milestone_lines(key["figure"]))


def test_charts_are_larger_than_on_the_page_and_the_page_s_stay(bundled: Dataset, words: Words) -> None:
    figure = figure_of(CASUALTIES, situation_of(bundled, Selection()), words)
    before = copy.deepcopy(figure)
    larger = enlarged(figure, LARGER)
    assert figure == before
    assert larger["layout"]["font"]["size"] == round(figure["layout"]["font"]["size"] * LARGER, 1)
    assert larger["layout"]["margin"]["l"] > figure["layout"]["margin"]["l"]
    assert [trace.get("y") for trace in larger["data"]] == [trace.get("y") for trace in figure["data"]]


def test_names_in_the_data_are_no_markup(tiny: Dataset, words: Words) -> None:
    situation = situation_of(tiny, Selection(q="<b>bold</b> & <br> more"))
    layout = saved(INCIDENTS, situation, words)["figure"]["layout"]
    assert any("&lt;b&gt;bold&lt;/b&gt; &amp; &lt;br&gt; more" in text["text"] for text in layout["annotations"])
