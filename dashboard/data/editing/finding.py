"""What a rule is, and what it finds. Sentences stand in the catalogue: `check-found-{rule}`, `check-why-{rule}`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dashboard.data.editing.desk import Desk

Row = Mapping[str, Any]
Said = Mapping[str, str | float]


class Level(StrEnum):
    """How sure it is that something is wrong."""

    ERROR = "error"  # can't be right
    WARNING = "warning"  # is wrong as a rule
    HINT = "hint"  # is worth a look


@dataclass(frozen=True, slots=True)
class Found:
    """One cell that a rule found; `said` fills its sentence, `how` names one of several sentences of a rule."""

    table: str
    row: Row
    column: str
    said: Said = field(default_factory=dict)
    how: str = ""


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule that looks at one row at a time, of any number: of ours and, `of_others`, of imported datasets."""

    name: str
    level: Level
    tables: tuple[str, ...]
    look: Callable[[Desk, str, Row], Iterator[Found]]
    of_others: bool = True


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule that compares rows with each other: of our own tables, and of incidents only when they can be held."""

    name: str
    level: Level
    tables: tuple[str, ...]
    look: Callable[[Desk], Iterator[Found]]


Rule = RowRule | TableRule


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: which cell of which row. `dataset` is the name of the one that the row is of."""

    rule: str
    level: Level
    dataset: str
    table: str
    id: str
    column: str
    value: str
    said: Said
    how: str = ""

    @property
    def sentence(self) -> str:
        """The key of the sentence that says it."""
        return f"{self.rule}-{self.how}" if self.how else self.rule
