"""The rules, applied to a dataset."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.data.editing.desk import Desk, incident_blocks, own_desk
from dashboard.data.editing.finding import Finding, Found, Level, RowRule, Rule, TableRule
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
    rows_rules = [rule for rule in RULES if isinstance(rule, RowRule)]
    for rule in RULES:
        if isinstance(rule, TableRule):
            kept.add(rule, desk, rule.look(desk))
    for table, rows in desk.tables.items():
        _look(rows_rules, desk, table, rows, kept)
    if dataset.events.is_large and all_incidents:
        for rows in incident_blocks(dataset, desk.dataset):
            _look(rows_rules, desk, INCIDENTS.name, rows, kept)
    is_looked_at = desk.is_whole or all_incidents
    return kept.edited([] if desk.is_whole else _blind(is_looked_at))


def _look(rules: Iterable[RowRule], desk: Desk, table: str, rows: Iterable[Mapping[str, Any]], kept: _Kept) -> None:
    looking = [rule for rule in rules if table in rule.tables]
    for row in rows:
        for rule in looking:
            kept.add(rule, desk, rule.look(desk, table, row))


def _blind(is_looked_at: bool) -> list[str]:
    return [
        rule.name
        for rule in RULES
        if INCIDENTS.name in rule.tables and not (is_looked_at and isinstance(rule, RowRule))
    ]


class _Kept:
    """Findings so far, no more than MOST_NAMED of a rule and dataset."""

    def __init__(self) -> None:
        self._named: dict[str, list[Finding]] = {rule.name: [] for rule in RULES}
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, rule: Rule, desk: Desk, found: Iterator[Found]) -> None:
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
