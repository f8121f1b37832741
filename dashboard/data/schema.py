"""The tables: which columns they have, of which kind, and what each means.

This is the one description of the data. The loader converts by it, and the data dictionary
(`data/README.md`) and `data/datapackage.json` are written from it by `dashboard.data.dictionary`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    ID = "identifier"
    COUNT = "whole number"
    NUMBER = "decimal number"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    DATE = "date"
    YES_NO = "yes or no"
    URL = "web address"
    LIST = "list"
    CHOICE = "vocabulary"
    PROVINCE = "province"
    DISTRICT = "district"
    SOURCES = "source ids"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `blank` says what an empty cell means; without it a cell may not be empty."""

    name: str
    kind: Kind
    meaning: str
    blank: str = ""
    refers_to: str = ""

    @property
    def is_required(self) -> bool:
        return not self.blank


@dataclass(frozen=True)
class Table:
    """One file, CSV unless `ending` says otherwise. `key` is the column whose values never repeat and never change."""

    name: str
    title: str
    key: str
    columns: tuple[Column, ...]
    ending: str = "csv"

    @property
    def file(self) -> str:
        return f"{self.name}.{self.ending}"

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}
