"""Names on the map: none covers another, the important ones come first, none flickers while zooming in."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.figures import labels
from dashboard.figures.labels import STYLES, ZOOMS, label_features

Label = dict[str, Any]
Box = tuple[float, float, float, float]
POINTS = st.tuples(st.floats(41, 45).map(lambda x: round(x, 3)), st.floats(36, 38).map(lambda y: round(y, 3)))


@pytest.fixture(scope="module")
def names(bundled: Dataset) -> list[Label]:
    return label_features(bundled.basemap.layers)


def at(names: list[Label], zoom: int) -> list[Label]:
    return [one for one in names if one["properties"]["min_zoom"] <= zoom <= one["properties"]["max_zoom"]]


def touching(names: list[Label], zoom: int) -> list[tuple[str, str]]:
    """Pairs of names whose boxes share a pixel at `zoom`."""
    boxes = [(one["properties"]["name"], labels._boxes(one)[zoom]) for one in names]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if share(one, other)]


def share(one: Box, other: Box) -> bool:
    (west, north, east, south), (w, n, e, s) = one, other
    return west < e and w < east and north < s and n < south


def place(name: str, point: tuple[float, float], rank: int) -> Label:
    return {"properties": {"name_en": name, "rank": rank}, "geometry": {"coordinates": list(point)}}


def layers(*places: Label) -> dict[str, list[Label]]:
    return {"countries": [], "provinces": [], "tripoints": [], "lakes": [], "places": list(places)}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_two_names_cover_each_other(names: list[Label], zoom: int) -> None:
    shown = at(names, zoom)
    assert len(shown) > 3
    assert touching(shown, zoom) == []


@settings(max_examples=15)
@given(points=st.lists(POINTS, min_size=1, max_size=20, unique=True), data=st.data())
def test_no_two_names_cover_each_other_wherever_they_are(
    points: list[tuple[float, float]], data: st.DataObject
) -> None:
    ranks = data.draw(st.lists(st.integers(1, 4), min_size=len(points), max_size=len(points)))
    places = [place(f"Place {n}", *one) for n, one in enumerate(zip(points, sorted(ranks), strict=True))]
    found = label_features(layers(*places))
    assert [touching(at(found, zoom), zoom) for zoom in ZOOMS] == [[]] * len(ZOOMS)


def test_a_name_waits_only_for_one_that_is_at_least_as_important(names: list[Label]) -> None:
    """At the zoom before it appears, a name that stands before it in the order is in its way."""
    for position, one in enumerate(names):
        p = one["properties"]
        zoom = p["min_zoom"] - 1
        if zoom >= max(p["first_zoom"], min(STYLES[p["kind"]][2])):
            box = labels._boxes(one)[zoom]
            before = [labels._boxes(rival)[zoom] for rival in at(names[:position], zoom)]
            assert any(share(box, rival) for rival in before), p["name"]


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


def test_names_are_the_same_every_time(bundled: Dataset, names: list[Label]) -> None:
    assert label_features(bundled.basemap.layers) == names
