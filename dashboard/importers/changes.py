"""What an import changes: what, in which column, from what, to what, in how many rows and where first.

Changes that differ from row to row (a time cut from a date) are told once a column, with the first as an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_TOLD_APART = 20_000


@dataclass(slots=True)
class Change:
    """`rows` rows; `line` is the first of them. `is_example`: other rows had other values."""

    what: str
    column: str
    before: str
    after: str
    line: int
    rows: int = 1
    is_example: bool = False


@dataclass
class Changes:
    """Collects changes; `making` says which row is being mapped."""

    rows: int = 0  # rows with a change
    flags: dict[tuple[str, str], Change] = field(default_factory=dict)
    _line: int = 0
    _is_counted: bool = True
    _found: dict[tuple[str, ...], Change] = field(default_factory=dict)

    def begin(self, line: int) -> None:
        """The changes that follow are of the row at `line`."""
        self._line, self._is_counted = line, False  # not yet

    @property
    def is_changed(self) -> bool:
        """Whether the row has a change so far."""
        return self._is_counted

    def note(self, what: str, column: str, before: str, after: str) -> None:
        """A value became another: a translated code, a spelling, a text that was cut."""
        key = (what, column, before, after)
        self._add(key if key in self._found or len(self._found) < MOST_TOLD_APART else key[:2], key)

    def each(self, what: str, column: str, before: str, after: str) -> None:
        """The same where nearly every row has another value: told once, with the first as an example."""
        self._add((what, column), (what, column, before, after))

    def flag(self, what: str, column: str, value: str) -> None:
        """Something odd that stays as it is, such as a low estimate above the best one."""
        known = self.flags.get((what, column))
        if known is None:
            self.flags[what, column] = Change(what, column, value, value, self._line, is_example=True)
        else:
            known.rows += 1

    def __iter__(self) -> Iterator[Change]:
        """Most rows first."""
        return iter(sorted(self._found.values(), key=lambda one: -one.rows))

    def _add(self, key: tuple[str, ...], told: tuple[str, str, str, str]) -> None:
        if not self._is_counted:
            self.rows, self._is_counted = self.rows + 1, True
        known = self._found.get(key)
        if known is None:
            self._found[key] = Change(*told, self._line, is_example=len(key) == 2)
        else:
            known.rows += 1
