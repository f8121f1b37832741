"""What may be added and what may be joined: everything else is refused, with a sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.errors import CannotCombineError
from dashboard.model.published import added, joined, lines, statements
from tests.statements import month, statement

JANUARY, FEBRUARY = month(1, 3), month(2, 4)
SO_FAR = {"is_cumulative": True, "first": dt.date(2015, 8, 1), "series_id": "since-2015"}


def reading(year: int, value: float, **values: Any) -> Any:
    """A reading of one series: everything from August 2015 to the end of a year."""
    usual = {"figure_id": f"fig-{year}", "value": value, "last": dt.date(year, 12, 31)} | SO_FAR
    return statement(**(usual | values))


def test_months_of_one_organisation_are_added() -> None:
    assert added([JANUARY, FEBRUARY]) == 7


def test_provinces_are_added_for_the_same_days() -> None:
    assert added([month(6, 541, province="Duhok"), month(6, 9, province="Erbil")]) == 550


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=11))
def test_a_sum_is_that_of_the_values(values: list[int]) -> None:
    assert added([month(number, value) for number, value in enumerate(values, start=1)]) == sum(values)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"is_cumulative": True}, "everything so far, another only what is new"),
        ({"organisation": "Airwars"}, "different organisations"),
        ({"organisation": "CPT / ECBBC coalition"}, "different organisations"),
        ({"organisation": "CPT (as cited by ANF)"}, "different organisations"),
        ({"indicator": "civilians_injured"}, "different things"),
        ({"unit": "families"}, "different units"),
        ({"value": None, "low": 98.0, "high": 123.0}, "only a range"),
        ({"first": dt.date(2025, 1, 31)}, "overlap"),
        ({"first": None}, "overlap"),
        ({"first": dt.date(2025, 1, 1), "last": dt.date(2025, 1, 31), "province": "Duhok"}, "overlap"),
    ],
)
def test_what_counts_something_else_is_not_added(other: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotCombineError, match=reason) as refused:
        added([JANUARY, month(2, 4, **other)])
    assert JANUARY.figure_id in str(refused.value), "the sentence says which"


def test_two_series_are_not_added() -> None:
    with pytest.raises(CannotCombineError, match="different series"):
        added([month(1, 3, series_id="one"), month(2, 4, series_id="other")])


@pytest.mark.parametrize("indicator", ["turkish_bases", "villages_empty_or_displaced_total", "civilians_killed"])
def test_a_stock_is_never_added_to_a_stock(indicator: str) -> None:
    readings = [reading(year, 60 + year - 2020, indicator=indicator) for year in (2022, 2023)]
    with pytest.raises(CannotCombineError, match="count the same again"):
        added(readings)


@pytest.mark.parametrize(
    "indicator", ["border_length_km", "border_outposts_planned", "villages_threatened_or_affected"]
)
def test_what_there_is_on_a_day_is_a_stock_whatever_the_table_says(indicator: str) -> None:
    plans = [month(number, 27, indicator=indicator, is_cumulative=False) for number in (1, 2)]
    with pytest.raises(CannotCombineError, match="count the same again"):
        added(plans)


def test_nothing_is_no_sum() -> None:
    with pytest.raises(CannotCombineError):
        added([])


def test_readings_of_one_series_are_joined_in_the_order_of_their_days() -> None:
    readings = [reading(2023, 147), reading(2020, 85), reading(2022, 138)]
    assert [one.value for one in joined(readings)] == [85, 138, 147]


def test_a_joint_statement_belongs_to_the_series_of_its_partner() -> None:
    joint = reading(2021, 99, organisation="CPT / ICSSI")
    assert joint.counters == {"CPT", "ICSSI"}
    assert joined([joint, reading(2020, 85)])[1] is joint


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"organisation": "Airwars"}, "different organisations"),
        ({"series_id": "since-1991"}, "different series"),
        ({"series_id": None}, "no series"),
        ({"is_cumulative": False}, "only what is new"),
        ({"province": "Duhok"}, "different places"),
        ({"indicator": "civilians_injured"}, "different things"),
        ({"last": None, "stated": None, "as_of": None}, "no date"),
    ],
)
def test_what_counts_something_else_is_not_joined(other: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotCombineError, match=reason):
        joined([reading(2020, 85), reading(2022, 110, **other)])


def test_a_series_that_cannot_be_joined_is_told_and_the_others_are_drawn() -> None:
    good = [reading(2020, 1, series_id="good"), reading(2021, 2, series_id="good")]
    bad = [reading(2020, 1, series_id="bad"), reading(2021, 2, series_id="bad", organisation="Airwars")]
    alone = [reading(2020, 1, series_id="alone")]
    found, refused = lines([*bad, *good, *alone, reading(2019, 5, series_id=None)])
    assert found == [tuple(good)]
    assert len(refused) == 1
    assert "different organisations" in str(refused[0])


def test_every_series_of_the_data_can_be_joined(bundled: Dataset) -> None:
    rows = bundled.tables["published_figures"]
    found, refused = lines(statements(rows))
    assert refused == []
    sizes = rows["series_id"].value_counts()
    assert {readings[0].series_id: len(readings) for readings in found} == sizes[sizes > 1].to_dict()


def test_no_two_organisations_of_the_data_can_be_added(bundled: Dataset) -> None:
    given_ = [one for one in statements(bundled.tables["published_figures"]) if one.indicator == "civilians_killed"]
    refused = 0
    for one in given_:
        for other in given_:
            if one.organisation != other.organisation:
                with pytest.raises(CannotCombineError):
                    added([one, other])
                refused += 1
    assert refused > 100
