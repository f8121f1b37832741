"""A mapping of a table that no format fits, as a form: which of its columns is which field of ours. Columns that look
like one are proposed; how dates are written is chosen, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.importers.dates import FORMATS
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices
from dashboard.importers.mapping import GENERIC, mapping_from
from dashboard.importers.mapping_fields import TABLES, Field, Kind, fields
from dashboard.importers.refusing import ImportRefusedError
from dashboard.importers.suggesting import Seen, columns_of, suggest
from dashboard.pages.importing import values_form
from dashboard.pages.importing.attempt import Attempt, Question
from dashboard.pages.importing.values_form import labelled, said_values
from dashboard.text import Words

DESCRIBED = ("title", "publisher", "licence", "citation", "address")  # of the dataset, which its owner knows
KINDS = tuple(TABLES)
COLUMNS, VALUES = "columns", "values"  # what is asked
_COLUMN, _FIXED, _DATASET = "column-", "fixed-", "dataset-"
# Beside those with a few values: what may be the same for a whole file.
_SAME_FOR_ALL = ("province", "district", "country", "source", "organisation", "cause", "round")


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it is asked for: `column` and `fixed` are what was said, or proposed; `choices` are (value, label)."""

    key: str
    label: str
    hint: str
    is_needed: bool
    column: str
    fixed: str
    choices: tuple[tuple[str, str], ...]
    may_be_fixed: bool


def form(attempt: Attempt, given: Path, kind: str, dataset: Dataset, words: Words) -> dict[str, object]:
    """What `importing/mapping.html` needs. Raises ImportRefusedError when the file has no columns that can be read."""
    file = GivenFile(given, attempt.file)
    kind = kind if kind in KINDS else str(attempt.choices.read.get("kind") or KINDS[0])
    choices = attempt.choices if attempt.choices.columns else suggest(file, kind)
    seen = columns_of(file)
    said = {**suggest(file, kind).dataset, **choices.dataset}
    return {
        "attempt": attempt,
        "problems": attempt.problems,
        "kind": kind,
        "kinds": [(one, words(f"given-kind-{one}")) for one in KINDS],
        "described": [(name, words(f"given-dataset-{name}"), str(said.get(name, ""))) for name in DESCRIBED],
        "dates": choices.dates,
        "orders": FORMATS,
        "columns": [(one.name, _told(one)) for one in seen],
        "may_share": choices.dataset.get("may_share_rows") is True,
        "values": values_form.asked(file, attempt.choices, dataset, words),
        "fields": [_asked(one, choices, dataset, words) for one in fields(kind)],
    }


def _asked(field: Field, choices: Choices, dataset: Dataset, words: Words) -> Asked:
    return Asked(
        field.key,
        words(field.label),
        words(field.hint),
        field.is_needed,
        choices.columns.get(field.key, ""),
        choices.fixed.get(field.key, ""),
        labelled(field, dataset, words),
        field.kind is Kind.CHOICE or field.key in _SAME_FOR_ALL,
    )


def _told(column: Seen) -> str:
    """A column with its first values, so that nobody has to look into the file."""
    return f"{column.name}: {' · '.join(column.examples)}" if column.examples else column.name


def is_asked(attempt: Attempt) -> bool:
    """Whether it has to be said what the columns mean."""
    return attempt.format == GENERIC or (attempt.question is not None and attempt.question.about in (COLUMNS, VALUES))


def is_answered(said: Mapping[str, str]) -> bool:
    """Whether a form says it."""
    return "kind" in said


def mapped(said: Mapping[str, str], attempt: Attempt, given: Path) -> Attempt:
    """The next attempt, by the form: with `problems` when something is wrong with what was said, with a `question` when
    words of the file are none of ours."""
    before = attempt.choices
    parts: dict[str, Any] = {
        "dataset": {
            **before.dataset,
            **_named(said, _DATASET, DESCRIBED),
            "may_share_rows": f"{_DATASET}may-share" in said,
        },
        "read": {**before.read, "format": GENERIC, "kind": said["kind"]},
        "columns": _named(said, _COLUMN),
        "values": said_values(said),
        "fixed": _named(said, _FIXED),
    }
    order = {"dates": said["dates"]} if said.get("dates") else {}
    try:
        choices = mapping_from({**parts, "read": {**parts["read"], **order}})
        is_open = values_form.is_open(GivenFile(given, attempt.file), choices, said)
        return Attempt(attempt.file, GENERIC, choices, question=Question(VALUES, "") if is_open else None)
    except ImportRefusedError as error:
        problems = tuple(": ".join(filter(None, (one.column, one.reason))) for one in error.problems)
        return Attempt(attempt.file, GENERIC, Choices(dates=said.get("dates", ""), **parts), problems=problems)


def _named(said: Mapping[str, str], prefix: str, only: Sequence[str] = ()) -> dict[str, str]:
    """The filled fields of the form whose names begin so, without that beginning."""
    named = {name.removeprefix(prefix): value.strip() for name, value in said.items() if name.startswith(prefix)}
    return {name: value for name, value in named.items() if value and (not only or name in only)}
