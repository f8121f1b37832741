"""The slides of rows: which incidents and figures, with their doubts, and every source by a number."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.presentation import Presentation as Deck

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.export.slides.cited import Cited, source_words
from dashboard.export.slides.markup import runs_from_right
from dashboard.export.slides.source_pages import MOST_SOURCES
from dashboard.export.slides.tables import HEAD_HEIGHT, LEFT_TO_RIGHT, Column, Row, fitted_row, joined, pages_of
from dashboard.export.told import (
    MOST_FIGURES,
    MOST_INCIDENTS,
    NEWEST,
    figures_told,
    incidents_told,
)
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.reading import deck, texts, titles

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=300), max_size=2)


def tables(made: Deck, title: str) -> list[list[str]]:
    """The rows under the headings, from all slides with this title."""
    found = []
    for one, name in zip(made.slides, titles(made), strict=True):
        if name == title:
            (table,) = [shape.table for shape in one.shapes if getattr(shape, "has_table", False)]
            found += [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
    return found


def sources_of(made: Deck) -> dict[int, str]:
    """Number -> source, from the last slides."""
    found = {}
    for one, title in zip(made.slides, titles(made), strict=True):
        for text in texts(one) if "source" in title else ():
            for line in text.split("\n"):
                if match := re.match(r"(\d+) +(\S.*)", line):
                    found.setdefault(int(match[1]), match[2])
    return found


def test_incidents_with_harm_stand_in_the_table_newest_first(whole: Deck, everything: Situation, words: Words) -> None:
    chosen, more = incidents_told(everything)
    assert len(chosen) == MOST_INCIDENTS
    assert len(chosen) + more == everything.toll.harm
    rows = tables(whole, words("slides-incidents-harm"))
    assert [row[0].split("\n")[0] for row in rows] == [words.partial_date(date) for date in chosen["date"]]
    days = list(everything.page([], 0, 400, ("first_day", "incident_id"))["first_day"])
    assert days == sorted(days, reverse=True)
    for row, cells in zip(records(chosen), rows, strict=True):
        assert (row["caveat"] is not None) == (words("caveat") in cells[6])
        assert (row["civilians_injured"] is None) == (cells[5] == "?")


def test_without_harm_the_newest_are_shown(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection(type=("border_security",)))
    assert situation.toll.harm == 0
    chosen, more = incidents_told(situation)
    assert len(chosen) == min(NEWEST, situation.toll.incidents)
    assert len(chosen) + more == situation.toll.incidents
    assert tables(deck(situation, words), words("slides-incidents-newest"))


def test_what_is_left_out_is_counted(whole: Deck, everything: Situation, words: Words) -> None:
    shown = [text for one in whole.slides for text in texts(one)]
    assert words.plural("slides-more-incidents", incidents_told(everything)[1]) in shown
    assert words.plural("slides-more-figures", figures_told(everything)[1]) in shown


def test_published_figures_are_the_newest_of_every_kind(everything: Situation) -> None:
    chosen, more = figures_told(everything)
    every = everything.dataset.tables["published_figures"]
    assert len(chosen) == MOST_FIGURES
    assert len(chosen) + more == len(every)
    assert set(chosen["indicator"]) == set(every["indicator"])


def test_published_figures_are_narrowed_by_what_reaches_them(bundled: Dataset) -> None:
    chosen, _ = figures_told(Situation(bundled, Selection(indicator=("turkish_bases",), organisation=("CPT",))))
    assert set(chosen["indicator"]) == {"turkish_bases"}
    assert set(chosen["organisation"]) == {"CPT"}


def test_figures_that_count_other_days_are_not_told(bundled: Dataset) -> None:
    """A page without a date may be about any month, unless it says about which."""
    start, end = dt.date(2024, 6, 1), dt.date(2024, 6, 30)
    chosen, _ = figures_told(Situation(bundled, Selection(province=("Duhok",), start=start, end=end)))
    every = bundled.tables["published_figures"]
    undated = every[every["as_of"].isna() & (every["province"] == "Duhok")]
    firsts, lasts = undated["period_start_first_day"], undated["period_end_last_day"]
    others = {
        key
        for key, first, last in zip(undated["figure_id"], firsts, lasts, strict=True)
        if (first and first > end) or (last and last < start)
    }
    assert others
    assert not others & set(chosen["figure_id"])
    assert set(undated[firsts.isna() & lasts.isna()]["figure_id"]) & set(chosen["figure_id"]), "these may be of them"


def test_figures_of_a_district_are_those_of_its_province(amedi: Situation) -> None:
    chosen, _ = figures_told(amedi)
    assert set(chosen["province"]) == {"Duhok"}


def test_a_figure_without_a_single_value_has_its_range(whole: Deck, everything: Situation, words: Words) -> None:
    chosen, _ = figures_told(everything)
    rows = tables(whole, words("slides-figures"))
    for row, cells in zip(records(chosen), rows, strict=True):
        value = (
            words.number(row["value"]) if row["value"] is not None else words.span(row["value_low"], row["value_high"])
        )
        assert cells[1] == f"{value}\n{row['unit']}"
        assert row["organisation"] in cells[2].replace("\n", " ")


def test_every_number_in_a_table_is_a_source_on_the_last_slides(
    whole: Deck, everything: Situation, words: Words
) -> None:
    found = sources_of(whole)
    rows = [*tables(whole, words("slides-incidents-harm")), *tables(whole, words("slides-figures"))]
    cited = {int(number) for row in rows for number in row[-1].split(", ")}
    assert cited <= set(found)
    assert set(found) >= set(range(1, MOST_SOURCES + 1))
    row = records(incidents_told(everything)[0])[0]
    first = str(row["source_ids"]).split(";")[0]
    assert found[1] == source_words(first, everything.dataset, words)


def test_sources_are_linked_where_they_have_an_address(amedi_slides: Deck) -> None:
    links = {
        relation.target_ref
        for one in amedi_slides.slides
        for relation in one.part.rels.values()
        if relation.reltype.endswith("/hyperlink")
    }
    assert len(links) > 20
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_a_source_keeps_its_number() -> None:
    cited = Cited()
    assert cited.numbers(("b", "a")) == "1, 2"
    assert cited.numbers(("a", "c")) == "2, 3"
    assert cited.source_ids == ["b", "a", "c"]


@given(cells=st.lists(st.tuples(LINES, LINES), min_size=1, max_size=30), height=st.integers(60, 500))
def test_every_row_is_on_one_page_and_pages_fit(cells: list[tuple[list[str], list[str]]], height: int) -> None:
    columns = [Column("a", 80), Column("b", 300)]
    rows = [fitted_row(row, columns) for row in cells]
    pages: list[list[Row]] = list(pages_of(rows, height))
    assert [row for page in pages for row in page] == rows
    assert all(len(page) == 1 or HEAD_HEIGHT + sum(row.height for row in page) <= height for page in pages)


@pytest.mark.parametrize(
    ("names", "is_marked"), [(("بامرني", "Amedi"), True), (("Bamarni", "Amedi"), False), ((None, "دهۆک"), True)]
)
def test_names_side_by_side_keep_the_order_of_the_slide(names: tuple[str | None, ...], is_marked: bool) -> None:
    found = joined(names)
    assert found.lstrip(LEFT_TO_RIGHT) == ", ".join(filter(None, names))
    assert found.startswith(LEFT_TO_RIGHT) == is_marked
    assert not runs_from_right(found)


def test_no_row_means_no_page() -> None:
    nothing: list[Any] = []
    assert list(pages_of(nothing, 400)) == []
