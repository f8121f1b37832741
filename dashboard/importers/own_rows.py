"""The cells of a row -> texts by our fields, as a layout says: which columns, which values, what is the same for all.

Used for tables whose columns a user or a deployment decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.data.cells import CellError, PartialDate, parse_date
from dashboard.importers import cells, dates
from dashboard.importers.changes import Changes
from dashboard.importers.given_file import named_columns
from dashboard.importers.interface import Choices, Context, Refused
from dashboard.importers.intervals import when
from dashboard.importers.mapping_fields import PARTIAL, Field, Kind, folded, our_value
from dashboard.importers.places import DISTRICT, PROVINCE, SETTLEMENT, Reported

_DIGITS = 16
Row = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
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


class FaultError(Exception):
    """A cell that can't be used, as the outcome of its row."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.reason)


@dataclass(frozen=True, slots=True)
class Said:
    """A row by our fields: `cells` are values of ours for choices, texts for all else; blank ones are left out."""

    row: Row
    layout: Layout
    cells: dict[str, str] = field(default_factory=dict)

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


def said_of(row: Row, layout: Layout, changes: Changes) -> Said:
    """The row by our fields. Raises FaultError for a value that is none of ours."""
    said = Said(row, layout)
    for key, one in layout.fields.items():
        theirs = said.raw(key)
        ours = _ours(one, theirs, said, changes) if theirs else ""
        if ours:
            said.cells[key] = ours
    return said


def _ours(one: Field, theirs: str, said: Said, changes: Changes) -> str:
    mapped = said.layout.values[one.key].get(folded(theirs)) if one.key in said.layout.values else None
    if mapped is not None:
        if mapped != theirs:
            changes.note("value as the mapping says", one.key, theirs, mapped)
        return mapped
    if one.kind is not Kind.CHOICE:
        return theirs
    try:
        return our_value(one, theirs)
    except CellError as error:
        otherwise = said.layout.otherwise.get(one.key)
        if otherwise is None:
            raise said.fault(one.key, str(error)) from error
        changes.note("no value of ours, and none that the mapping names", one.key, theirs, otherwise)
        return otherwise


def when_said(first: str, last: str, day: dates.Reader) -> dict[str, str]:
    """Cells `date`, `date_precision`, `date_last` for dates as precise as they are given. Raises CellError."""
    if not last and not PARTIAL.fullmatch(first):
        return when(day(first))
    begin = _known(first, day)
    end = _known(last, day) if last else begin
    if (end.first_day, end.last_day) < (begin.first_day, begin.last_day):
        raise CellError(f"is before the first day ({begin.text})")
    if end == begin:
        return {"date": begin.text, "date_precision": begin.precision}
    return when(begin.first_day.isoformat(), end.last_day.isoformat())


def _known(text: str, day: dates.Reader) -> PartialDate:
    return parse_date(text if PARTIAL.fullmatch(text) else day(text))


def place_said(said: Said, context: Context) -> Reported:
    """Where it is. 0, 0 is where programs put what has no coordinates. Raises FaultError."""
    north = said.read("latitude", lambda text: cells.degrees(text, 90))
    east = said.read("longitude", lambda text: cells.degrees(text, 180))
    if (north is None) != (east is None):
        alone, other = ("latitude", "longitude") if east is None else ("longitude", "latitude")
        raise said.fault(alone, f"stands without its {other}: give both or none")
    if north == east == 0:
        context.changes.note("coordinates 0, 0 taken for none", "latitude", "0, 0", "")
        north = east = None
    precision = said.get("location_precision")
    if north is not None and not precision:
        precision = said.layout.precision
        if precision == DISTRICT:
            what = "what coordinates stand for is not said: taken for the district"
            context.changes.note(what, "location_precision", "", DISTRICT)
    return Reported(
        country=said.get("country"),
        province=said.get("province"),
        district=said.get("district"),
        latitude=north,
        longitude=east,
        precision=precision if north is not None or precision == PROVINCE else SETTLEMENT,
    )


def key_said(said: Said, changes: Changes) -> str:
    """The id of a row; one of its content where it has none."""
    given = said.get("id")
    if given:
        key = cells.identifier(given)
        if key != given:
            changes.each("id written as a number with decimals", said.column("id"), given, key)
        return key
    key = content_key(f"{name}={value}" for name, value in sorted(said.row.items()) if value)
    changes.each("no id: one made of the content of the row", "id", "", key)
    return key


def content_key(parts: Iterable[str]) -> str:
    """The same content has the same id, in every file."""
    return "row-" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
