"""The problems of a file of many rows: the first ones by name, how many the others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dashboard.errors import Problem, Severity

MOST_NAMED = 1_000


class Findings:
    """Collects problems, and holds no more than the first `most` of each severity."""

    def __init__(self, file: str, most: int = MOST_NAMED) -> None:
        self._file, self._most = file, most
        self._named: list[Problem] = []
        self._count: Counter[Severity] = Counter()
        self._rows_aside = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Take over problems in the order of the file; all those of one row come together."""
        row = None
        for problem in problems:
            self._count[problem.severity] += 1
            if problem.severity is Severity.ROW_SET_ASIDE and problem.line != row:
                row = problem.line
                self._rows_aside += 1
            if self._count[problem.severity] <= self._most:
                self._named.append(problem)

    @property
    def stops(self) -> bool:
        return self._count[Severity.STOPS] > 0

    def told(self) -> list[Problem]:
        """The problems that are named, and one for each severity that says how many are not."""
        named = Counter(problem.severity for problem in self._named)
        rows = len({p.line for p in self._named if p.severity is Severity.ROW_SET_ASIDE})
        return [
            *self._named,
            *(
                Problem(severity, self._file, self._more(count), count=count, rows=self._rows(severity, rows))
                for severity, total in self._count.items()
                if (count := total - named[severity])
            ),
        ]

    def _rows(self, severity: Severity, named: int) -> int:
        return self._rows_aside - named if severity is Severity.ROW_SET_ASIDE else 0

    def _more(self, count: int) -> str:
        return f"has {count:,} more problems that cost the same; the first {self._most:,} are listed"
