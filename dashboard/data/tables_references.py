"""The columns of the tables that others refer to: pages, publishers, places, allowed values."""

from __future__ import annotations

from dashboard.data.columns import NAMES, NONE
from dashboard.data.schema import Column, Kind, Table

SOURCES = Table(
    "sources",
    "One published page",
    "source_id",
    (
        Column("source_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("publisher_id", Kind.REFERENCE, "Publisher, as in publishers.csv.", refers_to="publishers"),
        Column("publisher", Kind.TEXT, "Publisher as the page names it."),
        Column("title", Kind.TEXT, "Title of the page."),
        Column("published", Kind.DATE, "Date of publication.", "the page has no date"),
        Column("url", Kind.URL, "Address of the page.", "no address"),
    ),
)

PUBLISHERS = Table(
    "publishers",
    "One publisher",
    "publisher_id",
    (
        Column("publisher_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("name", Kind.TEXT, "Name."),
        Column("kind", Kind.CHOICE, "Kind of publisher."),
    ),
)

DISTRICTS = Table(
    "districts",
    "One district",
    "district",
    (
        Column("district", Kind.ID, "Name, the one used in every table."),
        Column("province", Kind.PROVINCE, "Administering province, used everywhere."),
        Column("province_formal", Kind.PROVINCE, "Province by formal division."),
        Column("boundary_id", Kind.TEXT, "Polygon in boundaries/districts_iq.geojson or districts_tr.geojson.", NONE),
        Column("is_own_polygon", Kind.YES_NO, "no: shares the polygon of an older, larger district."),
        Column("status", Kind.TEXT, "disputed, or vague.", NONE),
        Column("note", Kind.TEXT, "What to know about its status.", NONE),
        *NAMES,
    ),
)

PROVINCES = Table(
    "provinces",
    "One province",
    "province",
    (
        Column("province", Kind.ID, "Name, the one used in every table."),
        Column("iso_3166_2", Kind.TEXT, "ISO 3166-2 code, or IQ-XHA for Halabja, which has none."),
        Column("country", Kind.TEXT, "Country."),
        Column("aliases", Kind.LIST, "Other spellings, separated by semicolons.", NONE),
        *NAMES,
    ),
)

VOCABULARIES = Table(
    "vocabularies",
    "One allowed value",
    "",
    (
        Column("table", Kind.TEXT, "Table, or * for all."),
        Column("column", Kind.TEXT, "Column."),
        Column("value", Kind.TEXT, "Allowed value."),
        Column("label", Kind.TEXT, "Value as readers see it."),
        Column("definition", Kind.TEXT, "What it means.", "self-explanatory"),
    ),
)
