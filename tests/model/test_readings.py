"""Readings: every number of a text is that of a figure it names, or stands in what such a figure says it counts."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from dashboard.data.dataset import Dataset
from dashboard.model.panels import PANELS
from dashboard.model.published import Statement, statements
from dashboard.model.readings import READINGS, Reading, numbers_of, readings_of
from dashboard.text import Words

# What a text may name that is no figure: days, months and years; and what the page computes from the map.
DATES = (
    r"\b(\d{1,2} )?(January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?\b"
)
YEARS = r"\b(19|20)\d\d\b"
MEASURED = {"mapped", "fine", "fine_at", "coarse", "coarse_at"}
each = pytest.mark.parametrize("reading", READINGS, ids=lambda one: one.name)


@pytest.fixture(scope="module")
def known(bundled: Dataset) -> dict[str, Statement]:
    return {one.figure_id: one for one in statements(bundled.tables["published_figures"])}


def texts(reading: Reading) -> list[str]:
    words = Words("en")
    return [words(f"reading-{reading.name}-title"), words(f"reading-{reading.name}")]


def named(reading: Reading) -> set[str]:
    return {name for text in texts(reading) for _, name, _, _ in string.Formatter().parse(text) if name}


@each
def test_it_names_figures_that_there_are_and_their_sources(
    reading: Reading, known: dict[str, Statement], bundled: Dataset
) -> None:
    assert set(reading.figure_ids) <= known.keys()
    assert all(set(known[one].source_ids) <= bundled.sources.keys() for one in reading.figure_ids)
    assert reading.panel in PANELS


@each
def test_its_text_speaks_of_every_figure_it_rests_on_and_of_no_other(reading: Reading) -> None:
    ours = set(reading.compared) | (MEASURED if reading.panel == "length" else set())
    figures = {f"f{number}" for number in reading.figures}
    assert named(reading) - ours == figures & named(reading)
    assert figures <= named(reading)
    assert set(reading.compared) <= named(reading)
    assert {one for plus, minus in reading.compared.values() for one in plus + minus} <= set(reading.figures)


@each
def test_no_number_is_written_that_no_figure_has(reading: Reading, known: dict[str, Statement]) -> None:
    said = " ".join(known[one].definition for one in reading.figure_ids)
    for text in texts(reading):
        bare = re.sub(YEARS, "", re.sub(DATES, "", re.sub(r"\{\w+\}", "", text)))
        for number in re.findall(r"\d[\d,.]*", bare):
            assert re.search(rf"(?<!\d){number.rstrip('.,')}(?!\d)", said), (number, text)


@each
def test_what_it_compares_is_computed_from_the_table(reading: Reading, known: dict[str, Statement]) -> None:
    found = numbers_of(reading, known)
    for name, (plus, minus) in reading.compared.items():
        values = [known[f"fig-{one}"].value or known[f"fig-{one}"].low for one in plus]
        less = [known[f"fig-{one}"].value for one in minus]
        assert None not in values + less
        assert found[name] == sum(filter(None, values)) - sum(filter(None, less))


def test_the_cases_that_a_newcomer_asks_about_are_there(known: dict[str, Statement]) -> None:
    """The 721, the 1,190 and the 1,548: the comparison that makes each of them plain holds in the table."""
    by_name = {reading.name: reading for reading in READINGS}
    casualties = by_name["casualties-702"]
    killed, injured, both = (known[f"fig-{one}"].value for one in ("036", "063", "073"))
    assert killed is not None
    assert injured is not None
    assert killed + injured == both
    assert {"fig-036", "fig-063", "fig-073", "fig-041"} <= set(casualties.figure_ids)
    near = numbers_of(by_name["emptied-1190"], known)["sum"]
    assert abs(near - (known["fig-142"].value or 0)) < 10
    years = {known[one].first.year for one in by_name["attacks-1548"].figure_ids if known[one].value == 1548}  # type: ignore[union-attr]
    assert years == {2023, 2024}


def test_every_published_length_of_the_border_is_in_its_reading(known: dict[str, Statement]) -> None:
    lengths = {one.value for one in known.values() if one.indicator == "border_length_km"}
    (reading,) = [one for one in READINGS if one.panel == "length"]
    assert {known[one].value for one in reading.figure_ids} == lengths


def test_a_reading_is_shown_with_its_figures_only(known: dict[str, Statement], tiny: Dataset) -> None:
    everything = frozenset(known)
    assert [one for panel in PANELS for one in readings_of(panel, known, everything)] == sorted(
        READINGS, key=lambda one: list(PANELS).index(one.panel)
    )
    assert [one.name for one in readings_of("injured", known, frozenset({"fig-050"}))] == ["injured-parkhe"]
    others = {one.figure_id: one for one in statements(tiny.tables["published_figures"])}
    assert readings_of("killed", others, frozenset(others)) == [], "other data has no readings of ours"


def test_a_reading_that_sets_off_a_range_is_not_told(known: dict[str, Statement]) -> None:
    """Its number would be a sum of a bound, or of 0."""
    (told,) = [one for one in READINGS if one.name == "injured-since-when"]
    without = min(told.compared_ids)
    ranged = known | {without: replace(known[without], value=None, low=1.0)}
    everything = frozenset(known)
    assert told in readings_of("injured", known, everything)
    assert told not in readings_of("injured", ranged, everything)
