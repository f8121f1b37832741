"""The browser's files and the package agree: functions, layers, shapes, names that stand in both."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import plotly
import pytest

from dashboard.application import create_app
from dashboard.callbacks.controls import FILTERS, VIEW, control_values
from dashboard.callbacks.panel import CLICKED_LAYERS
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_features import SHAPES
from dashboard.figures.map_marks import HOLLOW
from dashboard.layout import ids
from dashboard.layout.page import page
from dashboard.layout.timelines import AUTO
from dashboard.model.selection import QUERY_NAMES, Selection
from dashboard.model.sentence import _FIELDS
from dashboard.text import Words
from tests.asking import wires
from tests.layout.components import find, ids_of, walk

ASSETS = Path(__file__).resolve().parent.parent / "assets"
BUNDLE = ASSETS / "vendor" / "plotly-basic.min.js"
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted(ASSETS.glob("*.js"))}
EVERY_SCRIPT = "\n".join(SCRIPTS.values())
CSS = (ASSETS / "dashboard.css").read_text("utf-8")


@pytest.fixture(scope="module")
def whole(tiny: Dataset) -> Any:
    return page(tiny, Settings(), Words("en"), tuple(FILTERS))


def client_side() -> set[str]:
    """`namespace.function` of everything that a callback can name."""
    found = set()
    for namespace, body in re.findall(r"^  dash\.(\w+) = \{\n(.*?)^  \};", EVERY_SCRIPT, re.DOTALL | re.MULTILINE):
        found |= {f"{namespace}.{name}" for name in re.findall(r"^    (\w+): (?:async )?\(", body, re.MULTILINE)}
    return found


def constant(script: str, name: str) -> Any:
    """A list or an object of plain values that a script holds under a name."""
    (text,) = re.findall(rf"const {name} = ([\[{{\"].*?[\]}}\"]);", SCRIPTS[script], re.DOTALL)
    quoted = re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', text)
    return json.loads(re.sub(r",(\s*[\]}])", r"\1", quoted))


def test_every_function_that_a_callback_names_is_in_a_script_and_none_is_idle(tiny: Dataset) -> None:
    named = {one.function for one in wires(create_app(CurrentDataset(tiny), Settings())) if one.function}
    assert len(named) > 10
    assert named == client_side()


def test_every_function_that_a_component_names_is_in_a_script(whole: Any) -> None:
    named = {"variable": set(), "function": set()}
    for one in walk(whole):
        for value in one.to_plotly_json()["props"].values():
            if isinstance(value, dict) and len(value) == 1 and set(value) <= set(named):
                ((kind, name),) = value.items()
                named[kind].add(name)
    assert named["variable"] == {
        f"dashboard.map.{name}" for name in re.findall(r"^  map\.(\w+) = \(", SCRIPTS["30-map.js"], re.MULTILINE)
    }
    assert named["function"] == set(re.findall(r"window\.dashMantineFunctions\.(\w+) = ", EVERY_SCRIPT))


def test_the_default_layers_are_the_same_on_both_sides() -> None:
    assert constant("10-address.js", "DEFAULT_LAYERS") == ",".join(DEFAULT_LAYERS)
    assert constant("30-map.js", "LAYERS") == list(LAYERS)


def test_the_names_of_the_view_are_the_same_on_both_sides() -> None:
    written = re.search(r"const viewPairs = .*?\n  };", SCRIPTS["10-address.js"], re.DOTALL)
    assert written
    assert re.findall(r'^      \["(\w+)", ', written[0], re.MULTILINE) == list(VIEW)


def test_what_is_typed_waits_only_in_fields() -> None:
    typed = constant("12-selected.js", "TYPED")
    assert set(typed) < set(FILTERS)
    assert not {type(value) for name, value in control_values(Selection()).items() if name in typed} & {list, bool}


def test_reset_empties_a_control_as_opening_an_empty_address_does() -> None:
    empty = constant("20-controls.js", "EMPTY")
    values = control_values(Selection())
    assert {name: empty.get(name, []) for name in FILTERS} == values
    assert set(empty) <= set(FILTERS)
    assert AUTO in values.values()


def test_a_chip_removes_the_names_that_it_stands_for() -> None:
    several = {
        part: [QUERY_NAMES.get(name, name) for name in names] for part, names in _FIELDS.items() if len(names) > 1
    }
    assert constant("20-controls.js", "REMOVES") == several


def test_every_layer_that_can_be_clicked_says_what_it_opens() -> None:
    sites = constant("40-panel.js", "SITES")
    assert set(sites) == set(CLICKED_LAYERS) - {ids.MAP_INCIDENTS}


def test_every_shape_of_a_site_is_drawn_from_the_corners_of_the_images(whole: Any) -> None:
    (layer,) = [one for one in find(whole, "GeoJSON") if getattr(one, "id", "") == ids.MAP_OUTPOSTS]
    assert set(SHAPES.values()) | {"circle"} <= set(layer.hideout["paths"])
    assert layer.hideout["hollow"] == list(HOLLOW)
    (taken,) = re.findall(r"const \{ (paths.*?) \} = context\.hideout", SCRIPTS["30-map.js"])
    assert set(taken.split(", ")) <= set(layer.hideout)


def test_components_that_scripts_name_are_on_the_page(whole: Any) -> None:
    set_by_scripts = set(re.findall(r'set_props\("([^"]+)"', EVERY_SCRIPT))
    assert set_by_scripts
    assert set_by_scripts | set(re.findall(r'querySelector(?:All)?\("#([\w-]+)', EVERY_SCRIPT)) <= set(ids_of(whole))


def test_every_layer_can_be_hidden_and_nothing_else() -> None:
    hidden = set(re.findall(r"\.hide-(\w+)", CSS))
    assert hidden == set(LAYERS)


def test_the_panes_that_the_style_sheet_hides_are_on_the_map(whole: Any) -> None:
    panes = {pane.name for pane in find(whole, "Pane")}
    assert set(re.findall(r"\.leaflet-([\w-]+)-pane", CSS)) - {"map"} <= panes


def test_text_of_features_is_written_as_text() -> None:
    assert "textContent" in SCRIPTS["30-map.js"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", EVERY_SCRIPT)


def test_scripts_ask_nobody_else() -> None:
    names = set(re.findall(r"""["'`(](?:https?:)?//[\w./-]+""", EVERY_SCRIPT + CSS))
    assert {one for one in names if "www.w3.org/2000/svg" not in one} == set()
    assert "@import" not in CSS


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_keep_their_names_to_themselves(name: str) -> None:
    body = "\n".join(line for line in SCRIPTS[name].splitlines() if not line.startswith("//"))
    assert body.startswith('"use strict";\n(() => {')
    assert body.rstrip().endswith("})();")


def test_the_bundle_of_plotly_is_of_the_version_that_the_package_has() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    said = [re.search(r"plotly\.js .*?v([\d.]+)", path.read_text("utf-8")[:400]) for path in (whole, BUNDLE)]
    assert said[0]
    assert said[1]
    assert said[0][1] == said[1][1]
    assert (BUNDLE.parent / "plotly-basic.LICENSE.txt").read_text("utf-8").startswith("MIT License")
