"""The rules, applied to a dataset."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.data.editing.desk import Desk, imported_desk, incident_blocks, own_desk
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
    """`findings` in the order of the rules, `counted` by rule and level, those not named included.

    `left_out` names the rules that did not look at all incidents, because there are too many of them.
    """

    findings: tuple[Finding, ...]
    counted: Mapping[tuple[str, Level], int]
    left_out: tuple[str, ...]

    def number(self, level: Level) -> int:
        """How many findings of a level there are."""
        return sum(count for (_, one), count in self.counted.items() if one is level)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings each rule has, of the rules that have some."""
        found: Counter[str] = Counter()
        for (rule, _), count in self.counted.items():
            found[rule] += count
        return dict(found)


def edit(dataset: Dataset, today: dt.date, *, all_incidents: bool = False) -> Edited:
    """What the rules find in a dataset and in what was imported beside it.

    Incidents that are too many to be held are looked at row by row, a part at a time, when `all_incidents` are asked
    for: that takes a minute for a million. They are compared with each other only when they are few.
    """
    desk, kept = own_desk(dataset, today), _Kept(dataset.own)
    kept.look_at(desk)
    are_read = all_incidents or not dataset.events.is_large
    if are_read and not desk.is_whole:
        for rows in incident_blocks(dataset, desk.dataset):
            kept.look_at_rows(desk, INCIDENTS.name, rows)
    for one in dataset.imported:
        other = imported_desk(desk, one)
        kept.look_at_rows(other, "displacement", other.tables["displacement"])
        for rows in incident_blocks(dataset, one.name) if are_read else ():
            kept.look_at_rows(other, INCIDENTS.name, rows)
    are_all_read = are_read or (desk.is_whole and not dataset.imported)
    return kept.edited(_blind(are_read=are_all_read, are_compared=desk.is_whole))


def look_at(desk: Desk) -> Edited:
    """What the rules find on one desk, which is ours."""
    kept = _Kept(desk.dataset)
    kept.look_at(desk)
    return kept.edited(_blind(are_read=desk.is_whole, are_compared=desk.is_whole))


def _blind(*, are_read: bool, are_compared: bool) -> tuple[str, ...]:
    """The rules that saw not all incidents."""
    looking = [rule for rule in RULES if INCIDENTS.name in rule.tables]
    return tuple(rule.name for rule in looking if not (are_read if isinstance(rule, RowRule) else are_compared))


class _Kept:
    """Findings so far, no more than MOST_NAMED of a rule and dataset; `own` is the name of ours."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._named: dict[str, list[Finding]] = {rule.name: [] for rule in RULES}
        self._counts: Counter[tuple[Rule, str]] = Counter()

    def look_at(self, desk: Desk) -> None:
        """All rules, on what is on the desk."""
        for rule in RULES:
            if isinstance(rule, TableRule):
                self._add(rule, desk, rule.look(desk))
        for table, rows in desk.tables.items():
            self.look_at_rows(desk, table, rows)

    def look_at_rows(self, desk: Desk, table: str, rows: Iterable[Row]) -> None:
        """The rules that look at one row at a time."""
        is_own = desk.dataset == self._own
        rules = [rule for rule in RULES if isinstance(rule, RowRule) and table in rule.tables]
        looking = [rule for rule in rules if is_own or rule.of_others]
        for row in rows:
            for rule in looking:
                self._add(rule, desk, rule.look(desk, table, row))

    def _add(self, rule: Rule, desk: Desk, found: Iterator[Found]) -> None:
        for one in found:
            self._counts[rule, desk.dataset] += 1
            if self._counts[rule, desk.dataset] <= MOST_NAMED:
                self._named[rule.name].append(_finding(rule, self._level(rule, desk.dataset), desk.dataset, one))

    def _level(self, rule: Rule, dataset: str) -> Level:
        """Nobody here can correct an error of another dataset: it is a warning."""
        return Level.WARNING if rule.level is Level.ERROR and dataset != self._own else rule.level

    def edited(self, left_out: Iterable[str]) -> Edited:
        """What was found."""
        counted: Counter[tuple[str, Level]] = Counter()
        for (rule, dataset), count in self._counts.items():
            counted[rule.name, self._level(rule, dataset)] += count
        findings = tuple(one for rule in RULES for one in self._named[rule.name])
        return Edited(findings, counted, tuple(left_out))


def _finding(rule: Rule, level: Level, dataset: str, found: Found) -> Finding:
    value = found.row[found.column]
    text = ("yes" if value else "no") if isinstance(value, bool) else "" if value is None else str(value)
    key = str(found.row[_KEYS[found.table]])
    return Finding(rule.name, level, dataset, found.table, key, found.column, text, found.said, found.how)
