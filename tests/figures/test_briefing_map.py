"""The map as a picture: groups, sites and colours as on screen; counts that add up; a legend of what is shown."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.briefing_map import briefing_map, counts_note
from dashboard.figures.map_contents import contents
from dashboard.figures.map_features import killed_label
from dashboard.figures.map_frame import WHOLE_BORDER, MapFrame, extent_of, frame_for
from dashboard.figures.map_geometry import MARGIN_PIXELS
from dashboard.figures.map_incidents import across_of, killed_labels
from dashboard.figures.map_incidents import circles as circles_of
from dashboard.figures.map_legend import COLUMN_PIXELS, legend_names
from dashboard.figures.map_marks import SHAPES, mark_traces, styled
from dashboard.figures.placing import Room
from dashboard.model.groups import groups
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import valid
from tests.figures.test_map_frame import EXTENTS
from tests.situations import situation_of

ALL = ("incidents", "areas", "outposts", "surveillance", "crossings", "villages", "districts", "terrain")
WIDTH, HEIGHT = 928, 380
AMEDI = (43.2, 36.95, 43.8, 37.3)


def drawn(situation: Situation, words: Words, extent: Any = WHOLE_BORDER, layers: Any = ALL) -> dict[str, Any]:
    return briefing_map(situation, words, extent=extent, layers=layers, size=(WIDTH, HEIGHT))


def layer(figure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The traces that draw `name`."""
    return [trace for trace in figure["data"] if trace["meta"]["layer"] == name]


def frame_of(figure: dict[str, Any], extent: Any) -> MapFrame:
    """The frame of a picture, from its axes."""
    return frame_for(extent, figure["layout"]["xaxis"]["range"][1], figure["layout"]["yaxis"]["range"][0])


def note(figure: dict[str, Any]) -> str:
    (annotation,) = figure["layout"]["annotations"]
    return str(annotation["text"]).replace("<br>", " ")


def circles(figure: dict[str, Any]) -> dict[str, Any]:
    (trace,) = layer(figure, "incidents")
    return trace


@pytest.fixture(scope="module")
def whole(bundled: Dataset, words: Words) -> dict[str, Any]:
    """Everything, over the whole border."""
    return valid(drawn(situation_of(bundled, Selection()), words))


@given(extent=EXTENTS)
@settings(max_examples=10)
def test_shown_and_outside_add_up_to_what_is_mapped(bundled: Dataset, words: Words, extent: Any) -> None:
    situation = situation_of(bundled, Selection())
    shown = contents(situation, words, frame_for(extent, 696, 340), ("incidents",))
    counted = sum(group.incidents for group in shown.groups)
    assert counted + shown.outside == situation.toll.mapped
    assert (words.plural("outside-picture", shown.outside) in counts_note(shown, situation, words)) == (
        shown.outside > 0
    )


@pytest.mark.parametrize("extent", [WHOLE_BORDER, AMEDI])
def test_groups_are_those_of_the_screen_at_the_same_zoom(bundled: Dataset, words: Words, extent: Any) -> None:
    situation = situation_of(bundled, Selection())
    figure = drawn(situation, words, extent)
    frame = frame_of(figure, extent)
    found = [
        g for g in groups(situation.points, frame.zoom) if frame.holds(*frame.project([[g.longitude, g.latitude]])[0])
    ]
    trace = circles(figure)
    assert sorted(trace["customdata"]) == sorted(group.incidents for group in found)
    assert sorted(trace["marker"]["color"]) == sorted(palette.HARM[group.harm] for group in found)
    outlines = sum(trace["x"].count(None) + 1 for trace in layer(figure, "incidents-area"))
    assert outlines == sum(group.is_area for group in found)
    assert trace["marker"]["line"]["width"].count(0) == outlines, "a dashed circle has no second outline"
    killed = Counter(text for trace in layer(figure, "killed") for text in trace["text"])
    assert killed
    assert killed <= Counter(killed_label(group, words) for group in found), "what finds no room is left out"


@pytest.mark.parametrize("zoom", [7.0, 8.5, 10.0])
def test_a_picture_of_the_screen_has_its_groups(bundled: Dataset, words: Words, zoom: float) -> None:
    situation = situation_of(bundled, Selection())
    figure = briefing_map(situation, words, extent=AMEDI, layers=ALL, size=(WIDTH, HEIGHT), zoom=zoom)
    frame = frame_of(figure, AMEDI)
    on_screen = groups(situation.points, zoom)
    inside = [g for g in on_screen if frame.holds(*frame.project([[g.longitude, g.latitude]])[0])]
    assert sorted(circles(figure)["customdata"]) == sorted(group.incidents for group in inside)
    outside = situation.toll.mapped - sum(group.incidents for group in inside)
    assert words.plural("outside-picture", outside) in note(figure)


@pytest.mark.parametrize("extent", [WHOLE_BORDER, AMEDI])
def test_no_number_of_people_killed_lies_on_another_circle_or_number(
    bundled: Dataset, words: Words, extent: Any
) -> None:
    situation = situation_of(bundled, Selection())
    frame = frame_for(extent, WIDTH, HEIGHT)
    found = circles_of(contents(situation, words, frame, ALL), words)
    labels = killed_labels(found, Room(frame.width, frame.height))
    assert labels
    boxes = [box for _, box in labels]
    for one, other in [*combinations(boxes, 2), *product(boxes, (circle.box for circle in found))]:
        across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        assert max(across, 0) * max(down, 0) <= 0.05 * (one[2] - one[0]) * (one[3] - one[1])


def test_what_has_no_date_has_a_dot_in_a_picture_with_days(bundled: Dataset, words: Words) -> None:
    for selection in (Selection(), Selection(end=dt.date(2021, 1, 1))):
        situation = situation_of(bundled, selection)
        figure = drawn(situation, words)
        shown = contents(situation, words, frame_of(figure, WHOLE_BORDER), ALL)
        for name, features in shown.sites.items():
            undated = sum(one["properties"]["is_undated"] for one in features)
            assert sum(trace["meta"]["marks"] for trace in layer(figure, f"{name}-undated")) == undated
            assert not undated or selection.has_days


def test_a_group_has_its_number_and_a_single_incident_none(whole: dict[str, Any], words: Words) -> None:
    (counts,) = layer(whole, "counts")
    many = [n for n in circles(whole)["customdata"] if n > 1]
    assert counts["text"] == [words.number(n) for n in many]
    inks = set(zip(counts["textfont"]["color"], circles(whole)["marker"]["color"][-len(many) :], strict=True))
    assert all(palette.contrast(ink, fill) >= 4.5 for ink, fill in inks)


def test_circles_grow_with_the_number_up_to_a_limit() -> None:
    sizes = [across_of(n) for n in range(1, 500)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[1]
    assert sizes[-1] <= 46


def test_nothing_is_stretched(whole: dict[str, Any]) -> None:
    layout = whole["layout"]
    x, y = layout["xaxis"], layout["yaxis"]
    across = (x["domain"][1] - x["domain"][0]) * layout["width"] / x["range"][1]
    down = (y["domain"][1] - y["domain"][0]) * layout["height"] / y["range"][0]
    assert across == pytest.approx(1)
    assert down == pytest.approx(1)
    assert (y["scaleanchor"], y["scaleratio"]) == ("x", 1)
    assert x["range"][1] + COLUMN_PIXELS < layout["width"], "the legend stands beside the map, not on it"


def test_it_needs_no_map_library_and_no_webgl(whole: dict[str, Any]) -> None:
    assert {trace["type"] for trace in whole["data"]} == {"scatter"}
    assert all(image["source"].startswith("data:image/png;base64,") for image in whole["layout"]["images"])


def test_the_picture_is_cut_to_what_it_shows(whole: dict[str, Any]) -> None:
    right, bottom = whole["layout"]["xaxis"]["range"][1], whole["layout"]["yaxis"]["range"][0]
    for trace in whole["data"]:
        if trace.get("fill") == "toself" and "xaxis" not in trace:
            assert all(-MARGIN_PIXELS - 20 <= x <= right + MARGIN_PIXELS + 20 for x in trace["x"] if x is not None)
            assert all(-MARGIN_PIXELS - 20 <= y <= bottom + MARGIN_PIXELS + 20 for y in trace["y"] if y is not None)
    assert len(json.dumps(whole["data"])) < 300_000


@pytest.mark.parametrize("off", ALL)
def test_a_layer_that_is_off_is_not_drawn_and_not_in_the_legend(bundled: Dataset, words: Words, off: str) -> None:
    figure = drawn(situation_of(bundled, Selection()), words, layers=[one for one in ALL if one != off])
    names = set(legend_names(figure["data"]))
    traces = {"districts": "district_lines"}.get(off, off)
    assert layer(figure, traces) == []
    gone = {
        "incidents": "key-group", "areas": "key-district-area", "crossings": "key-crossing",
        "surveillance": "key-surveillance", "villages": "layer-villages", "districts": "key-line-district_lines",
    }  # fmt: skip
    if off in gone:
        assert words(gone[off]) not in names
    assert bool(figure["layout"]["images"]) == (off != "terrain")
    assert (words("incidents-off") in note(figure)) == (off == "incidents")


def test_the_legend_names_what_is_shown(whole: dict[str, Any], words: Words) -> None:
    names = " ".join(legend_names(whole["data"]))
    for key in ("key-killed", "key-injured", "key-none", "key-unknown", "key-group", "key-closed", "key-planned"):
        assert words(key) in names
    assert words("layer-villages") in names
    assert "Turkish Armed Forces" in names


def test_the_legend_leaves_out_what_is_not_shown(tiny: Dataset, words: Words) -> None:
    nowhere = drawn(situation_of(tiny, Selection()), words, extent=(45.2, 36.0, 45.6, 36.2))
    names = legend_names(nowhere["data"])
    assert names
    assert not {words("layer-incidents"), words("legend-sites"), words("layer-villages")} & set(names)


def test_the_legend_fits_beside_the_map(whole: dict[str, Any]) -> None:
    texts = [trace for trace in layer(whole, "legend") if trace["mode"] == "text"]
    assert all(0 <= y <= HEIGHT for trace in texts for y in trace["y"])


def test_every_site_in_the_picture_is_drawn_once(whole: dict[str, Any], bundled: Dataset, words: Words) -> None:
    shown = contents(situation_of(bundled, Selection()), words, frame_of(whole, WHOLE_BORDER), ALL)
    for name, features in shown.sites.items():
        assert features
        assert sum(trace["meta"]["marks"] for trace in layer(whole, name)) == len(features)


def test_sites_without_a_position_are_not_drawn(tiny: Dataset, words: Words) -> None:
    figure = drawn(situation_of(tiny, Selection()), words)
    sites = [trace for name in ("outposts", "surveillance", "crossings") for trace in layer(figure, name)]
    assert sum(trace["meta"]["marks"] for trace in sites) == 2, "two of four are known to a district at least"


def test_status_and_precision_are_seen_in_the_outline() -> None:
    looks = {
        status: mark_traces([styled("square", "#009E73", status)], "outposts")[0]
        for status in ("active", "reported", "planned", "under_construction")
    }
    fills = {status: trace["fillcolor"] for status, trace in looks.items()}
    assert fills["planned"] == fills["under_construction"] == "rgba(255,255,255,1)"
    assert len(set(fills.values())) == 3
    assert len(mark_traces([styled("square", "#009E73", "closed")], "outposts")) == 2, "crossed out"
    dashed = mark_traces([styled("square", "#009E73", "active", is_area=True)], "outposts")[0]
    assert "dash" in dashed["line"]
    assert "dash" not in looks["active"]["line"]


def test_symbols_of_one_look_are_one_trace_of_closed_shapes() -> None:
    marks = [styled(shape, "#009E73", "active") for shape in SHAPES]
    (trace,) = mark_traces(marks, "outposts")
    assert trace["x"].count(None) == len(SHAPES) - 1
    start = 0
    for end in [i for i, x in enumerate(trace["x"]) if x is None] + [len(trace["x"])]:
        assert (trace["x"][start], trace["y"][start]) == (trace["x"][end - 1], trace["y"][end - 1])
        start = end + 1


def test_the_border_lies_on_a_white_casing(whole: dict[str, Any]) -> None:
    names = [trace["meta"]["layer"] for trace in whole["data"]]
    assert names.index("border_casing") == names.index("border") - 1
    assert layer(whole, "border_casing")[0]["line"]["width"] > layer(whole, "border")[0]["line"]["width"]


def test_layers_are_drawn_in_the_order_of_the_screen(whole: dict[str, Any]) -> None:
    names = list(dict.fromkeys(trace["meta"]["layer"] for trace in whole["data"]))
    order = ["rivers", "district_lines", "province_lines", "borders", "border", "areas", "villages", "surveillance",
             "outposts", "crossings", "names", "incidents", "counts", "killed"]  # fmt: skip
    assert [name for name in names if name in order] == order


def test_names_do_not_lie_under_circles(whole: dict[str, Any]) -> None:
    trace = circles(whole)
    discs = list(zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True))
    for names in layer(whole, "names"):
        for x, y in zip(names["x"], names["y"], strict=True):
            assert not any((x - cx) ** 2 + (y - cy) ** 2 < (size / 2 - 2) ** 2 for cx, cy, size in discs)


def test_numbers_of_people_killed_cover_no_circle(whole: dict[str, Any]) -> None:
    trace, (killed,) = circles(whole), layer(whole, "killed")
    discs = list(zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True))
    for x, y in zip(killed["x"], killed["y"], strict=True):
        assert not any((x - cx) ** 2 + (y - cy) ** 2 < (size / 2) ** 2 for cx, cy, size in discs)


def test_an_empty_selection_says_so_and_still_shows_the_border(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection(q="nowhere-at-all"))
    figure = drawn(situation, words, extent_of(situation))
    assert note(figure) == words("empty")
    assert layer(figure, "incidents") == []
    assert layer(figure, "border")


def test_the_counts_are_those_of_the_page(bundled: Dataset, words: Words) -> None:
    situation = situation_of(bundled, Selection(province=("Duhok",)))
    toll = situation.toll
    assert words.plural("incidents", toll.incidents).split()[0] in note(drawn(situation, words))
    assert words.number(toll.mapped) in note(drawn(situation, words))


@given(data=st.data())
@settings(max_examples=3)
def test_any_layers_make_a_valid_picture(tiny: Dataset, words: Words, data: st.DataObject) -> None:
    layers = data.draw(st.lists(st.sampled_from(ALL), unique=True))
    valid(drawn(situation_of(tiny, Selection(context=True)), words, data.draw(EXTENTS), layers))
