"""Which tolls are alike, and how they are told: a bound that nobody gives is not 0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.alike import _bounds, _Event

BOUND = st.none() | st.integers(0, 500)


def event(low: int | None, high: int | None) -> _Event:
    return _Event("a", "b", low, high)


@pytest.mark.parametrize(
    ("given_low", "given_high", "combatants", "told"),
    [(None, None, None, "not known"), (None, 3, None, "up to 3"), (3, None, None, "3 or more"), (3, 3, None, "3"),
     (3, 5, None, "3–5"), (None, None, 4, "4"), (2, 2, 4, "2–6"), (0, 0, None, "0"), (None, 3, 4, "up to 7")],
)  # fmt: skip
def test_only_bounds_that_somebody_gave_are_told(
    given_low: int | None, given_high: int | None, combatants: int | None, told: str
) -> None:
    assert event(*_bounds(given_low, given_high, combatants)).toll == told


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [((3, 3), (5, 5), True), ((3, 3), (9, 9), False), ((100, 100), (118, 118), True), ((None, None), (80, 90), True),
     ((None, 3), (50, 60), False), ((50, None), (1, 2), False), ((50, None), (60, 60), True)],
)  # fmt: skip
def test_tolls_are_alike_where_they_may_be_the_same(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], is_like: bool
) -> None:
    assert event(*one).is_like(event(*other)) is is_like


@given(BOUND, BOUND, BOUND, BOUND)
def test_likeness_goes_both_ways(
    low: int | None, high: int | None, other_low: int | None, other_high: int | None
) -> None:
    one, other = event(low, high), event(other_low, other_high)
    assert one.is_like(other) is other.is_like(one)
