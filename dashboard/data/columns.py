"""Columns that several tables share, and what their empty cells mean."""

from __future__ import annotations

from dashboard.data.schema import Column, Kind

UNKNOWN = "not known"
NOT_GIVEN = "not given"
NONE = "none"
NO_SINGLE = "no single one"

DISTRICT = Column("district", Kind.DISTRICT, "District, as in districts.csv.", NO_SINGLE)
PROVINCE = Column("province", Kind.PROVINCE, "Administering province, as in provinces.csv.", NO_SINGLE)
SOURCE_IDS = Column("source_ids", Kind.SOURCES, "Sources of the row, separated by semicolons.")
PLACE = (
    DISTRICT,
    PROVINCE,
    Column("latitude", Kind.LATITUDE, "Degrees north, WGS84, rounded to 0.01 (about 1 km).", UNKNOWN),
    Column("longitude", Kind.LONGITUDE, "Degrees east, WGS84, rounded to 0.01 (about 1 km).", UNKNOWN),
    Column("location_precision", Kind.CHOICE, "What the coordinates stand for."),
    Column("coordinate_source", Kind.TEXT, "Where the coordinates come from.", "no coordinates"),
)
NAMES = tuple(
    Column(f"name_{code}", Kind.TEXT, f"Name in {language}.", UNKNOWN)
    for code, language in (("ar", "Arabic"), ("ckb", "Sorani Kurdish"), ("ku", "Kurmanji Kurdish"), ("tr", "Turkish"))
)
