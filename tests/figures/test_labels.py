"""Names on the map: none covers another, the important ones come first, none flickers while zooming in."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures import labels
from dashboard.figures.labels import STYLES, ZOOMS, label_features

Label = dict[str, Any]
POINTS = st.tuples(st.floats(41, 45).map(lambda x: round(x, 3)), st.floats(36, 38).map(lambda y: round(y, 3)))


@pytest.fixture(scope="module")
def names(bundled: Dataset) -> list[Label]:
    return label_features(bundled.basemap.layers)


def at(names: list[Label], zoom: int) -> list[Label]:
    return [one for one in names if one["properties"]["min_zoom"] <= zoom <= one["properties"]["max_zoom"]]


def touch(one: Label, other: Label, zoom: int) -> bool:
    west, north, east, south = labels._box(one, zoom)
    w, n, e, s = labels._box(other, zoom)
    return west < e and w < east and north < s and n < south


def place(name: str, point: tuple[float, float], rank: int) -> Label:
    return {"properties": {"name_en": name, "rank": rank}, "geometry": {"coordinates": list(point)}}


def layers(*places: Label) -> dict[str, list[Label]]:
    return {"countries": [], "provinces": [], "tripoints": [], "lakes": [], "places": list(places)}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_two_names_cover_each_other(names: list[Label], zoom: int) -> None:
    shown = at(names, zoom)
    assert len(shown) > 3
    assert [(a, b) for a, b in combinations(shown, 2) if touch(a, b, zoom)] == []


@given(points=st.lists(POINTS, min_size=1, max_size=25, unique=True), data=st.data())
def test_no_two_names_cover_each_other_wherever_they_are(points: list[tuple[float, float]], data: st.DataObject) -> None:
    ranks = data.draw(st.lists(st.integers(1, 4), min_size=len(points), max_size=len(points)))
    found = label_features(layers(*(place(f"Place {n}", p, rank) for n, (p, rank) in enumerate(zip(points, sorted(ranks), strict=True)))))
    for zoom in ZOOMS:
        assert not [1 for a, b in combinations(at(found, zoom), 2) if touch(a, b, zoom)]


def test_a_name_waits_only_for_one_that_is_at_least_as_important(names: list[Label]) -> None:
    order = {id(one): position for position, one in enumerate(names)}
    for one in names:
        waited = range(max(one["properties"]["first_zoom"], min(STYLES[one["properties"]["kind"]][2])), one["properties"]["min_zoom"])
        for zoom in waited:
            rivals = [other for z in range(zoom, one["properties"]["min_zoom"]) for other in at(names, z) if touch(one, other, z)]
            assert any(order[id(rival)] < order[id(one)] for rival in rivals), one["properties"]["name"]


def test_larger_places_come_before_smaller_ones(names: list[Label]) -> None:
    ranks = [one["properties"]["rank"] for one in names if one["properties"]["kind"] == "place"]
    assert len(set(ranks)) > 1
    assert ranks == sorted(ranks)


def test_of_two_places_on_one_spot_the_more_important_is_written() -> None:
    spot = (43.0, 37.0)
    found = label_features(layers(place("City", spot, 1), place("Village", spot, 4)))
    assert [one["properties"]["name"] for one in found] == ["City"]


def test_what_is_shown_once_stays_until_its_kind_ends(names: list[Label]) -> None:
    early = [p["name"] for p in (one["properties"] for one in names) if p["max_zoom"] != max(STYLES[p["kind"]][2])]
    assert early == []


def test_every_kind_is_written_in_its_zooms(names: list[Label]) -> None:
    for one in names:
        p = one["properties"]
        assert {p["min_zoom"], p["max_zoom"]} <= set(STYLES[p["kind"]][2])
        assert p["first_zoom"] <= p["min_zoom"] <= p["max_zoom"]
    assert {one["properties"]["kind"] for one in names} == set(STYLES)


def test_the_capitals_of_the_region_are_written_from_afar(bundled: Dataset, names: list[Label]) -> None:
    """Every place of the first rank, unless it would cover another of them."""
    first = {f["properties"]["name_en"] for f in bundled.basemap.layers["places"] if f["properties"]["rank"] == 1}
    shown = {one["properties"]["name"] for one in at(names, 7)}
    assert len(first & shown) >= len(first) / 2


def test_names_are_the_same_every_time(bundled: Dataset, names: list[Label]) -> None:
    assert label_features(bundled.basemap.layers) == names
