"""A stock is never added to a stock, nor one organisation's number to another's: our own error says why."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.errors import CannotCombineError, DashboardError, NotAddableError, NotTogetherError
from dashboard.model.published import added, joined
from dashboard.model.stocks import added_up, reason_not_to_add
from dashboard.text import Words
from tests.statements import month
from tests.tiny import rows, write_tiny

NEW = {"is_cumulative": "no", "organisation": "Counters", "date_precision": "day"}


def reports(folder: Path, *cells: dict[str, str]) -> pd.DataFrame:
    """Displacement rows of a folder of their own: each a new count of families, with some cells changed."""
    like = rows("displacement")[0]
    blank = dict.fromkeys(like, "")
    table = [
        {**blank, "cause": "shelling", "source_ids": "src-5", **NEW, "record_id": f"r-{at}", **one}
        for at, one in enumerate(cells)
    ]
    return load(write_tiny(folder / "data", whole_basemap=False, displacement=table)).tables["displacement"]


def refusal(table: str, column: str, found: pd.DataFrame) -> NotAddableError:
    with pytest.raises(NotAddableError) as raised:
        added_up(table, column, found)
    return raised.value


MARCH = {"date": "2024-03-01", "families_displaced": "20", "province": "Duhok"}
APRIL = {"date": "2024-04-01", "families_displaced": "7", "province": "Duhok"}
SAME_DAY = {"date": "2024-03-01", "families_displaced": "7", "province": "Erbil"}


@pytest.mark.parametrize("other", [APRIL, SAME_DAY], ids=["another day", "another place"])
def test_new_counts_of_one_organisation_add_up(tmp_path: Path, other: dict[str, str]) -> None:
    assert added_up("displacement", "families_displaced", reports(tmp_path, MARCH, other)) == 27


def test_what_nobody_knows_is_not_0_and_one_number_is_its_own_sum(tmp_path: Path) -> None:
    found = reports(tmp_path, MARCH | {"is_cumulative": "yes"}, APRIL | {"families_displaced": ""})
    assert added_up("displacement", "families_displaced", found) == 20
    assert added_up("displacement", "persons_displaced", found) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_cumulative": "yes"}, "no-sum-stock"),
        ({"organisation": "Others"}, "no-sum-organisations"),
        ({"date": "2024-03-01"}, "no-sum-same-time-and-place"),
        ({"date": "2024-03", "date_precision": "month"}, "no-sum-same-time-and-place"),
        ({"date": "2024-03-01", "province": ""}, "no-sum-same-time-and-place"),
        ({"date": "", "date_precision": "unknown"}, "no-sum-same-time-and-place"),
        ({"date": "2024-03-01", "district": "Zakho"}, "no-sum-same-time-and-place"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_row_that_can_not_be_added_refuses_the_sum(
    tmp_path: Path, change: dict[str, str], reason: str, turned: bool
) -> None:
    pair = [MARCH, APRIL | change]
    found = refusal("displacement", "families_displaced", reports(tmp_path, *(pair[::-1] if turned else pair)))
    assert found.reason == reason
    assert str(found) == Words("en")(reason)
    assert isinstance(found, DashboardError)


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [
        ("outposts", "sites_count", "no-sum-sites"),
        ("incidents", "combatants_killed", "no-sum-combatants"),
        ("incidents", "villages_emptied", "no-sum-villages-emptied"),
    ],
)
def test_some_columns_are_never_added(bundled: Dataset, table: str, column: str, reason: str) -> None:
    assert refusal(table, column, bundled.tables[table]).reason == reason


def test_rows_that_may_repeat_others_are_not_added(bundled: Dataset) -> None:
    outposts = bundled.tables["outposts"]
    two = pd.concat([outposts[outposts["is_overlapping"]].head(1), outposts[~outposts["is_overlapping"]].head(1)])
    assert refusal("outposts", "latitude", two.assign(latitude=1.0)).reason == "no-sum-overlapping"


def pairs(table: pd.DataFrame, column: str) -> list[pd.DataFrame]:
    known = table[table[column].notna()]
    return [known.loc[list(pair)] for pair in itertools.combinations(known.index, 2)]


def test_no_stock_of_the_bundled_reports_can_be_added_to_anything(bundled: Dataset) -> None:
    table = bundled.tables["displacement"]
    checked = 0
    for pair in pairs(table, "villages_evacuated"):
        if pair["is_cumulative"].any():
            assert refusal("displacement", "villages_evacuated", pair).reason == "no-sum-stock"
            checked += 1
    assert checked


def test_the_reason_is_blank_where_a_sum_is_possible(tmp_path: Path) -> None:
    found: Any = reports(tmp_path, MARCH, APRIL)
    assert reason_not_to_add("displacement", "families_displaced", found) == ""
    assert reason_not_to_add("displacement", "families_displaced", found.assign(is_cumulative=True)) == "no-sum-stock"


def test_every_refusal_is_of_one_family_and_says_why_through_the_catalogue(bundled: Dataset) -> None:
    """Adding a cumulative figure, adding or joining two organisations, adding up a column that never is."""
    words, january = Words("en"), month(1, 3, series_id="s")
    tries: tuple[tuple[type[NotTogetherError], Any], ...] = (
        (CannotCombineError, lambda: added([january, month(2, 4, is_cumulative=True)])),
        (CannotCombineError, lambda: added([january, month(2, 4, organisation="Airwars")])),
        (CannotCombineError, lambda: joined([january, month(2, 4, series_id="s", organisation="Airwars")])),
        (NotAddableError, lambda: added_up("incidents", "combatants_killed", bundled.tables["incidents"])),
        (NotAddableError, lambda: added_up("displacement", "families_displaced", bundled.tables["displacement"])),
    )
    for kind, attempt in tries:
        with pytest.raises(NotTogetherError) as refused:
            attempt()
        assert type(refused.value) is kind
        assert words(refused.value.reason) in str(refused.value)
