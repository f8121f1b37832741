"""Events of imported datasets in the event store: few or many, the same rows, days, bars, sums and problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS, first_of
from dashboard.data.dataset import Dataset, load
from dashboard.data.engines.opening import open_engine
from dashboard.data.engines.prepared import write_prepared
from dashboard.data.engines.table import COLUMNS
from dashboard.data.frames import records
from dashboard.data.measures import DEATH_MEASURES
from dashboard.data.question import Where
from dashboard.data.spans import bars_of
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import DataError, Problem, Severity
from dashboard.model.periods import period
from tests.data import plain
from tests.imports import ACLED, UCDP, count, event, import_acled, import_all, import_ucdp, ucdp_events, write_import
from tests.tiny import edit, ids, write_tiny

WAYS: dict[str, Callable[[Path], Dataset]] = {
    "few": load,
    "many": lambda folder: load(folder, most_in_memory=0, chunk_rows=4),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "data", whole_basemap=False)


@pytest.fixture(scope="module", params=WAYS)
def dataset(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Dataset:
    folder = import_all(write_tiny(tmp_path_factory.mktemp("imported") / "data", whole_basemap=False))
    return WAYS[request.param](folder)


def stored(dataset: Dataset) -> list[dict[str, Any]]:
    """The whole event table, in the order of the files, blanks as None."""
    return records(dataset.events.rows(Where(), list(COLUMNS)))


def events_of(dataset: Dataset, name: str = UCDP) -> pd.DataFrame:
    return dataset.events.rows(nw.col("dataset") == name, list(COLUMNS)).reset_index(drop=True)


def in_order(problems: tuple[Problem, ...]) -> list[Problem]:
    return sorted(problems, key=lambda one: (one.file, one.line or 0, one.column, one.reason))


def both(folder: Path) -> Iterator[Dataset]:
    """The folder with its events in memory, and in a file."""
    for way in WAYS.values():
        yield way(folder)


def test_events_of_all_datasets_stand_in_one_table_ours_first(dataset: Dataset) -> None:
    table = pd.DataFrame(stored(dataset))
    assert list(table["incident_id"][:12]) == ids("incidents")
    assert table["dataset"].value_counts().to_dict() == {"tiny": 12, UCDP: 6, ACLED: 3}
    assert list(table["position"]) == list(range(21))
    assert dataset.events.count(dataset.own_events) == 12


def test_ours_are_the_events_that_they_were(dataset: Dataset, tiny: Dataset) -> None:
    without = [name for name in COLUMNS if not name.endswith("_order")]  # places among all names
    assert records(dataset.events.rows(dataset.own_events, without)) == records(tiny.events.rows(Where(), without))


def test_an_interval_has_its_own_days_and_the_bar_that_holds_it(dataset: Dataset) -> None:
    rows = events_of(dataset)
    days = list(zip(rows["first_day"], rows["last_day"], rows["span_precision"], strict=True))
    assert days == [
        (dt.date(2021, 5, 3), dt.date(2021, 5, 5), "interval"),
        (dt.date(2021, 6, 28), dt.date(2021, 7, 4), "interval"),
        (dt.date(2020, 12, 30), dt.date(2021, 1, 2), "years"),
        (dt.date(2022, 3, 10), dt.date(2022, 3, 10), "day"),
        (dt.date(2022, 1, 1), dt.date(2022, 12, 31), "year"),
        (dt.date(2021, 11, 1), dt.date(2021, 12, 31), "interval"),
    ]
    bars = {grain: list(rows[f"{grain}_precision"]) for grain in GRAINS}
    assert bars == {
        "day": ["month", "year", "year", "day", "year", "year"],
        "week": ["week", "week", "week", "week", "year", "year"],
        "month": ["month", "year", "year", "month", "year", "year"],
        "quarter": ["quarter", "year", "year", "quarter", "year", "quarter"],
        "year": ["year"] * 6,
    }
    assert rows["year_first"][2] == dt.date(2020, 1, 1)
    assert rows["quarter_first"][5] == dt.date(2021, 10, 1)


SPANS = st.tuples(
    st.dates(dt.date(1899, 12, 25), dt.date(2101, 1, 1)),
    st.sampled_from([0, 0, 1, 5, 8, 27, 31, 60, 90, 180, 300, 365, 800]),
    st.sampled_from(["day", "month", "year"]),
)


@given(st.lists(SPANS, max_size=20))
def test_a_span_stands_in_the_bar_that_holds_it_else_in_the_year_that_it_begins_in(
    spans: list[tuple[dt.date, int, str]],
) -> None:
    known = [(first_of(day, precision), precision, longer) for day, longer, precision in spans]
    dated = [period(day, precision).last for day, precision, _ in known]
    lasts = [day + dt.timedelta(days=longer) for day, (_, _, longer) in zip(dated, known, strict=True)]
    columns = [[day for day, _, _ in known], lasts, [precision for _, precision, _ in known], dated]
    found = bars_of(*(pd.Series(one, dtype=object) for one in columns))
    for row, (day, precision, longer) in enumerate(known):
        expected = precision if not longer else "interval" if lasts[row].year == day.year else "years"
        assert found["span_precision"][row] == expected
        for grain in GRAINS:
            bar = (found[f"{grain}_first"][row], found[f"{grain}_precision"][row])
            assert bar == plain.interval_bar(day, lasts[row], precision, grain)


def test_deaths_of_all_people_stand_beside_civilians_and_are_never_added_to_them(dataset: Dataset) -> None:
    acled, ucdp = (dataset.events.cells(nw.col("dataset") == name, "dataset").sum() for name in (ACLED, UCDP))
    assert (ucdp["deaths_low"], ucdp["deaths_best"], ucdp["deaths_high"]) == (14, 17, 26)
    assert (ucdp["killed_best"], ucdp["killed_best_known"], ucdp["unknown"]) == (1, 2, 4)
    assert (acled["deaths_low"], acled["deaths_best"], acled["deaths_high"]) == (2, 2, 2)  # the best for either bound
    assert (acled["deaths_unknown"], acled["deaths_best_known"], acled["killed_best_known"]) == (1, 2, 0)
    assert dataset.with_deaths == {ACLED, UCDP}


def test_ours_have_no_deaths_of_all_people(dataset: Dataset, tiny: Dataset) -> None:
    ours = dataset.events.cells(dataset.own_events, "dataset").sum()
    assert (ours["deaths_best_known"], ours["deaths_unknown"]) == (0, 12)
    assert not set(DEATH_MEASURES).intersection(tiny.events.cells(Where(), "dataset"))


def test_what_other_datasets_say_besides_is_kept(dataset: Dataset) -> None:
    first, last = events_of(dataset).iloc[0], events_of(dataset).iloc[-1]
    assert (first["original_type"], first["actors"]) == ("state-based", "Government of Türkiye – PKK")
    assert (first["original_id"], first["country_reported"], first["date_last"]) == ("1001", "Iraq", "2021-05-05")
    assert last["details"] == '{"side_a": "Government of Türkiye"}'
    assert pd.isna(last["actors"])


def test_a_search_finds_the_actors(dataset: Dataset) -> None:
    assert dataset.events.count(Where(words=("government",))) == 1


def test_rows_known_to_their_district_or_province_are_no_points(dataset: Dataset) -> None:
    rows = events_of(dataset)
    assert list(rows["is_mapped"]) == [True, True, False, True, True, True]
    assert list(rows["is_area"]) == [False, True, False, False, True, False]
    ours_and_theirs = dataset.events.rows(nw.col("is_area"), ["drawn_latitude", "drawn_longitude"])
    assert not ours_and_theirs.duplicated().any()


def test_texts_are_those_of_the_files_and_ours_have_blank_cells(dataset: Dataset) -> None:
    (texts,) = dataset.events.texts(nw.col("dataset") == UCDP, list(IMPORTED_INCIDENTS.by_name))
    given_rows = [{name: row.get(name, "") for name in IMPORTED_INCIDENTS.by_name} for row in ucdp_events()]
    assert texts.to_dict("records") == given_rows
    (ours,) = dataset.events.texts(dataset.own_events, list(IMPORTED_INCIDENTS.by_name))
    assert set(ours["is_inside_area"]) == {"yes"}
    assert list(ours["province_reported"]) == list(ours["province"])
    more = set(IMPORTED_INCIDENTS.by_name) - set(INCIDENTS.by_name) - {"is_inside_area", "province_reported"}
    assert set(ours[sorted(more)].to_numpy().ravel()) == {""}


def test_their_sources_open_and_count(dataset: Dataset) -> None:
    assert records(dataset.events.sources(Where(), ["ucdp-page"])) == [{"source_id": "ucdp-page", "rows": 6}]
    assert len(dataset.events.citing("acled-page", 10)) == 3


def test_few_and_many_are_the_same_table_and_problems(folder: Path) -> None:
    import_all(folder)
    bad = event("mine", "2", date="2021-02-03", event_type="unheard_of")
    early = event("mine", "3", date="2021-02-03", date_last="2021-02-01")
    write_import(folder, "mine", incidents=[event("mine", "1", date="2021-02-03"), bad, early])
    edit(folder, "incidents", 4, "event_type", "alien_landing")
    few, many = both(folder)
    assert in_order(few.problems) == in_order(many.problems)
    assert (few.imported, few.rows, few.rows_set_aside) == (many.imported, many.rows, many.rows_set_aside)
    assert stored(few) == stored(many)
    texts = [next(one.events.texts(Where(), list(IMPORTED_INCIDENTS.by_name))) for one in (few, many)]
    assert records(texts[0]) == records(texts[1])


def test_a_low_count_above_the_best_is_told_and_kept(folder: Path) -> None:
    import_ucdp(folder)
    for dataset in both(folder):
        assert [(one.severity, one.line, one.column, one.value) for one in dataset.problems] == [
            (Severity.NOTE, 5, "deaths_low", "5")
        ]
        kept = dataset.events.rows(nw.col("incident_id") == "ucdp:1004", ["deaths_low", "deaths_best"])
        assert records(kept) == [{"deaths_low": 5, "deaths_best": 3}]


def test_in_ours_it_sets_the_row_aside_as_before(folder: Path) -> None:
    edit(folder, "incidents", "inc-03", "civilians_killed_low", "4000")
    for dataset in both(folder):
        assert [one.severity for one in dataset.problems] == [Severity.ROW_SET_ASIDE]


def same_id(rows: list[dict[str, str]]) -> None:
    rows[4]["incident_id"] = rows[0]["incident_id"]


def foreign_id(rows: list[dict[str, str]]) -> None:
    rows[4]["incident_id"] = "acled:IRQ1"


def unknown_source(rows: list[dict[str, str]]) -> None:
    rows[4]["source_ids"] = "src-1"


@pytest.mark.parametrize("change", [same_id, foreign_id, unknown_source])
def test_events_that_would_stop_the_start_leave_their_dataset_out_and_no_other(
    change: Callable[[list[dict[str, str]]], None], folder: Path, tmp_path: Path
) -> None:
    import_acled(folder)
    rows = ucdp_events()
    change(rows)
    write_import(folder, UCDP, incidents=rows)
    write_import(folder, "zeta", incidents=[event("zeta", "1", date="2021-01-01", location_precision="district")])
    found = list(both(folder))
    kept = [load(folder, tmp_path / "state", most_in_memory=0, chunk_rows=4) for _ in range(2)]  # made, then found
    for dataset in [*found, *kept]:
        assert [one.name for one in dataset.imported] == [ACLED, "zeta"]
        assert in_order(dataset.problems) == in_order(found[0].problems)
        assert dataset.problems[0].file == "imported/ucdp.toml"
        assert dataset.events.count(Where()) == 12 + 3 + 1
        assert "ucdp-page" not in dataset.sources
        assert stored(dataset) == stored(found[0])


def test_events_that_are_broken_off_leave_their_dataset_out(folder: Path) -> None:
    toml = import_ucdp(folder)
    table = next(toml.parent.glob("ucdp.*/incidents.csv"))
    table.write_bytes(table.read_bytes()[:-40] + b'"')
    for dataset in both(folder):
        assert dataset.imported == ()
        assert dataset.events.count(Where()) == 12


def test_ours_that_stop_the_start_stop_it_with_imports_too(folder: Path) -> None:
    import_all(folder)
    edit(folder, "incidents", 3, "incident_id", "inc-01")
    for way in WAYS.values():
        with pytest.raises(DataError, match="duplicate"):
            way(folder)


def test_many_imported_events_beside_few_of_ours_are_not_held(folder: Path) -> None:
    write_import(folder, "big", incidents=[event("big", str(n), date="2021-02-03") for n in range(40)])
    dataset = load(folder, most_in_memory=30)
    assert dataset.events.is_large
    assert dataset.events.count(Where()) == 52
    assert dataset.rows == load(folder).rows  # of ours


def test_a_dataset_without_events_adds_none(folder: Path) -> None:
    write_import(folder, "dtm", displacement=[count("dtm", "1", date="2021-06-30")])
    for dataset in both(folder):
        assert dataset.events.count(Where()) == 12
        assert dataset.with_deaths == frozenset()


@pytest.mark.parametrize("ending", [".duckdb", ".parquet"])
def test_a_prepared_table_holds_them_too(folder: Path, tmp_path: Path, ending: str) -> None:
    import_all(folder)
    assert write_prepared(tmp_path / f"events{ending}", folder) == 21
    engine = open_engine(str(tmp_path / f"events{ending}"), seconds=20)
    dataset = load(folder, engine=engine)
    assert [one.name for one in dataset.imported] == [ACLED, "dtm", UCDP]
    assert (dataset.events.count(Where()), dataset.events.count(dataset.own_events)) == (21, 12)
    assert stored(dataset) == stored(load(folder))
    assert dataset.has_others
