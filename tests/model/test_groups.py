"""Incidents that would cover each other on a map."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.mercator import mercator
from dashboard.model.groups import RADIUS_PIXELS, groups, harm_class
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

ZOOMS = (3, 5, 7.25, 9, 11, 14)


@pytest.fixture(scope="module")
def points(bundled: Dataset) -> pd.DataFrame:
    return Situation(bundled, Selection(context=True)).points


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_point_is_in_one_group(points: pd.DataFrame, zoom: float) -> None:
    found = groups(points, zoom)
    members = [i for group in found for i in group.incident_ids]
    assert sorted(members) == sorted(points["incident_id"])
    assert len({group.id for group in found}) == len(found)


def test_coming_closer_never_leaves_fewer_than_one_and_separates_in_the_end(points: pd.DataFrame) -> None:
    numbers = [len(groups(points, zoom)) for zoom in (0, 6, 9, 12, 22)]
    assert numbers[0] == 1
    assert all(a < b for a, b in pairwise(numbers))
    drawn = points[["drawn_latitude", "drawn_longitude"]].drop_duplicates()
    assert numbers[-1] == len(drawn)


@settings(max_examples=4)
@given(seed=st.integers(0, 1000))
def test_the_same_points_in_any_order_give_as_many_incidents(points: pd.DataFrame, seed: int) -> None:
    shuffled = points.sample(frac=1, random_state=seed)
    assert sum(group.incidents for group in groups(shuffled, 8)) == len(points)


def test_members_are_near_their_first_ones_and_the_mean_is_theirs(points: pd.DataFrame) -> None:
    placed = points.set_index("incident_id")
    for group in groups(points, 9):
        rows = placed.loc[list(group.incident_ids)]
        assert group.latitude == pytest.approx(rows["drawn_latitude"].mean(), abs=1e-5)
        x, y = mercator(rows["drawn_latitude"].to_numpy(float), rows["drawn_longitude"].to_numpy(float), 9)
        assert np.hypot(x - x[0], y - y[0]).max() < 2 * RADIUS_PIXELS


def test_the_sums_of_a_group_are_those_of_its_rows(points: pd.DataFrame) -> None:
    placed = points.set_index("incident_id")
    for group in groups(points, 7):
        rows = placed.loc[list(group.incident_ids)]
        for name, column in (
            ("killed_low", "killed_low"),
            ("killed_high", "killed_high"),
            ("injured", "civilians_injured"),
        ):
            known = rows[column].dropna()
            assert getattr(group, name) == (int(known.sum()) if len(known) else None)
        assert group.unknown == int(rows["is_toll_unknown"].sum())
        assert group.areas == int((rows["location_precision"] == "district").sum())
        assert group.is_area == bool((rows["location_precision"] == "district").all())


@pytest.mark.parametrize(
    ("toll", "harm"),
    [
        ((None, None, 1), "unknown"),
        ((0, None, 0), "none"),
        ((0, 0, 1), "unknown"),
        ((None, 2, 1), "injured"),
        ((3, 1, 0), "killed"),
    ],
)
def test_a_reported_zero_and_no_report_differ(toll: tuple[int | None, int | None, int], harm: str) -> None:
    assert harm_class(*toll) == harm


def test_nothing_gives_no_group(points: pd.DataFrame) -> None:
    assert groups(points.iloc[:0], 8) == []
