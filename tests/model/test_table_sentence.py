"""What a table of a Selection is called, and what of the Selection does not reach it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.schema import Table
from dashboard.data.tables_derived import CASUALTIES, CITED_SOURCES, SOURCED
from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.model.table_sentence import describe_table, ignored_by_table, reaching
from dashboard.text import Words

YEAR = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
MONTH = {"start": dt.date(2024, 3, 1), "end": dt.date(2024, 3, 31)}
TABLES = (*SOURCED, CASUALTIES, CITED_SOURCES)
ALL = Selection(province=("Duhok",), district=("Zakho",), type=("shelling",), by=("PKK",), status=("disputed",),
                harm=True, q="zakho", organisation=("Counters",), indicator=("civilians_killed",))  # fmt: skip
PLACES = {"province", "district"}
FIGURES = {"organisation", "indicator"}
INCIDENTS_ONLY = {"type", "by", "status", "harm", "q"}
REACHING = {
    INCIDENTS: PLACES | INCIDENTS_ONLY, CASUALTIES: PLACES | INCIDENTS_ONLY, OUTPOSTS: PLACES,
    AFFECTED_PLACES: PLACES, DISPLACEMENT: PLACES, PUBLISHED_FIGURES: {"province"} | FIGURES, MILESTONES: set(),
    CITED_SOURCES: PLACES | INCIDENTS_ONLY | FIGURES,
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "selection", "sentence"),
    [
        (
            DISPLACEMENT,
            Selection(province=("Duhok",), **MONTH),
            "Displacement reports in Duhok, March 2024",
        ),
        (OUTPOSTS, Selection(district=("Zakho",)), "Outposts and other sites in Zakho"),
        (OUTPOSTS, Selection(type=("fire",), harm=True), "Outposts and other sites"),
        (AFFECTED_PLACES, Selection(), "Affected villages"),
        (MILESTONES, Selection(province=("Duhok",), **YEAR), "Milestones, January to December 2024"),
        (
            PUBLISHED_FIGURES,
            Selection(organisation=("Counters", "Institute"), indicator=("civilians_killed",)),
            "Published figures, by Counters or Institute, indicator: Civilians killed",
        ),
    ],
)
def test_it_names_what_narrows_the_table(
    tiny: Dataset, words: Words, table: Table, selection: Selection, sentence: str
) -> None:
    assert describe_table(table, Situation(tiny, selection), words) == sentence


@pytest.mark.parametrize("table", [INCIDENTS, CASUALTIES, CITED_SOURCES], ids=lambda table: table.name)
def test_what_is_made_of_incidents_is_described_by_them(tiny: Dataset, words: Words, table: Table) -> None:
    assert describe_table(table, Situation(tiny, ALL), words).endswith(describe(ALL, tiny, words))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_reaches_a_table_is_kept_and_the_days_always_are(table: Table) -> None:
    kept = reaching(table, replace(ALL, **YEAR, context=True, grain="month"))
    assert {name for name in (*PLACES, *INCIDENTS_ONLY, *FIGURES) if getattr(kept, name)} == REACHING[table]
    assert {"start": kept.start, "end": kept.end} == YEAR
    assert kept.context == ("harm" in REACHING[table])
    assert bool(kept.grain) == (table is CASUALTIES)
    assert reaching(table, kept) == kept


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_does_not_reach_a_table_is_said(tiny: Dataset, words: Words, table: Table) -> None:
    said = ignored_by_table(table, Situation(tiny, ALL), words)
    ignored = [name for name in (*PLACES, *INCIDENTS_ONLY, *FIGURES) if name not in REACHING[table]]
    assert bool(said) == bool(ignored)
    assert all(words(f"filter-{name}").lower() in said for name in ignored)
    reached = {words(f"filter-{name}").lower() for name in REACHING[table]}
    named = said.replace("Not narrowed by ", "").partition(";")[0].replace(" and ", ", ").split(", ")
    assert reached & set(named) == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nothing_is_said_when_nothing_is_chosen(tiny: Dataset, words: Words, table: Table) -> None:
    assert ignored_by_table(table, Situation(tiny, Selection()), words) == ""
