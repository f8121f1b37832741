"""Labels: how wide they are at most, how they are wrapped, and which place covers least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.placing import Room, box_around
from dashboard.figures.text_width import shortened, text_width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" \u00a0"), max_size=120)
BOXES = st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(5, 80), st.floats(5, 30)).map(
    lambda b: box_around(*b)
)


@given(text=TEXTS, width=st.integers(40, 600))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, 10, width)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
    assert all(text_width(line, 10) <= width for line in lines)


@given(text=TEXTS, more=TEXTS)
def test_a_longer_text_and_a_larger_or_bolder_type_are_not_narrower(text: str, more: str) -> None:
    assert text_width(text, 10) <= text_width(text + more, 10)
    assert text_width(text, 10) <= text_width(text, 10, bold=True) <= text_width(text, 12, bold=True)


def test_words_stay_whole_where_they_fit_and_a_no_break_space_holds() -> None:
    assert wrapped("one two three", 10, text_width("one two", 10)) == ["one two", "three"]
    assert wrapped("one two\u00a0three", 10, text_width("one two", 10))[0] == "one"
    assert wrapped("", 10, 100) == []


def test_what_is_left_out_is_marked() -> None:
    assert shortened(["a", "b", "c"], 3) == ["a", "b", "c"]
    assert shortened(["a", "b,", "c"], 2) == ["a", "b…"]


# Advance widths of DejaVu Sans, regular and bold, in thousandths of the size.
MEASURED = [
    ("Mosul", 2908, 3332), ("Al-Hamdaniya", 7027, 7859), ("Sumel", 3136, 3495), ("Çukurca", 4119, 4584),
    ("Şırnak", 3150, 3608), ("“Hewlêr”", 4525, 5267), ("Pirmam: ‘w’", 5962, 6760),
]  # fmt: skip


@pytest.mark.parametrize(("text", "regular", "bold"), MEASURED)
def test_the_widest_usual_font_is_no_wider_than_the_estimate_and_little_narrower(
    text: str, regular: int, bold: int
) -> None:
    assert regular <= text_width(text, 1000) <= 1.06 * regular
    assert bold <= text_width(text, 1000, bold=True) <= 1.06 * bold


@given(taken=st.lists(BOXES, max_size=8), places=st.lists(BOXES, min_size=1, max_size=8))
def test_a_free_place_is_taken_where_there_is_one(taken: list, places: list) -> None:
    room = Room(300, 200)
    room.take(taken)
    chosen, covered = room.best(places)
    assert covered == min(room.covered(place) for place in places)
    assert chosen == [room.covered(place) for place in places].index(covered)
    free = [p for p in places if is_inside(p) and not any(touches(p, box) for box in taken)]
    assert (covered == 0) == bool(free)


def touches(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_inside(box: tuple) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= 300 and box[3] <= 200


def test_a_label_is_rather_put_over_a_small_thing_than_over_a_circle_or_the_edge() -> None:
    room = Room(100, 100)
    room.take([(0, 0, 40, 20)], weight=3)
    room.take([(50, 0, 90, 20)], weight=0.4)
    assert room.best([(0, 0, 40, 20), (50, 0, 90, 20), (80, 50, 120, 70)])[0] == 1


def test_a_trial_does_not_take_room() -> None:
    room = Room(100, 100)
    room.copy().take([(0, 0, 50, 50)])
    assert room.covered((0, 0, 50, 50)) == 0
    assert room.around(10, 10) is None


def test_only_what_hides_a_point_moves_its_name() -> None:
    room = Room(100, 100)
    room.take([(0, 0, 50, 50)], weight=12)
    assert room.around(10, 10) is None
    room.take([(0, 0, 20, 20)], hides=True)
    assert room.around(10, 10) == (0, 0, 20, 20)
    assert room.around(30, 30) is None


@given(place=BOXES, dx=st.floats(-400, 400), dy=st.floats(-300, 300))
def test_a_place_is_moved_into_the_picture_by_as_little_as_needed(place: tuple, dx: float, dy: float) -> None:
    moved = (place[0] + dx, place[1] + dy, place[2] + dx, place[3] + dy)
    found = Room(300, 200).inside(moved)
    assert found[2] - found[0] == pytest.approx(place[2] - place[0])
    assert found[3] - found[1] == pytest.approx(place[3] - place[1])
    assert found[0] >= -1e-6
    assert found[2] <= 300 + 1e-6
    assert found[1] >= -1e-6
    assert found[3] <= 200 + 1e-6
    if is_inside(moved):
        assert found == pytest.approx(moved)
