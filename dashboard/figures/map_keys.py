"""What the legend of the briefing map says: a key for everything that the picture shows, and for nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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
_SITE_SHAPES = {"square": "key-base", "triangle": "key-post", "cross": "key-surveillance", "bar": "key-barrier"}


@dataclass(frozen=True, slots=True)
class Key:
    """A symbol and what it means. `inside` is written on the symbol."""

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
    found = [
        Section(words("layer-incidents"), _incidents(shown, words)),
        Section(words("legend-sites"), _sites(shown, dataset, words)),
        Section(words("layer-villages"), _villages(shown, words)),
        Section(words("legend-lines"), _lines(drawn, words)),
    ]
    return [section for section in found if section.keys]


def _incidents(shown: Contents, words: Words) -> list[Key]:
    harms = {group.harm for group in shown.groups}
    keys = [Key(words(f"key-{harm}"), (circle_mark(harm, 10),)) for harm in palette.HARM if harm in harms]
    if any(group.incidents > 1 for group in shown.groups):
        keys.append(Key(words("key-group"), (circle_mark("none", 13),), inside=words.number(7)))
    if any(killed_label(group, words) for group in shown.groups):
        keys.append(Key(words("key-killed-label"), inside="0–0", ink=palette.TEXT))
    if any(group.is_area for group in shown.groups):
        keys.append(Key(words("key-area"), (circle_mark("none", 10, is_area=True),)))
    if shown.areas:
        keys.append(Key(words("key-district-area"), (AREA,)))
    return keys


AREA = Mark(0, 0, "bar", palette.ACCENT, width=0.9, opacity=0.08, size=1.2, is_dashed=True)


def _sites(shown: Contents, dataset: Dataset, words: Words) -> list[Key]:
    sites = [f["properties"] for layer, features in shown.sites.items() if layer != "villages" for f in features]
    colours, shapes, statuses = ({site[name] for site in sites} for name in ("colour", "shape", "status"))
    keys = [
        Key(dataset.label("outposts", "operated_by", name), (styled("square", colour, "active"),))
        for name, colour in palette.OPERATORS.items()
        if colour in colours and name != CUSTOMS
    ]
    if palette.OTHER_OPERATOR in colours:
        keys.append(Key(words("operator-other"), (styled("square", palette.OTHER_OPERATOR, "active"),)))
    if "diamond" in shapes:
        keys.append(Key(words("key-crossing"), (styled("diamond", palette.OPERATORS[CUSTOMS], "active"),)))
    grey = palette.NO_HARM
    shown_shapes = [(shape, key) for shape, key in _SITE_SHAPES.items() if shape in shapes]
    keys += [Key(words(key), (styled(shape, grey, "active"),)) for shape, key in shown_shapes]
    for key, values in (("key-reported", {"reported"}), ("key-planned", {*HOLLOW}), ("key-closed", {"closed"})):
        if statuses & values:
            keys.append(Key(words(key), (styled("square", grey, min(values)),)))
    if any(site["is_area"] for site in sites):
        keys.append(Key(words("key-site-area"), (styled("square", grey, "active", is_area=True),)))
    return keys


def _villages(shown: Contents, words: Words) -> list[Key]:
    statuses = {feature["properties"]["status"] for feature in shown.sites["villages"]}
    return [
        Key(words(f"place-{status}"), (styled("circle", colour, status),))
        for status, colour in palette.PLACES.items()
        if status in statuses
    ]


def _lines(drawn: Collection[str], words: Words) -> list[Key]:
    keys = [
        Key(words(f"key-line-{name}"), lines=((CASING,) if name == "border" else ()) + (LINES[name],))
        for name in GROUND
        if name in drawn and name in LINES
    ]
    if "tripoints" in drawn:
        mark = Mark(0, 0, "circle", palette.WHITE, edge=palette.BORDER, width=1.6, size=0.65)
        keys.append(Key(words("key-tripoint"), (mark,)))
    return keys
