"""Labels: how wide they are at most, how they are wrapped, and which place covers least."""

from __future__ import annotations

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
