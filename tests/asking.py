"""The callbacks of an application as a browser sees and calls them: over HTTP, with what stands in `/_dash-…`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.application import Application

Place = tuple[str, str]  # id as written in callbacks, property


@dataclass(frozen=True)
class Wire:
    """One callback: what it reads and writes, and the function of the browser that it is, blank where the server's."""

    outputs: tuple[Place, ...]
    inputs: tuple[Place, ...]
    states: tuple[Place, ...]
    function: str
    output: str = field(repr=False)

    @property
    def places(self) -> tuple[Place, ...]:
        return (*self.outputs, *self.inputs, *self.states)


def wires(application: Application) -> list[Wire]:
    """Every callback of the page."""
    found = application.server.test_client().get("/_dash-dependencies").get_json()
    return [
        Wire(
            tuple(_outputs(one["output"])) if not one["no_output"] else (),
            tuple((i["id"], i["property"]) for i in one["inputs"]),
            tuple((i["id"], i["property"]) for i in one["state"]),
            "{namespace}.{function_name}".format(**one["clientside_function"]) if one["clientside_function"] else "",
            one["output"],
        )
        for one in found
    ]


def _outputs(text: str) -> Iterator[Place]:
    """`..a.children...b.data@hash..` -> (a, children), (b, data)."""
    parts = text.strip(".").split("...") if text.startswith("..") else [text]
    for part in parts:
        component, _, name = part.split("@")[0].rpartition(".")
        yield component, name


class Asker:
    """Calls the server's callbacks. `values` of `ask` are the properties of the page that it needs, else None."""

    def __init__(self, application: Application) -> None:
        self._client = application.server.test_client()
        self._wires = {place: one for one in wires(application) if not one.function for place in one.outputs}
        self.server_wires = list({id(one): one for one in self._wires.values()}.values())

    def ask(self, output: str, values: Mapping[str, Any] | None = None, *, triggered: str = "") -> dict[str, Any]:
        """The answer of the callback that writes `output` (`id.property`): `id.property` -> value."""
        component, _, name = output.rpartition(".")
        response = self.post(self._wires[component, name], values or {}, triggered)
        assert response.status_code in (200, 204), response.text
        if response.status_code == 204:
            return {}
        answer = json.loads(response.text)["response"]
        return {f"{one}.{name}": value for one, found in answer.items() for name, value in found.items()}

    def post(self, wire: Wire, values: Mapping[str, Any], triggered: str = "", outputs: Any = None) -> Any:
        """The raw answer to a call of `wire`."""
        first = ".".join(wire.inputs[0])
        body = {
            "output": wire.output,
            "outputs": outputs or _asked(wire),
            "inputs": [_filled(place, values) for place in wire.inputs],
            "state": [_filled(place, values) for place in wire.states],
            "changedPropIds": [triggered or first],
        }
        return self._client.post("/_dash-update-component", json=body)


def _asked(wire: Wire) -> Any:
    hashes = wire.output.strip(".").split("...")
    listed = [
        {"id": component, "property": name + ("@" + text.split("@")[1] if "@" in text else "")}
        for (component, name), text in zip(wire.outputs, hashes, strict=True)
    ]
    return listed if wire.output.startswith("..") else listed[0]


def _filled(place: Place, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": place[0], "property": place[1], "value": values.get(".".join(place))}
