"""Colours can be read, told apart, and are the same in the style sheet."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import palette
from dashboard.figures.palette import contrast, luminance, outline, text_on

ROOT = Path(__file__).resolve().parents[2]
CSS, PAGES_CSS = (
    (ROOT / path).read_text("utf-8") for path in ("assets/dashboard.css", "dashboard/pages/static/pages.css")
)
MARKERS = [*palette.HARM.values(), *palette.OPERATORS.values(), palette.OTHER_OPERATOR, *palette.PLACES.values()]
GROUNDS = (palette.LAND, palette.ABROAD, palette.WATER)
READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
# Custom property of the style sheet -> the same colour in Python.
SHARED = {"text": "TEXT", "secondary": "SECONDARY", "line": "LINE", "page": "PAGE", "card": "WHITE", "accent": "ACCENT"}


@pytest.mark.parametrize("colour", dict.fromkeys(MARKERS))
def test_text_on_every_marker_can_be_read(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= READABLE


@given(colour=COLOURS)
def test_text_can_be_read_on_any_colour(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= READABLE


@given(one=COLOURS, other=COLOURS)
def test_contrast_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_outline_of_markers_is_seen_on_every_ground(ground: str) -> None:
    assert contrast(palette.TEXT, ground) >= VISIBLE


@given(colour=COLOURS)
@settings(max_examples=20)
def test_a_hollow_marker_has_its_own_colour_darkened_until_it_is_seen(colour: str) -> None:
    assert all(contrast(outline(colour), ground) >= VISIBLE for ground in GROUNDS)
    assert luminance(outline(colour)) <= max(luminance(colour), luminance(palette.TEXT))
    if all(contrast(colour, ground) >= VISIBLE for ground in GROUNDS):
        assert outline(colour) == colour


def test_hollow_markers_of_different_operators_look_different() -> None:
    colours = [outline(colour) for colour in palette.OPERATORS.values()]
    assert not [pair for pair in combinations(colours, 2) if _distance(*pair) < 40]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_ring_of_an_unknown_toll_is_seen_on_every_ground(ground: str) -> None:
    assert contrast(palette.NO_HARM, ground) >= VISIBLE


@pytest.mark.parametrize("ground", [palette.WHITE, palette.PAGE])
@pytest.mark.parametrize("ink", [palette.TEXT, palette.SECONDARY, palette.ACCENT])
def test_words_can_be_read_on_the_page(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= READABLE


@pytest.mark.parametrize(
    "colours", [palette.HARM, palette.OPERATORS | {"other": palette.OTHER_OPERATOR}, palette.PLACES]
)
def test_no_two_classes_of_one_layer_look_the_same(colours: dict[str, str]) -> None:
    close = {(a, b) for a, b in combinations(colours, 2) if _distance(colours[a], colours[b]) < 40}
    assert close == set()


def test_lines_of_different_series_look_different() -> None:
    assert not [pair for pair in combinations(palette.SERIES, 2) if _distance(*pair) < 40]
    assert palette.ACCENT not in palette.SERIES, "reports that belong to no line would look like one of a line"


def test_colours_of_charts_are_seen_on_the_dark_card_and_told_apart() -> None:
    charts = [*palette.SERIES, palette.INCIDENTS, palette.KILLED, palette.INJURED]
    shown = {colour: palette.IN_THE_DARK.get(colour, colour) for colour in charts}
    assert all(contrast(colour, palette.DARK_CARD) >= VISIBLE for colour in shown.values())
    assert not [pair for pair in combinations([shown[one] for one in palette.SERIES], 2) if _distance(*pair) < 40]
    lightened = {one for one in charts if contrast(one, palette.DARK_CARD) < VISIBLE}
    assert lightened == set(palette.IN_THE_DARK), "the others need no rule"


@pytest.mark.parametrize("colour", palette.IN_THE_DARK)
def test_the_dark_theme_draws_them_so(colour: str) -> None:
    """Lines, marks and bars by the style that Plotly writes; the key of a line by its own colour."""
    rgb, dark = ", ".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)), palette.IN_THE_DARK[colour].lower()
    theme = '[data-mantine-color-scheme="dark"]'
    for drawn in ("stroke", "fill"):
        rule = f'{theme} .js-plotly-plot [style*="{drawn}: rgb({rgb})"] {{ {drawn}: {dark} !important; }}'
        assert rule in CSS
    if colour in palette.SERIES:
        assert f'{theme} .swatch.line-key[style*="{colour}"] {{ background: {dark}; }}' in CSS
    assert f"--card: {palette.DARK_CARD.lower()};" in CSS


@pytest.mark.parametrize("name", SHARED)
def test_the_style_sheet_has_the_same_colours(name: str) -> None:
    light = CSS[CSS.index(":root") : CSS.index("}")]
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", light)
    assert found, name
    assert found[1].upper() == getattr(palette, SHARED[name])


def test_the_pages_have_the_colours_of_the_dashboard_in_both_themes() -> None:
    light, dark = (
        re.findall(r"--[a-z]+: #[0-9a-f]{6}", block) for block in re.findall(r"\{([^}]*--text:[^}]*)\}", CSS)
    )
    blocks = [re.findall(r"--[a-z]+: #[0-9a-f]{6}", one) for one in re.findall(r"\{([^{}]*--text:[^}]*)\}", PAGES_CSS)]
    assert len(light) > 8
    assert [one[: len(light)] for one in blocks] == [light, dark[: len(light)], dark[: len(light)]], (
        "light, chosen dark, dark of the system"
    )


def test_every_colour_is_written_as_luminance_reads_it() -> None:
    colours = {name: value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert "KILLED" in colours
    assert {name for name, value in colours.items() if not re.fullmatch(r"#[0-9A-F]{6}", value)} == set()


def _distance(one: str, other: str) -> float:
    """How different two colours look, roughly: "redmean" of Riemersma, 0 to about 765."""
    (r1, g1, b1), (r2, g2, b2) = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (one, other))
    red = (r1 + r2) / 2
    return float(
        ((2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2) ** 0.5
    )
