"""The map: layers, marks and what they mean, counts at every zoom, names, and who may move it."""

from __future__ import annotations

import itertools
import re

from tests.browser.map_on_page import Mark
from tests.browser.situation_page import SituationPage

START = "map=41.6,36.2,45.0,37.7"
OPENED = ["incidents", "areas", "outposts", "surveillance", "crossings", "terrain"]


def test_the_legend_switches_layers_and_the_address_says_so(page: SituationPage) -> None:
    page.open(START)
    assert page.map.layers() == [layer for layer in page.map.shown() if page.map.shown()[layer]] == OPENED
    page.map.switch("outposts").uncheck()
    page.wait_for_query(layers="incidents,areas,surveillance,crossings,terrain")
    for layer in ("villages", "districts"):
        page.map.switch(layer).check()
    page.wait_for_query(layers="incidents,areas,surveillance,crossings,terrain,villages,districts")
    assert [layer for layer, shown in page.map.shown().items() if not shown] == ["outposts"]
    for layer in page.map.layers():
        page.map.switch(layer).uncheck()
    page.wait_for_query(layers="none")
    assert not any(page.map.shown().values())
    for layer in OPENED:
        page.map.switch(layer).check()
    page.wait_for_query(layers=None)
    assert page.map.layers() == OPENED


def test_marks_say_what_is_known(page: SituationPage) -> None:
    page.open(f"{START}&context=1")
    page.map.zoom("in", steps=2)
    marks = page.map.marks()
    for mark in marks:
        incidents = _count(r"^([\d,]+) incident", mark)
        assert mark.is_dashed == (_count(r"([\d,]+) known only to the district", mark) == incidents), mark.says
        assert not mark.is_ring or _count(r"killed not known for ([\d,]+)", mark) > 0, mark.says
        assert mark.number == ("" if incidents == 1 else f"{incidents:,}")
        assert ("killed" in mark.note) == bool(re.search(r"civilians killed: [\d–,]*[1-9]", mark.says)), mark.says
    single = [mark for mark in marks if not mark.number]
    assert {(True, True), (True, False), (False, True), (False, False)} == {(m.is_ring, m.is_dashed) for m in single}


def test_groups_add_up_at_every_zoom(page: SituationPage) -> None:
    page.open(START)
    mapped = page.counts().mapped
    groups = [len(page.map.incidents())]
    for direction, steps in (("out", 2), ("in", 4), ("in", 3)):
        page.map.zoom(direction, steps=steps)
        assert sum(page.map.incidents()) == mapped
        groups.append(len(page.map.incidents()))
    assert groups[1] < groups[0] < groups[2] < groups[3]


def test_names_do_not_overlap(page: SituationPage) -> None:
    page.open(f"{START}&layers=terrain")
    for direction, steps in (("out", 2), ("in", 2), ("in", 2), ("in", 2)):
        names = page.map.names()
        assert len(names) > 3
        for (name, a), (other, b) in itertools.combinations(names, 2):
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart, f"“{name}” lies on “{other}”"
        page.map.zoom(direction, steps=steps)


def test_filters_leave_the_map_where_it_is_and_fit_moves_it(page: SituationPage) -> None:
    page.open(START)
    page.map.zoom("in")
    extent = page.map.extent()
    page.choice("Sulaymaniyah").check()
    page.wait_for_query(province="Sulaymaniyah")
    page.choice("Drone strike").check()
    page.wait_for_query(type="drone_strike")
    assert page.map.extent() == extent
    assert not all(page.map.are_seen())

    page.map.fit_to_selection()
    page.wait_until_drawn()
    assert all(page.map.are_seen())
    page.choice("Sulaymaniyah").uncheck()
    page.choice("Hakkari").check()
    page.wait_for_query(province="Hakkari", type="drone_strike")
    page.choice("Drone strike").uncheck()
    page.wait_for_query(province="Hakkari", type=None)
    assert not all(page.map.are_seen())
    page.map.fit_to_selection()
    page.wait_until_drawn()
    assert all(page.map.are_seen())


def _count(pattern: str, mark: Mark) -> int:
    found = re.search(pattern, mark.says)
    return int(found[1].replace(",", "")) if found else 0
