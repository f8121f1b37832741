"""Chunks of cells -> typed rows, column by column: each different cell of a column is read once.

The same rules and reasons as `dashboard.data.conversion`, which reads row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.cells import CONTROL, LONGEST_CELL, CellError, parse_text
from dashboard.data.conversion import Allowed, Read, reader
from dashboard.data.frames import to_frame
from dashboard.data.reading import Chunk, unusable
from dashboard.data.rules import Rule, rules
from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

FEW = 4  # a text stands in so many rows or more
Codes = NDArray[np.int64]  # for each row the number of its cell among the different ones
_ByRow = dict[int, list[Problem]]


@dataclass(frozen=True, slots=True)
class Checked:
    """`rows` and `cells` of a chunk that passed every check, typed and as they stand in the file.

    `ids` are the keys of all rows that could be read, `lines` where those begin.
    """

    rows: pd.DataFrame
    cells: pd.DataFrame
    ids: pd.DataFrame
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Column:
    """The different `texts` of a column and what they are; `faults` are those that are nothing, and why."""

    codes: Codes
    texts: list[str]
    values: Sequence[Any]
    faults: Sequence[tuple[str, Severity] | None]


class Checks:
    """Checks the chunks of one file, in its order."""

    def __init__(self, table: Table, allowed: Allowed) -> None:
        """`allowed` as for `conversion.convert`; it is not added to."""
        self._table = table
        self._readers = {column.name: reader(table, column, allowed) for column in table.columns}
        self._rules = rules(table, allowed.province_of)

    def __call__(self, chunk: Chunk) -> Checked:
        """What of the chunk can be used, and why the rest can't. Problems are in the order of the rows."""
        named = list(zip(chunk.header, map(_different, chunk.columns), strict=True))
        lines = np.array(chunk.lines, dtype=np.int64)
        aside = self._misshapen(lines, named)
        readable = np.ones(len(lines), dtype=bool)
        readable[list(aside)] = False
        columns = {
            name: _read(*_stripped(codes, texts), self._readers[name])
            for name, (codes, texts) in named
            if name in self._readers
        }
        found: _ByRow = defaultdict(list)
        for name in self._readers:
            self._faults(name, columns[name], lines, readable, found)
        unbroken = readable.copy()
        unbroken[list(found)] = False
        for rule in self._rules:
            self._broken(rule, columns, lines, unbroken, found)
        good = readable.copy()
        good[[row for row, told in found.items() if any(one.severity is not Severity.NOTE for one in told)]] = False
        key = columns[self._table.key]
        return Checked(
            self._typed(columns, good),
            self._as_written(columns, good),
            pd.DataFrame({"line": lines[readable], "id": np.array(key.texts, dtype=object)[key.codes[readable]]}),
            [*chunk.problems, *aside.values(), *(problem for row in sorted(found) for problem in found[row])],
        )

    def _misshapen(self, lines: np.ndarray, named: list[tuple[str, tuple[Codes, list[str]]]]) -> dict[int, Problem]:
        """The first cell of each row that no column can hold."""
        found: dict[int, Problem] = {}
        for name, (codes, texts) in named:
            for number, error in _unfit(texts):
                for row in np.flatnonzero(codes == number):
                    problem = unusable(self._table.file, int(lines[row]), name, texts[number], error)
                    found.setdefault(int(row), problem)
        return dict(sorted(found.items()))

    def _faults(self, name: str, column: _Column, lines: np.ndarray, readable: np.ndarray, found: _ByRow) -> None:
        is_fault = np.array([fault is not None for fault in column.faults], dtype=bool)
        if not is_fault.any():
            return
        for row in np.flatnonzero(is_fault[column.codes] & readable):
            code = column.codes[row]
            reason, severity = column.faults[code] or ("", Severity.STOPS)
            line = int(lines[row])
            found[int(row)].append(Problem(severity, self._table.file, reason, line, name, column.texts[code]))

    def _broken(
        self, rule: Rule, columns: dict[str, _Column], lines: np.ndarray, unbroken: np.ndarray, found: _ByRow
    ) -> None:
        """Ask the rule once for rows that agree in what it looks at."""
        rows = np.flatnonzero(unbroken)
        examples, kinds = _kinds([columns[name] for name in rule.columns], rows)
        for kind, example in enumerate(examples):
            at = {name: columns[name].codes[example] for name in rule.columns}
            values: dict[str, Any] = {name: columns[name].values[code] for name, code in at.items()}
            values["text"] = {name: columns[name].texts[code] for name, code in at.items()}
            for column, reason in rule.reasons(values):
                for row in rows[kinds == kind]:
                    where = (int(lines[row]), column, values["text"][column])
                    found[int(row)].append(Problem(rule.severity, self._table.file, reason, *where))

    def _typed(self, columns: dict[str, _Column], good: np.ndarray) -> pd.DataFrame:
        """As `frames.to_frame` gives them."""
        parts = []
        for column in self._table.columns:
            read = columns[column.name]
            one = Table(self._table.name, "", "", (column,))
            different = to_frame(one, [{column.name: value} for value in read.values])
            parts.append(different.take(read.codes[good]).reset_index(drop=True))
        return pd.concat(parts, axis="columns")

    def _as_written(self, columns: dict[str, _Column], good: np.ndarray) -> pd.DataFrame:
        return pd.DataFrame({name: _written(columns[name], good) for name in self._table.by_name})


def _written(column: _Column, good: np.ndarray) -> pd.Categorical[str] | np.ndarray:
    """The texts again; a dictionary of them only where most repeat, since whoever reads them goes through it."""
    codes: Codes = column.codes[good]
    if len(column.texts) * FEW > len(codes):
        texts: np.ndarray = np.array(column.texts, dtype=object)
        return texts.take(codes)
    return pd.Categorical.from_codes(codes, pd.Index(column.texts))


def _different(cells: Sequence[str]) -> tuple[Codes, list[str]]:
    codes, texts = pd.factorize(np.array(cells, dtype=object))
    return codes, texts.tolist()


def _stripped(codes: Codes, texts: list[str]) -> tuple[Codes, list[str]]:
    """The same without blanks around the texts; those that are equal then are one."""
    stripped = [text.strip() for text in texts]
    if stripped == texts:
        return codes, texts
    again, kept = _different(stripped)
    return again[codes], kept


def _read(codes: Codes, texts: list[str], read: Callable[[str], Read]) -> _Column:
    both = [read(text) for text in texts]
    return _Column(codes, texts, [value for value, _ in both], [fault for _, fault in both])


def _unfit(texts: Sequence[str]) -> list[tuple[int, CellError]]:
    """The numbers of the texts that no column can hold, and why. All are looked at together: most files have none."""
    if not CONTROL.search("\n".join(texts)) and max(map(len, texts), default=0) <= LONGEST_CELL:
        return []
    found = []
    for number, text in enumerate(texts):
        try:
            parse_text(text)
        except CellError as error:
            found.append((number, error))
    return found


def _kinds(columns: Sequence[_Column], rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A row for each combination of cells, and for each of `rows` the number of its combination."""
    sizes = [len(column.texts) + 1 for column in columns]
    together = reduce(
        lambda number, part: number * part[1] + part[0].codes[rows].astype(np.int64),
        zip(columns, sizes, strict=True),
        np.zeros(len(rows), dtype=np.int64),
    )
    _, first, kinds = np.unique(together, return_index=True, return_inverse=True)
    return rows[first], kinds
