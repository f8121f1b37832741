"""What a Selection leaves, against the rules of the design computed a second time from the CSV files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.model.cube import Cube
from dashboard.model.scope import CATEGORIES, incidents_where, rows_of, table_rows
from dashboard.model.selection import Selection
from tests.model.oracle import DATE_OF as DATED
from tests.model.oracle import Oracle, toll
from tests.model.selections import values_of
from tests.tiny import BUNDLED

EVERYTHING = Selection(context=True)
Strategies = dict[str, st.SearchStrategy[Selection]]


@pytest.fixture(scope="module")
def oracles(tiny_folder: Callable[..., Path]) -> dict[str, Oracle]:
    return {"bundled": Oracle(BUNDLED), "tiny": Oracle(tiny_folder(whole_basemap=False))}


def ids(dataset: Dataset, selection: Selection) -> list[str]:
    return list(dataset.events.rows(incidents_where(selection, dataset), ["incident_id"])["incident_id"])


@settings(max_examples=120)
@given(data=st.data())
def test_the_rows_left_are_those_that_the_oracle_leaves(
    tiny: Dataset, oracles: dict[str, Oracle], selections_of: Strategies, data: st.DataObject
) -> None:
    selection = data.draw(selections_of["tiny"])
    assert ids(tiny, selection) == list(oracles["tiny"].rows(selection)["incident_id"])


@settings(max_examples=80)
@given(data=st.data())
def test_the_tolls_left_are_those_that_the_oracle_adds_up(
    bundled: Dataset, oracles: dict[str, Oracle], selections_of: Strategies, data: st.DataObject
) -> None:
    selection = data.draw(selections_of["bundled"])
    cube = Cube(bundled.events.cells(incidents_where(selection, bundled), "scope"), {})
    found = cube.toll(cube.kept())
    expected = toll(oracles["bundled"].rows(selection))
    assert {column: getattr(found, column) for column in expected} == expected


@settings(max_examples=10)
@given(data=st.data())
def test_narrowing_never_adds_a_row(bundled: Dataset, selections_of: Strategies, data: st.DataObject) -> None:
    wide, other = data.draw(selections_of["bundled"]), data.draw(selections_of["bundled"])
    narrowings = {
        **{name: getattr(wide, name) or getattr(other, name) for name in (*CATEGORIES, "start", "end")},
        "harm": wide.harm or other.harm,
        "context": wide.context and other.context,
        "q": f"{wide.q} {other.q}",
    }
    assert set(ids(bundled, replace(wide, **narrowings))) <= set(ids(bundled, wide))


@settings(max_examples=10)
@given(data=st.data())
def test_selecting_twice_changes_nothing(bundled: Dataset, selections_of: Strategies, data: st.DataObject) -> None:
    selection = data.draw(selections_of["bundled"])
    where = incidents_where(selection, bundled)
    assert list(bundled.events.rows(where & where.expr, ["incident_id"])["incident_id"]) == ids(bundled, selection)
    for table, date in DATED.items():
        once = table_rows(bundled.tables[table], selection, date)
        assert list(table_rows(once, selection, date).index) == list(once.index)


@settings(max_examples=10)
@given(data=st.data())
@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_a_month_or_a_year_is_in_every_selection_it_overlaps(
    request: pytest.FixtureRequest, name: str, data: st.DataObject
) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    rows = dataset.tables["incidents"]
    row = data.draw(st.sampled_from(rows[rows["date_precision"] != "day"].to_dict("records")))
    first, last = row["date_first_day"], row["date_last_day"]
    inside = data.draw(st.dates(first, last))
    outside = data.draw(st.sampled_from([first - dt.timedelta(days=1), last + dt.timedelta(days=1)]))
    assert row["incident_id"] in ids(dataset, replace(EVERYTHING, start=inside, end=inside))
    assert row["incident_id"] not in ids(dataset, replace(EVERYTHING, start=outside, end=outside))


@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_none_is_what_has_no_single_province(request: pytest.FixtureRequest, name: str) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    provinces = dataset.cells["incidents"].set_index("incident_id")["province"]
    none = replace(EVERYTHING, province=("none",))
    assert ids(dataset, none) == list(provinces[provinces == ""].index) != []
    assert ids(dataset, replace(EVERYTHING, province=("Erbil", "none"))) == list(
        provinces[provinces.isin(["", "Erbil"])].index
    )
    assert ids(dataset, replace(EVERYTHING, province=tuple(values_of(dataset)["province"]))) == list(provinces.index)


def test_regional_context_is_shown_when_asked_for(tiny: Dataset) -> None:
    scope = tiny.cells["incidents"].set_index("incident_id")["scope"]
    assert ids(tiny, Selection()) == list(scope[scope == "border"].index)
    assert ids(tiny, EVERYTHING) == list(scope.index)


def test_a_search_looks_at_sources_and_ignores_case_and_accents(tiny: Dataset) -> None:
    cells = tiny.cells["incidents"].set_index("incident_id")
    named = list(cells[cells["place"] == "Çınarlı"].index)
    assert ids(tiny, Selection(q="CINARLI")) == ids(tiny, Selection(q="çınarlı hakkari")) == named
    titles = tiny.cells["sources"].set_index("source_id")["title"]
    wanted = list(titles[titles.str.contains("Şırnak")].index)
    cited = cells[cells["source_ids"].map(lambda text: bool(set(text.split(";")) & set(wanted)))]
    assert ids(tiny, Selection(q="sirnak")) == list(cited.index) != []


@pytest.mark.parametrize("table", DATED)
@pytest.mark.parametrize("end", [dt.date(1900, 1, 1), dt.date(2100, 1, 1)])
def test_undated_rows_of_other_tables_stay(tiny: Dataset, table: str, end: dt.date) -> None:
    rows, date = tiny.tables[table], DATED[table]
    left = table_rows(rows, Selection(end=end), date)
    undated = rows[date].isna()
    assert list(left.index) == list(rows[undated | (rows[f"{date}_first_day"].notna() & (end.year > 2024))].index)
    early = table_rows(rows, Selection(start=dt.date(2099, 1, 1)), date)
    assert list(early.index) == list(rows[undated].index)


@settings(max_examples=40)
@given(data=st.data())
def test_the_rows_of_every_table_are_those_that_the_oracle_leaves(
    tiny: Dataset, oracles: dict[str, Oracle], selections_of: Strategies, data: st.DataObject
) -> None:
    selection = data.draw(selections_of["tiny"])
    for table in DATED:
        found = rows_of(table, tiny.tables, selection)
        assert list(found.index) == list(oracles["tiny"].table(table, selection).index)


def test_organisation_and_indicator_reach_published_figures_only(tiny: Dataset) -> None:
    cells = tiny.cells["published_figures"]
    for name in ("organisation", "indicator"):
        value = cells[name].iloc[-1]
        selection = Selection(**{name: (value,)})
        assert list(rows_of("published_figures", tiny.tables, selection).index) == list(
            cells[cells[name] == value].index
        )
        assert all(len(rows_of(table, tiny.tables, selection)) == len(tiny.tables[table]) for table in DATED
                   if table != "published_figures")  # fmt: skip
        assert ids(tiny, selection) == ids(tiny, Selection())


def test_choices_about_incidents_do_not_reach_other_tables(bundled: Dataset) -> None:
    selection = Selection(type=("fire",), by=("PKK",), status=("disputed",), harm=True, q="nothing")
    for table, date in DATED.items():
        assert len(table_rows(bundled.tables[table], selection, date)) == len(bundled.tables[table])
