"""The Selection's names as parameters of an OpenAPI document: meaning, values and examples.

Values come from the vocabularies and tables of the dataset. Any case of a value and any spelling of a place is
accepted, which a list of values can't say; the descriptions do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.model.names import NO_PROVINCE, Names
from dashboard.model.selection import LISTS, LONGEST_SEARCH, NAMES
from dashboard.text import Words

Document = dict[str, Any]
PLACES = ("province", "district")  # with aliases, so that their values are no closed list
FLAGS = ("harm", "context")
DAYS = ("from", "to")
DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def parameters(dataset: Dataset, words: Words) -> dict[str, Document]:
    """Name -> parameter of the query string, in the order of the Selection."""
    names = Names.of(dataset)
    return {
        name: {
            "description": words(f"api-param-{name}"),
            "required": False,
            "schema": _schema(name, names, dataset),
            "examples": {key: {"value": value} for key, value in _examples(name, names, dataset).items()},
            **({"style": "form", "explode": False} if name in LISTS else {}),
        }
        for name in NAMES
    }


def _schema(name: str, names: Names, dataset: Dataset) -> Document:
    about = dataset.description
    if name in LISTS:
        values = _values(name, names)
        items = {"examples": values} if name in PLACES else {"enum": values}
        return {"type": "array", "items": {"type": "string", **items}}
    if name in FLAGS:
        return {"type": "integer", "enum": [0, 1], "default": 0}
    if name in DAYS:
        default = about.covers_from if name == "from" else about.covers_to
        return {"type": "string", "pattern": DATE_PATTERN, "default": default.isoformat()}
    if name == "grain":
        return {"type": "string", "enum": list(GRAINS)}
    return {"type": "string", "maxLength": LONGEST_SEARCH}


def _examples(name: str, names: Names, dataset: Dataset) -> Document:
    """Examples that can be used on this very dataset."""
    covers_to = dataset.description.covers_to
    if name in LISTS:
        return _list_examples(names.spellings[name], _values(name, names))
    if name in FLAGS:
        return {"on": 1}
    if name in DAYS:
        return {"day": covers_to.isoformat(), "month": f"{covers_to:%Y-%m}", "year": f"{covers_to:%Y}"}
    if name == "grain":
        return {"months": "month"}
    return {"word": str(dataset.tables["districts"]["district"].iloc[0])}


def _list_examples(spellings: Mapping[str, str], values: list[str]) -> Document:
    alias = next((text for text, value in spellings.items() if text != fold(value)), None)
    found: dict[str, list[str | None]] = {"one": [*values[:1]], "several": [*values[:2]], "alias": [alias]}
    return {key: value for key, value in found.items() if all(value) and (key != "several" or len(value) > 1)}


def _values(name: str, names: Names) -> list[str]:
    """Canonical values in the order of their table, "none" last."""
    values = dict.fromkeys(names.spellings[name].values())
    return sorted(values, key=lambda value: value == NO_PROVINCE)
