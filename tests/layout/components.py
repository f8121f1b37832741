"""Reading trees of components: every component in them, their texts, their ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def walk(node: Any) -> Iterator[Component]:
    """Every component in `node`, also those that stand in other properties than `children`."""
    if isinstance(node, Component):
        yield node
        held = vars(node)  # the properties that are set; a component may have two hundred that are not
        for name in node._prop_names:
            if name in held and not isinstance(held[name], str):
                yield from walk(held[name])
    elif isinstance(node, list | tuple):
        for one in node:
            yield from walk(one)
    elif isinstance(node, dict):
        for one in node.values():
            yield from walk(one)


def text(node: Any) -> str:
    """What a reader reads in `node`, from top to bottom, parts separated by a line break."""
    return "\n".join(part for part in _parts(node) if part.strip())


def _parts(node: Any) -> Iterator[str]:
    if isinstance(node, str | int | float):
        yield str(node)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _parts(one)
    elif isinstance(node, Component):
        for name in ("label", "children"):
            yield from _parts(getattr(node, name, None))


def classes(one: Component) -> list[str]:
    """Its classes of the style sheet."""
    return (getattr(one, "className", "") or "").split()


def find(node: Any, kind: str, class_name: str = "") -> list[Component]:
    """The components of a type (`A`, `Button`), or of a class of the style sheet."""
    return [one for one in walk(node) if type(one).__name__ == kind and class_name in ["", *classes(one)]]


def props(one: Component) -> dict[str, Any]:
    """The properties that are set, `aria-…` and `data-…` among them."""
    found: dict[str, Any] = one.to_plotly_json()["props"]
    return found


def ids_of(node: Any) -> list[str]:
    """Every id, as Dash writes it: patterns as JSON."""
    return [written(one.id) for one in walk(node) if getattr(one, "id", None) is not None]


def written(component_id: Any) -> str:
    """An id as it stands in callbacks: the names of a pattern in their order."""
    if isinstance(component_id, str):
        return component_id
    return json.dumps(component_id, sort_keys=True, separators=(",", ":"))


def facts(node: Any) -> dict[str, str]:
    """Label -> value of a list of facts."""
    (listed,) = find(node, "Dl")
    labels, values = find(listed, "Dt"), find(listed, "Dd")
    return {text(label): text(value) for label, value in zip(labels, values, strict=True)}
