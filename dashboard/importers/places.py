"""Where a row of another system lies, in our provinces and districts.

A province is matched by its names and aliases, else by its code, else by the coordinates against the boundaries, else
kept as reported. districts.csv decides which province a district belongs to: the administering one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.data.frames import records
from dashboard.data.polygons import Polygons
from dashboard.importers import place_names

SETTLEMENT, DISTRICT, PROVINCE, COUNTRY = "settlement", "district", "province", "country"
# What stands around the names of divisions: Ninawa governorate, Sirnak Province, محافظة دهوك, Hakkari ili.
_DIVISION = re.compile(
    r"\b(governorate|province|district|subdistrict|sub district|muhafazah|muhafazat|qada|qadha|ili|il|ilcesi|"
    r"merkez|region)\b|محافظة|محافظه|قضاء|پارێزگای|قەزای"
)
_NAME_COLUMNS = ("name_ar", "name_ckb", "name_ku", "name_tr")
# Names in the readers' languages; ISO 3166; Gleditsch–Ward numbers as UCDP uses them; FIPS 10-4 as GDELT does.
_COUNTRIES = (
    "Iraq", "Republic of Iraq", "Iraqi Kurdistan", "Kurdistan Region of Iraq", "Irak", "العراق", "عێراق",
    "IRQ", "IQ", "368", "645", "IZ",
    "Türkiye", "Turkey", "Republic of Türkiye", "Republic of Turkey", "Türkiye Cumhuriyeti", "Tirkiye", "تركيا",
    "تورکیا", "TUR", "TR", "792", "640", "TU",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reported:
    """What a row says of its place; texts are blank and coordinates None where it says nothing.

    `country_code` is any code of the country (ISO 3166, Gleditsch–Ward, FIPS). `code` is the ISO 3166-2 code of the
    province, or the p-code of the province or the district: it counts where no name does. `precision` is SETTLEMENT,
    DISTRICT, PROVINCE or COUNTRY: what the coordinates stand for. Those of a province are a centroid, which tells the
    province and no district; those of a country tell nothing.
    """

    country: str = ""
    country_code: str = ""
    province: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = SETTLEMENT
    code: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where that is: our names or blanks; `inside` None where nobody can say. `how` is `name`, `coordinates` or blank.

    `differs`: the coordinates lie outside the province that is named, which stands.
    """

    province: str = ""
    district: str = ""
    inside: bool | None = None
    how: str = ""
    differs: bool = False


@dataclass(eq=False)
class Places:
    """Our places. `unmatched` counts the names that are known by no name and no coordinates."""

    provinces: Mapping[str, str]
    districts: Mapping[str, str]
    province_of: Mapping[str, str]
    formal_of: Mapping[str, str]
    elsewhere: frozenset[str]
    polygons: Polygons
    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # (province, district or blank)
    also_in: Mapping[str, str] = field(default_factory=dict)
    unmatched: Counter[tuple[str, str]] = field(default_factory=Counter)
    _points: dict[tuple[float, float], tuple[str, str] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset) -> Places:
        """The places of a dataset: its tables, its boundaries, and the names of the provinces around them."""
        provinces, districts = (records(dataset.tables[name]) for name in ("provinces", "districts"))
        known = _names(provinces, "province")
        around = [one["properties"] for one in dataset.basemap.layers["provinces"]]
        others = {plain(name) for one in around for key, name in one.items() if key.startswith("name_") and name}
        others |= set(map(plain, place_names.elsewhere()))
        province_of = {row["district"]: row["province"] for row in districts}
        spelled = [one for one in place_names.spellings() if one.district in province_of]
        return cls(
            known,
            {plain(name): one.district for one in spelled for name in one.spellings} | _names(districts, "district"),
            province_of,
            {row["district"]: row["province_formal"] for row in districts},
            frozenset(others - known.keys()),
            dataset.polygons,
            place_names.codes(provinces, province_of),
            {one.district: one.also_in for one in spelled if one.also_in},
        )

    def find(self, at: Reported) -> Found:
        """Where `at` is. Counts what can't be matched."""
        if (at.country or at.country_code) and not is_of_ours(at):
            return Found(inside=False)
        point = self._district_at(at)
        coded, coded_district = self.codes.get(place_names.pcode(at.code), ("", "")) if at.code else ("", "")
        named = self.provinces.get(plain(at.province), "") or ("" if self._is_elsewhere(at.province) else coded)
        if named:
            return self._in_named(named, at, point, coded_district)
        if point:
            district = point[0] if at.precision != PROVINCE else ""
            return Found(point[1], district, inside=True, how="coordinates")
        if self._is_located(at) or self._is_elsewhere(at.province, at.code) or at.precision == COUNTRY:
            return Found(inside=False)
        district = self.districts.get(plain(at.district), "")
        if district and not at.province:
            told = district if at.precision != PROVINCE else ""
            return Found(self.province_of[district], told, inside=True, how="name")
        if at.province or at.district or at.code:
            self.unmatched[at.country, at.province or at.district or at.code] += 1
        return Found()

    def _is_elsewhere(self, province: str, code: str = "") -> bool:
        written = place_names.pcode(code) if code else ""  # IQ-BA, IQG02, IQG02Q01, TUR063, TUR063001
        is_code = any(part in place_names.codes_elsewhere() for part in (written, written[:6], written[:5]))
        return is_code or plain(province) in self.elsewhere

    def _in_named(self, named: str, at: Reported, point: tuple[str, str] | None, coded: str = "") -> Found:
        """In the province that the row names; its district by name or code, else by coordinates in that province. What
        stands for a province is often its capital, whose district says nothing."""
        told = self.districts.get(plain(at.district), "") or coded
        district = told if at.precision != PROVINCE else ""
        if district and self._belongs(district, named):
            return Found(self.province_of[district], district, inside=True, how="name")
        if point and at.precision != PROVINCE and self._belongs(point[0], named):
            return Found(point[1], point[0], inside=True, how="name")
        is_elsewhere = self._is_located(at) and not (point and self._belongs(point[0], named))
        return Found(named, inside=True, how="name", differs=is_elsewhere)

    def _belongs(self, district: str, province: str) -> bool:
        """Formally or by who administers it: other systems use either."""
        return province in (self.province_of[district], self.formal_of[district], self.also_in.get(district))

    def _is_located(self, at: Reported) -> bool:
        return at.latitude is not None and at.longitude is not None and at.precision != COUNTRY

    def _district_at(self, at: Reported) -> tuple[str, str] | None:
        if at.latitude is None or at.longitude is None or not self._is_located(at):
            return None
        west, south, east, north = self._bounds
        if not (south <= at.latitude <= north and west <= at.longitude <= east):
            return None
        key = (at.latitude, at.longitude)
        if key not in self._points:
            self._points[key] = self.polygons.district_at(*key)
        return self._points[key]

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        return self.polygons.bounds


def is_of_ours(at: Reported) -> bool:
    """Whether the country is Iraq or Türkiye, by any code or name."""
    named = plain(at.country.split(" (")[0])  # Turkey (Ottoman Empire)
    return plain(at.country_code) in _ours() or named in _ours()


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    return frozenset(map(plain, _COUNTRIES))


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """A name as it is compared: folded, without the word for the division, without articles and marks."""
    if not name:
        return ""
    words = _DIVISION.sub(" ", fold(name).replace("-", " ").replace("_", " "))
    return " ".join(words.replace("'", "").split()).removeprefix("al ")


def _names(rows: Iterable[Mapping[str, object]], key: str) -> dict[str, str]:
    """A canonical name wins over an alias of another place."""
    rows = list(rows)
    found: dict[str, str] = {}
    for row in rows:
        aliases = row.get("aliases") or ()
        others = [row[column] for column in _NAME_COLUMNS] + list(aliases if isinstance(aliases, tuple) else ())
        found.update({plain(str(other)): str(row[key]) for other in others if other})
    return found | {plain(str(row[key])): str(row[key]) for row in rows}
