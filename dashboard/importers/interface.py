"""What an importer is: it recognises a file, describes the dataset, reads rows and maps each to one of our tables.

What becomes of the rows (tables, report, what is new since the last import) is the same for all: `making`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from dashboard.importers.changes import Changes
from dashboard.importers.given_file import GivenFile
from dashboard.importers.places import Places

EVENTS, DISPLACED = "incidents", "displacement"


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the file: `line` is where it begins (1 is the first line; in a JSON list the position, from 1).

    `cells` are its texts by the folded name of the column (`given_file.named_columns`), blanks around them and signs
    for "empty" taken away. `missing` cells at the end of its line were not there, and are taken for empty.
    """

    line: int
    cells: Mapping[str, str]
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A row of ours: `cells` of the columns of the `table` (EVENTS or DISPLACED), those that are blank left out.

    `key` is the row's id in the dataset: rows of a newer file take the place of those with the same.
    """

    table: str
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddedUp:
    """The row is part of a row that `Mapper.rest` gives, such as a place of its district."""

    is_inside: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Not a record of what is imported, for a reason that is no fault: another administrative level, an empty line."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The row can't be used: which `column` (as the file names it), its value, and why."""

    column: str
    value: str
    reason: str


Outcome = Made | AddedUp | LeftOut | Refused
Read = Given | tuple[int, LeftOut | Refused]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user said of the file, on the command line or in the browser. Blank where nothing was said.

    `dates` is how dates are written (`DD/MM/YYYY`, `MM/DD/YYYY`, …) where the file can be read in two ways. `dataset`
    replaces parts of the description (name, title, version, licence, citation, address, publisher, may_share_rows).
    `columns` maps our names to columns of the file, `values` a column of ours to what its values become: both for a
    generic table. `read` are further answers, by the names that importers document. `fixed` maps columns of ours to
    the value that all rows have.
    """

    dates: str = ""
    dataset: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    read: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = Choices()


@dataclass(frozen=True, slots=True)
class Described:
    """The dataset, before its rows are known; texts as for `dashboard.data.imported.Imported`.

    `publisher_kind` is a value of the vocabulary of publishers. `retrieved_on` None: the day of the import.
    `is_increment`: a file holds what came in some minutes; that it lacks an earlier row says nothing about the row.
    """

    name: str
    title: str
    version: str
    licence: str
    citation: str
    address: str
    publisher: str
    publisher_kind: str = "ngo_or_research"
    may_share_rows: bool = True
    counts_civilians: bool = False
    notice: str = ""
    retrieved_on: dt.date | None = None
    is_increment: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a mapper works with: our places, where to note what it changes, the answers, the name of the dataset; the
    values that our own columns of incidents may have (`vocabulary`, by column)."""

    places: Places
    changes: Changes
    choices: Choices
    dataset: str
    vocabulary: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Mapper(Protocol):
    """Maps the rows of one file, in their order; may remember what it saw."""

    def __call__(self, given: Given) -> Outcome:
        """What becomes of a row. Notes in `changes` what it changes; never raises on what stands in a row."""

    def rest(self) -> Iterable[Made]:
        """Rows that were added up, after the last one."""


class Importer(Protocol):
    """One format."""

    name: str

    def recognise(self, file: GivenFile) -> str:
        """Why the file is of this format, in a short sentence for a reader; blank when it is not."""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The dataset that the file holds. Raises QuestionError when the user has to say something first."""

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """The rows, one after the other, never all in memory; what is none with its line and what becomes of it.

        Raises ImportRefusedError when the file as a whole can't be read, QuestionError as `describe`.
        """

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps the rows of the file to ours. Raises QuestionError as `describe`."""


class SingleRows:
    """A mapper of rows that are never added up."""

    def __init__(self, outcome: Callable[[Given], Outcome]) -> None:
        self._outcome = outcome

    def __call__(self, given: Given) -> Outcome:
        """What becomes of a row."""
        return self._outcome(given)

    def rest(self) -> Iterable[Made]:
        """None."""
        return ()
