"""What may come in at Dash's own route: a call of one of our callbacks, with values such as the page has.

Dash would fail on anything else, and the answer would be a server's error for what is a bad request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash

from dashboard.data.mercator import FINEST_ZOOM, WORLD, squares_of
from dashboard.figures.views import MAP, VIEWS
from dashboard.layout import ids
from dashboard.layout.panel_of import HEADLINE_VIEWS, RECORDS
from dashboard.layout.timelines import BREAKDOWNS


def is_call(app: Dash, body: object) -> bool:
    """Whether `body`, as it was posted, calls a callback of `app` as the page does."""
    if not isinstance(body, dict):
        return False
    callback = app.callback_map.get(str(body.get("output")), {})
    if "callback" not in callback or not _is_output(body.get("outputs"), str(body["output"])):
        return False
    inputs, states = callback["inputs"], callback["state"]
    changed = body.get("changedPropIds", [])
    known = {f"{one['id']}.{one['property']}" for one in inputs}
    return (
        _are_given(body.get("inputs"), inputs)
        and _are_given(body.get("state", []), states)
        and isinstance(changed, list)
        and all(isinstance(one, str) and one in known for one in changed)
    )


def _is_output(given: object, declared: str) -> bool:
    """`..a.x...b.y@hash..` and the list of the same, or `a.x` and the one."""
    is_several = declared.startswith("..")
    names = declared.strip(".").split("...") if is_several else [declared]
    listed = given if is_several else [given]
    return (
        isinstance(listed, list)
        and all(isinstance(one, dict) for one in listed)
        and [f"{one.get('id')}.{one.get('property')}".split("@")[0] for one in listed]
        == [name.split("@")[0] for name in names]
    )


def _are_given(given: object, declared: list[dict[str, Any]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(declared)
        and all(_is_given(one, asked["id"], asked["property"]) for one, asked in zip(given, declared, strict=True))
    )


def _is_given(one: object, component: str, name: str) -> bool:
    if not isinstance(one, dict) or (one.get("id"), one.get("property")) != (component, name):
        return False
    fits = VALUES.get((component, name))
    return fits is None or fits(one.get("value"))


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_opened(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("search"), str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_bounds(value: object) -> bool:
    """((south, west), (north, east)), or nothing before the map is there."""
    if value is None or not isinstance(value, list):
        return value is None
    are_pairs = len(value) == 2 and all(isinstance(one, list) and len(one) == 2 for one in value)
    return are_pairs and all(type(degrees) in (int, float) for one in value for degrees in one)


def _is_panel(value: object) -> bool:
    """What `dashboard.layout.panel_of` opens."""
    if not value:
        return True
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str):
        return False
    if kind in RECORDS:
        return isinstance(value.get("id"), str)
    if kind in _GROUPS:
        return _GROUPS[kind](value)
    views = {"sources": {*VIEWS, MAP, *HEADLINE_VIEWS}, "numbers": {*VIEWS}}.get(kind, set())
    return kind == "sites" or (isinstance(value.get("view"), str) and value["view"] in views)


def _is_named(value: Mapping[str, object]) -> bool:
    return _are_texts(value.get("ids")) and type(value.get("n", 0)) is int


def _is_period(value: Mapping[str, object]) -> bool:
    return all(_is_day(value.get(end)) for end in ("first", "last"))


def _is_square(value: Mapping[str, object]) -> bool:
    """A square of the map that there is (`dashboard.data.mercator`)."""
    zoom, *numbers = (value.get(name) for name in ("zoom", "x", "y"))
    if type(zoom) is not int or not 0 <= zoom <= FINEST_ZOOM:
        return False
    last = squares_of(WORLD, zoom)[2]
    return all(type(number) is int and 0 <= number <= last for number in numbers)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


_GROUPS: Mapping[str, Callable[[Mapping[str, object]], bool]] = {
    "ids": _is_named,
    "period": _is_period,
    "square": _is_square,
}
VALUES: Mapping[tuple[str, str], Callable[[object], bool]] = {
    (ids.ADDRESS_OPENED, "data"): _is_opened,
    (ids.SELECTION, "data"): _is_text,
    (ids.DATA_VERSION, "data"): _is_text,
    (ids.PANEL, "data"): _is_panel,
    (ids.MAP, "bounds"): _are_bounds,
    (ids.MAP_LAYERS, "value"): _are_texts,
    (ids.BREAKDOWN_BY, "value"): lambda value: value is None or (isinstance(value, str) and value in BREAKDOWNS),
}
