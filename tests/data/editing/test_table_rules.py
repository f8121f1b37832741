"""Rules that compare rows: what stands twice, falls, is nobody's, or is spelled in two ways."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.data.editing import twice
from dashboard.data.editing.desk import Desk
from tests.data.editing.desks import added, changed, found

ALPHA = "Jets hit a farm above the village, local officials told reporters"
Cells = dict[str, Any]


def twin(desk: Desk, **cells: Any) -> list[tuple[str, str, str]]:
    """What is found when inc-03 is there once more, told in other words, with some cells changed."""
    desk = changed(desk, "incidents", "inc-03", summary=f"{ALPHA} on Wednesday.")
    new = {"incident_id": "twin", "summary": f"Reporters were told that {ALPHA.lower()}.", **cells}
    return found(added(desk, "incidents", "inc-03", **new))


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"place": "Alfa", "event_type": "drone_strike"},
        {"date": "2022-07", "date_precision": "month"},
        {"civilians_killed": None, "civilians_killed_low": None, "civilians_killed_high": None},
        {"civilians_killed": 10, "civilians_killed_low": 10, "civilians_killed_high": 10},
        {"civilians_injured": None},
        {"district": "Zakho", "latitude": 37.16, "longitude": 42.7},
        {"summary": "Ten people died."},  # the day, the place and the type are the same
    ],
)
def test_an_event_that_is_there_twice_is_found_at_the_second(desk: Desk, cells: Cells) -> None:
    assert twin(desk, **cells) == [("same-event", "twin", "date")]


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "2022-07-21"},
        {"date": "2022-08", "date_precision": "month"},
        {"civilians_killed": 3, "civilians_killed_low": 3, "civilians_killed_high": 3},
        {"civilians_injured": 2},
        {"combatants_killed": 2, "civilians_injured": 22},
        {"district": "Amedi", "latitude": 37.09, "longitude": 43.49},
        {"summary": f"A second time, {ALPHA.lower()}."},
        {"summary": "Shells fell near another road, residents said.", "place": "Alpha"},
        {"summary": "Shells fell near a road, residents said.", "place": "Romeo"},
        {"summary": "Shells fell near a road, residents said.", "event_type": "shelling"},
    ],
)
def test_another_event_is_not(desk: Desk, cells: Cells) -> None:
    assert twin(desk, **cells) == []


def test_a_day_of_another_place_is_compared_by_the_province_where_no_district_is_known(desk: Desk) -> None:
    where = {"district": None, "latitude": None, "longitude": None, "location_precision": "province"}
    desk = changed(desk, "incidents", "inc-03", summary=f"{ALPHA}.", **where)
    assert found(added(desk, "incidents", "inc-03", incident_id="twin")) == [("same-event", "twin", "date")]


STATED: list[tuple[str, str, str, Cells]] = [
    ("published_figures", "fig-1", "as_of", {"figure_id": "twin"}),
    ("displacement", "disp-1", "date", {"record_id": "twin"}),
    ("milestones", "mile-1", "date", {"milestone_id": "twin", "title": "OPERATION  begins"}),
    ("outposts", "out-1", "name", {"outpost_id": "twin", "name": "Alpha-Post"}),
    ("affected_places", "place-1", "place", {"place_id": "twin", "status": "returned"}),
]


@pytest.mark.parametrize(("table", "like", "column", "cells"), STATED)
def test_a_statement_in_two_rows_is_found(desk: Desk, table: str, like: str, column: str, cells: Cells) -> None:
    assert found(added(desk, table, like, **cells)) == [("same-statement", "twin", column)]


@pytest.mark.parametrize(
    ("table", "like", "cells"),
    [
        ("published_figures", "fig-1", {"figure_id": "x", "as_of": "2020-08", "series_id": None}),
        ("published_figures", "fig-1", {"figure_id": "x", "definition": "Civilians", "series_id": None}),
        ("published_figures", "fig-5", {"figure_id": "x"}),  # no page says when
        ("displacement", "disp-1", {"record_id": "x", "date": None}),
        ("displacement", "disp-1", {"record_id": "x", "organisation": "Ministry of Migration"}),
        ("milestones", "mile-1", {"milestone_id": "x", "title": "Operation ends"}),
        ("outposts", "out-1", {"outpost_id": "x", "district": "Amedi", "latitude": 37.09, "longitude": 43.49}),
        ("affected_places", "place-1", {"place_id": "x", "place": "Sierra"}),
    ],
)
def test_two_statements_are_not_one(desk: Desk, table: str, like: str, cells: Cells) -> None:
    assert found(added(desk, table, like, **cells)) == []


@pytest.mark.parametrize(
    "url",
    ["http://news-0.iq/page", "https://www.news-0.iq/page/", "https://NEWS-0.iq/page?utm_source=x&fbclid=1",
     "https://news-0.iq/page#part"],
)  # fmt: skip
def test_one_page_in_two_rows_is_found(desk: Desk, url: str) -> None:
    assert found(changed(desk, "sources", "src-2", url=url)) == [("same-page", "src-2", "url")]


@pytest.mark.parametrize("url", ["https://news-0.iq/page?id=2", "https://news-0.iq/pages", "https://en.news-0.iq/page"])
def test_another_page_of_a_site_is_not(desk: Desk, url: str) -> None:
    assert found(changed(desk, "sources", "src-2", url=url)) == []


def test_a_total_that_falls_is_found_and_one_since_another_day_is_not(desk: Desk) -> None:
    def later(**cells: Any) -> Desk:
        new = {"figure_id": "later", "period_end": "2024-02", "as_of": "2024-02", "value": 99.0, **cells}
        return added(desk, "published_figures", "fig-2", **new)

    assert found(later()) == [("falling-total", "later", "value")]
    assert found(later(value=147.0)) == []
    assert found(later(period_start="2016")) == [], "since another day"
    assert found(later(series_id=None)) == []
    assert found(later(is_cumulative=False)) == []


def test_what_is_cited_by_nothing_is_found(desk: Desk) -> None:
    new = added(desk, "sources", "src-1", source_id="lost", url="https://lost.iq/page")
    assert found(new) == [("uncited", "lost", "source_id")]
    silent = added(desk, "publishers", "daily", publisher_id="silent", name="Silent Weekly")
    assert found(silent) == [("uncited", "silent", "publisher_id")]
    without = replace(new, tables={name: rows for name, rows in new.tables.items() if name != "incidents"})
    assert found(without) == [], "where nobody looked at the incidents, nobody knows"


def test_milestones_without_a_key_one_are_found_once(desk: Desk) -> None:
    none = changed(changed(desk, "milestones", "mile-1", is_key=False), "milestones", "mile-2", is_key=False)
    assert found(none) == [("no-key-milestone", "mile-1", "is_key")]
    assert found(replace(none, tables={**none.tables, "milestones": []}), but=["uncited"]) == []


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        ({"place": "Road from Bravo", "latitude": 37.09, "longitude": 43.49}, True),
        ({"place": "Bravo subdistrict", "latitude": 37.09, "longitude": 43.49}, True),
        ({"place": "Quebec", "coordinate_source": "GeoNames: Amedi (area centre, not the site)"}, True),
        (
            {"place": "Bravo town", "latitude": 37.09, "longitude": 43.49},
            False,
        ),  # the town that the district is named by
        ({"place": "Broadford", "latitude": 37.09, "longitude": 43.49}, False),
        ({"place": "Road from Bravo", "latitude": 37.1, "longitude": 43.49}, False),
        ({"place": "Quebec", "coordinate_source": "GeoNames: Chamanke Settlement Center"}, False),
    ],
)
def test_a_settlement_on_the_point_of_a_district(desk: Desk, cells: Cells, is_found: bool) -> None:
    new = changed(desk, "incidents", "inc-03", district="Amedi", **{"latitude": 37.12, "longitude": 43.45} | cells)
    assert found(new) == ([("centre-as-settlement", "inc-03", "location_precision")] if is_found else [])


def spelled(desk: Desk, table: str, column: str, ids: tuple[str, str], names: tuple[str, str]) -> Desk:
    for row, name in zip(ids, names, strict=True):
        desk = changed(desk, table, row, **{column: name})
    return desk


@pytest.mark.parametrize(
    ("names", "is_found"),
    [
        (("Nerwa Rekan", "Nerwa–Rekan"), True), (("Haji Omaran", "Haji Omeran"), True), (("Bara", "Bare"), True),
        (("Şeladizê", "Seladize"), True), (("گوندی کانی", "گوندي كاني"), True), (("شيلادزة", "شیلادزە"), True),
        (("Dargale", "Sargale"), False), (("Camp 1", "Camp 2"), False), (("Mount Gara", "Mount Matin"), False),
        (("Checkpoint 1", "Checkpoint 2"), False),
        (("Bar", "Bor"), False),
    ],
)  # fmt: skip
def test_two_spellings_of_a_place_of_one_district(desk: Desk, names: tuple[str, str], is_found: bool) -> None:
    other = added(desk, "incidents", "inc-03", incident_id="other", date="2023-05-05", summary="Shells fell.")
    new = spelled(other, "incidents", "place", ("inc-03", "other"), names)
    assert found(new) == ([("spelling-of-places", "other", "place")] if is_found else [])
    elsewhere = {"district": "Amedi", "latitude": 37.1, "longitude": 43.5}
    assert found(changed(new, "incidents", "other", **elsewhere)) == [], "villages of two districts"


def test_two_names_of_one_village_are_known_by_its_aliases(desk: Desk) -> None:
    other = added(desk, "incidents", "inc-03", incident_id="other", date="2023-05-05", summary="Shells fell.")
    new = spelled(other, "incidents", "place", ("inc-03", "other"), ("Alpha", "Alphaa"))
    assert found(new) == [("spelling-of-places", "other", "place")]
    assert found(changed(new, "affected_places", "place-1", alt_names=("Alfa", "ALPHAA"))) == []


def test_two_spellings_of_an_organisation_in_two_tables(desk: Desk) -> None:
    new = changed(desk, "displacement", "disp-1", organisation="Counter’s")
    assert found(new) == [("spelling-of-organisations", "disp-1", "organisation")]
    assert found(changed(desk, "displacement", "disp-1", organisation="Ministry")) == []


def test_two_publishers_of_nearly_one_name(desk: Desk) -> None:
    new = changed(desk, "publishers", "counters", name="The-Daily")
    assert found(new) == [("spelling-of-publishers", "counters", "name")]


def test_spellings_of_one_publisher_are_its_own(desk: Desk) -> None:
    assert found(changed(desk, "sources", "src-1", publisher="The Dailly")) == []
    assert found(changed(desk, "sources", "src-5", publisher="The Dailly")) == [
        ("spelling-of-publishers", "src-5", "publisher")
    ]


@pytest.mark.parametrize("remove", ["incidents", "outposts", "affected_places", "displacement", "milestones"])
def test_an_empty_table_is_nothing_to_find(desk: Desk, remove: str) -> None:
    assert found(replace(desk, tables={**desk.tables, remove: []}), but=["uncited"]) == []


def test_an_event_is_compared_with_those_beside_it_only_and_many_take_no_square_of_time(desk: Desk) -> None:
    """Ten thousand rows of one year and place are fifty million pairs."""
    (row,) = [dict(one) for one in desk.tables["incidents"] if one["incident_id"] == "inc-03"]
    many = [row | {"incident_id": f"many-{n:05d}"} for n in range(2_000)]
    crowd = replace(desk, tables={**desk.tables, "incidents": many})
    pairs = list(twice.same_event(crowd))
    assert len({str(one.row["incident_id"]) for one in pairs}) == len(many) - 1, "all but the first are found"
    assert len(pairs) < len(many) * twice.MOST_BESIDE
