"""What the legend of the map says: every sign that the map knows, once, for the screen and for the pictures.

The screen shows all of them, a picture those that it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.map_base import CASING, LINES
from dashboard.figures.map_contents import Contents
from dashboard.figures.map_features import killed_label
from dashboard.figures.map_incidents import circle_mark
from dashboard.figures.map_marks import HOLLOW, Mark, styled
from dashboard.text import Words

CUSTOMS = "Civilian customs"
GROUND = ("border", "borders", "province_lines", "formal_lines", "district_lines", "rivers", "tripoints")
LINES_SECTION, SIGNS_SECTION = "lines", "signs"  # of no layer: they are always there
# Heading of a picture's legend -> the layers whose keys stand under it.
HEADINGS = {
    "layer-incidents": ("incidents", "areas"),
    "legend-sites": ("outposts", "surveillance", "crossings", SIGNS_SECTION),
    "layer-villages": ("villages",),
    "legend-lines": (LINES_SECTION, "districts"),
}
AREA = Mark(0, 0, "bar", palette.ACCENT, width=0.9, opacity=0.08, size=1.2, is_dashed=True)
TRIPOINT = Mark(0, 0, "circle", palette.WHITE, edge=palette.BORDER, width=1.6, size=0.65)
_GREY = palette.NO_HARM
# Shape -> (the layer of its sites, the key that names it).
_SHAPES = {
    "square": ("outposts", "key-base"),
    "triangle": ("outposts", "key-post"),
    "cross": ("surveillance", "key-surveillance"),
    "bar": ("surveillance", "key-barrier"),
}
_STATUSES = {"key-reported": ("reported",), "key-planned": HOLLOW, "key-closed": ("closed",)}


@dataclass(frozen=True, slots=True)
class Key:
    """A symbol and what it means. `name` is what of the map it stands for, `inside` is written on the symbol."""

    layer: str
    name: str
    text: str
    marks: tuple[Mark, ...] = ()
    lines: tuple[dict[str, Any], ...] = ()
    inside: str = ""
    ink: str = palette.WHITE


@dataclass(frozen=True, slots=True)
class Section:
    """Keys under one heading."""

    heading: str
    keys: list[Key]


def sections(shown: Contents, drawn: Collection[str], dataset: Dataset, words: Words) -> list[Section]:
    """The legend of a picture; `drawn` are the layers of the ground that it holds."""
    names = {*_incidents_in(shown, words), *_sites_in(shown), *(f"line-{layer}" for layer in drawn)}
    keys = [key for key in every_key(dataset, words) if key.name in names]
    found = [Section(words(head), [k for k in keys if k.layer in layers]) for head, layers in HEADINGS.items()]
    return [section for section in found if section.keys]


def every_key(dataset: Dataset, words: Words) -> list[Key]:
    """Every sign of the map, layer by layer."""
    return [*_incidents(words), *_sites(dataset, words), *_signs(words), *_villages(words), *_lines(words)]


def _incidents_in(shown: Contents, words: Words) -> Iterator[str]:
    for group in shown.groups:
        yield f"harm-{group.harm}"
        yield from ("group",) if group.incidents > 1 else ()
        yield from ("area",) if group.is_area else ()
        yield from ("killed-label",) if killed_label(group, words) else ()
    yield from ("district-area",) if shown.areas else ()


def _sites_in(shown: Contents) -> Iterator[str]:
    for layer, features in shown.sites.items():
        for site in (feature["properties"] for feature in features):
            looks = ("status",) if layer == "villages" else ("shape", "colour", "status")
            yield from (f"{'village' if layer == 'villages' else look}-{site[look]}" for look in looks)
            yield from ("site-area",) if site["is_area"] else ()
            yield from ("undated",) if site["is_undated"] else ()


def _incidents(words: Words) -> Iterator[Key]:
    for harm in palette.HARM:
        yield Key("incidents", f"harm-{harm}", words(f"key-{harm}"), (circle_mark(harm, 10),))
    many = circle_mark("none", 13)
    yield Key("incidents", "group", words("key-group"), (many,), inside=words.number(7))
    yield Key("incidents", "killed-label", words("key-killed-label"), inside="0–0", ink=palette.TEXT)
    # Of no colour that means something, so that it is not taken for one.
    dashed = replace(circle_mark("none", 12, is_area=True), fill=palette.BORDERS, opacity=0.35)
    yield Key("incidents", "area", words("key-area"), (dashed,))
    yield Key("areas", "district-area", words("key-district-area"), (AREA,))


def _sites(dataset: Dataset, words: Words) -> Iterator[Key]:
    operators = {name: colour for name, colour in palette.OPERATORS.items() if name != CUSTOMS}
    for name, colour in operators.items():
        label = dataset.label("outposts", "operated_by", name)
        yield Key("outposts", f"colour-{colour}", label, (styled("square", colour, "active"),))
    other = palette.OTHER_OPERATOR
    yield Key("outposts", f"colour-{other}", words("operator-other"), (styled("square", other, "active"),))
    for shape, (layer, key) in _SHAPES.items():
        yield Key(layer, f"shape-{shape}", words(key), (styled(shape, _GREY, "active"),))
    crossing = styled("diamond", palette.OPERATORS[CUSTOMS], "active")
    yield Key("crossings", "shape-diamond", words("key-crossing"), (crossing,))


def _signs(words: Words) -> Iterator[Key]:
    for key, statuses in _STATUSES.items():
        yield Key(SIGNS_SECTION, f"status-{statuses[0]}", words(key), (styled("square", _GREY, statuses[0]),))
    dashed = styled("square", _GREY, "reported", is_area=True)
    yield Key(SIGNS_SECTION, "site-area", words("key-site-area"), (dashed,))
    undated = styled("square", _GREY, "active", is_undated=True)
    yield Key(SIGNS_SECTION, "undated", words("key-undated"), (undated,))


def _villages(words: Words) -> Iterator[Key]:
    for status, colour in palette.PLACES.items():
        yield Key("villages", f"village-{status}", words(f"place-{status}"), (styled("circle", colour, status),))


def _lines(words: Words) -> Iterator[Key]:
    for name in (name for name in GROUND if name in LINES):
        layer = "districts" if name == "district_lines" else LINES_SECTION
        strokes = ((CASING,) if name == "border" else ()) + (LINES[name],)
        yield Key(layer, f"line-{name}", words(f"key-line-{name}"), lines=strokes)
    yield Key(LINES_SECTION, "line-tripoints", words("key-tripoint"), (TRIPOINT,))
