"""Countries from OpenStreetMap and the smallest units inside them from geoBoundaries, as the sources give them."""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely import box
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from .archives import Archives, table
from .fitting import fit
from .geometry import FRAME_BOX, clean, polygonal

BY_DISTRICT = ("Şırnak", "Hakkâri")  # provinces of Türkiye whose districts are kept apart
NEIGHBOURS = ("TUR", "SYR", "IRN")


@dataclass(frozen=True)
class SourceUnit:
    """A unit as geoBoundaries has it; `province` is the source's own look-up, blank where it has none."""

    name: str
    id: str
    province: str
    centre: Point | None
    geometry: BaseGeometry


@dataclass(frozen=True)
class Unit:
    """A unit of the basemap: a district, or a whole province where no district is drawn."""

    country: str
    name: str
    province: str
    geometry: BaseGeometry


def read_countries(archives: Archives) -> dict[str, BaseGeometry]:
    """ISO3 -> outline, neighbours sharing their edges, at full resolution and before the frame cuts them."""
    wanted, around = table("countries"), box(25, 20, 60, 50)
    outlines = {
        feature["properties"]["isoA3"]: polygonal(shapely.intersection(polygonal(shape(feature["geometry"])), around))
        for feature in archives.read_json("osm_borders", "borders.geo.json")["features"]
        if feature["properties"].get("isoA3") in wanted
    }
    return dict(zip(outlines, clean(list(outlines.values()), gap=0.03, snap=2e-5), strict=True))


def read_units(archives: Archives) -> dict[str, list[SourceUnit]]:
    """ISO3 -> the units of geoBoundaries that touch the frame."""
    countries = {row["geoboundaries"]: iso for iso, row in table("countries").items() if "geoboundaries" in row}
    csv.field_size_limit(sys.maxsize)
    lines = io.StringIO(archives.read("gb", "gazetteer/data/geo-boundaries.csv").decode())
    places = {row["shape_id"]: row for row in csv.DictReader(lines)}
    units: dict[str, list[SourceUnit]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "data.db"
        database.write_bytes(archives.read("gb", "gazetteer/data/data.db"))
        connection = sqlite3.connect(database)
        for name, id_, blob in connection.execute("select name, shape_id, coordinates from location_data"):
            country = countries.get(id_.split("B")[0])
            if country and (geometry := shapely.from_wkb(blob)).intersects(FRAME_BOX):
                place = places.get(id_, {})
                centre = Point(float(place["lon"]), float(place["lat"])) if place else None
                units[country].append(SourceUnit(name, id_, place.get("admin2", ""), centre, geometry))
        connection.close()
    return units


def fitted_units(sources: dict[str, list[SourceUnit]], countries: dict[str, BaseGeometry]) -> list[Unit]:
    """Districts of Iraq, provinces of its neighbours, and the other countries, tiling the frame."""
    framed = {
        iso: polygonal(shapely.intersection(outline, FRAME_BOX))
        for iso, outline in countries.items()
        if outline.intersects(FRAME_BOX)
    }
    units = _iraq(sources["IRQ"], framed["IRQ"])
    for country in NEIGHBOURS:
        units += _neighbour(country, sources[country], framed[country])
    others = [iso for iso in framed if iso not in ("IRQ", *NEIGHBOURS)]
    return units + [Unit(iso, iso, iso, framed[iso]) for iso in others]


def _iraq(sources: Sequence[SourceUnit], country: BaseGeometry) -> list[Unit]:
    districts = table("districts")
    governorates = {name: row["governorate"] for name, row in districts["iraq"].items()}
    governorates |= {name: iso for iso, names in districts["iraq_elsewhere"].items() for name in names}
    raw = {unit.name: _near_frame(unit.geometry) for unit in sources}
    return [Unit("IRQ", name, governorates[name], geometry) for name, geometry in fit(raw, country).items()]


def _neighbour(country: str, sources: Sequence[SourceUnit], outline: BaseGeometry) -> list[Unit]:
    provinces = {row["source_name"]: id_ for id_, row in table("provinces")[country].items()}
    geometries = [polygonal(unit.geometry) for unit in sources]
    tagged = _tagged(sources, set(provinces))
    groups: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for unit, geometry, province in zip(sources, geometries, _retagged(geometries, tagged), strict=True):
        groups[province, unit.name if province in BY_DISTRICT else ""].append(geometry)
    raw = {key: _near_frame(unary_union([polygonal(member) for member in group])) for key, group in groups.items()}
    fitted = fit(raw, outline).items()
    return [Unit(country, district, provinces[province], geometry) for (province, district), geometry in fitted]


def _tagged(sources: Sequence[SourceUnit], provinces: set[str]) -> list[str]:
    """The province of each unit; the nearest known one where the source's look-up fell across a frontier."""
    known = [(unit.centre, unit.province) for unit in sources if unit.province in provinces]
    return [
        unit.province
        if unit.province in provinces
        else min((centre.distance(unit.geometry.centroid), province) for centre, province in known if centre)[1]
        for unit in sources
    ]


def _retagged(geometries: Sequence[BaseGeometry], provinces: Sequence[str]) -> list[str]:
    """The same, corrected where a unit has no neighbour of its own province: the source has it wrong."""
    corrected, size, tree = list(provinces), Counter(provinces), shapely.STRtree(geometries)
    for index, geometry in enumerate(geometries):
        touching = tree.query(geometry.buffer(0.01), predicate="intersects")
        near = [provinces[other] for other in touching if other != index]
        is_alone = bool(near) and provinces[index] not in near and size[provinces[index]] > 3
        if is_alone and geometry.centroid.within(FRAME_BOX):
            corrected[index] = Counter(near).most_common(1)[0][0]
    return corrected


def _near_frame(geometry: BaseGeometry) -> BaseGeometry:
    return polygonal(shapely.intersection(geometry, FRAME_BOX.buffer(0.5)))
