"""What the answers look like, as JSON Schema (2020-12, the dialect of OpenAPI 3.1).

The properties of an incident are written from the table's schema, so that they can't fall behind it.
"""

from __future__ import annotations

from typing import Any

from dashboard.api.parameters import DATE_PATTERN
from dashboard.api.summary import BREAKDOWNS
from dashboard.data.dataset import Dataset
from dashboard.data.schema import Column, Kind
from dashboard.data.tables_derived import MIXED_INCIDENTS
from dashboard.data.tables_records import INCIDENTS
from dashboard.text import Words

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
KNOWN_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"type": "array", "items": TEXT}
_OF_KIND: dict[Kind, Schema] = {
    Kind.COUNT: COUNT,
    Kind.NUMBER: {"type": "number"},
    Kind.LATITUDE: {"type": "number", "minimum": -90, "maximum": 90},
    Kind.LONGITUDE: {"type": "number", "minimum": -180, "maximum": 180},
    Kind.DATE: {"type": "string", "pattern": DATE_PATTERN},
    Kind.YES_NO: {"type": "boolean"},
    Kind.LIST: TEXTS,
    Kind.SOURCES: TEXTS,
}


def schemas(dataset: Dataset, words: Words) -> dict[str, Schema]:
    """Name -> schema of every kind of JSON that the API answers with."""
    return {
        "Health": _object({"status": {"const": "ok"}, "data_version": TEXT}, words),
        "Error": _object({"detail": TEXT}, words),
        "Summary": _object(_summary(words), words),
        "Incident": _incident(dataset, words),
        "Incidents": _object(_collection(words), words),
        "Companion": _object(_companion(words), words, "metadata-"),
    }


def _object(properties: dict[str, Schema], words: Words, prefix: str = "") -> Schema:
    """An object of exactly these properties; those without a description get the one of their name."""
    described = {
        name: schema if "description" in schema or "$ref" in schema or "const" in schema
        else {**schema, "description": words(f"api-field-{prefix}{name}")}
        for name, schema in properties.items()
    }  # fmt: skip
    return {"type": "object", "properties": described, "required": list(described), "additionalProperties": False}


def _incident(dataset: Dataset, words: Words) -> Schema:
    """The columns of our table; where there are imported datasets, theirs too, which rows have that show one."""
    table = MIXED_INCIDENTS if dataset.imported else INCIDENTS
    schema = _object({column.name: _column(column, dataset, words) for column in table.columns}, words)
    return {**schema, "required": list(INCIDENTS.by_name)}


def _summary(words: Words) -> dict[str, Schema]:
    villages = {"value": {"type": "number"}, "organisation": TEXT, "as_of": _OF_KIND[Kind.DATE],
                "figure_id": TEXT, "source_ids": TEXTS}  # fmt: skip
    part = _object({"value": {"type": ["string", "null"]}, "incidents": COUNT}, words, "breakdown-")
    return {
        "data_version": TEXT,
        "selection": TEXT,
        "description": {**TEXT, "description": words("api-field-description")},
        "from": DAY,
        "to": DAY,
        "covers_to": DAY,
        "incidents": COUNT,
        "mapped": COUNT,
        "without_location": COUNT,
        **_tolls(words),
        "outposts": COUNT,
        "villages_evacuated": {**_object(villages, words, "villages-"), "type": ["object", "null"]},
        **{name: {"type": "array", "items": part} for name in BREAKDOWNS},
        "licence": TEXT,
        "citation": TEXT,
        **_datasets(words),
    }


def _datasets(words: Words) -> dict[str, Schema]:
    """The datasets that a Selection shows, and whether there are several."""
    known: Schema = {"type": ["string", "null"]}
    one = {"name": TEXT, "title": TEXT, "licence": TEXT, "citation": TEXT, "may_share_rows": {"type": "boolean"},
           "version": known, "retrieved_on": {**DAY, "type": ["string", "null"]}, "address": known,
           "outside": COUNT}  # fmt: skip
    listed = {"type": "array", "items": _object(one, words, "dataset-")}
    return {
        "datasets": {**listed, "description": words("api-field-datasets")},
        "double_counting": {"type": "boolean", "description": words("api-field-double_counting")},
    }


def _tolls(words: Words) -> dict[str, Schema]:
    killed = dict.fromkeys(("low", "best", "high"), KNOWN_COUNT) | {"unknown": COUNT, "range_only": COUNT}
    injured = {"best": KNOWN_COUNT, "unknown": COUNT}
    deaths = dict.fromkeys(("low", "best", "high"), KNOWN_COUNT) | {"unknown": COUNT}
    described = {"civilians_killed": _object(killed, words, "killed-"),
                 "civilians_injured": _object(injured, words, "injured-"),
                 "deaths": {**_object(deaths, words, "deaths-"), "type": ["object", "null"]}}  # fmt: skip
    return {name: {**schema, "description": words(f"api-field-{name}")} for name, schema in described.items()}


def _about(words: Words) -> dict[str, Schema]:
    """What every file of rows says of itself."""
    return {"title": TEXT, "selection": TEXT, "query": TEXT, "rows": COUNT, "rows_withheld": COUNT,
            "data_version": TEXT, "covers_to": DAY, "licence": TEXT, "citation": TEXT, **_datasets(words),
            "notes": TEXTS}  # fmt: skip


def _companion(words: Words) -> dict[str, Schema]:
    known: Schema = {"type": ["string", "null"]}
    column = {"name": TEXT, "kind": TEXT, "meaning": TEXT, "blank": known, "hashtag": TEXT}
    totals = _object({"incidents": COUNT, "without_location": COUNT, **_tolls(words)}, words)
    return {
        "table": TEXT,
        "row_is": TEXT,
        **_about(words),
        "totals": {**totals, "type": ["object", "null"]},
        "key": known,
        "columns": {"type": "array", "items": _object(column, words, "column-")},
    }


def _collection(words: Words) -> dict[str, Schema]:
    metadata = {**_about(words), "incidents": COUNT, "without_location": COUNT}
    numbers: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    point = {"type": ["object", "null"], "properties": {"type": {"const": "Point"}, "coordinates": numbers},
             "required": ["type", "coordinates"]}  # fmt: skip
    feature = {"type": {"const": "Feature"}, "id": TEXT, "geometry": point,
               "properties": {"$ref": "#/components/schemas/Incident"}}  # fmt: skip
    features = {"type": "array", "items": _object(feature, words, "feature-")}
    collection = {"type": {"const": "FeatureCollection"}, "metadata": _object(metadata, words, "metadata-")}
    return collection | {"features": features}


def _column(column: Column, dataset: Dataset, words: Words) -> Schema:
    schema = dict(_OF_KIND.get(column.kind, TEXT))
    if column.kind is Kind.CHOICE:
        schema["enum"] = list(dataset.choices(INCIDENTS.name, column.name))
    if column.blank:
        schema["type"] = [schema["type"], "null"]
        meaning = words("api-column-blank", meaning=column.meaning, blank=column.blank)
        return {**schema, "description": meaning}
    return {**schema, "description": column.meaning}
