"""Dash's own route answers calls of our callbacks; anything else is a bad request. No call of the page is refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from dashboard.application import Application, create_app
from dashboard.callbacks.gate import VALUES
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from tests.asking import Asker, Wire, _asked, _filled

ROUTE = "/_dash-update-component"
JUNK: list[Any] = [
    None, 1, 1.5, True, "x", "..", "a.b", [], {}, [1], ["a"], [[]], [None], [{}], {"a": 1}, [{"id": "x"}],
    [{"id": "x", "property": "y", "value": 1}], [{"id": {"a": 1}, "property": "y"}], [[1, 2], [3, "x"]],
    {"kind": "incident"}, {"kind": "ids", "ids": [1]}, {"kind": "ids", "ids": ["inc-03"], "n": "7"},
    {"kind": "period", "first": "2024", "last": "x"},
    {"kind": "square"}, {"kind": "square", "zoom": 8, "x": 1}, {"kind": "square", "zoom": 8.5, "x": 1, "y": 1},
    {"kind": "square", "zoom": 17, "x": 1, "y": 1}, {"kind": "square", "zoom": 0, "x": 9, "y": 1},
    {"kind": "square", "zoom": 8, "x": -1, "y": 1}, {"kind": "square", "zoom": 8, "x": 1, "y": True},
    {"kind": "sources", "view": "nothing"}, {"kind": ["sources"]}, {"search": 7},
    {"kind": "numbers", "view": "map"}, {"kind": "numbers"},
]  # fmt: skip
GOOD = {
    f"{ids.ADDRESS_OPENED}.data": [{"search": "", "at": 1}, {"search": "?province=%00&map=x"}],
    f"{ids.PANEL}.data": [
        {"kind": "incident", "id": "nowhere"}, {"kind": "ids", "ids": ["inc-03"], "n": 7},
        {"kind": "sites", "id": "counted"},
        {"kind": "square", "zoom": 8, "x": 676, "y": 424}, {"kind": "square", "zoom": 0, "x": 4, "y": 0},
        {"kind": "period", "first": "2022-07-01", "last": "2022-07-31"}, {"kind": "sources", "view": "injured"},
        {"kind": "sources", "view": "map"}, {"kind": "numbers", "view": "breakdown"}, None,
    ],
    f"{ids.SELECTION}.data": ["province=Duhok", "", None],
    f"{ids.MAP}.bounds": [[[36, 42], [38.5, 45]], None],
    f"{ids.MAP_LAYERS}.value": [["incidents"], [], ["nonsense"]],
    f"{ids.BREAKDOWN_BY}.value": ["by", None],
}  # fmt: skip


@pytest.fixture(scope="module")
def application(tiny: Dataset) -> Application:
    return create_app(CurrentDataset(tiny), Settings())


@pytest.fixture(scope="module")
def asker(application: Application) -> Asker:
    return Asker(application)


def call(wire: Wire) -> dict[str, Any]:
    """A call as the page makes it."""
    values = {name: given[0] for name, given in GOOD.items()}
    return {
        "output": wire.output,
        "outputs": _asked(wire),
        "inputs": [_filled(place, values) for place in wire.inputs],
        "state": [_filled(place, values) for place in wire.states],
        "changedPropIds": [".".join(wire.inputs[0])],
    }


def answered(application: Application, body: object) -> int:
    response = application.server.test_client().post(ROUTE, json=body)
    assert "Traceback" not in response.text
    return response.status_code


def test_what_the_page_asks_is_answered(application: Application, asker: Asker) -> None:
    assert len(asker.server_wires) > 4
    for wire in asker.server_wires:
        assert answered(application, call(wire)) in (200, 204)
        assert answered(application, call(wire) | {"changedPropIds": []}) in (200, 204)
        for part in ("inputs", "state"):
            for number, one in enumerate(call(wire)[part]):
                for value in GOOD.get(f"{one['id']}.{one['property']}", []):
                    body = call(wire)
                    body[part][number]["value"] = value
                    assert answered(application, body) in (200, 204), (one["id"], value)


@pytest.mark.parametrize("name", ["output", "outputs", "inputs", "state", "changedPropIds"])
def test_a_call_that_is_not_whole_is_a_bad_request(application: Application, asker: Asker, name: str) -> None:
    for wire in asker.server_wires:
        for junk in JUNK:
            body = call(wire)
            body[name] = copy.deepcopy(junk)
            harmless = {"state": [] if not wire.states else None, "changedPropIds": []}
            if name in harmless and junk == harmless[name]:
                continue
            assert answered(application, body) == 400, (wire.output, junk)


def test_a_value_that_the_page_never_has_is_a_bad_request_or_harmless(application: Application, asker: Asker) -> None:
    for wire in asker.server_wires:
        for part, places in (("inputs", wire.inputs), ("state", wire.states)):
            for number, place in enumerate(places):
                for junk in JUNK if place in VALUES else JUNK[::8]:
                    body = call(wire)
                    body[part][number]["value"] = copy.deepcopy(junk)
                    assert answered(application, body) in (200, 204, 400), (place, json.dumps(junk))
                    if place in VALUES and not VALUES[place](junk):
                        assert answered(application, body) == 400


def test_an_image_is_refused_for_junk_too(application: Application, asker: Asker) -> None:
    (wire,) = [one for one in asker.server_wires if (ids.IMAGE, "data") in one.outputs]
    asked = {"view": "map", "ending": "svg", "size": "slide", "at": 1}
    for number, place in enumerate(wire.states):
        for junk in (one for one in JUNK if place in VALUES and not VALUES[place](one)):
            body = call(wire) | {"changedPropIds": [f"{ids.IMAGE_ASKED}.data"]}
            for one in body["inputs"]:
                one["value"] = asked
            body["state"][number]["value"] = copy.deepcopy(junk)
            assert answered(application, body) == 400, (place, json.dumps(junk))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b'{"output": NaN}'])
def test_what_is_no_json_is_a_bad_request(application: Application, content: bytes) -> None:
    response = application.server.test_client().post(ROUTE, data=content, content_type="application/json")
    assert response.status_code == 400
    assert "Traceback" not in response.text
