"""Stocks stay stocks: no view adds rounds, levels, operations or reasons of an imported dataset, or joins them."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.data.frames import records
from dashboard.errors import NotAddableError
from dashboard.figures.views import DISPLACEMENT, figure_of
from dashboard.importers.changes import Changes
from dashboard.importers.dates import day_of
from dashboard.importers.dtm import stock_of
from dashboard.importers.given_file import named_columns
from dashboard.importers.interface import NOTHING_SAID, Context, Given, Made
from dashboard.importers.places import Places
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.stock_lines import stocks
from dashboard.model.stocks import added_up
from dashboard.text import Words
from tests.importers.given import Row, imported, write
from tests.importers.test_dtm import AMEDI, DUHOK, NEW, count
from tests.tiny import BUNDLED

PERSONS = "persons_displaced"
COUNTRY = dict.fromkeys(AMEDI, "")
ZAKHO = {**DUHOK, "admin2Name": "Zakho", "admin2Pcode": "IRQ-G09Q04"}
UNKNOWN = {**DUHOK, "admin2Name": "Nowhere", "admin2Pcode": ""}
PLACES = (COUNTRY, {**COUNTRY, **DUHOK}, AMEDI, ZAKHO, UNKNOWN)
OPERATIONS, REASONS, ROUNDS = ("Iraq conflict", "Sinjar crisis"), ("Conflict", "Disaster"), (1, 2, 3)


def everything() -> list[Row]:
    """Every place, operation, reason and round, each with a number of its own."""
    return [
        count(str(1000 + at), **place, operation=operation, displacementReason=reason, roundNumber=str(number),
              reportingDate=f"2014-0{number}-01T00:00:00")
        for at, (place, operation, reason, number) in enumerate(product(PLACES, OPERATIONS, REASONS, ROUNDS))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def with_dtm(tmp_path_factory: pytest.TempPathFactory, bundled: Dataset) -> Dataset:
    """Our data with all of it imported."""
    folder = tmp_path_factory.mktemp("stocks")
    into = shutil.copytree(BUNDLED, folder / "data")
    imported(write(folder / "dtm.csv", NEW, everything()), into, bundled)
    return load(into)


def situation(dataset: Dataset, **chosen: tuple[str, ...]) -> Situation:
    return Situation(dataset, Selection(**{"dataset": ("iom-dtm",), **chosen}))


@pytest.mark.parametrize("chosen", [{}, {"province": ("Duhok",)}, {"district": ("Amedi", "Zakho")}])
def test_every_number_that_is_drawn_stands_in_the_file(with_dtm: Dataset, chosen: dict[str, tuple[str, ...]]) -> None:
    figure = figure_of(DISPLACEMENT, situation(with_dtm, **chosen), Words("en"))
    published = {int(row["numPresentIdpInd"]) for row in everything()}
    drawn = [number for trace in figure["data"] if trace.get("meta") == "stock" for number in trace["y"]]
    assert drawn
    assert set(drawn) <= published


@pytest.mark.parametrize("chosen", [{}, {"district": ("Amedi", "Zakho")}])
def test_a_line_is_of_one_level_place_operation_and_reason(
    with_dtm: Dataset, chosen: dict[str, tuple[str, ...]]
) -> None:
    lines = stocks(situation(with_dtm, **chosen), PERSONS).lines
    assert lines
    for line in lines:
        assert len(line.readings) == len({row["round"] for row in line.readings}) == len(ROUNDS)
        for name in ("level", "province", "district", "cause", "series_id"):
            assert len({row[name] for row in line.readings}) == 1, name
    assert len({row["level"] for line in lines for row in line.readings}) == 1


def test_no_two_counts_can_be_added_up(with_dtm: Dataset) -> None:
    rows = situation(with_dtm).displacement
    for at in range(1, len(rows)):
        with pytest.raises(NotAddableError):
            added_up("displacement", PERSONS, rows.iloc[[0, at]])


def test_the_count_of_a_country_is_of_no_place_here(with_dtm: Dataset) -> None:
    assert {row["level"] for row in records(situation(with_dtm).displacement)} == {"province", "district"}


def test_a_district_that_is_none_of_ours_does_not_pass_for_its_province(tmp_path: Path, bundled: Dataset) -> None:
    into = shutil.copytree(BUNDLED, tmp_path / "data")
    imported(write(tmp_path / "dtm.csv", NEW, [count(**UNKNOWN), count("7", **ZAKHO)]), into, bundled)
    lines = stocks(situation(load(into)), PERSONS).lines
    assert {line.place for line in lines} == {"Nowhere", "Zakho"}


@given(rows=st.lists(st.sampled_from(everything()), min_size=2, max_size=6))
def test_rows_of_one_series_differ_in_round_and_day_alone(rows: list[Row], bundled: Dataset) -> None:
    context = Context(Places.of(bundled), Changes(), NOTHING_SAID, "iom-dtm")
    seen: dict[str, tuple[str, ...]] = {}
    for row in rows:
        cells = dict(zip(named_columns(list(row)), row.values(), strict=True))
        made = stock_of(Given(1, cells), context=context, day=day_of, unsure=frozenset())
        assert isinstance(made, Made)
        same = (*(row.get(name, "") for name in (*AMEDI, "operation", "displacementReason")), made.cells["level"])
        assert seen.setdefault(made.cells["series_id"], same) == same
    assert len(seen) == len(set(seen.values()))
