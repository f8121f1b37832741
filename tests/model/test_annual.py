"""Published totals of whole years as marks: which a Selection leaves, checked against a plain reading of the table."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dashboard.data.dataset import Dataset, load
from dashboard.model.annual import annual_published
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.tiny import BUNDLED, rows, write_tiny


def expected(selection: Selection, span: tuple[dt.date, dt.date]) -> set[str]:
    """Ids of the bundled figures of whole years, by the rules of DESIGN.md in plain Python."""
    found = set()
    with (BUNDLED / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = row["period_start"][:4]
            whole = row["period_start"] in (year, f"{year}-01", f"{year}-01-01") and row["period_end"] in (
                "", year, f"{year}-12", f"{year}-12-31")  # fmt: skip
            if not year or row["is_cumulative"] == "yes" or not whole or selection.district:
                continue
            is_here = row["province"] in selection.province if selection.province else not row["province"]
            is_asked = all(
                not chosen or row[name] in chosen
                for name, chosen in (("organisation", selection.organisation), ("indicator", selection.indicator))
            )
            if is_here and is_asked and span[0].year <= int(year) <= span[1].year:
                found.add(row["figure_id"])
    return found


@given(st.data())
def test_marks_are_those_of_the_places_years_and_quantities_of_the_selection(
    selections_of: dict[str, SearchStrategy[Selection]], bundled: Dataset, data: st.DataObject
) -> None:
    selection = data.draw(selections_of["bundled"])
    situation = Situation(bundled, selection)
    found = annual_published(situation)
    assert {row["figure_id"] for row in found} == expected(selection, (situation.span.first, situation.span.last))


def test_without_a_choice_there_are_killed_and_injured_of_several_years(bundled: Dataset) -> None:
    found = annual_published(Situation(bundled, Selection()))
    assert {"civilians_killed", "civilians_injured"} <= {row["indicator"] for row in found}
    assert not any(row["province"] or row["is_cumulative"] for row in found)
    assert all(row["source_ids"] for row in found)
    order = [(row["indicator"], row["year"], row["organisation"]) for row in found]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("end", "is_end_given"), [("2023-12-31", True), ("2023-12", True), ("2023", True), ("", False)]
)
def test_the_days_of_a_mark(tmp_path: Path, end: str, is_end_given: bool) -> None:
    figure = rows("published_figures")[0] | {"period_start": "2023-01", "period_end": end, "is_cumulative": "no"}
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, published_figures=[figure]))
    (row,) = annual_published(Situation(dataset, Selection()))
    assert (row["first_day"], row["last_day"]) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert (row["year"], row["is_end_given"]) == (2023, is_end_given)


def test_a_dataset_without_published_figures_has_no_marks(tmp_path: Path) -> None:
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, published_figures=[]))
    assert annual_published(Situation(dataset, Selection())) == []
