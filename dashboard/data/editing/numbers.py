"""Rules about counts of one row: what contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row

LOW_TO_HIGH = {
    "incidents": (
        ("civilians_killed_low", "civilians_killed", "civilians_killed_high"),
        ("deaths_low", "deaths_best", "deaths_high"),
    ),
    "published_figures": (("value_low", "value", "value_high"),),
}
PERSONS_A_FAMILY = (2, 12)  # censuses of Iraq and Türkiye give three to eight
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(\d[\d,]*|{'|'.join(_NUMBERS)})"
_SAYING = {
    "civilians_killed": rf"\b(?:{_NUMBER} civilians? (?:was |were )?killed|kill(?:ed|ing) {_NUMBER} civilians?)\b",
    "civilians_injured": rf"\b(?:{_NUMBER} civilians? (?:was |were )?(?:injured|wounded)|"
    rf"(?:injur|wound)(?:ed|ing) {_NUMBER} civilians?)\b",
}


def low_above_best(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A bound on the wrong side. Rows of ours that have one are set aside; those of others are kept as published."""
    for columns in LOW_TO_HIGH[table]:
        known = [name for name in columns if row.get(name) is not None]
        for smaller, larger in pairwise(known):
            if row[smaller] > row[larger]:
                yield Found(table, row, smaller, {"column": larger, "n": row[larger]})


def contested_without_doubt(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A toll that is said to be contested, with no range and no caveat that would say how."""
    low, high = row["civilians_killed_low"], row["civilians_killed_high"]
    has_range = low is not None and high is not None and low < high
    if row["is_toll_contested"] and not has_range and not row["caveat"]:
        yield Found(table, row, "is_toll_contested")


def attribution(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """Nobody named, and yet reported or suspected; somebody named, and yet unattributed."""
    is_unknown, status = row["attributed_to"] == "Unknown", row["attribution_status"]
    if (is_unknown and status in ("reported", "suspected")) or (not is_unknown and status == "unattributed"):
        yield Found(table, row, "attribution_status", {"by": row["attributed_to"]})


def summary(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A summary that names more civilians killed or injured than the row counts.

    Fewer is no contradiction: a sentence may name a part. Sure only of English, and of sentences that name one number.
    """
    for column, pattern in _SAYING.items():
        found = re.findall(pattern, row["summary"] or "", re.IGNORECASE)
        if len(found) != 1:
            continue
        said = _read(next(filter(None, found[0])))
        known: list[int] = [row[name] for name in (column, f"{column}_high") if row.get(name) is not None]
        if not known or said > max(known):
            yield Found(table, row, column, {"n": said}, "" if known else "blank")


def families(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """As many persons to a family as there are not in one."""
    persons, count = row["persons_displaced"], row["families_displaced"]
    low, high = PERSONS_A_FAMILY
    if persons is not None and count and not low <= persons / count <= high:
        yield Found(table, row, "persons_displaced", {"families": count, "n": round(persons / count, 1)})


def _read(number: str) -> int:
    return int(number.replace(",", "")) if number[0].isdigit() else _NUMBERS.index(number.lower()) + 1
