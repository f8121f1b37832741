"""Where incidents known only to their district are drawn: apart, near the centre, and always at the same place."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.spread import STEP_DEGREES
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.tiny import rows, write_tiny

MANY = 40
TYPES = ("airstrike", "shelling", "fire")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Forty incidents known only to one district, and one at a settlement on the very same point."""
    like = next(row for row in rows("incidents") if row["location_precision"] == "district")
    many = [{**like, "incident_id": f"inc-{n}", "event_type": TYPES[n % 3]} for n in range(MANY)]
    settlement = {**like, "incident_id": "inc-settlement", "location_precision": "settlement"}
    folder = tmp_path_factory.mktemp("crowded") / "data"
    return load(write_tiny(folder, whole_basemap=False, incidents=[*many, settlement]))


def drawn(dataset: Dataset, **values: object) -> pd.DataFrame:
    points = Situation(dataset, Selection(**values)).points
    return points.set_index("incident_id")[["drawn_latitude", "drawn_longitude"]]


def test_forty_on_one_point_are_all_drawn_apart(crowded: Dataset) -> None:
    places = drawn(crowded).to_numpy(float)
    assert len(places) == MANY + 1
    shrink = math.cos(math.radians(places[0][0]))
    distances = [math.hypot(a[0] - b[0], (a[1] - b[1]) * shrink) for i, a in enumerate(places) for b in places[:i]]
    assert min(distances) > STEP_DEGREES / 2


def test_they_stay_around_the_centre(crowded: Dataset) -> None:
    centre = crowded.tables["incidents"].iloc[0]
    shrink = math.cos(math.radians(float(centre["latitude"])))
    for latitude, longitude in drawn(crowded).to_numpy(float):
        away = math.hypot(latitude - centre["latitude"], (longitude - centre["longitude"]) * shrink)
        assert away <= STEP_DEGREES * math.sqrt(MANY) + 1e-4


def test_what_is_known_to_its_settlement_stays_where_it_is(crowded: Dataset, bundled: Dataset) -> None:
    row = crowded.cells["incidents"].iloc[-1]
    assert list(drawn(crowded).loc["inc-settlement"]) == [float(row["latitude"]), float(row["longitude"])]
    known = bundled.tables["incidents"].query("location_precision == 'settlement'")
    assert (known["drawn_latitude"] == known["latitude"]).all()
    assert (known["drawn_longitude"] == known["longitude"]).all()


@pytest.mark.parametrize("kind", TYPES)
def test_a_place_does_not_depend_on_what_is_selected(crowded: Dataset, kind: str) -> None:
    everything, some = drawn(crowded), drawn(crowded, type=(kind,))
    assert 0 < len(some) < len(everything)
    pd.testing.assert_frame_equal(some, everything.loc[some.index])


def test_the_file_keeps_the_coordinates_of_the_row(crowded: Dataset) -> None:
    points = crowded.tables["incidents"][["latitude", "longitude"]].drop_duplicates()
    assert len(points) == 1
