"""Which events a word stands in: an index of the words of all searched texts, in the DuckDB that holds the events.

A search asks for parts of words (“shell” finds “shelling”), so that each word of the index is looked at; there are few
beside the texts that they stand in. What a reader searches for has no blanks, so that it stands in a text just when it
stands in one of its words. Not DuckDB's own full-text search: it is no part of the wheel, and looks for whole words.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import duckdb

# Positions kept for searches that were made before (4 bytes each); a page asks several questions about the same words.
MOST_KEPT = 4_000_000
IN_USE = 60  # seconds after which no question is about it any more
_WORDS = "unnest(string_split(replace(search_text, chr(10), ' '), ' '))"


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `words` (a number for each word) and `stands_in` (number, position of an event) from the table `events`."""
    connection.execute(
        "CREATE TABLE words AS SELECT (row_number() OVER ())::INTEGER AS number, word "
        f"FROM (SELECT DISTINCT {_WORDS} AS word FROM events) WHERE word <> ''"
    )
    connection.execute(
        "CREATE TABLE stands_in AS SELECT DISTINCT number, position::INTEGER AS position "
        f"FROM (SELECT position, {_WORDS} AS word FROM events) JOIN words USING (word) ORDER BY number, position"
    )


@dataclass
class _Answer:
    """A table of positions."""

    name: str
    rows: int
    asked: float


class TextIndex:
    """Finds events by words. Safe to ask from several threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """`connection` holds the tables of `build`; answers are kept in its memory."""
        self._connection = connection
        self._kept: OrderedDict[tuple[str, ...], _Answer] = OrderedDict()
        self._numbers = count()
        self._lock = threading.Lock()

    def found(self, words: Sequence[str]) -> str:
        """The name of a table with the `position` of every event in which all of `words`, folded, stand."""
        asked = tuple(sorted(set(words)))
        with self._lock:
            answer = self._kept.pop(asked, None) or self._find(asked)
            answer.asked = time.monotonic()
            self._kept[asked] = answer
            self._forget()
            return answer.name

    def _find(self, words: tuple[str, ...]) -> _Answer:
        name = f"found_{next(self._numbers)}"
        one = "SELECT position FROM stands_in WHERE number IN (SELECT number FROM words WHERE contains(word, ?))"
        query = " INTERSECT ".join([f"({one} GROUP BY position)"] * len(words))
        cursor = self._connection.cursor()
        cursor.execute(f"CREATE TABLE {name} AS {query}", list(words))
        return _Answer(name, int(cursor.table(name).shape[0]), 0)

    def _forget(self) -> None:
        """Drop what was asked for least recently, while there is too much of it."""
        while sum(one.rows for one in self._kept.values()) > MOST_KEPT:
            words, oldest = next(iter(self._kept.items()))
            if oldest.asked > time.monotonic() - IN_USE:
                return
            self._connection.cursor().execute(f"DROP TABLE {oldest.name}")
            del self._kept[words]
