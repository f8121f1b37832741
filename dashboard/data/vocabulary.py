"""The values that columns may have, as readers see them: those of our tables, then those of imported datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


class Vocabulary:
    """Rows of vocabularies.csv by (table, column, value); `*` is every table. The first word about a value holds."""

    def __init__(self, own: Iterable[Row], imported: Iterable[Row]) -> None:
        self.labels: dict[tuple[str, str, str], str] = {}
        self._definitions: dict[tuple[str, str, str], str | None] = {}
        self._choices: dict[tuple[str, str], tuple[str, ...]] = {}
        self._add(own, is_own=True)
        self._add(imported, is_own=False)

    def _add(self, rows: Iterable[Row], *, is_own: bool) -> None:
        for row in rows:
            key = row["table"], row["column"], row["value"]
            if key in self.labels:
                continue
            self.labels[key] = row["label"]
            self._definitions[key] = row["definition"]
            # A column whose values stand for all tables keeps them where an import adds one for its table alone.
            before = self._choices.get(key[:2], ()) if is_own else self.choices(*key[:2])
            self._choices[key[:2]] = (*before, key[2])

    def label(self, table: str, column: str, value: str) -> str:
        """`value` as readers see it; itself where there is no label."""
        return self.labels.get((table, column, value)) or self.labels.get(("*", column, value)) or value

    def definition(self, table: str, column: str, value: str) -> str:
        """What `value` means; blank where nobody says."""
        return self._definitions.get((table, column, value)) or self._definitions.get(("*", column, value)) or ""

    def choices(self, table: str, column: str) -> tuple[str, ...]:
        """The allowed values of a column, in the order of the files."""
        return self._choices.get((table, column)) or self._choices.get(("*", column), ())
