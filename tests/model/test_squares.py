"""Many incidents on a map: circles by square, whatever is selected, at any zoom, all at once or block by block."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.mercator import SQUARE_PIXELS, extent_of, mercator
from dashboard.model.cube import Cube
from dashboard.model.groups import MOST_COMPARED, Group
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.squares import (
    BLOCK,
    MOST_BLOCKS,
    MOST_PIXELS,
    blocks_around,
    circle_pixels,
    parse_blocks,
    shown_groups,
    square_groups,
    square_zoom,
)
from tests.model.selections import selections
from tests.situations import situation_of

ZOOMS = st.sampled_from([0, 3.2, 6, 7.5, 8, 8.5, 9.31, 11, 13, 16])
PARTS = (
    Selection(),
    Selection(context=True),
    Selection(harm=True, context=True),
    Selection(province=("Erbil", "Duhok")),
)
WHERE = (41.0, 35.0, 47.0, 38.5)  # west, south, east, north


@pytest.fixture(scope="module")
def crowded(many: Dataset) -> list[Situation]:
    found = [situation_of(many, selection) for selection in PARTS[:2]]
    assert all(one.is_crowded for one in found)
    return found


def total(groups: list[Group], name: str) -> int:
    return sum(getattr(group, name) or 0 for group in groups)


@given(data=st.data(), zoom=ZOOMS)
def test_what_the_map_shows_adds_up_to_what_is_mapped_whatever_is_selected(
    many: Dataset, data: st.DataObject, zoom: float
) -> None:
    selection = data.draw(st.one_of(st.sampled_from(PARTS), selections(many)))
    situation = situation_of(many, selection)
    found = shown_groups(situation, zoom)
    assert total(found, "incidents") == situation.toll.mapped
    assert total(found, "areas") == situation.toll.areas == sum(situation.areas.values())
    assert {bool(group.square) for group in found} <= {situation.is_crowded}
    assert situation.is_crowded == (situation.toll.mapped > MOST_COMPARED)


@given(data=st.data(), zoom=st.sampled_from([6, 7.5, 8, 9.31]))
def test_blocks_part_the_squares_so_that_none_is_in_two(
    crowded: list[Situation], data: st.DataObject, zoom: float
) -> None:
    situation = data.draw(st.sampled_from(crowded))
    whole = shown_groups(situation, zoom)
    blocks = sorted({(x // BLOCK, y // BLOCK) for _, x, y in (group.square for group in whole if group.square)})
    cut = data.draw(st.integers(0, len(blocks)))
    first, second = (shown_groups(situation, zoom, blocks=part) for part in (blocks[:cut], blocks[cut:]))
    assert {group.id for group in first} & {group.id for group in second} == set()
    assert {group.id: group for group in first + second} == {group.id: group for group in whole}


@pytest.mark.parametrize("zoom", [5, 9, 13])
def test_the_tolls_of_squares_add_up_to_those_of_the_selection(many: Dataset, zoom: int) -> None:
    situation = situation_of(many, Selection(context=True))
    mapped = Cube(many.events.cells(situation.where & nw.col("is_mapped"), "scope"), {})
    toll, found = mapped.toll(mapped.kept()), shown_groups(situation, zoom)
    assert toll.incidents == situation.toll.mapped
    for name in ("killed_low", "killed_high", "injured", "unknown"):
        assert total(found, name) == getattr(toll, name)


def test_what_nobody_reported_is_not_zero(crowded: list[Situation]) -> None:
    found = shown_groups(crowded[0], 13)
    unknown = [group for group in found if group.unknown == group.incidents]
    assert unknown
    assert {group.killed_low for group in unknown} == {group.killed_high for group in unknown} == {None}
    assert {group.harm for group in unknown} <= {"unknown", "injured"}
    assert {group.harm for group in found} == {"killed", "injured", "none", "unknown"}


@pytest.mark.parametrize("zoom", [7, 7.5, 8.5, 10.2])
def test_circles_stay_in_their_squares_and_reach_into_no_other(crowded: list[Situation], zoom: float) -> None:
    at = square_zoom(zoom)
    scale = 2 ** (zoom - at)
    for group in shown_groups(crowded[0], zoom):
        assert group.square
        x, y = (float(one[0]) for one in mercator(np.array([group.latitude]), np.array([group.longitude]), at))
        for pixel, number in ((x, group.square[1]), (y, group.square[2])):
            inside = pixel - number * SQUARE_PIXELS
            reach = min(circle_pixels(group.incidents) / 2 / scale, SQUARE_PIXELS / 2)
            assert reach - 0.05 <= inside <= SQUARE_PIXELS - reach + 0.05


def test_a_circle_that_fits_stands_at_the_mean_of_its_incidents(crowded: list[Situation]) -> None:
    table = crowded[0].squares(10)
    means = {(row.square_x, row.square_y): (row.latitude, row.longitude) for row in table.itertuples()}
    edge = SQUARE_PIXELS / 2 - MOST_PIXELS / 2
    compared = 0
    for group in square_groups(table, 10):
        assert group.square
        latitude, longitude = means[group.square[1:]]
        pixels = mercator(np.array([latitude]), np.array([longitude]), 10)
        if all(abs(one[0] % SQUARE_PIXELS - SQUARE_PIXELS / 2) < edge for one in pixels):
            assert (group.latitude, group.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
            compared += 1
    assert compared > 5


@given(zoom=st.floats(0, 16))
def test_squares_of_a_map_are_never_smaller_than_its_circles(zoom: float) -> None:
    """But in a picture between two zooms, where they may be 42 pixels."""
    shown = SQUARE_PIXELS * 2 ** (zoom - square_zoom(zoom))
    assert 42 <= shown < 85
    if (2 * zoom).is_integer():
        assert shown >= MOST_PIXELS


@given(one=st.integers(1, 10**7), other=st.integers(1, 10**7))
def test_more_incidents_never_have_a_smaller_circle(one: int, other: int) -> None:
    few, many_ = sorted((one, other))
    assert circle_pixels(few) <= circle_pixels(many_) <= MOST_PIXELS


@given(zoom=st.sampled_from([4, 7, 8.5, 10]))
def test_the_blocks_around_an_extent_show_what_lies_in_it(crowded: list[Situation], zoom: float) -> None:
    west, south, east, north = WHERE
    seen = {group.id for group in shown_groups(crowded[0], zoom, blocks=blocks_around(WHERE, zoom))}
    for group in shown_groups(crowded[0], zoom):
        if west < group.longitude < east and south < group.latitude < north:
            assert group.id in seen


def test_an_extent_leaves_whole_squares(crowded: list[Situation]) -> None:
    whole = {group.id: group for group in shown_groups(crowded[0], 8)}
    part = shown_groups(crowded[0], 8, extent=(43.0, 36.5, 44.0, 37.2))
    assert 0 < len(part) < len(whole)
    assert all(whole[group.id] == group for group in part)


def test_no_blocks_no_squares(crowded: list[Situation]) -> None:
    assert shown_groups(crowded[0], 8, blocks=[]) == []


def test_few_incidents_come_all_and_by_name(bundled: Dataset) -> None:
    situation = situation_of(bundled, Selection())
    found = shown_groups(situation, 8, blocks=[(0, 0)])
    assert total(found, "incidents") == situation.toll.mapped
    assert all(group.incident_ids and not group.square for group in found)


def test_points_of_many_are_not_brought(crowded: list[Situation]) -> None:
    with pytest.raises(ValueError, match="ask for squares"):
        _ = crowded[0].points


def test_the_incidents_of_a_square_are_listed_newest_first_and_counted(crowded: list[Situation]) -> None:
    situation = crowded[0]
    group = max(shown_groups(situation, 8), key=lambda one: one.incidents)
    assert group.square
    zoom, x, y = group.square
    rows, count = situation.drawn_in((x, y, x, y), zoom, 25)
    assert (len(rows), count) == (25, group.incidents)
    west, south, east, north = extent_of((x, y, x, y), zoom)
    assert rows["drawn_longitude"].astype(float).between(west, east).all()
    assert rows["drawn_latitude"].astype(float).between(south, north).all()
    assert list(rows["first_day"]) == sorted(rows["first_day"], reverse=True)


def test_the_extent_of_many_is_that_of_where_each_is_drawn(many: Dataset) -> None:
    """As exactly as a square of the closest zoom tells, which is some metres wide."""
    few = situation_of(many, Selection(province=("Kirkuk",), context=True))
    assert not few.is_crowded
    assert many.events.extent(few.where) == pytest.approx(few.drawn_extent, abs=0.002)
    whole = situation_of(many, Selection(context=True))
    rows = many.tables["incidents"].dropna(subset=["drawn_latitude"])
    west, south, east, north = whole.drawn_extent or WHERE
    assert (west, east) == pytest.approx((rows["drawn_longitude"].min(), rows["drawn_longitude"].max()), abs=0.002)
    assert (south, north) == pytest.approx((rows["drawn_latitude"].min(), rows["drawn_latitude"].max()), abs=0.002)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("12.7", {(12, 7)}),
        ("12.7,13.7,12.7", {(12, 7), (13, 7)}),
        ("", None),
        ("12", None),
        ("12.7,", None),
        ("12.7.3", None),
        ("a.b", None),
        ("-1.7", None),
        ("1.99999999", None),
        (",".join(f"{n}.1" for n in range(MOST_BLOCKS)), {(n, 1) for n in range(MOST_BLOCKS)}),
        (",".join(f"{n}.1" for n in range(MOST_BLOCKS + 1)), None),
    ],
)
def test_blocks_of_an_address(text: str, blocks: set[tuple[int, int]] | None) -> None:
    assert parse_blocks(text) == blocks
