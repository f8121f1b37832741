"""Pages of text: everything that is given is written, once, inside the page, and nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.export.caption import Caption
from dashboard.export.captioned import PAD, room_for
from dashboard.export.pages import (
    SIZE,
    WIDTH,
    Column,
    Text,
    body_height,
    list_pages,
    page,
    paragraphs,
    portions,
    table_pages,
)
from dashboard.export.sizes import SLIDE
from dashboard.figures.style import Figure
from dashboard.figures.text_width import LINE_HEIGHT, text_width
from tests.figures.reading import valid

CAPTION = Caption("Title", "What is selected", "How to read it", "", "Data to 1 May, version 0")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=14)
TEXTS = st.lists(WORDS, max_size=15).map(" ".join)
COLUMNS = (Column("Date", 10), Column("What is reported", 30), Column("Killed", 7))
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=20)
Placed = tuple[str, tuple[float, float, float, float]]


def body(figure: Figure) -> list[Placed]:
    """Every text of the body, as it was given, and the room that it takes at most, from the body's corner."""
    found = []
    for one in figure["layout"]["annotations"]:
        x, y, size = one["xshift"], -one["yshift"], one["font"]["size"]
        lines = one["text"].split("<br>")
        if one["y"] == 1 and y >= 0:  # what stands above has a negative one, what stands below is placed from there
            plain = [line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for line in lines]
            wide = max(text_width(line, size, bold=one["font"]["weight"] > 400) for line in plain)
            found.append((" ".join(plain), (x, y, x + wide, y + len(lines) * size * LINE_HEIGHT)))
    return found


def touch(one: Placed, other: Placed) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = one[1], other[1]
    return left < x1 - 0.1 and x0 < right - 0.1 and top < y1 - 0.1 and y0 < bottom - 0.1


def letters(text: Any) -> str:
    return "".join(str(text).split())


@given(rows=ROWS)
@settings(max_examples=20)
def test_a_table_loses_no_cell_and_no_two_texts_touch(rows: list[tuple[str, ...]]) -> None:
    pages = [valid(one) for one in table_pages(CAPTION, COLUMNS, rows)]
    written: list[str] = []
    for figure in pages:
        texts = body(figure)
        assert not [pair for pair in combinations(texts, 2) if touch(*pair)]
        assert all(left >= 0 and right <= WIDTH + 0.1 for _, (left, _, right, _) in texts)
        headings, cells = texts[: len(COLUMNS)], texts[len(COLUMNS) :]
        assert [text for text, _ in headings] == [column.heading for column in COLUMNS], "on every page"
        written += [letters(text) for text, _ in cells]
    assert written == [letters(cell) for row in rows for cell in row if cell]


@given(entries=st.lists(TEXTS.filter(bool), min_size=1, max_size=60), columns=st.integers(1, 4))
@settings(max_examples=20)
def test_a_list_goes_on_in_the_next_column_and_on_the_next_page(entries: list[str], columns: int) -> None:
    found = [body(one) for one in list_pages(CAPTION, entries, columns)]
    assert [letters(text) for texts in found for text, _ in texts] == [letters(entry) for entry in entries]
    for texts in found:
        assert not [pair for pair in combinations(texts, 2) if touch(*pair)]
        assert len({left for _, (left, *_) in texts}) <= columns


@given(heights=st.lists(st.floats(1, 60), max_size=40))
def test_portions_are_no_higher_than_the_room_unless_one_thing_is(heights: list[float]) -> None:
    found = list(portions(heights, heights, 50))
    assert [height for part in found for height in part] == heights
    assert all(sum(part) <= 50 or len(part) == 1 for part in found)
    assert all(sum(one) + other[0] > 50 for one, other in pairwise(found)), "each as full as can be"


def test_nothing_makes_no_page() -> None:
    assert list(table_pages(CAPTION, COLUMNS, [])) == []
    assert list(list_pages(CAPTION, [])) == []


def test_the_body_lies_between_the_parts_of_the_caption() -> None:
    last = Text(["the last line"], 0, body_height(CAPTION) - SIZE * LINE_HEIGHT)
    layout = page(CAPTION, [last])["layout"]
    above, _ = room_for(CAPTION, SLIDE.width)
    assert layout["margin"]["t"] == above + PAD
    assert SLIDE.height - layout["margin"]["t"] - layout["margin"]["b"] == body_height(CAPTION)
    assert (layout["width"], layout["height"]) == (SLIDE.width, SLIDE.height)


def test_paragraphs_follow_each_other() -> None:
    one, other = paragraphs([Text(["word " * 80], 0, 10), Text(["next"], 0, 0)], 200, gap=6)
    assert all(text_width(line, one.size) <= 200 for line in one.lines)
    assert other.y == one.bottom + 6


def test_text_from_the_data_is_no_markup() -> None:
    (figure,) = table_pages(CAPTION, COLUMNS, [("<b>a</b>", "& <br>", "1")])
    assert "&lt;b&gt;a&lt;/b&gt;" in [one["text"] for one in figure["layout"]["annotations"]]
