"""Many incidents on the map: what a circle says, what a picture shows of them, and that it adds up."""

from __future__ import annotations

import json
import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures.briefing_map import briefing_map, counts_note
from dashboard.figures.map_areas import area_features
from dashboard.figures.map_contents import contents
from dashboard.figures.map_features import group_tip, incident_features
from dashboard.figures.map_frame import WHOLE_BORDER, extent_of, frame_for
from dashboard.figures.map_incidents import circles
from dashboard.model.groups import MOST_COMPARED, Group
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.squares import shown_groups
from dashboard.text import Words
from tests.figures.reading import valid
from tests.figures.test_map_frame import EXTENTS
from tests.situations import situation_of

SIZE = (928, 460)
SQUARE = Group("8/1/2", 37.0, 43.0, 40, 4, 3, 9, 10, None, "killed", square=(8, 1, 2))


@pytest.fixture(scope="module")
def crowded(many: Dataset) -> Situation:
    return situation_of(many, Selection())


def properties(group: Group, words: Words) -> dict[str, Any]:
    (feature,) = incident_features([group], words)
    found: dict[str, Any] = feature["properties"]
    return found


def test_a_circle_of_a_square_says_which_it_is_and_names_no_incident(words: Words) -> None:
    said = properties(SQUARE, words)
    assert said["square"] == [8, 1, 2]
    assert "ids" not in said
    assert (said["n"], said["label"], said["harm"], said["is_area"]) == (40, "40", "killed", False)
    assert said["killed"] == words("killed-label", span="3–9")


def test_the_tip_says_for_how_many_the_toll_is_not_known_and_what_share_that_is(words: Words) -> None:
    said = group_tip(SQUARE, words)
    assert said.split("; ") == [
        words.plural("incidents", 40),
        words("tip-killed", span="3–9"),
        words.plural("toll-unknown", 10) + words("share", percent="25 %"),
        words.plural("only-district-known", 4),
    ]


def test_a_share_of_all_is_not_said(words: Words) -> None:
    nothing_known = Group("8/1/2", 37.0, 43.0, 5, 0, None, None, 5, None, "unknown", square=(8, 1, 2))
    assert "%" not in group_tip(nothing_known, words)
    assert words("not-known") in group_tip(nothing_known, words)


@pytest.mark.parametrize(("n", "label"), [(9_999, "9,999"), (12_345, "12K"), (123_456, "123K"), (1_234_567, "1.2M")])
def test_a_long_number_is_short_in_the_circle_and_whole_in_the_tip(n: int, label: str, words: Words) -> None:
    said = properties(Group("8/1/2", 37.0, 43.0, n, 0, 0, 0, 0, 0, "none", square=(8, 1, 2)), words)
    assert said["label"] == label
    assert said["tip"].startswith(words.plural("incidents", n))


def test_what_is_sent_does_not_grow_with_the_incidents(crowded: Situation, words: Words) -> None:
    found = incident_features(shown_groups(crowded, 7), words)
    assert max(feature["properties"]["n"] for feature in found) > 100
    assert max(len(json.dumps(feature)) for feature in found) < 500


@given(extent=EXTENTS)
@settings(max_examples=10)
def test_shown_and_outside_add_up_to_what_is_mapped(crowded: Situation, words: Words, extent: Any) -> None:
    shown = contents(crowded, words, frame_for(extent, 696, 340), ("incidents",))
    assert sum(group.incidents for group in shown.groups) + shown.outside == crowded.toll.mapped
    assert (words.plural("outside-picture", shown.outside) in counts_note(shown, crowded, words)) == (shown.outside > 0)


@given(screen=st.sampled_from([None, 6.0, 8.0, 8.5, 10.0, 13.0]), extent=EXTENTS)
@settings(max_examples=15)
def test_circles_of_a_picture_do_not_cover_each_other(
    crowded: Situation, words: Words, screen: float | None, extent: Any
) -> None:
    shown = contents(crowded, words, frame_for(extent, *SIZE), ("incidents",), screen)
    for one, other in combinations(circles(shown, words), 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= (one.across + other.across) / 2 - 0.5


def test_a_picture_of_the_screen_has_its_circles(crowded: Situation, words: Words) -> None:
    """Where it is at least as close."""
    frame = frame_for((43.0, 36.8, 44.0, 37.3), *SIZE)
    assert frame.zoom > 8.5
    shown = contents(crowded, words, frame, ("incidents",), 8.5)
    on_screen = {group.id: group for group in shown_groups(crowded, 8.5)}
    assert shown.groups
    assert all(on_screen[group.id] == group for group in shown.groups)


def test_a_picture_says_what_its_circles_are(crowded: Situation, bundled: Dataset, words: Words) -> None:
    said = words("squares-note", n=words.number(MOST_COMPARED))
    for situation, is_said in ((crowded, True), (situation_of(bundled, Selection()), False)):
        figure = valid(briefing_map(situation, words, extent=WHOLE_BORDER, layers=("incidents",), size=SIZE))
        (note,) = figure["layout"]["annotations"]
        assert (said in note["text"].replace("<br>", " ")) == is_said
    shown = contents(crowded, words, frame_for(WHOLE_BORDER, *SIZE), ("areas",))
    assert said not in counts_note(shown, crowded, words), "no circles, no note"


def test_areas_say_their_numbers_and_name_no_incident(crowded: Situation, words: Words) -> None:
    found = area_features(crowded, words)
    assert found
    assert all(feature["properties"]["ids"] == [] for feature in found)
    told = sum(int(one["properties"]["tip"].rsplit(": ")[-1].split(" ")[0].replace(",", "")) for one in found)
    districts = set(crowded.dataset.tables["districts"]["district"])
    assert told == sum(n for district, n in crowded.areas.items() if district in districts)


def test_the_map_fits_many_as_it_fits_few(many: Dataset, crowded: Situation) -> None:
    rows = many.tables["incidents"]
    rows = rows[(rows["scope"] == "border") & rows["drawn_latitude"].notna()]
    west, south, east, north = extent_of(crowded)
    for row in rows[["drawn_longitude", "drawn_latitude"]].astype(float).itertuples(index=False):
        assert west < row[0] < east
        assert south < row[1] < north
