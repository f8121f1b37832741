"""Wrapping: every word is kept, no line is wider than its box."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.text_width import text_width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=200)


@given(text=TEXTS, width=st.integers(30, 600), is_bold=st.booleans())
def test_lines_hold_all_letters_and_fit(text: str, width: int, is_bold: bool) -> None:
    lines = wrapped(text, 11, width, bold=is_bold)
    assert "".join(lines).replace(" ", "") == re.sub(r"[ \t\r\n]+", "", text)
    assert all(text_width(line, 11, bold=is_bold) <= width + 1e-6 or len(line) == 1 for line in lines)


@given(text=TEXTS, width=st.integers(30, 600))
def test_a_line_is_broken_only_where_the_next_word_has_no_room(text: str, width: int) -> None:
    lines = wrapped(text, 11, width)
    for line, following in pairwise(lines):
        assert text_width(f"{line} {following.split(' ')[0]}", 11) > width or text_width(following, 11) > width / 2
