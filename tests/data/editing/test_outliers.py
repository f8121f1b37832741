"""Numbers beside the others of their kind: a digit too many is found, what is merely large is not."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.outliers import FAR, FEWEST, LEAST_SPREAD, distances
from tests.data.editing.desks import added, found

COUNTS = st.lists(st.integers(1, 100_000).map(float), min_size=FEWEST, max_size=40)


def test_the_distance_by_hand() -> None:
    """Logarithms to the base e: 0, 1, …, 8, 20; median 4.5; deviations 4.5, …, 15.5, of which the median is 2.5."""
    found_ = distances([math.exp(n) for n in [*range(9), 20]], FEWEST)
    assert found_[-1] == pytest.approx(15.5 / (1.4826 * 2.5))
    assert found_[0] == pytest.approx(-4.5 / (1.4826 * 2.5))


def test_where_all_are_alike_only_what_is_six_times_as_large_is_far() -> None:
    limit = math.exp(FAR * LEAST_SPREAD)
    assert 5 < limit < 6
    assert distances([1.0] * 12 + [limit * 1.01], FEWEST)[-1] > FAR > distances([1.0] * 12 + [limit * 0.99], FEWEST)[-1]


@given(COUNTS)
def test_nothing_is_far_among_fewer(values: list[float]) -> None:
    assert distances(values[: FEWEST - 1], FEWEST) == [0.0] * (FEWEST - 1)


@given(COUNTS, st.floats(0.01, 100))
def test_distances_do_not_depend_on_the_unit(values: list[float], unit: float) -> None:
    assert distances([one * unit for one in values], FEWEST) == pytest.approx(distances(values, FEWEST), abs=1e-6)


@given(COUNTS)
def test_most_values_are_never_far(values: list[float]) -> None:
    far = [abs(one) > FAR for one in distances(values, FEWEST)]
    assert sum(far) <= len(far) / 2


@given(COUNTS, st.integers(0, 39))
def test_one_value_can_not_hide_by_being_larger(values: list[float], at: int) -> None:
    assume(at < len(values))
    larger = [*values[:at], values[at] * 1000, *values[at + 1 :]]
    assert distances(larger, FEWEST)[at] > distances(values, FEWEST)[at] - 1e-9 or values[at] == min(values)


def with_tolls(desk: Desk, tolls: list[int], **last: Any) -> Desk:
    """The desk with an incident for each toll, each in a month and at a place of its own; the last with more cells."""
    for n, toll in enumerate(tolls):
        cells = {"incident_id": f"toll-{n}", "place": "ABCDEFGHIJKLMNOPQRSTUV"[n] * 9, "date": f"20{n + 1:02d}-03-01"}
        cells |= {"civilians_killed": toll, "summary": f"{'word' * (n + 1)}.", "date_precision": "day"}
        cells |= {"civilians_killed_low": None, "civilians_killed_high": None, "civilians_injured": None}
        more = last if n == len(tolls) - 1 else {}
        desk = added(desk, "incidents", "inc-12", **cells, **more)
    return desk


@pytest.mark.parametrize(
    ("tolls", "last", "is_found"),
    [
        ([1, 2, 1, 3, 2, 1, 1, 4, 2, 1, 120], {}, True),
        ([1, 2, 1, 3, 2, 1, 1, 4, 2, 1, 120], {"caveat": "The whole of an operation."}, False),
        ([1, 2, 1, 3, 2, 1, 1, 4, 2, 1, 20], {}, False),
        ([1, 2, 1, 3, 2, 1, 1, 4, 2, 1, 120], {"scope": "context"}, False),  # compared with its like only
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 120], {}, False),  # a reported 0 is no count to compare with
    ],
)
def test_a_toll_far_above_the_others(desk: Desk, tolls: list[int], last: dict[str, Any], is_found: bool) -> None:
    expected = [("far-above", f"toll-{len(tolls) - 1}", "civilians_killed")] if is_found else []
    assert found(with_tolls(desk, tolls, **last), but=["outside-coverage", "sources-older"]) == expected


@pytest.mark.parametrize(
    ("values", "far"),
    [([85, 99, 109, 138, 1470], [4]), ([85, 99, 10, 138, 147], [2]), ([118, 210, 510, 550, 18], []),
     ([85, 99, 138, 1470], [])],
)  # fmt: skip
def test_a_figure_far_from_its_series(desk: Desk, values: list[int], far: list[int]) -> None:
    for n, value in enumerate(values):
        cells = {"figure_id": f"new-{n}", "as_of": f"202{n}", "value": float(value), "series_id": "new"}
        desk = added(desk, "published_figures", "fig-6", **cells, period_start=None, period_end=None)
    assert found(desk) == [("far-in-series", f"new-{n}", "value") for n in far]
