"""The rules, applied to a dataset."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.data.editing.desk import Desk, incident_blocks, own_desk
from dashboard.data.editing.finding import Finding, Found, Level, Row, RowRule, Rule, TableRule
from dashboard.data.editing.rules import RULES
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS

if TYPE_CHECKING:
    from dashboard.data.dataset import Dataset

MOST_NAMED = 5_000  # of a rule and dataset; what is more is counted
_KEYS = {table.name: table.key for table in TABLES}


@dataclass(frozen=True)
class Edited:
    """`findings` in the order of the rules, `counts` of all by rule, those not named included.

    `left_out` names the rules that did not look at incidents, because there are too many of them.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    left_out: tuple[str, ...]

    def number(self, level: Level) -> int:
        """How many findings of a level there are."""
        return sum(self.counts[rule.name] for rule in RULES if rule.level is level)


def edit(dataset: Dataset, today: dt.date, *, all_incidents: bool = False) -> Edited:
    """What the rules find in a dataset.

    Incidents that are too many to be held are looked at row by row, a part at a time, when `all_incidents` are asked
    for: that takes a minute for a million. They are compared with each other only when they are few.
    """
    desk, kept = own_desk(dataset, today), _Kept()
    kept.look_at(desk)
    if dataset.events.is_large and all_incidents:
        for rows in incident_blocks(dataset, desk.dataset):
            kept.look_at_rows(desk, INCIDENTS.name, rows)
    return kept.edited(() if desk.is_whole else _blind(are_read=all_incidents))


def look_at(desk: Desk) -> Edited:
    """What the rules find on one desk."""
    kept = _Kept()
    kept.look_at(desk)
    return kept.edited(() if desk.is_whole else _blind(are_read=False))


def _blind(*, are_read: bool) -> tuple[str, ...]:
    """The rules that saw no incidents; those that look at single rows have seen what was read in parts."""
    looking = [rule for rule in RULES if INCIDENTS.name in rule.tables]
    return tuple(rule.name for rule in looking if not (are_read and isinstance(rule, RowRule)))


class _Kept:
    """Findings so far, no more than MOST_NAMED of a rule and dataset."""

    def __init__(self) -> None:
        self._named: dict[str, list[Finding]] = {rule.name: [] for rule in RULES}
        self._counts: Counter[tuple[str, str]] = Counter()

    def look_at(self, desk: Desk) -> None:
        """All rules, on what is on the desk."""
        for rule in RULES:
            if isinstance(rule, TableRule):
                self._add(rule, desk, rule.look(desk))
        for table, rows in desk.tables.items():
            self.look_at_rows(desk, table, rows)

    def look_at_rows(self, desk: Desk, table: str, rows: Iterable[Row]) -> None:
        """The rules that look at one row at a time."""
        looking = [rule for rule in RULES if isinstance(rule, RowRule) and table in rule.tables]
        for row in rows:
            for rule in looking:
                self._add(rule, desk, rule.look(desk, table, row))

    def _add(self, rule: Rule, desk: Desk, found: Iterator[Found]) -> None:
        for one in found:
            self._counts[rule.name, desk.dataset] += 1
            if self._counts[rule.name, desk.dataset] <= MOST_NAMED:
                self._named[rule.name].append(_finding(rule, desk, one))

    def edited(self, left_out: Iterable[str]) -> Edited:
        counts = Counter({rule.name: 0 for rule in RULES})
        for (rule, _), count in self._counts.items():
            counts[rule] += count
        findings = tuple(one for rule in RULES for one in self._named[rule.name])
        return Edited(findings, counts, tuple(left_out))


def _finding(rule: Rule, desk: Desk, found: Found) -> Finding:
    value = found.row[found.column]
    text = ("yes" if value else "no") if isinstance(value, bool) else "" if value is None else str(value)
    key = str(found.row[_KEYS[found.table]])
    return Finding(rule.name, rule.level, desk.dataset, found.table, key, found.column, text, found.said, found.how)
