"""The map's features: everything that has a place is on it once, says what it is, and carries its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.figures import palette
from dashboard.figures.map_areas import area_features, area_tip
from dashboard.figures.map_features import (
    LAYER_OF_KIND,
    MOST_NAMED,
    SHAPES,
    SITE_LAYERS,
    collection,
    incident_features,
    killed_label,
    place_features,
    site_features,
)
from dashboard.model.groups import groups
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.model.selections import selections
from tests.tiny import BUNDLED, read, rows

SCRIPT = "<script>alert(1)</script>"
FAR, NEAR = 6, 13


def properties(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in features]


def incidents_of(situation: Situation, zoom: float, words: Words) -> list[dict[str, Any]]:
    return properties(incident_features(groups(situation.points, zoom), words))


@settings(max_examples=6)
@given(data=st.data(), zoom=st.floats(4, 14))
def test_features_and_those_without_a_location_are_all_incidents(
    bundled: Dataset, words: Words, data: st.DataObject, zoom: float
) -> None:
    situation = Situation(bundled, data.draw(selections(bundled)))
    found = incidents_of(situation, zoom, words)
    on_map = [incident for one in found for incident in one["ids"]]
    assert len(on_map) == len(set(on_map)) == sum(one["n"] for one in found)
    assert len(on_map) + situation.toll.without_location == situation.toll.incidents
    assert all(one["id"] in one["ids"] for one in found)


@pytest.mark.parametrize("zoom", [FAR, NEAR])
def test_the_tip_of_a_group_says_its_counts_and_what_is_not_known(bundled: Dataset, words: Words, zoom: float) -> None:
    table = {row["incident_id"]: row for row in read(BUNDLED, "incidents")}
    for one in incidents_of(Situation(bundled, Selection(context=True)), zoom, words):
        members = [table[incident] for incident in one["ids"]]
        unknown = sum(not any(row[f"civilians_killed{end}"] for end in ("", "_low", "_high")) for row in members)
        areas = sum(row["location_precision"] == "district" for row in members)
        assert one["tip"].startswith(words.plural("incidents", len(members)))
        assert (words.plural("toll-unknown", unknown) in one["tip"]) == bool(unknown)
        assert (words.plural("only-district-known", areas) in one["tip"]) == bool(areas)
        assert one["is_area"] == (areas == len(members))
        counted = ("civilians_killed", "civilians_killed_low", "civilians_killed_high", "civilians_injured")
        is_harm_known = any(int(row[name] or 0) for row in members for name in counted)
        assert (one["harm"] == "unknown") == (unknown > 0 and not is_harm_known)


def test_a_label_of_people_killed_is_never_a_0(tiny: Dataset, words: Words) -> None:
    situation = Situation(tiny, Selection(context=True))
    for group in groups(situation.points, NEAR):
        assert bool(killed_label(group, words)) == bool(group.killed_high)


def test_a_reported_0_and_no_report_are_drawn_differently(tiny: Dataset, words: Words) -> None:
    reported, unreported = Selection(status=("disputed",)), Selection(type=("border_security",))
    assert [one["harm"] for one in incidents_of(Situation(tiny, reported), NEAR, words)] == ["none"]
    assert [one["harm"] for one in incidents_of(Situation(tiny, unreported), NEAR, words)] == ["unknown"]
    assert palette.HARM["none"] != palette.HARM["unknown"]


@pytest.mark.parametrize("folder", ["tiny", "bundled"])
def test_every_site_with_coordinates_is_in_exactly_one_layer(
    request: pytest.FixtureRequest, words: Words, folder: str
) -> None:
    dataset = request.getfixturevalue(folder)
    layers = site_features(dataset.tables["outposts"], dataset, words)
    assert tuple(layers) == SITE_LAYERS
    drawn = [one["id"] for features in layers.values() for one in properties(features)]
    table = dataset.cells["outposts"]
    assert Counter(drawn) == Counter(table.loc[table["latitude"] != "", "outpost_id"])


def test_the_kind_of_a_site_decides_its_layer_and_shape(bundled: Dataset, words: Words) -> None:
    kind = dict(zip(bundled.tables["outposts"]["outpost_id"], bundled.tables["outposts"]["kind"], strict=True))
    shapes: dict[str, set[str]] = {}
    for layer, features in site_features(bundled.tables["outposts"], bundled, words).items():
        for one in properties(features):
            assert LAYER_OF_KIND.get(kind[one["id"]], "outposts") == layer
            shapes.setdefault(layer, set()).add(one["shape"])
    for layer, shape in shapes.items():
        assert not shape & {s for other in shapes for s in shapes[other] if other != layer}


def test_every_kind_operator_and_status_of_the_vocabulary_has_a_look(bundled: Dataset) -> None:
    assert set(SHAPES) == set(bundled.choices("outposts", "kind"))
    assert set(palette.OPERATORS) == set(bundled.choices("outposts", "operated_by"))
    assert set(palette.PLACES) == set(bundled.choices("affected_places", "status"))


def test_every_village_with_coordinates_is_drawn_once(bundled: Dataset, words: Words) -> None:
    found = properties(place_features(bundled.tables["affected_places"], bundled, words))
    expected = [row["place_id"] for row in read(BUNDLED, "affected_places") if row["latitude"]]
    assert [one["id"] for one in found] == expected


def test_what_is_known_to_its_district_says_so(bundled: Dataset, words: Words) -> None:
    sites = site_features(bundled.tables["outposts"], bundled, words)
    villages = place_features(bundled.tables["affected_places"], bundled, words)
    tables = [*read(BUNDLED, "outposts"), *read(BUNDLED, "affected_places")]
    precision = {row.get("outpost_id") or row["place_id"]: row["location_precision"] for row in tables}
    for one in properties([*villages, *(feature for features in sites.values() for feature in features)]):
        is_area = precision[one["id"]] != "settlement"
        assert one["is_area"] == is_area
        assert (words("area-only") in one["tip"]) == is_area


@settings(max_examples=6)
@given(data=st.data())
def test_areas_hold_the_incidents_known_only_to_their_district(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    situation = Situation(bundled, data.draw(selections(bundled)))
    owner = {
        row["boundary_id"]: row["district"] for row in read(BUNDLED, "districts") if row["is_own_polygon"] == "yes"
    }
    polygon = {row["district"]: row["boundary_id"] for row in read(BUNDLED, "districts")}
    points = situation.points[situation.points["location_precision"] == "district"]
    expected: dict[str, Counter[str]] = {}
    for district in points["district"]:
        if polygon.get(district) in owner:
            expected.setdefault(owner[polygon[district]], Counter())[district] += 1
    found = properties(area_features(situation, words))
    assert {one["id"]: one["tip"] for one in found} == {
        drawn: area_tip(drawn, held, words) for drawn, held in expected.items()
    }


def test_an_older_polygon_names_the_newer_districts_in_it(words: Words) -> None:
    alone = area_tip("Amedi", {"Amedi": 3}, words)
    assert alone == f"Amedi: {words.plural('only-district-known', 3)}"
    several = area_tip("Rawanduz", {"Choman": 1, "Rawanduz": 1, "Sidakan": 17}, words)
    assert several.startswith("Sidakan 17, Choman 1, Rawanduz 1 (older Rawanduz boundary)")
    assert words.plural("only-district-known", 19) in several
    assert area_tip("Zakho", {"Batifa": 2}, words).startswith("Batifa 2 (older Zakho boundary)")


@pytest.mark.parametrize("has_days", [False, True])
def test_what_has_no_date_is_marked_when_there_are_days(bundled: Dataset, words: Words, has_days: bool) -> None:
    sites = site_features(bundled.tables["outposts"], bundled, words, has_days=has_days)
    villages = place_features(bundled.tables["affected_places"], bundled, words, has_days=has_days)
    dates = {row["outpost_id"]: row["first_reported"] for row in read(BUNDLED, "outposts")}
    dates |= {row["place_id"]: row["since"] for row in read(BUNDLED, "affected_places")}
    found = properties([*villages, *(feature for features in sites.values() for feature in features)])
    assert {one["id"] for one in found if one["is_undated"]} == {
        one["id"] for one in found if has_days and not dates[one["id"]]
    }
    said = (words("undated-site"), words("undated-place"))
    assert all(bool(dates[one["id"]]) != any(text in one["tip"] for text in said) for one in found)


def test_every_feature_has_an_id_and_a_tip_and_nothing_that_leaflet_takes_for_markup(
    bundled: Dataset, words: Words
) -> None:
    situation = Situation(bundled, Selection(context=True))
    layers = [
        incident_features(groups(situation.points, FAR), words),
        area_features(situation, words),
        place_features(situation.affected_places, bundled, words),
        *site_features(situation.outposts, bundled, words).values(),
    ]
    for features in layers:
        found = properties(features)
        assert found
        assert len({one["id"] for one in found}) == len(found)
        assert all(one["tip"] for one in found)
        assert not [one for one in found if {"tooltip", "popup"} & set(one)], "dash-leaflet shows these as HTML"
    assert collection(layers[0]) == {"type": "FeatureCollection", "features": layers[0]}


def test_text_of_the_data_stays_as_it_is_written(tiny_folder: Callable[..., Path], words: Words) -> None:
    """The browser writes it as text (`assets/30-map.js`): escaped here, a reader would see the escapes."""
    sites = [row | {"name": SCRIPT} for row in rows("outposts")]
    villages = [row | {"place": SCRIPT} for row in rows("affected_places")]
    dataset = load(tiny_folder(whole_basemap=False, outposts=sites, affected_places=villages))
    drawn = site_features(dataset.tables["outposts"], dataset, words)["outposts"]
    drawn += place_features(dataset.tables["affected_places"], dataset, words)
    assert drawn
    assert all(one["tip"].startswith(f"{SCRIPT}: ") for one in properties(drawn))


def test_a_large_group_names_a_part_of_its_incidents_and_counts_all(bundled: Dataset, words: Words) -> None:
    points = Situation(bundled, Selection(context=True)).points.sample(3 * MOST_NAMED, replace=True, random_state=1)
    (one,) = properties(incident_features(groups(points, 0), words))
    assert (one["n"], len(one["ids"])) == (3 * MOST_NAMED, MOST_NAMED)
