"""Our sample beside the published totals, checked against the text of the tables."""

from __future__ import annotations

import calendar
import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.model.coverage import HARM, Covered, coverage
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.model.oracle import Oracle, toll
from tests.tiny import BUNDLED, rows, write_tiny

FIGURE = {"figure_id": "fig-a", "indicator": "civilians_killed", "value": "10", "is_cumulative": "no",
          "period_start": "2023-01-01", "period_end": "2023-12-31", "province": "Erbil"}  # fmt: skip


def covered(folder: Path, *figures: dict[str, str]) -> tuple[Covered, ...]:
    """The coverage of the tiny incidents, with these figures in place of the tiny ones."""
    given = {"unit": "persons", "organisation": "Counters", "definition": "Persons counted", "source_ids": "src-6"}
    like = dict.fromkeys(rows("published_figures")[0], "") | given
    table = [{**like, **FIGURE, "figure_id": f"fig-{at}", **figure} for at, figure in enumerate(figures)]
    return coverage(load(write_tiny(folder / "data", whole_basemap=False, published_figures=table)))


def day(text: str, *, last: bool) -> dt.date:
    """The first or the last day of a date as the tables write it."""
    year, month, number = [*(int(part) for part in text.split("-")), None, None][:3]
    if not last:
        return dt.date(year or 0, month or 1, number or 1)
    month = month or 12
    return dt.date(year or 0, month, number or calendar.monthrange(year or 0, month)[1])


def figures_of_one_year() -> dict[str, tuple[dt.date, dt.date]]:
    """Id -> days, of the bundled figures of killed and injured that a reader of the table would call one year's."""
    table = pd.read_csv(BUNDLED / "published_figures.csv", dtype=str, keep_default_na=False)
    found = {}
    for row in table.itertuples():
        if row.indicator not in HARM or row.is_cumulative == "yes" or not row.period_start:
            continue
        first = day(row.period_start, last=False)
        end = day(row.period_end, last=True) if row.period_end else None
        if end is None and (first.month, first.day) == (1, 1):
            end = dt.date(first.year, 12, 31)
        if end and end.year == first.year:
            found[row.figure_id] = (first, end)
    return found


def test_every_published_figure_of_one_year_is_compared_and_no_other(bundled: Dataset) -> None:
    found = {one.figure["figure_id"]: (one.span.first, one.span.last) for one in coverage(bundled)}
    assert found == figures_of_one_year()
    assert found


def test_sums_are_those_that_a_reader_computes_from_the_csv(bundled: Dataset) -> None:
    oracle = Oracle(BUNDLED)
    region = bundled.description.kurdistan_region
    blank = dict.fromkeys(("district", "type", "status", "by"), ()) | {"context": False, "harm": False, "q": ""}
    for one in coverage(bundled):
        provinces = (one.figure["province"],) if one.figure["province"] else region
        for ours, by in ((one.attributed, ("Turkish Armed Forces",)), (one.everyone, ())):
            asked = SimpleNamespace(
                **blank | {"province": provinces, "start": one.span.first, "end": one.span.last, "by": by}
            )
            expected = toll(oracle.rows(asked))
            assert ours.incidents == expected["incidents"]
            if one.figure["indicator"] == "civilians_killed":
                assert (ours.low, ours.best, ours.high) == tuple(
                    expected[f"killed_{n}"] for n in ("low", "best", "high")
                )
                assert (ours.unknown, ours.range_only) == (expected["unknown"], expected["range_only"])
            else:
                assert {ours.low, ours.best, ours.high} == {expected["injured"]}
                assert (ours.unknown, ours.range_only) == (expected["injured_unknown"], 0)


def test_the_selection_beside_a_sum_shows_the_same_numbers_on_the_dashboard(bundled: Dataset) -> None:
    for one in coverage(bundled):
        for ours in (one.attributed, one.everyone):
            shown = Situation(bundled, ours.selection).toll
            best = shown.killed_best if one.figure["indicator"] == "civilians_killed" else shown.injured
            assert (shown.incidents, best) == (ours.incidents, ours.best)


def test_a_range_in_our_rows_is_not_a_best_count_and_the_unknown_are_told(tmp_path: Path) -> None:
    (one,) = covered(tmp_path, {})  # of 2023 in Erbil: a drone strike with 1 to 3 killed, and an evacuation
    assert (one.attributed.low, one.attributed.best, one.attributed.high) == (1, None, 3)
    assert (one.attributed.range_only, one.attributed.unknown, one.attributed.incidents) == (1, 0, 1)
    assert (one.everyone.incidents, one.everyone.unknown) == (2, 1)
    assert one.share is None, "no row has a best count: that is not 0 %"


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ({"value": "18"}, 0.5, 0.5),
        ({"value": "", "value_low": "12", "value_high": "18"}, 0.5, 0.75),
        ({"value": "", "value_low": "12"}, None, 0.75),
        ({"value": "", "value_high": "18"}, 0.5, None),
        ({"value": "3"}, 3.0, 3.0),
    ],
)
def test_the_share_of_a_range_is_a_range(tmp_path: Path, figure: dict[str, str], low: float, high: float) -> None:
    of_2022 = {"period_start": "2022-01-01", "period_end": "2022-12-31", "province": "Duhok"}  # 9 and 0 killed
    (one,) = covered(tmp_path, of_2022 | figure)
    assert one.attributed.best == 9
    assert one.share is not None
    assert (one.share.low, one.share.high) == (low, high)


def test_of_a_published_0_there_is_no_share(tmp_path: Path) -> None:
    (one,) = covered(
        tmp_path, {"period_start": "2022-01-01", "period_end": "2022-12-31", "province": "Duhok", "value": "0"}
    )
    assert one.share is None


@pytest.mark.parametrize(
    "figure",
    [
        {"is_cumulative": "yes"},
        {"period_start": "2022-12-31"},
        {"period_end": "2024-01-01"},
        {"period_start": "", "period_end": "2023"},
        {"period_start": "2023-04-17", "period_end": ""},
        {"indicator": "civilian_casualties_total"},
        {"indicator": "attacks_bombardments", "unit": "attacks"},
    ],
)
def test_what_counts_more_than_one_year_or_something_else_is_not_compared(
    tmp_path: Path, figure: dict[str, str]
) -> None:
    assert covered(tmp_path, figure) == ()


def test_a_figure_that_says_only_since_new_year_is_one_of_the_year_and_says_so(tmp_path: Path) -> None:
    whole, since, part = covered(tmp_path, {}, {"period_end": ""}, {"period_end": "2023-08"})
    assert (whole.is_end_given, whole.is_whole_year) == (True, True)
    assert (since.is_end_given, since.is_whole_year) == (False, True)
    assert (part.is_end_given, part.is_whole_year) == (True, False)
    assert (since.span.last, part.span.last) == (dt.date(2023, 12, 31), dt.date(2023, 8, 31))


def test_the_whole_area_is_the_kurdistan_region_of_the_description(tmp_path: Path) -> None:
    (one,) = covered(tmp_path, {"province": ""})
    assert one.provinces == ("Duhok", "Erbil")
    assert one.everyone.selection == Selection(
        province=("Duhok", "Erbil"), start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31)
    )


def test_the_latest_year_comes_first_and_killed_before_injured(bundled: Dataset) -> None:
    found = coverage(bundled)
    assert [one.year for one in found] == sorted((one.year for one in found), reverse=True)
    shared = [(one.year, one.figure["province"], one.span, one.figure["organisation"]) for one in found]
    for before, after, here, there in zip(found, found[1:], shared, shared[1:], strict=False):
        if here == there and before.figure["indicator"] != after.figure["indicator"]:
            assert before.figure["indicator"] == "civilians_killed"
