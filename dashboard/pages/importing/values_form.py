"""Which words of a file are which of ours: asked for every column whose field has a few values (what happened, who did
it). Words that are ours already are proposed; the others stay as the table has them, or their rows are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from dashboard.data.cells import CellError
from dashboard.data.dataset import Dataset
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_tags import rows_of_tags
from dashboard.importers.interface import Choices, Given
from dashboard.importers.json_rows import json_rows
from dashboard.importers.mapping_fields import Field, Kind, fields, our_value
from dashboard.importers.suggesting import header_line, sheet_of
from dashboard.importers.table_rows import table_rows
from dashboard.importers.vocabulary import WORDS
from dashboard.text import Words

MOST_ROWS = 20_000  # that are looked at
MOST_VALUES = 40  # that are asked for, the most frequent ones
_OURS, _THEIRS, _SHOWN = "ours-", "theirs-", "shown-"


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of one column: (theirs, rows, ours or blank) each; `choices` are (value of ours, its label)."""

    key: str
    label: str
    column: str
    found: tuple[tuple[str, str, str], ...]
    choices: tuple[tuple[str, str], ...]


def asked(file: GivenFile, choices: Choices, dataset: Dataset, words: Words) -> list[Asked]:
    """All columns that are asked about; none before it is said which column is which field."""
    return [
        Asked(
            field.key,
            words(field.label),
            column,
            tuple(
                (theirs, words.plural("given-rows-of", n), ours)
                for theirs, n, ours in _found(file, field, column, choices)
            ),
            labelled(field, dataset, words),
        )
        for field, column in _columns(choices)
    ]


def is_open(file: GivenFile, choices: Choices, said: Mapping[str, str]) -> bool:
    """Whether a column has words that are none of ours, and its reader has not seen them yet."""
    return any(
        said.get(f"{_SHOWN}{field.key}") != column
        and any(not ours for *_, ours in _found(file, field, column, choices))
        for field, column in _columns(choices)
    )


def said_values(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Field -> their word -> ours, as a form says it; what was left is left out."""
    found: dict[str, dict[str, str]] = {}
    for name, ours in said.items():
        key, dash, number = name.removeprefix(_OURS).rpartition("-")
        theirs = said.get(f"{_THEIRS}{key}-{number}", "")
        if name.startswith(_OURS) and dash and theirs and ours:
            found.setdefault(key, {})[theirs] = ours
    return found


def labelled(field: Field, dataset: Dataset, words: Words) -> tuple[tuple[str, str], ...]:
    """The values of a field as readers see them, those that our own rows do not use, too."""
    return tuple((one, _label(field.key, one, dataset, words)) for one in field.choices)


def _label(column: str, value: str, dataset: Dataset, words: Words) -> str:
    known = WORDS.get((column, value))
    return known[0] if known else words.sentence(dataset.label("incidents", column, value))


def _columns(choices: Choices) -> Iterator[tuple[Field, str]]:
    for field in fields(str(choices.read.get("kind", "events"))):
        column = choices.columns.get(field.key, "")
        if column and field.kind is Kind.CHOICE:
            yield field, column


def _found(file: GivenFile, field: Field, column: str, choices: Choices) -> Iterator[tuple[str, int, str]]:
    (folded,) = named_columns([column])
    counted = Counter(
        value
        for row in islice(_rows(file, choices), MOST_ROWS)
        if isinstance(row, Given) and (value := row.cells.get(folded, ""))
    )
    known = choices.values.get(field.key, {})
    for theirs, rows in counted.most_common(MOST_VALUES):
        yield theirs, rows, known.get(theirs) or _same(field, theirs)


def _rows(file: GivenFile, choices: Choices) -> Iterator[object]:
    if not file.tables:
        return json_rows(file)
    sheet = sheet_of(file, str(choices.read.get("sheet", "")))
    header = header_line(file, sheet, list(choices.columns.values()))
    return table_rows(file, sheet, header_at=header, skip=rows_of_tags(file, sheet))


def _same(field: Field, theirs: str) -> str:
    """The word itself, where it is one of ours."""
    try:
        return our_value(field, theirs)
    except CellError:
        return ""
