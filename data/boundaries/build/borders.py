"""The borders as lines: simplified ones that fit the areas, and the Iraq–Türkiye line at full resolution."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from .archives import table
from .features import Feature, feature
from .geometry import kilometres, shared_edge

PAIRS = (("IRQ", "TUR"), ("IRQ", "SYR"), ("IRQ", "IRN"), ("SYR", "TUR"), ("TUR", "IRN"))
NAMES = {
    "name_en": "Iraq–Türkiye border",
    "name_ar": "الحدود العراقية التركية",
    "name_tr": "Irak–Türkiye sınırı",
    "name_ckb": "سنووری عێراق و تورکیا",
    "name_ku": "Sînorê Iraq û Tirkiyeyê",
}
TRIPOINTS = {"west": "Iraq–Syria–Türkiye", "east": "Iraq–Iran–Türkiye"}


def border_features(countries: Mapping[str, BaseGeometry]) -> list[Feature]:
    """The common edges of the simplified countries; `full` where the frame cuts nothing off."""
    names = {iso: row["name_en"] for iso, row in table("countries").items()}
    return [
        feature(
            line := shared_edge(countries[one], countries[other]),
            id=f"{one}-{other}",
            name_en=f"{names[one]}–{names[other]} border",
            length_km=round(kilometres(line), 1),
            full=True if (one, other) == PAIRS[0] else None,
        )
        for one, other in PAIRS
    ]


def iraq_tuerkiye_line(countries: Mapping[str, BaseGeometry]) -> LineString:
    """The border from west to east, from outlines that are not simplified; ValueError when it has gaps."""
    line = shared_edge(countries["IRQ"], countries["TUR"])
    if line.geom_type != "LineString":
        raise ValueError("the common edge of Iraq and Türkiye is not one line")
    return line.reverse() if line.coords[0][0] > line.coords[-1][0] else line


def tripoints(line: LineString) -> dict[str, tuple[float, ...]]:
    """The ends of the border, west and east."""
    return {"west": line.coords[0], "east": line.coords[-1]}


def iraq_tuerkiye_features(line: LineString) -> list[Feature]:
    """The line at full resolution, for distances, and the tripoints."""
    border = feature(
        line,
        id="IRQ-TUR",
        **NAMES,
        length_km=round(kilometres(line), 1),
        vertices=len(line.coords),
        src="OpenStreetMap via @osm_borders/maritime_10m 1.1.0",
    )
    ends = [
        feature(Point(position), id=f"tripoint_{end}", name_en=f"{TRIPOINTS[end]} tripoint")
        for end, position in tripoints(line).items()
    ]
    return [border, *ends]
