"""XML of shapes: what python-pptx reads back from it; texts that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.oxml import parse_xml

from dashboard.export.slides.fitting import NARROWER, fitted
from dashboard.export.slides.markup import Box, Look, Run, Text, attribute, outline, shape
from dashboard.figures.text_width import wrapped
from tests.export.slides.reading import find

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
BOX = Box(10, 20, 300, 40)


@given(text=ANY_TEXT)
def test_any_text_makes_valid_xml_and_keeps_what_xml_can_hold(text: str) -> None:
    element = parse_xml(shape(7, text, BOX, Look(), Text([[Run(text)]])))
    (read,) = find(element, ".//a:t")
    assert (read.text or "").split() == "".join(attribute_free(text)).split()


def attribute_free(text: str) -> list[str]:
    """The letters of `text` that XML can hold, blanks for the others."""
    return [letter if attribute(letter).strip() or letter == " " else " " for letter in text]


def test_a_shape_lies_where_it_is_put() -> None:
    element = parse_xml(shape(7, "name", BOX, Look(fill="#D55E00", line="#1B2430", width=2, dash=(4, 4))))
    (offset,), (size,) = find(element, ".//a:off"), find(element, ".//a:ext")
    assert (int(offset.get("x")), int(offset.get("y"))) == (127000, 254000)
    assert (int(size.get("cx")), int(size.get("cy"))) == (3810000, 508000)
    (stop,) = find(element, ".//a:custDash/a:ds")
    assert stop.get("d") == stop.get("sp") == "200000", "twice the width of the line"


@pytest.mark.parametrize(
    ("text", "align", "expected"),
    [
        ("قصف على قرية بامرني (2).", "l", ("r", "1")),
        ("1. گوندی بێڕێ", "ctr", ("ctr", "1")),
        ("گوندی بێڕێ", "r", ("r", "1")),
        ("CPT said: بامرني.", "l", ("l", None)),
        ("Şırnak, Şêladizê", "l", ("l", None)),
        ("12–22", "r", ("r", None)),
    ],
)
def test_a_text_that_begins_from_the_right_is_set_from_the_right(
    text: str, align: str, expected: tuple[str, str | None]
) -> None:
    """Or its full stop and its numbers would stand at the wrong end."""
    (found,) = find(parse_xml(shape(1, "", BOX, Look(), Text([[Run(text)]], align=align))), ".//a:pPr")
    assert (found.get("algn"), found.get("rtl")) == expected


def test_a_label_beside_its_mark_stays_there() -> None:
    text = Text([[Run("زاخۆ")]], align="l", wraps=False)
    (found,) = find(parse_xml(shape(1, "", BOX, Look(), text)), ".//a:pPr")
    assert found.get("algn") == "l"


def test_an_outline_keeps_its_points() -> None:
    ring = [(10.0, 10.0), (20.0, 10.0), (20.0, 30.5)]
    box, xml = outline([ring], is_closed=True)
    assert (box.left, box.top, box.width, box.height) == (10, 10, 10, 20.5)
    points = find(parse_xml(shape(1, "", box, Look(), geometry=xml)), ".//a:pt")
    read = [(int(p.get("x")) / 12700 + box.left, int(p.get("y")) / 12700 + box.top) for p in points]
    assert read == [pytest.approx(point) for point in ring]


@given(text=ANY_TEXT, width=st.integers(40, 900), most=st.integers(1, 6), is_bold=st.booleans())
def test_a_fitted_text_has_no_more_lines_than_there_is_room_for(
    text: str, width: int, most: int, is_bold: bool
) -> None:
    found = fitted(text, 10, width, most, bold=is_bold)
    lines = wrapped(found.text, 10, width / NARROWER, bold=is_bold)
    assert len(lines) <= most + 1, "an ellipsis may be wider than what it replaces"
    whole = len(wrapped(text, 10, width / NARROWER, bold=is_bold)) <= most
    assert whole == (not found.text.endswith("…") or text.rstrip().endswith("…"))
    if whole:
        assert found.text.split() == text.split()
