"""Several datasets in one store: what is chosen is counted, what is not is not, and several are added up."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.data.calendar import GRAINS
from dashboard.data.cell_tables import CellTables
from dashboard.data.dataset import Dataset, load
from dashboard.data.engines.adding_up import write
from dashboard.data.engines.cells_here import CellsHere
from dashboard.data.engines.opening import open_engine
from dashboard.data.engines.prepared import write_prepared
from dashboard.data.frames import records
from dashboard.data.offline import opened
from dashboard.data.snapshot import take
from dashboard.data.store import EventStore
from dashboard.model.changes import changes
from dashboard.model.facets import Facets
from dashboard.model.names import Names
from dashboard.model.records import rows_by_id
from dashboard.model.scope import CATEGORIES
from dashboard.model.selection import Selection, parse
from dashboard.model.situation import Situation
from dashboard.model.sources import resting_counts, resting_on
from tests.imports import ACLED, DTM, UCDP, event, import_all, ucdp_events, write_import
from tests.model.selections import some_selection, values_of
from tests.tiny import write_tiny

OURS = "tiny"
ALL = (ACLED, DTM, OURS, UCDP)
TODAY = dt.date(2026, 11, 28)


def crowd(draw: random.Random, n: int) -> list[dict[str, str]]:
    """Events of all kinds of days: known to the day, month or year, or lasting for days, weeks, or over the year."""
    found = []
    for number in range(n):
        first = dt.date(2019, 1, 1) + dt.timedelta(days=draw.randrange(1500))
        precision = draw.choice(["day", "day", "day", "month", "year"])
        date = first.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
        longer = draw.choice([0, 0, 1, 6, 40, 200])
        last = {"date_last": (first + dt.timedelta(days=longer)).isoformat()} if longer and precision == "day" else {}
        tolls = {name: draw.choice(["", "0", "3", "8"]) for name in ("deaths_low", "deaths_best", "deaths_high")}
        harm = draw.choice([{}, {"civilians_killed": "2"}, {"civilians_killed": "0", "civilians_injured": "1"}])
        scope = draw.choice([{}, {}, {"scope": "context"}])
        found.append(event("crowd", str(number), date=date, date_precision=precision, **last, **tolls, **harm, **scope))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = import_all(write_tiny(tmp_path_factory.mktemp("several") / "data", whole_basemap=False))
    write_import(found, "crowd", incidents=crowd(random.Random(5), 120), covers_from="2019-01-01",
                 covers_to="2023-12-31")  # fmt: skip
    return found


@pytest.fixture(scope="module")
def several(folder: Path) -> Dataset:
    """Four datasets, their events in memory."""
    return load(folder)


@pytest.fixture(scope="module")
def engines(folder: Path, several: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dataset]:
    """The same: in memory, in a file of events, and in engines that hold the prepared table."""
    out = tmp_path_factory.mktemp("prepared")
    found = {"pandas": several, "added up": load(folder, most_in_memory=0, chunk_rows=50)}
    for ending in (".parquet", ".duckdb"):
        write_prepared(out / f"events{ending}", folder)
        found[ending] = load(folder, engine=open_engine(str(out / f"events{ending}"), seconds=20))
    return found | {"cells here": _with_cells(found[".parquet"], out / "cells.duckdb")}


def _with_cells(dataset: Dataset, path: Path) -> Dataset:
    """The same with the cells of its engine at hand."""
    engine = dataset.events._engine.engine  # type: ignore[union-attr]
    write(path, engine)
    store = CellsHere(engine, CellTables(opened(path)))
    assert store.cells_here
    assert store.cells_here.has_across
    return replace(dataset, events=EventStore(store, is_large=True))


def situation(dataset: Dataset, *names: str, **chosen: Any) -> Situation:
    return Situation(dataset, Selection(dataset=tuple(sorted(names)), **chosen))


def added(tolls: list[dict[str, int | None]]) -> dict[str, int | None]:
    """Tolls added up; what nobody knows stays unknown."""
    known = {name: [one[name] for one in tolls if one[name] is not None] for name in tolls[0]}
    return {name: sum(values) if values else None for name, values in known.items()}  # type: ignore[arg-type]


def test_nothing_chosen_is_ours_alone(several: Dataset, tiny: Dataset) -> None:
    assert asdict(situation(several).toll) == asdict(situation(several, OURS).toll) == asdict(situation(tiny).toll)
    assert records(situation(several).displacement) == records(situation(tiny).displacement)
    assert situation(several).source_ids == situation(tiny).source_ids


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_selected_nothing_chosen_gives_what_ours_gave_before_anything_was_imported(
    several: Dataset, tiny: Dataset, seed: int
) -> None:
    selection = replace(some_selection(random.Random(seed), tiny), dataset=())
    found, before = Situation(several, selection), Situation(tiny, selection)
    assert asdict(found.toll) == asdict(before.toll)
    assert records(found.periods) == records(before.periods)
    for name in CATEGORIES:
        assert records(found.by(name)) == records(before.by(name))
    assert records(found.points) == records(before.points)
    assert (found.span, found.in_context, found.has_comparison) == (
        before.span,
        before.in_context,
        before.has_comparison,
    )
    assert found.source_ids == before.source_ids


@pytest.mark.parametrize("seed", range(30))
def test_several_chosen_are_each_alone_added_up_whatever_else_is_selected(several: Dataset, seed: int) -> None:
    draw = random.Random(seed)
    drawn = some_selection(draw, several)
    selection = replace(drawn, start=drawn.start or dt.date(2019, 2, 3), end=drawn.end or dt.date(2024, 1, 1))
    names = draw.sample([*ALL, "crowd"], draw.randrange(2, 5))
    together = Situation(several, replace(selection, dataset=tuple(sorted(names))))
    alone = [Situation(several, replace(selection, dataset=(name,))) for name in names]
    assert asdict(together.toll) == added([asdict(one.toll) for one in alone])
    assert together.in_context == sum(one.in_context for one in alone)
    for name in CATEGORIES:
        column = CATEGORIES[name]
        counts = Counter({row[column]: row["incidents"] for row in records(together.by(name))})
        assert counts == sum((Counter({r[column]: r["incidents"] for r in records(one.by(name))}) for one in alone),
                             Counter())  # fmt: skip
    bars = {(row["period"], row["precision"]): row["incidents"] for row in records(together.periods)}
    parts = [Counter({(r["period"], r["precision"]): r["incidents"] for r in records(one.periods)}) for one in alone]
    assert bars == dict(sum(parts, Counter()))
    assert set(together.source_ids) == {source for one in alone for source in one.source_ids}
    assert len(together.displacement) == sum(len(one.displacement) for one in alone)


@pytest.mark.parametrize("seed", range(25))
def test_engines_answer_alike_with_several_datasets(engines: dict[str, Dataset], seed: int) -> None:
    draw = random.Random(100 + seed)
    names = tuple(sorted(draw.sample([OURS, UCDP, ACLED, "crowd"], draw.randrange(1, 5))))
    first = dt.date(2018, 12, 1) + dt.timedelta(days=draw.randrange(1600))
    last = first + dt.timedelta(days=draw.choice([0, 20, 90, 400, 900]))
    if draw.random() < 0.5:
        first, last = first.replace(day=1), last.replace(month=12, day=31)
    days = draw.choice([{}, {"start": first}, {"end": last}, {"start": first, "end": last}])
    more = draw.choice([{}, {"harm": True}, {"context": True}, {"q": "zakho"}, {"district": ("Zakho",)}])
    selection = Selection(dataset=names, grain=draw.choice(GRAINS), **days, **more)
    asked = [Situation(one, selection) for one in engines.values()]
    tolls = [asdict(one.toll) for one in asked]
    assert all(one == tolls[0] for one in tolls), (selection, tolls)
    assert all(records(one.periods) == records(asked[0].periods) for one in asked)
    assert all(records(one.by("dataset")) == records(asked[0].by("dataset")) for one in asked)
    assert all(one.in_context == asked[0].in_context for one in asked)
    inside = [one.toll_inside and asdict(one.toll_inside) for one in asked]
    assert all(one == inside[0] for one in inside)
    assert len({one.dataset.with_deaths for one in asked}) == 1
    for zoom in (8, 12):
        squares = [_squares(one, zoom) for one in asked]
        for other in squares[1:]:
            pd.testing.assert_frame_equal(other, squares[0], check_exact=False, rtol=0, atol=1e-7)


def _squares(one: Situation, zoom: int) -> pd.DataFrame:
    found = one.squares(zoom).astype("float64")
    return found.sort_values(["square_x", "square_y"], ignore_index=True).fillna(0)


def test_an_interval_belongs_to_every_day_that_it_touches_in_every_engine(engines: dict[str, Dataset]) -> None:
    """Of UCDP's rows the third lasts from 30 December 2020 to 2 January 2021."""
    for dataset in engines.values():
        for first, last, n in [("2021-01-01", "2021-01-01", 1), ("2021-01-03", "2021-02-01", 0),
                               ("2020-01-01", "2020-12-31", 1), ("2021-01-01", "2021-12-31", 4)]:  # fmt: skip
            days = {"start": dt.date.fromisoformat(first), "end": dt.date.fromisoformat(last)}
            assert situation(dataset, UCDP, **days).toll.incidents == n
        whole = situation(dataset, UCDP, start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
        assert whole._inside(whole.span).incidents == 3


def test_deaths_of_all_people_have_sums_of_their_own(engines: dict[str, Dataset]) -> None:
    for dataset in engines.values():
        toll = situation(dataset, UCDP, ACLED).toll
        assert (toll.deaths_low, toll.deaths_best, toll.deaths_high, toll.deaths_unknown) == (16, 19, 28, 1)
        assert (toll.killed_best, toll.unknown) == (1, 7)
        ours = situation(dataset).toll
        assert (ours.deaths_best, ours.deaths_unknown) == (None, ours.incidents)
        assert [situation(dataset, *names).has_deaths for names in [(), (OURS,), (DTM,), (UCDP,), (OURS, ACLED)]] == [
            False, False, False, True, True,
        ]  # fmt: skip


def test_what_is_not_assessed_needs_no_switch_and_regional_context_does(several: Dataset) -> None:
    assert situation(several, UCDP).toll.incidents == 6
    context = sum(row["scope"] == "context" for row in crowd(random.Random(5), 120))
    assert situation(several, "crowd").toll.incidents == 120 - context
    assert situation(several, "crowd", context=True).toll.incidents == 120
    assert situation(several, "crowd").in_context == context


def test_the_chosen_datasets_are_cited_ours_first(several: Dataset) -> None:
    assert [one.name for one in situation(several).cited] == [OURS]
    assert [one.name for one in situation(several, UCDP, ACLED, OURS).cited] == [OURS, ACLED, UCDP]
    assert [situation(several, *names).is_combined for names in [(), (UCDP,), (OURS, UCDP), (ACLED, UCDP)]] == [
        False, False, True, True,
    ]  # fmt: skip


def test_the_days_on_screen_are_those_of_the_chosen_datasets(several: Dataset) -> None:
    span = situation(several, UCDP).span
    assert (span.first, span.last) == (dt.date(2020, 12, 30), dt.date(2022, 12, 31))
    span = situation(several, UCDP, OURS).span
    assert (span.first, span.last) == (dt.date(2015, 1, 1), dt.date(2024, 8, 15))


def test_a_comparison_needs_two_periods_that_every_chosen_dataset_covers(several: Dataset) -> None:
    days = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31)}
    assert situation(several, UCDP, OURS, **days).has_comparison
    earlier = {"start": dt.date(2021, 1, 1), "end": dt.date(2021, 12, 31)}  # UCDP's begin with the end of 2020
    assert situation(several, OURS, **earlier).has_comparison
    assert not situation(several, UCDP, OURS, **earlier).has_comparison


def test_the_filter_counts_every_dataset_whatever_is_chosen(several: Dataset) -> None:
    for names in [(), (UCDP,), (OURS, ACLED)]:
        counts = {
            row["dataset"]: row["incidents"]
            for row in records(situation(several, *names, context=True).facet("dataset"))
        }
        assert counts == {OURS: 12, UCDP: 6, ACLED: 3, "crowd": 120}


def test_names_of_imported_datasets_can_be_chosen_in_any_case(several: Dataset) -> None:
    selection, bad = parse("dataset=UCDP,tiny,nobody", Names.of(several))
    assert selection.dataset == (OURS, UCDP)
    assert [one.value for one in bad] == ["nobody"]
    assert values_of(several)["type"][-1] == "organised_violence"


def test_displacement_is_of_the_chosen_datasets_and_says_which(several: Dataset) -> None:
    rows = situation(several, DTM, OURS).displacement
    assert set(rows["dataset"]) == {OURS, DTM}
    stocks = rows[rows["dataset"] == DTM]
    assert stocks["is_cumulative"].astype(bool).all()
    assert list(stocks["level"]) == ["district", "district", "province"]
    assert set(situation(several).displacement["dataset"]) == {OURS}
    assert len(situation(several, UCDP).displacement) == 0
    narrowed = situation(several, DTM, start=dt.date(2021, 12, 1), district=("Zakho",)).displacement
    assert list(narrowed["record_id"]) == ["dtm:r2-zakho"]


def test_what_is_counted_of_the_whole_dataset_is_of_ours(several: Dataset, tiny: Dataset) -> None:
    found, before = Facets(several), Facets(tiny)
    for facet in ("event_type", "scope", "review", "attribution_status", "year", "killed", "has_caveat"):
        counts = {value: one.n for value, one in found.each("incidents", facet).items()}
        assert counts == {value: one.n for value, one in before.each("incidents", facet).items()}
    assert found.count("incidents").n == 12
    assert [row["incident_id"] for row in found.rows("incidents", {"scope": "not_assessed"}, 5)] == []
    assert found.count("displacement").n == before.count("displacement").n


def test_snapshots_and_changes_are_of_ours(several: Dataset, tiny: Dataset, folder: Path) -> None:
    snapshot = take(several, TODAY)
    assert snapshot.incidents == take(tiny, TODAY).incidents
    assert snapshot.rows == take(tiny, TODAY).rows
    told = changes(snapshot, several, Selection(dataset=(OURS, UCDP, "crowd")))
    assert (told.incidents, told.undecided) == ((), 0)


def test_a_page_of_an_imported_dataset_opens_with_its_rows(engines: dict[str, Dataset]) -> None:
    for dataset in engines.values():
        assert resting_counts(["ucdp-page", "dtm-page", "src-1"], dataset)["ucdp-page"] == 6
        (events,) = resting_on("ucdp-page", dataset, 2)
        assert (events.table, events.count, len(events.rows)) == ("incidents", 6, 2)
        assert (events.rows[0]["incident_id"], events.rows[0]["dataset"]) == ("ucdp:1001", UCDP)
        (reports,) = resting_on("dtm-page", dataset, 5)
        assert (reports.table, reports.count) == ("displacement", 3)
        (row,) = rows_by_id("incidents", ["ucdp:1006"], dataset)
        assert (row["date_last"], row["deaths_high"], row["source_ids"]) == ("2021-12", 9, ("ucdp-page",))
        assert rows_by_id("displacement", ["dtm:r1-zakho"], dataset)[0]["persons_displaced"] == 1200


def test_the_bundled_data_without_imports_has_no_term_for_datasets(bundled: Dataset) -> None:
    assert Situation(bundled, Selection(context=True)).where.terms == ()


def test_another_low_count_changes_the_low_sum_alone(folder: Path, tmp_path: Path) -> None:
    copy = write_tiny(tmp_path / "data", whole_basemap=False)
    rows = ucdp_events()
    rows[3]["civilians_killed"], rows[3]["civilians_killed_low"] = "3", "9"  # above the best, as it was published
    write_import(copy, UCDP, incidents=rows)
    toll = situation(load(copy), UCDP).toll
    assert (toll.killed_low, toll.killed_best, toll.killed_high) == (10, 4, 4)
