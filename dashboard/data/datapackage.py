"""The tables as a Frictionless data package (v1), for programs; written by `dashboard.data.dictionary`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.data.cells import LARGEST_COUNT
from dashboard.data.description import Description
from dashboard.data.schema import Column, Kind, Table

Word = Mapping[str, str]  # one row of vocabularies.csv, as text
ANY_TABLE = "*"
_LICENCE = {  # of the tables; dataset.toml says the same in words
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_YEAR, _MONTH, _DAY = r"(19[0-9]{2}|20[0-9]{2}|2100)", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_FIELDS: Mapping[Kind, tuple[dict[str, Any], dict[str, Any]]] = {  # the field and its constraints; others are text
    Kind.COUNT: ({"type": "integer"}, {"minimum": 0, "maximum": LARGEST_COUNT}),
    Kind.NUMBER: ({"type": "number"}, {"minimum": 0, "maximum": LARGEST_COUNT}),
    Kind.LATITUDE: ({"type": "number"}, {"minimum": -90, "maximum": 90}),
    Kind.LONGITUDE: ({"type": "number"}, {"minimum": -180, "maximum": 180}),
    Kind.YES_NO: ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, {}),
    Kind.DATE: ({"type": "string"}, {"pattern": f"{_YEAR}(-{_MONTH}(-{_DAY})?)?"}),
    Kind.URL: ({"type": "string"}, {"pattern": r"https?://[^\s/].*"}),
}


def datapackage(tables: Sequence[Table], vocabularies: Sequence[Word], description: Description) -> dict[str, Any]:
    """The Frictionless data package; partial dates and lists stay text, since no standard type holds them."""
    return {
        "profile": "tabular-data-package",
        "name": description.name,
        "title": description.title,
        "description": description.description,
        "created": f"{description.compiled_on}T00:00:00Z",
        "licenses": [_LICENCE],
        "resources": [_resource(table, vocabularies) for table in tables],
    }


def _resource(table: Table, vocabularies: Sequence[Word]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column, vocabularies) for column in table.columns]}
    schema["missingValues"] = [""]
    if table.key:
        schema["primaryKey"] = table.key
    foreign = [key for column in table.columns if (key := _foreign_key(column))]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(table: Table, column: Column, vocabularies: Sequence[Word]) -> dict[str, Any]:
    field, limits = _FIELDS.get(column.kind, ({"type": "string"}, {}))
    meaning = f"{column.meaning} Empty: {column.blank}." if column.blank else column.meaning
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.name == table.key:
        constraints["unique"] = True
    if column.kind is Kind.CHOICE:
        constraints["enum"] = _allowed(table, column, vocabularies)
    described = {"name": column.name, **field, "description": meaning}
    return described | ({"constraints": constraints | limits} if constraints or limits else {})


def _allowed(table: Table, column: Column, vocabularies: Sequence[Word]) -> list[str]:
    """The column's own vocabulary, else the one for every table, in the order of the file."""
    values = {
        owner: [word["value"] for word in vocabularies if (word["table"], word["column"]) == (owner, column.name)]
        for owner in (table.name, ANY_TABLE)
    }
    return values[table.name] or values[ANY_TABLE]


def _foreign_key(column: Column) -> dict[str, Any] | None:
    """What the column refers to; none for source_ids, whose cells hold several keys."""
    targets = {
        Kind.PROVINCE: ("provinces", "province"),
        Kind.DISTRICT: ("districts", "district"),
        Kind.REFERENCE: (column.refers_to, column.name),
    }
    if column.kind not in targets:
        return None
    resource, field = targets[column.kind]
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}
