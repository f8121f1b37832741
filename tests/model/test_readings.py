"""Readings: every number of a text is that of a figure it names, or stands in what such a figure says it counts."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from dashboard.data.dataset import Dataset
from dashboard.model.panels import PANELS
from dashboard.model.published import Statement, statements
from dashboard.model.readings import READINGS, Reading, numbers_of, readings_of, readings_of_dates
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
    assert reading.panel in (PANELS if reading.figures else ["dates"])
    events = bundled.tables["milestones"].set_index("milestone_id")["source_ids"]
    assert all(set(events[one]) <= bundled.sources.keys() for one in reading.milestone_ids)
    assert bool(reading.figures) != bool(reading.milestones)


@each
def test_its_text_speaks_of_every_figure_it_rests_on_and_of_no_other(reading: Reading) -> None:
    ours = set(reading.compared) | (MEASURED if reading.panel == "length" else set())
    figures = {f"f{number}" for number in reading.figures} | {f"m{number}" for number in reading.milestones}
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
    with_figures = [one for one in READINGS if one.figures]
    assert [one for panel in PANELS for one in readings_of(panel, known, everything)] == sorted(
        with_figures, key=lambda one: list(PANELS).index(one.panel)
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


def test_a_reading_of_dates_is_shown_with_its_events_only(bundled: Dataset, tiny: Dataset) -> None:
    events = list(bundled.tables["milestones"]["milestone_id"])
    found = readings_of_dates(events, events)
    assert [one.name for one in found] == [one.name for one in READINGS if one.panel == "dates"]
    assert [one.name for one in readings_of_dates(events, ["mile-022"])] == ["dates-operations"]
    others = list(tiny.tables["milestones"]["milestone_id"])
    assert readings_of_dates(others, others) == []


def test_every_contradiction_of_the_notes_that_the_tables_hold_has_its_reading() -> None:
    """What sections 3, 4 and 7 of the notes set against each other, by the figures and events that say it."""
    told = [set(reading.figure_ids) | set(reading.milestone_ids) for reading in READINGS]
    sets_off = (
        "fig-157 fig-172", "fig-170 fig-176 fig-177", "fig-181 fig-182", "fig-189 fig-190", "fig-186 fig-187",
        "fig-210 fig-213 fig-211", "fig-203 fig-204 fig-205", "fig-216 fig-158", "fig-224 fig-221", "fig-200 fig-203",
        "fig-163 fig-164 fig-166", "fig-167", "fig-168", "fig-008 fig-011 fig-018 fig-024 fig-034",
        "fig-013 fig-014 fig-018 fig-023", "fig-022", "fig-045", "fig-025 fig-027 fig-028", "fig-058 fig-059",
        "fig-005 fig-039", "fig-066 fig-044", "fig-021 fig-026", "fig-051 fig-056", "fig-002 fig-004", "fig-050",
        "fig-280 fig-281", "mile-015", "mile-022", "mile-049 mile-050", "mile-055",
    )  # fmt: skip
    assert [one for one in sets_off if not any(set(one.split()) <= ids for ids in told)] == []
