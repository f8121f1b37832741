"""Our exceptions, and the one way to say what is wrong with a cell.

Every message can be read by somebody who has never seen the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem costs."""

    STOPS = "stops the start"
    ROW_SET_ASIDE = "row set aside"
    NOTE = "accepted"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the data. `line` counts from 1, the header included; blank when it is the file.

    In a Parquet file, which has no lines, it is the row, from 1. In a boundary file `feature` is the position of the
    feature, from 1, with its name, and `column` a part of it. A problem may stand for others, which are not named one
    by one: `count` is how many it stands for, `rows` how many rows those set aside.
    """

    severity: Severity
    file: str
    reason: str
    line: int | None = None
    column: str = ""
    value: str = ""
    feature: str = ""
    count: int = 1
    rows: int = 0

    def __str__(self) -> str:
        return f"{self.told} [{self.severity}]"

    @property
    def told(self) -> str:
        """Where and what, without what it costs: for readers of a page, whom that does not stop."""
        place = self.file + (f", {counted_by(self.file)} {self.line}" if self.line else "")
        place += f", feature {self.feature}" if self.feature else ""
        place += f", {'part' if self.feature else 'column'} {self.column}" if self.column else ""
        value = f" “{shorten(self.value)}”" if self.value else ""
        return f"{place}:{value} {self.reason}"


def number_of(problems: Iterable[Problem]) -> int:
    """How many they are, those that are not named one by one included."""
    return sum(problem.count for problem in problems)


def counted_by(file: str) -> str:
    """What the place of a row in a file is called."""
    return "row" if file.endswith(".parquet") else "line"


def shorten(text: str, limit: int = 80) -> str:
    """`text` on one line, cut at `limit` characters, so that a huge cell can't flood a report."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}… ({len(line):,} characters)"


class DashboardError(Exception):
    """Base of all errors that we raise on purpose."""


class UsageError(DashboardError):
    """The command line or the environment asks for something that can't be."""


class DataError(DashboardError):
    """The data folder can't be used as a whole; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class BadValue:
    """A value of the address or the API that can't be used. `reason` is a key of the text catalogue."""

    name: str
    value: str
    reason: str


class NotTogetherError(DashboardError):
    """Numbers were to be put together that count different things, or the same things twice.

    `reason` is a key of the text catalogue; the text of the error is a sentence that says it.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class CannotCombineError(NotTogetherError):
    """Published figures were to be added, or joined by a line; `figures` are their ids, which the text names."""

    def __init__(self, reason: str, sentence: str, figures: str) -> None:
        self.figures = figures
        super().__init__(reason, sentence)


class NotAddableError(NotTogetherError):
    """Numbers of our own tables were to be added up."""


class EngineError(DashboardError):
    """The engine that holds the events does not answer, or holds another table than ours.

    `reason` is a key of the text catalogue; the text of the error is a sentence for readers. Neither tells where the
    engine is, nor what it said itself: that may hold a password.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)
