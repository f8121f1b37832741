"""Panels: every figure of the Selection once, whole area and provinces apart, undated ones aside."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.model.names import Names
from dashboard.model.panels import PANELS, Panel, panels
from dashboard.model.scope import rows_of
from dashboard.model.selection import parse
from tests.situations import situation_of

QUERIES = ("", "province=Duhok", "province=none", "from=2024&to=2024-06", "organisation=CPT", "indicator=turkish_bases")


def of(dataset: Dataset, query: str) -> list[Panel]:
    selection, bad = parse(query, Names.of(dataset))
    assert not bad
    return panels(situation_of(dataset, selection))


@pytest.mark.parametrize("query", QUERIES)
def test_every_figure_of_the_selection_stands_in_one_panel(bundled: Dataset, query: str) -> None:
    selection, _ = parse(query, Names.of(bundled))
    wanted = rows_of("published_figures", bundled.tables, selection)["figure_id"]
    found = [one.figure_id for panel in of(bundled, query) for one in panel.all]
    assert len(wanted) > 0
    assert sorted(found) == sorted(wanted)


def test_every_indicator_has_a_panel(bundled: Dataset) -> None:
    shown = [indicator for indicators in PANELS.values() for indicator in indicators]
    assert sorted(shown) == sorted(bundled.choices("published_figures", "indicator"))


def test_whole_area_provinces_and_undated_figures_are_kept_apart(bundled: Dataset) -> None:
    parts = [part for panel in of(bundled, "") for part in panel.parts]
    assert any(part.undated for part in parts)
    for part in parts:
        assert {one.indicator for one in part.all} == {part.indicator}
        assert not [one for one in part.whole if one.province]
        assert all(one.province for one in part.provinces)
        assert not [one for one in part.undated if one.first or one.last or one.as_of]
        assert all(one.first or one.last or one.as_of for one in part.whole + part.provinces)


def test_readings_of_a_series_follow_each_other(bundled: Dataset) -> None:
    for panel in of(bundled, ""):
        for part in panel.parts:
            order = [one.series_id for one in part.whole if one.series_id]
            assert len(list(dict.fromkeys(order))) == sum(a != b for a, b in zip([None, *order], order, strict=False))


def test_a_selection_without_figures_has_no_panels(tiny: Dataset) -> None:
    assert of(tiny, "province=Hakkari") == []
