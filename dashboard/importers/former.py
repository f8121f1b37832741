"""The last import of the same dataset: what of it is new, changed or gone now, and which rows stay.

A row that the new file does not have is gone when the file covers it: its day lies between the first and the last of
the file, and rows of its country are in it. Others stay: a file of one month does not take away those of other months.
A stock is gone when the file has its round: a newer round adds to the rows, and so does one of another level.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dashboard.importers.interface import DISPLACED
from dashboard.importers.report import News
from dashboard.importers.report_file import ReportFile
from dashboard.importers.writing import TABLES, Tables, file_of, rounds_of, rows_of


@dataclass(frozen=True)
class _Covered:
    """What the new file covers: first and last date as text (a month or a year begins with its year), countries."""

    first: str
    last: str
    countries: frozenset[str]

    def has(self, date: str, country: str) -> bool:
        return self.first[: len(date)] <= date <= self.last[: max(len(date), 4)] and country in self.countries


_NOTHING = _Covered("", "", frozenset())


def merge(folder: Path, tables: Tables, report: ReportFile, *, is_increment: bool = False) -> News:
    """Compare with the tables in `folder`; what stays of them is written again, what changed goes to the report.

    Of an increment, all rows before it stay."""
    counts: Counter[str] = Counter()
    known: set[tuple[str, str]] = set()
    for table in TABLES:
        covered = _NOTHING if is_increment else _covered(tables, table)
        for file in (file_of(table, is_outside=False), file_of(table, is_outside=True)):
            if (folder / file).is_file():
                _compare(folder / file, table, covered, tables, (report, counts, known))
    for _, key in sorted(tables.written.keys() - known):
        counts["new"] += 1
        report.since("new", key)
    return News(**{name: counts[name] for name in ("new", "changed", "same", "gone", "kept")})


def _covered(tables: Tables, table: str) -> _Covered:
    rows = [one for (name, _), one in tables.written.items() if name == table and one.date]
    dates = [one.date for one in rows]
    return _Covered(min(dates, default=""), max(dates, default=""), frozenset(one.country for one in rows))


def _compare(
    path: Path,
    table: str,
    covered: _Covered,
    tables: Tables,
    told: tuple[ReportFile, Counter[str], set[tuple[str, str]]],
) -> None:
    report, counts, known = told
    rows = rows_of(path)
    columns = next(rows, [])
    at = {name: columns.index(name) for name in ("original_id", "date", "country_reported")}
    for row in rows:
        key = (table, row[at["original_id"]])
        known.add(key)
        now = tables.written.get(key)
        if now:
            what = "same" if now.digest == hash(tuple(row)) else "changed"
        else:
            if table == DISPLACED and covered is not _NOTHING:
                is_covered = not tables.rounds.isdisjoint(rounds_of(dict(zip(columns, row, strict=True))))
            else:
                is_covered = covered.has(row[at["date"]], row[at["country_reported"]])
            what = "gone" if is_covered else "kept"
        counts[what] += 1
        if what in ("changed", "gone"):
            report.since(what, key[1])
        if what == "kept":
            tables.keep(table, path.name, row, columns)
