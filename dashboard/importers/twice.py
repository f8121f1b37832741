"""Rows that stand in a file twice and contradict each other: which one is right nobody can tell, so none is taken."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.importers.interface import Refused

REASON = "the same count stands in the file again with another number: which one is right can't be told"


def contradicted(rows: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Ids of (id, number) that come with several numbers. Holds a hash of each id, no row."""
    first: dict[int, str] = {}
    found: set[str] = set()
    for key, number in rows:
        if first.setdefault(hash(key), number) != number:
            found.add(key)
    return frozenset(found)


def refusal(column: str, number: str) -> Refused:
    """What becomes of such a row."""
    return Refused(column, number, REASON)
