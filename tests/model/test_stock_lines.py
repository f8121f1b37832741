"""Stocks of imported datasets: which lines are drawn, and that nothing in them is added up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.figures.displaced import quantity_of, stocks_of
from dashboard.figures.views import DISPLACEMENT, VIEWS, figure_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.stock_lines import MOST_LINES, stocks
from dashboard.text import Words
from tests.imports import DTM, count, write_import
from tests.tiny import Row

PERSONS = "persons_displaced"
PLACES = [("Zakho", "Duhok"), ("Amedi", "Duhok"), ("Akre", "Duhok"), ("Mergasor", "Erbil"), ("Soran", "Erbil")]


def round_of(number: int, date: str) -> list[Row]:
    """A round that counts every place, and their provinces."""
    found = [
        count("mine", f"{number}-{district}", date=date, district=district, province=province, round=str(number),
              persons_displaced=str(100 * (at + 1) + number))
        for at, (district, province) in enumerate(PLACES)
    ]  # fmt: skip
    for province, n in (("Duhok", 5000), ("Erbil", 7000)):
        found.append(count("mine", f"{number}-{province}", date=date, province=province, level="province",
                           round=str(number), persons_displaced=str(n + number)))  # fmt: skip
    return found


@pytest.fixture(scope="module")
def rounds(tiny_folder: Callable[..., Path]) -> Callable[[list[Row]], Dataset]:
    def make(rows: list[Row]) -> Dataset:
        folder = tiny_folder(whole_basemap=False)
        write_import(folder, "mine", displacement=rows, title="Mine")
        return load(folder)

    return make


@pytest.fixture(scope="module")
def two_rounds(rounds: Callable[[list[Row]], Dataset]) -> Dataset:
    return rounds([*round_of(1, "2021-06-30"), *round_of(2, "2021-12-31")])


def situation(dataset: Dataset, **chosen: tuple[str, ...]) -> Situation:
    return Situation(dataset, Selection(**{"dataset": ("mine",), **chosen}))


def test_provinces_are_shown_where_the_dataset_counts_them_itself(two_rounds: Dataset) -> None:
    found = stocks(situation(two_rounds), PERSONS)
    assert [line.place for line in found.lines] == ["Erbil", "Duhok"]
    assert [[row[PERSONS] for row in line.readings] for line in found.lines] == [[7001, 7002], [5001, 5002]]
    assert (found.more, found.alone) == (0, 2 * len(PLACES))


def test_districts_are_shown_where_they_are_chosen(two_rounds: Dataset) -> None:
    found = stocks(situation(two_rounds, district=("Akre", "Soran")), PERSONS)
    assert [line.place for line in found.lines] == ["Soran", "Akre"]
    assert all(len(line.readings) == 2 for line in found.lines)


def test_districts_stand_in_where_no_province_is_counted(rounds: Callable[[list[Row]], Dataset]) -> None:
    dataset = rounds([row for row in round_of(1, "2021-06-30") if row["level"] == "district"])
    assert {line.place for line in stocks(situation(dataset), PERSONS).lines} == {place for place, _ in PLACES}


def test_many_places_do_not_crowd_and_those_left_out_are_counted(rounds: Callable[[list[Row]], Dataset]) -> None:
    rows = [
        count("mine", f"{district}-{n}", date="2021-06-30", district=district, province=province,
              persons_displaced=str(n), cause=f"cause {n}", series_id=f"mine:{n}")
        for n in range(1, 4)
        for district, province in PLACES
    ]  # fmt: skip
    found = stocks(situation(rounds(rows)), PERSONS)
    assert len(found.lines) == MOST_LINES
    assert found.more == len(rows) - MOST_LINES
    assert [line.readings[-1][PERSONS] for line in found.lines] == [3, 3, 3, 3, 3, 2, 2]
    assert {line.cause for line in found.lines} == {"cause 3", "cause 2"}


def test_two_counts_of_a_day_make_no_line_and_no_sum(rounds: Callable[[list[Row]], Dataset]) -> None:
    rows = [
        count("mine", str(n), date="2021-06-30", district="Zakho", province="Duhok", persons_displaced=str(n))
        for n in (10, 20)
    ]
    found = stocks(situation(rounds(rows)), PERSONS)
    assert (found.lines, found.alone) == ((), 2)


def test_the_figure_draws_each_reading_as_it_is(two_rounds: Dataset, words: Words) -> None:
    figure = figure_of(DISPLACEMENT, situation(two_rounds), words)
    traces = [trace for trace in figure["data"] if trace.get("meta") == "stock"]
    published = {row["persons_displaced"] for row in round_of(1, "") + round_of(2, "")}
    assert [str(y) for trace in traces for y in trace["y"]] == ["7001", "7002", "5001", "5002"]
    assert {str(y) for trace in traces for y in trace["y"]} <= published
    assert [trace["name"] for trace in traces] == ["Erbil", "Duhok"], "one dataset, which title and caption name"
    assert all("Mine" in text for trace in traces for text in trace["hovertext"])
    assert not any(len(trace["x"]) for trace in figure["data"] if trace.get("meta") in ("new", "cumulative"))


def test_who_ticks_stocks_sees_people_unless_they_ask_for_something_else(with_imports: Dataset) -> None:
    assert quantity_of(Situation(with_imports, Selection())) == "villages_empty_or_displaced_total"
    assert quantity_of(Situation(with_imports, Selection(dataset=(DTM,)))) == PERSONS
    asked = Selection(dataset=(DTM,), indicator=("villages_empty_or_displaced_total",))
    assert quantity_of(Situation(with_imports, asked)) == "villages_empty_or_displaced_total"


def test_the_note_says_what_is_not_drawn(two_rounds: Dataset, words: Words) -> None:
    note = VIEWS[DISPLACEMENT].note(situation(two_rounds), words)
    assert words("stocks-note") in note
    assert words.plural("stocks-alone", stocks_of(situation(two_rounds)).alone) in note
