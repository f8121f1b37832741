"""What rows of all datasets refer to: the values of vocabularies, pages, publishers; ours first, then imported ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.data.imported import Imported
from dashboard.data.vocabulary import Vocabulary


class References:
    """The part of a Dataset that its own tables and those of imported datasets make together."""

    tables: Mapping[str, pd.DataFrame]
    imported: tuple[Imported, ...]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(records(self.tables["vocabularies"]), self._imported_rows("vocabularies"))

    @property
    def labels(self) -> Mapping[tuple[str, str, str], str]:
        """(table, column, value) -> the value as readers see it."""
        return self._vocabulary.labels

    def label(self, table: str, column: str, value: str) -> str:
        """`value` as readers see it; itself where the vocabulary has none."""
        return self._vocabulary.label(table, column, value)

    def definition(self, table: str, column: str, value: str) -> str:
        """What `value` means; blank where the vocabulary does not say."""
        return self._vocabulary.definition(table, column, value)

    def choices(self, table: str, column: str) -> tuple[str, ...]:
        """The allowed values of a column, in the order of vocabularies.csv, those of imported datasets last."""
        return self._vocabulary.choices(table, column)

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """source_id -> its row, those of imported datasets last."""
        return self._by_key("sources", "source_id")

    @cached_property
    def publishers(self) -> Mapping[str, Mapping[str, Any]]:
        """publisher_id -> its row; the own row where an imported dataset has the same publisher."""
        return self._by_key("publishers", "publisher_id")

    def _by_key(self, table: str, key: str) -> Mapping[str, Mapping[str, Any]]:
        own = {row[key]: row for row in records(self.tables[table])}
        return own | {row[key]: row for row in self._imported_rows(table) if row[key] not in own}

    def _imported_rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a small table of all imported datasets."""
        return [row for one in self.imported if table in one.tables for row in records(one.tables[table])]
