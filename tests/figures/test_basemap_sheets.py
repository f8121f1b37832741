"""The sheets of the basemap hold every layer once, in an order in which none hides another that matters more."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.figures.basemap_sheets import SHEETS, sheet
from dashboard.figures.map_base import IRAQ, LINES
from dashboard.layout.basemap import LOOKS

ORDER = [layer for layers in SHEETS.values() for layer in layers]


def test_every_layer_is_on_one_sheet_and_has_a_look() -> None:
    assert len(ORDER) == len(set(ORDER))
    assert set(ORDER) == set(LOOKS)


def test_lines_lie_as_on_the_briefing_map() -> None:
    assert [layer for layer in ORDER if layer in LINES] == list(LINES)
    assert ORDER.index("border_casing") == ORDER.index("border") - 1
    assert ORDER.index("countries") < ORDER.index("land") < ORDER.index("lakes") < ORDER.index("rivers")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_has_the_features_of_its_layers_in_their_order(bundled: Dataset, name: str) -> None:
    layers = [feature["properties"]["layer"] for feature in sheet(bundled.basemap.layers, name)]
    assert list(dict.fromkeys(layers)) == list(SHEETS[name])
    for layer in set(SHEETS[name]) - {"land", "border_casing"}:
        assert layers.count(layer) == len(bundled.basemap.layers[layer])


def test_land_is_iraq_alone(bundled: Dataset) -> None:
    shapes = [f["geometry"] for f in sheet(bundled.basemap.layers, "ground") if f["properties"]["layer"] == "land"]
    iraq = [f["geometry"] for f in bundled.basemap.layers["countries"] if f["properties"]["iso3"] == IRAQ]
    assert shapes == iraq


def test_features_carry_nothing_but_their_layer(bundled: Dataset) -> None:
    assert {tuple(f["properties"]) for name in SHEETS for f in sheet(bundled.basemap.layers, name)} == {("layer",)}
