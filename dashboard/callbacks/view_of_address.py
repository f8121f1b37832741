"""What an address holds besides the Selection: the map's part and layers, the open incident, language and version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from dashboard.errors import BadValue
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import Extent, parse_extent
from dashboard.text import LANGUAGES, is_spoken

NO_LAYERS = "none"
_VERSION = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class View:
    """`map` is the extent as it was written, `language` and `version` what the link says; blank is not said.

    `asked_version` is the version as given, be it none: what changed since is told in a notice of its own.
    """

    layers: tuple[str, ...] = DEFAULT_LAYERS
    extent: Extent | None = None
    map: str = ""
    incident: str = ""
    language: str = ""
    version: str = ""
    asked_version: str = ""


def view_of(query: str) -> tuple[View, tuple[BadValue, ...]]:
    """A query string -> the view, and the values that can't be used: of those the view holds the default."""
    given: dict[str, str] = {}
    for name, value in parse_qsl(query.lstrip("?")):
        if value.strip():
            given[name] = f"{given[name]},{value}" if name == "layers" and name in given else value.strip()
    bad: list[BadValue] = []
    extent, written, version = parse_extent(given.get("map", "")), given.get("map", ""), given.get("v", "")
    if written and extent is None:
        bad.append(BadValue("map", written, "reason-not-an-extent"))
    view = View(
        layers=_layers(given.get("layers", ""), bad),
        extent=extent,
        map=written if extent else "",
        incident=given.get("incident", ""),
        language=_language(given.get("lang", ""), bad),
        version=version if _VERSION.fullmatch(version) else "",
        asked_version=version,
    )
    return view, tuple(bad)


def _layers(text: str, bad: list[BadValue]) -> tuple[str, ...]:
    """The layers named; the default where none of them is one. A map without layers is asked for by `none`."""
    asked = [part for part in (part.strip() for part in text.split(",")) if part]
    bad += [BadValue("layers", name, "reason-not-a-layer") for name in asked if name not in (*LAYERS, NO_LAYERS)]
    known = tuple(name for name in asked if name in LAYERS)
    return known or (() if NO_LAYERS in asked else DEFAULT_LAYERS)


def _language(text: str, bad: list[BadValue]) -> str:
    """A language of ours stays in the address, spoken or not: the link holds when the page speaks it."""
    if text and not is_spoken(text):
        bad.append(BadValue("lang", text, "reason-not-spoken" if text in LANGUAGES else "reason-not-a-language"))
    return text if text in LANGUAGES else ""
