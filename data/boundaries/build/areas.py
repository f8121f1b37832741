"""The layers of areas: provinces, districts of Iraq and of Türkiye, countries."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry.base import BaseGeometry

from .archives import table
from .coverage import Coverage
from .features import Feature, feature, names
from .geometry import FRAME_BOX, label_point

KURDISTAN_REGION = ("IQ-DA", "IQ-AR", "IQ-SU", "IQ-XHA")
WITH_DISTRICTS = (*KURDISTAN_REGION, "IQ-NI", "IQ-KI")  # governorates whose districts are drawn
HALABJA = "IQ-XHA"  # a code of ours: ISO 3166-2 has none
SOURCES = {
    "IRQ": "geoBoundaries IRQ ADM2 dissolved",
    "TUR": "geoBoundaries/OSM TUR ADM2 dissolved",
    "SYR": "geoBoundaries SYR ADM3 dissolved",
    "IRN": "geoBoundaries/OSM IRN dissolved",
}


def province_features(coverage: Coverage) -> list[Feature]:
    """Provinces of Iraq and its neighbours; `clipped` where the frame cuts one."""
    provinces = table("provinces")
    return [
        _province(country, id_, geometry, provinces[country][id_])
        for (country, id_), geometry in sorted(coverage.provinces.items(), key=lambda item: item[0])
        if country in provinces
    ]


def _province(country: str, id_: str, geometry: BaseGeometry, row: Mapping[str, str]) -> Feature:
    is_halabja = id_ == HALABJA
    return feature(
        geometry,
        iso=None if is_halabja else id_,
        id=id_,
        country=country,
        **names(row),
        kri=True if id_ in KURDISTAN_REGION else None,
        label=label_point(geometry),
        clipped=True if geometry.intersects(FRAME_BOX.exterior.buffer(1e-3)) else None,
        note="outline is the old Halabja district; no ISO 3166-2 code" if is_halabja else None,
        src=SOURCES[country],
    )


def iraqi_district_features(coverage: Coverage, ids: Mapping[str, str]) -> list[Feature]:
    """Districts as geoBoundaries has them, by an older division; `ids` are its ids by name."""
    districts = table("districts")["iraq"]
    return [
        feature(
            unit.geometry,
            id=ids[unit.name],
            governorate=unit.province,
            name_en=row["name_en"],
            name_src=unit.name,
            **{key: value for key, value in names(row).items() if key != "name_en"},
            de_facto=row.get("de_facto"),
            status=row.get("status"),
            note=row.get("note"),
            label=label_point(unit.geometry),
        )
        for unit in sorted(coverage.units, key=lambda unit: unit.name)
        if unit.country == "IRQ" and unit.province in WITH_DISTRICTS and (row := districts.get(unit.name))
    ]


def turkish_district_features(coverage: Coverage) -> list[Feature]:
    """Districts of Şırnak and Hakkari; their id is made of the name, since the source has none of its own."""
    districts = table("districts")["tuerkiye"]
    return [
        feature(
            unit.geometry,
            province=unit.province,
            **names(districts[unit.name]),
            label=label_point(unit.geometry),
            id=f"TR:{districts[unit.name]['name_en']}",
        )
        for unit in sorted(coverage.units, key=lambda unit: (unit.province, unit.name))
        if unit.country == "TUR" and unit.name
    ]


def country_features(coverage: Coverage) -> list[Feature]:
    """Countries, cut by the frame."""
    countries = table("countries")
    return [
        feature(geometry, iso3=iso, **names(countries[iso])) for iso, geometry in sorted(coverage.countries.items())
    ]
