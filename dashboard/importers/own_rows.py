"""The cells of a row -> texts by our fields, as a layout says: which columns, which values, what is the same for all.

Used for tables whose columns a user or a deployment decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from dashboard.data.cells import CellError
from dashboard.importers.given_file import named_columns
from dashboard.importers.interface import Choices, Refused
from dashboard.importers.mapping_fields import Field, Kind, folded
from dashboard.importers.places import DISTRICT

_SEVERAL = re.compile(r"[,;]\s*")
MAPPED, AS_OURS = "value as the mapping says", "value as we write it"
FIRST = "the first of several values that is one of ours"
NONE_OF_OURS = "no value of ours, and none that the mapping names"
Row = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class Layout:
    """What stands where. `columns` maps a field of ours to columns of the file, folded: the first that is filled
    counts; of fields in `joined` all do. `values` maps a field to what its values become, `fixed` to its value in all
    rows. `otherwise` is what a value becomes that is none of ours, by field; a row with another one is refused.

    `precision` is what coordinates stand for where no row says so, `coordinate_source` who gives them.
    """

    fields: Mapping[str, Field]
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] = frozenset()
    precision: str = DISTRICT
    coordinate_source: str = "as the table gives them"

    @cached_property
    def used(self) -> list[Field]:
        """The fields that rows may have."""
        return [one for key, one in self.fields.items() if self.columns.get(key) or key in self.fixed]

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """Values that can be read, folded -> ours, by field: those of the mapping before our own."""
        return {
            key: {folded(ours): ours for ours in one.choices} | dict(self.values.get(key, {}))
            for key, one in self.fields.items()
        }


class FaultError(Exception):
    """A cell that can't be used, as the outcome of its row."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.reason)


@dataclass(frozen=True, slots=True)
class Said:
    """A row by our fields: `cells` are values of ours for choices, texts for all else; blank ones are left out. `told`
    are changes, which count once the row is one."""

    row: Row
    layout: Layout
    cells: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, str, str, str]] = field(default_factory=list)

    def get(self, key: str, otherwise: str = "") -> str:
        """The text of a field."""
        return self.cells.get(key, otherwise)

    def read(self, key: str, by: Callable[[str], T]) -> T:
        """What `by` makes of it. Raises FaultError where that raises CellError."""
        try:
            return by(self.get(key))
        except CellError as error:
            raise self.fault(key, str(error)) from error

    def raw(self, key: str) -> str:
        """The cell of a field as it came; that of all rows where there is one."""
        if key in self.layout.fixed:
            return self.layout.fixed[key]
        filled = (self.row[one] for one in self.layout.columns.get(key, ()) if self.row.get(one))
        return ". ".join(dict.fromkeys(filled)) if key in self.layout.joined else next(filled, "")

    def column(self, key: str) -> str:
        """The column that a field comes from; the field itself where it has none."""
        columns = self.layout.columns.get(key, ())
        return next((one for one in columns if self.row.get(one)), columns[0] if columns else key)

    def fault(self, key: str, reason: str) -> FaultError:
        """Why the row can't be used."""
        return FaultError(Refused(self.column(key), self.raw(key), reason))


def columns_said(choices: Choices) -> dict[str, tuple[str, ...]]:
    """The columns that the user names, as cells are called."""
    return {key: (named_columns([name])[0],) for key, name in choices.columns.items()}


def values_said(choices: Choices) -> dict[str, dict[str, str]]:
    """What values become, by how they are compared."""
    return {key: {folded(theirs): ours for theirs, ours in values.items()} for key, values in choices.values.items()}


def said_of(row: Row, layout: Layout) -> Said:
    """The row by our fields. Raises FaultError for a value that is none of ours."""
    said = Said(row, layout)
    for one in layout.used:
        theirs = said.raw(one.key)
        ours = _ours(one, theirs, said) if theirs else ""
        if ours:
            said.cells[one.key] = ours
    return said


def _ours(one: Field, theirs: str, said: Said) -> str:
    known = said.layout.known[one.key]
    ours = known.get(folded(theirs)) if known else None
    if ours is None:
        return _chosen(one, theirs, said) if one.kind is Kind.CHOICE else theirs
    if ours != theirs:
        is_mapped = folded(theirs) in said.layout.values.get(one.key, {})
        said.told.append((MAPPED if is_mapped else AS_OURS, one.key, theirs, ours))
    return ours


def _chosen(one: Field, theirs: str, said: Said) -> str:
    """A value of ours from a cell with several: the first that is one, or that the mapping names."""
    known = said.layout.known[one.key]
    found = next((known[folded(part)] for part in _SEVERAL.split(theirs) if folded(part) in known), None)
    if found is not None:
        said.told.append((FIRST, one.key, theirs, found))
        return found
    otherwise = said.layout.otherwise.get(one.key)
    if otherwise is None:
        raise said.fault(one.key, f"is no value of {one.key}: use one of {', '.join(one.choices)}")
    said.told.append((NONE_OF_OURS, one.key, theirs, otherwise))
    return otherwise
