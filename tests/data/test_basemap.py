"""The basemap: its layers, the names that districts.csv gives them, and the hillshade."""

from __future__ import annotations

from pathlib import Path

from dashboard.data.basemap import FRAME, read_basemap
from dashboard.data.dataset import Dataset, load
from dashboard.errors import Problem, Severity
from tests.tiny import edit, ids, line_of, write_tiny

LAYERS = {"countries", "lakes", "rivers", "districts", "district_lines", "province_lines", "formal_lines", "borders",
          "border", "tripoints", "places", "provinces"}  # fmt: skip


def test_the_layers(bundled: Dataset) -> None:
    assert set(bundled.basemap.layers) == LAYERS
    assert [name for name, features in bundled.basemap.layers.items() if not features] == []


def test_every_feature_is_geojson_inside_the_frame(bundled: Dataset) -> None:
    west, south, east, north = FRAME
    for features in bundled.basemap.layers.values():
        for feature in features:
            points = list(flat(feature["geometry"]["coordinates"]))
            assert feature["type"] == "Feature"
            assert all(west <= x <= east and south <= y <= north for x, y, *_ in points)


def flat(coordinates: list) -> list[list[float]]:
    """The points of any geometry."""
    if not isinstance(coordinates[0], list | tuple):
        return [coordinates]
    return [point for part in coordinates for point in flat(part)]


def test_the_border_is_the_detailed_line_and_stands_in_no_other_layer(bundled: Dataset) -> None:
    (border,) = bundled.basemap.layers["border"]
    assert border["properties"]["length_km"] == 380.5
    assert len(bundled.basemap.layers["tripoints"]) == 2
    assert "IRQ-TUR" not in {feature["properties"]["id"] for feature in bundled.basemap.layers["borders"]}


def test_every_district_with_a_polygon_of_its_own_is_drawn_once_under_our_name(bundled: Dataset) -> None:
    drawn = [feature["properties"]["district"] for feature in bundled.basemap.layers["districts"]]
    districts = bundled.tables["districts"]
    own = districts[districts["is_own_polygon"] & districts["boundary_id"].notna()]
    assert sorted(drawn) == sorted(own["district"])


def test_a_district_is_drawn_in_the_province_that_administers_it(bundled: Dataset) -> None:
    by_name = {f["properties"]["district"]: f["properties"] for f in bundled.basemap.layers["districts"]}
    assert (by_name["Akre"]["province"], by_name["Akre"]["province_formal"]) == ("Duhok", "Nineveh")
    for row in bundled.tables["districts"].itertuples():
        if row.district in by_name:
            found = by_name[row.district]
            assert (found["province"], found["province_formal"]) == (row.province, row.province_formal)


def test_the_files_are_not_changed_by_the_names_given_to_them(tiny: Dataset) -> None:
    (amedi,) = [f for f in tiny.basemap.layers["districts"] if f["properties"]["district"] == "Amedi"]
    assert amedi["properties"]["name_src"] == "Al-Amadiya"


def test_the_hillshade_is_a_picture_with_bounds(bundled: Dataset) -> None:
    (south, west), (north, east) = bundled.basemap.hillshade_bounds
    assert (south, west, north, east) == (34.5, 40.5, 39.0, 47.0)
    assert bundled.basemap.hillshade.read_bytes().startswith(b"\x89PNG")


def test_a_district_may_have_no_polygon_but_a_polygon_that_is_in_no_file_is_noted(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, whole_basemap=False)
    edit(folder, "districts", "Zakho", "boundary_id", "")
    edit(folder, "districts", "Akre", "boundary_id", "nowhere")
    dataset = load(folder)
    reason = "is not a polygon of boundaries/districts_iq.geojson or districts_tr.geojson"
    line = line_of(folder, "districts", "Akre")
    assert dataset.problems == (Problem(Severity.NOTE, "districts.csv", reason, line, "boundary_id", "nowhere"),)
    assert list(dataset.tables["districts"]["district"]) == ids("districts")
    drawn = {feature["properties"]["district"] for feature in dataset.basemap.layers["districts"]}
    assert drawn == {"Amedi", "Mergasor", "Çukurca"}


def test_every_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_basemap(tmp_path, [], problems) is None
    assert {problem.severity for problem in problems} == {Severity.STOPS}
    assert len({problem.file for problem in problems}) == len(problems) == 10
