"""The heading, the map, the timelines, the table, the files and the API show the same incidents, and the right ones.

Whatever is selected, all of them add up to what the oracle counts in the CSV files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.api.blueprint import blueprint
from dashboard.config import Settings
from dashboard.data.calendar import GRAINS
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.model.groups import groups
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.model.situations import Situations
from dashboard.text import Words
from tests.asked import as_large
from tests.drawing import kept
from tests.model.oracle import Oracle, counts, toll
from tests.tiny import BUNDLED

ZOOMS = (4, 6.5, 9, 13)
KILLED = {
    "low": "killed_low",
    "best": "killed_best",
    "high": "killed_high",
    "unknown": "unknown",
    "range_only": "range_only",
}


class World:
    """A dataset with everything that shows it, and the oracle of the same folder."""

    def __init__(self, dataset: Dataset, folder: Path, words: Words, page: int) -> None:
        current = CurrentDataset(dataset)
        self.situations, self.oracle, self.page = Situations(current), Oracle(folder), page
        app = Flask(__name__)
        app.register_blueprint(blueprint(self.situations, current, words, Settings(), kept(words)))
        self.client = app.test_client()
        self.dataset = dataset

    def get(self, path: str, selection: Selection) -> Any:
        response = self.client.get(f"{path}?{selection.query()}")
        assert response.status_code == 200, response.text
        return response


@pytest.fixture(scope="module")
def worlds(tiny: Dataset, tiny_folder: Callable[..., Path], bundled: Dataset, words: Words) -> dict[str, World]:
    folder = tiny_folder(whole_basemap=False)
    return {
        "tiny": World(tiny, folder, words, page=6),
        "tiny, asked": World(as_large(tiny), folder, words, page=6),
        "bundled": World(bundled, BUNDLED, words, page=200),
        "bundled, asked": World(as_large(bundled), BUNDLED, words, page=200),
    }


@settings(max_examples=5)
@given(data=st.data())
@pytest.mark.parametrize("name", ["tiny", "bundled", "tiny, asked", "bundled, asked"])
def test_every_view_adds_up_to_what_the_files_say(
    worlds: dict[str, World], selections_of: dict[str, st.SearchStrategy[Selection]], name: str, data: st.DataObject
) -> None:
    world = worlds[name]
    selection = data.draw(selections_of[name.partition(",")[0]])
    situation = world.situations.of(selection.query()).situation
    assert situation.selection == selection
    expected = world.oracle.rows(selection)
    assert_counts(situation, expected)
    assert_map(situation, expected)
    assert_bars(situation, expected)
    assert_breakdowns(situation, expected)
    assert_table(situation, expected, world.page)
    assert_files(world, selection, expected)
    assert_summary(world, selection, expected)


def assert_counts(situation: Situation, expected: Any) -> None:
    sums = toll(expected)
    assert {name: getattr(situation.toll, name) for name in sums} == sums
    assert situation.toll.mapped + situation.toll.without_location == situation.toll.incidents


def assert_map(situation: Situation, expected: Any) -> None:
    mapped = expected[expected["latitude"] != ""]
    sums = toll(mapped)
    for zoom in ZOOMS:
        found = groups(situation.points, zoom)
        assert sorted(i for group in found for i in group.incident_ids) == sorted(mapped["incident_id"])
        assert sum(group.incidents for group in found) == situation.toll.mapped
        assert sum(group.unknown for group in found) == sums["unknown"]
        assert sum(group.killed_high or 0 for group in found) == (sums["killed_high"] or 0)
        assert sum(group.injured or 0 for group in found) == (sums["injured"] or 0)


def assert_bars(situation: Situation, expected: Any) -> None:
    periods, sums = situation.periods, toll(expected)
    assert int(periods["incidents"].sum()) == len(expected)
    for name in ("unknown", "range_only", "injured_unknown"):
        assert int(periods[name].sum()) == sums[name]
    for name in ("killed_low", "killed_best", "killed_high", "injured"):
        assert periods[name].sum() == (sums[name] or 0)


def assert_breakdowns(situation: Situation, expected: Any) -> None:
    for name in ("type", "by", "province", "district", "status"):
        found = situation.by(name)
        column = found.columns[0]
        values = [value if isinstance(value, str) else None for value in found[column]]
        assert dict(zip(values, found["incidents"], strict=True)) == counts(expected, name)
        assert found["incidents"].is_monotonic_decreasing


def assert_table(situation: Situation, expected: Any, size: int) -> None:
    starts = range(0, len(expected), size)
    seen = [i for start in starts for i in situation.page([], start, size)["incident_id"]]
    assert len(seen) == len(set(seen))
    assert sorted(seen) == sorted(expected["incident_id"])


def assert_files(world: World, selection: Selection, expected: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(world.get("/api/incidents.csv", selection).text, newline="")))
    assert rows == expected.to_dict("records")
    features = world.get("/api/incidents.geojson", selection).get_json(force=True)["features"]
    assert [one["id"] for one in features] == list(expected["incident_id"])
    assert sum(one["geometry"] is None for one in features) == int((expected["latitude"] == "").sum())


def assert_summary(world: World, selection: Selection, expected: Any) -> None:
    found, sums = world.get("/api/summary.json", selection).get_json(), toll(expected)
    assert (found["incidents"], found["mapped"]) == (sums["incidents"], sums["mapped"])
    assert found["without_location"] == sums["incidents"] - sums["mapped"]
    assert found["civilians_killed"] == {name: sums[column] for name, column in KILLED.items()}
    assert found["civilians_injured"] == {"best": sums["injured"], "unknown": sums["injured_unknown"]}
    assert found["outposts"] == world.oracle.outposts_counted(selection)
    for listed, name in (("by_province", "province"), ("by_type", "type"), ("by_attributed_to", "by")):
        assert {one["value"]: one["incidents"] for one in found[listed]} == counts(expected, name)


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("name", ["tiny", "bundled"])
def test_bars_of_every_grain_add_up(worlds: dict[str, World], name: str, grain: str) -> None:
    world = worlds[name]
    selection = Selection(grain=grain, context=True, province=("Duhok", "Erbil", "none"))
    situation = Situation(world.dataset, selection)
    assert_bars(situation, world.oracle.rows(selection))
    assert not situation.periods.duplicated(["period", "precision"]).any()
