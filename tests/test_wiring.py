"""What callbacks name is there: components with these properties, functions of the browser, and nothing idle.

Dash's server does not mind an id that is not in the layout; the page would stay silent in front of a reader.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.application import Application, create_app
from dashboard.callbacks.controls import FILTERS, VIEW
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from dashboard.layout.headline import headline_cards, sentence
from dashboard.layout.page import page
from dashboard.layout.panel_of import panel_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.asking import Wire, wires
from tests.layout.components import props, walk

PACKAGE = Path(__file__).resolve().parent.parent / "dashboard"
LONGEST_CALLBACK = 12


@pytest.fixture(scope="module")
def application(tiny: Dataset) -> Application:
    return create_app(CurrentDataset(tiny), Settings())


@pytest.fixture(scope="module")
def all_wires(application: Application) -> list[Wire]:
    return wires(application)


@pytest.fixture(scope="module")
def shown(tiny: Dataset) -> list[Any]:
    """The page, and what is painted or put on it."""
    words, everything = Words("en"), Situation(tiny, Selection())
    narrowed = Situation(tiny, Selection(province=("Duhok",), type=("shelling",), harm=True))
    return [
        page(tiny, Settings(), words, tuple(FILTERS)),
        sentence(narrowed, words),
        headline_cards(everything, words),
        panel_of({"kind": "ids", "ids": list(everything.points["incident_id"])}, everything, words)[1],
        panel_of({"kind": "sites", "id": "counted"}, everything, words)[1],
    ]


@pytest.fixture(scope="module")
def components(shown: list[Any]) -> dict[str, Component]:
    """id -> component."""
    return {one.id: one for one in walk(shown) if getattr(one, "id", None) is not None}


def test_every_component_that_a_callback_names_is_on_the_page(
    all_wires: list[Wire], components: dict[str, Component]
) -> None:
    named = {component for wire in all_wires for component, _ in wire.places}
    assert len(named) > 40
    assert named - set(components) == set()


def test_every_property_that_a_callback_names_is_one_of_its_component(
    all_wires: list[Wire], components: dict[str, Component]
) -> None:
    for component, name in {place for wire in all_wires for place in wire.places}:
        known = components[component]
        is_wild = any(name.startswith(prefix) for prefix in known._valid_wildcard_attributes)
        assert name in known._prop_names or is_wild, f"{component} has no {name}"


def test_every_button_of_the_page_does_something(all_wires: list[Wire], shown: list[Any]) -> None:
    heard = {component for wire in all_wires for component, name in wire.inputs if name == "n_clicks"}
    buttons = [one for one in walk(shown) if type(one).__name__ == "Button"]
    assert len(buttons) > 20
    own = {"data-open", "data-remove", "data-days", "data-close", "data-sheet", "data-image"}
    others = [one.id for one in buttons if not own & set(props(one))]
    assert set(others) <= heard


def test_what_a_button_opens_can_be_opened(tiny: Dataset, shown: list[Any]) -> None:
    asked = [json.loads(props(one)["data-open"]) for one in walk(shown) if "data-open" in props(one)]
    assert {one["kind"] for one in asked} >= {"incident", "outpost", "sites", "sources"}
    for one in asked:
        title, content = panel_of(one, Situation(tiny, Selection()), Words("en"))
        assert title
        assert content


def test_every_control_of_the_address_is_read_and_written(all_wires: list[Wire]) -> None:
    (hear,) = [wire for wire in all_wires if wire.function == "selected.hear"]
    assert list(hear.inputs[1:]) == [*FILTERS.values(), *VIEW.values()], "the order that the browser relies on"
    (opened,) = [wire for wire in all_wires if (ids.ADDRESS_OPENED, "data") in wire.inputs]
    (tell,) = [wire for wire in all_wires if wire.function == "controls.tell"]
    assert set(FILTERS.values()) <= set(opened.outputs)
    assert list(tell.outputs) == list(FILTERS.values())


def test_every_id_is_used_outside_its_list() -> None:
    tree = ast.parse((PACKAGE / "layout" / "ids.py").read_text("utf-8"))
    names = {
        t.id for node in tree.body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)
    }
    names |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    others = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "ids.py"]
    used = {name for text in others for name in re.findall(r"\bids\.(\w+)", text)}
    assert len(names) > 40
    assert names - used == set()


def test_every_id_of_the_list_is_on_the_page(components: dict[str, Component]) -> None:
    listed = {value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
    assert listed - set(components) == set()


def test_no_two_ids_of_the_list_are_the_same() -> None:
    listed = [value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)]
    assert len(listed) == len(set(listed))


def test_no_two_callbacks_write_the_same_without_saying_so(all_wires: list[Wire]) -> None:
    plain = [text for wire in all_wires for text in wire.output.strip(".").split("...") if "@" not in text]
    assert len(plain) == len(set(plain))


def test_ids_missing_from_the_page_are_never_excused(application: Application) -> None:
    assert application.dash.config.suppress_callback_exceptions is False


def callbacks() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path.name}:{node.name}", node)
        for path in sorted((PACKAGE / "callbacks").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(re.search(r"callback|server\.get", ast.unparse(decorator)) for decorator in node.decorator_list)
    ]


def test_a_callback_parses_calls_and_returns() -> None:
    found = callbacks()
    assert len(found) > 6
    lengths = {name: (node.body[-1].end_lineno or 0) - node.body[0].lineno + 1 for name, node in found}
    assert {name: length for name, length in lengths.items() if length > LONGEST_CALLBACK} == {}


def test_inputs_of_callbacks_are_named_not_counted() -> None:
    counted = [
        name for name, node in callbacks() if not re.search(r"inputs=|server\.get", ast.unparse(node.decorator_list[0]))
    ]
    assert counted == []
