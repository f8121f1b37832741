"""A table of somebody's own (CSV, a sheet of a workbook, a flat JSON list), read as its owner says: see `mapping`.

Columns that the mapping does not name are not taken over, and stand in no file that is written: nobody said what is in
them, and tables of this kind hold names and numbers of people. The report names them. Rows are not passed on to others
unless the mapping says that they may be; a licence that nobody gives is "not stated".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import PurePath

from dashboard.errors import Problem, Severity
from dashboard.importers import dates, own_displacement, own_events
from dashboard.importers.describing import slug
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_tags import rows_of_tags
from dashboard.importers.interface import Choices, Context, Described, Given, Mapper, Read, SingleRows
from dashboard.importers.json_rows import json_rows
from dashboard.importers.mapping import GENERIC, mapping_toml
from dashboard.importers.own_rows import Layout, columns_said, values_said
from dashboard.importers.personal import taken
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.suggesting import columns_of, header_line, sheet_of, suggest, template
from dashboard.importers.table_rows import table_rows

NOT_STATED = "not stated"
NOT_NAMED, ALL_CELLS = "the mapping does not name the column: not taken over", "all its cells"
_KILLED = ("civilians_killed", "civilians_killed_low", "civilians_killed_high")


class Generic:
    """The importer of tables with a mapping."""

    name = GENERIC

    def recognise(self, file: GivenFile) -> str:
        """Never by itself: any table would fit."""
        return ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """What the mapping says. Raises QuestionError without one: with a mapping to edit that names what columns look
        like; ImportRefusedError for columns that the file does not have."""
        _check(file, choices)
        stem = PurePath(file.name).stem
        return own_dataset(choices, slug(stem), stem, "notice-generic")

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows, with the columns that are mapped. Raises as `describe`."""
        _check(file, choices)
        wanted = frozenset(name for names in columns_said(choices).values() for name in names)
        return (taken(row, wanted, file) for row in _rows(file, choices))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps rows as the mapping says."""
        choices = context.choices
        _check(file, choices)
        mapped = set(named_columns(list(choices.columns.values())))
        for one in columns_of(file, *_where(file, choices)):
            if named_columns([one.name])[0] not in mapped:
                context.changes.note(NOT_NAMED, one.name, ALL_CELLS, "")
        dated = partial(self._dates, file, choices)
        day = dates.reader(choices.dates, list(islice(dated(), 100)), dated, choices.columns.get("date", "date"))
        is_displaced = choices.read.get("kind") == "displacement"
        layout = Layout(
            fields=own_displacement.FIELDS if is_displaced else own_events.FIELDS,
            columns=columns_said(choices),
            values=values_said(choices),
            fixed=choices.fixed,
            otherwise={} if is_displaced else own_events.OTHERWISE,
        )
        to_ours = own_displacement.count if is_displaced else own_events.event
        return SingleRows(lambda given: to_ours(given.cells, layout, context, day))

    def _dates(self, file: GivenFile, choices: Choices) -> Iterator[str]:
        named = [name for key in ("date", "date_last") for name in columns_said(choices).get(key, ())]
        rows = (row.cells for row in self.read(file, choices) if isinstance(row, Given))
        return (row.get(name, "") for row in rows for name in named)


def own_dataset(choices: Choices, name: str, title: str, notice: str) -> Described:
    """A dataset of which only the user can say what it is. Rows may be passed on only when he says so."""
    said = choices.dataset
    return Described(
        name=str(said.get("name", name)),
        title=str(said.get("title", " ".join(title.split()) or name)),
        version="",
        licence=NOT_STATED,
        citation=str(said.get("title", " ".join(title.split()) or name)),
        address="",
        publisher=NOT_STATED,
        may_share_rows=said.get("may_share_rows") is True,
        counts_civilians=any(choices.columns.get(one) or choices.fixed.get(one) for one in _KILLED),
        notice=notice,
    )


def _check(file: GivenFile, choices: Choices) -> None:
    """Whether the file has what the mapping names."""
    if not choices.columns:
        proposed = suggest(file, str(choices.read.get("kind", "events")), str(choices.read.get("sheet", "")))
        told = "\n".join([*template(file, proposed), "", mapping_toml(proposed)])
        raise QuestionError("columns", "what the columns of the file are has to be said in a mapping", (told,))
    sheet = str(choices.read.get("sheet", ""))
    if sheet and file.tables and sheet not in file.tables:
        reason = f"is no sheet of the file, which has {', '.join(file.tables) or 'none'}"
        raise ImportRefusedError(Problem(Severity.STOPS, file.name, reason, column="[read] sheet", value=sheet))
    has = {named_columns([one.name])[0] for one in columns_of(file, *_where(file, choices))}
    missing = [(key, name) for key, name in choices.columns.items() if named_columns([name])[0] not in has]
    if missing:
        raise ImportRefusedError(*(_missing(file, key, name) for key, name in missing))


def _missing(file: GivenFile, key: str, name: str) -> Problem:
    return Problem(Severity.STOPS, file.name, "is no column of the file", column=f"[columns] {key}", value=name)


def _where(file: GivenFile, choices: Choices) -> tuple[str, int]:
    """The sheet and the line of the header."""
    sheet = sheet_of(file, str(choices.read.get("sheet", "")))
    if not file.tables:
        return sheet, 0
    said = choices.read.get("header")
    return sheet, int(said) if said else header_line(file, sheet, list(choices.columns.values()))


def _rows(file: GivenFile, choices: Choices) -> Iterator[Read]:
    if not file.tables:
        return json_rows(file)
    sheet, header = _where(file, choices)
    return table_rows(file, sheet, header_at=header, skip=rows_of_tags(file, sheet))
