"""How a broken input is written down, in one line. The inputs themselves stand in `test_broken_tables`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.data.cells import LONGEST_CELL
from dashboard.errors import Problem, Severity
from tests.tiny import describe, edit, line_of, read, rewrite

STOPS, ASIDE, NOTED = Severity.STOPS, Severity.ROW_SET_ASIDE, Severity.NOTE
ACCEPTED = None  # loads without a word, nothing lost


@dataclass(frozen=True)
class Case:
    """One change to the tiny folder, and the one problem that must come out.

    `row` is the position of the row it concerns (None: the file as a whole, and `line` is given). What the problem
    must show as value is then what stands in the file at `column`; for a file, the problem's value contains `value`.
    """

    name: str
    change: Callable[[Path], object]
    outcome: Severity | None
    file: str
    reason: str = ""
    row: int | None = None
    line: int | None = None
    column: str = ""
    value: str = ""
    is_whole: bool = False

    @property
    def table(self) -> str:
        return self.file.removesuffix(".csv")

    def place(self, folder: Path) -> tuple[str, int | None]:
        """File and line of the problem."""
        return self.file, self.line if self.row is None else line_of(folder, self.table, self.row)

    def check(self, problem: Problem, folder: Path) -> None:
        """The problem says where, what and why."""
        assert problem.severity is self.outcome
        assert (problem.file, problem.line) == self.place(folder)
        assert problem.column == self.column
        assert self.reason in problem.reason
        if self.row is None or not self.column:
            assert self.value in problem.value
        else:
            assert problem.value == read(folder, self.table)[self.row][self.column].strip()[:LONGEST_CELL]


def cell(place: str, value: str, outcome: Severity | None, reason: str = "", at: str = "") -> Case:
    """Write `value` to `place` (table, position of the row from 0, column); the problem is there, or at `at`."""
    table, row, column = place.split()
    name = f"{table} {column} {value[:30]!r}"
    return Case(
        name, lambda folder: edit(folder, table, int(row), column, value), outcome, f"{table}.csv", reason,
        row=int(row), column=at or column, value=value,
    )  # fmt: skip


def whole(
    name: str,
    file: str,
    change: Callable[[bytes], bytes] | None,
    outcome: Severity | None,
    reason: str = "",
    **place: int | str,
) -> Case:
    """Change the bytes of a file; no `change` removes it."""

    def apply(folder: Path) -> None:
        if change:
            rewrite(folder, file, change)
        else:
            (folder / file).unlink()

    return Case(f"{file}: {name}", apply, outcome, file, reason, is_whole=True, **place)  # type: ignore[arg-type]


def toml(name: str, reason: str, **values: object) -> Case:
    """Write dataset.toml with other values; each stops the start."""
    return Case(f"dataset.toml: {name}", lambda folder: describe(folder, **values), STOPS, "dataset.toml", reason)


def _features(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[bytes], bytes]:
    def apply(content: bytes) -> bytes:
        collection = json.loads(content)
        change(collection["features"])
        return json.dumps(collection).encode()

    return apply


def coordinates(value: object, kind: str = "") -> Callable[[bytes], bytes]:
    """Give the last feature (of a geometry type) other coordinates, in a boundary file."""

    def change(features: list[dict[str, Any]]) -> None:
        [one for one in features if kind in one["geometry"]["type"]][-1]["geometry"]["coordinates"] = value

    return _features(change)


def properties(**values: object) -> Callable[[bytes], bytes]:
    """Give the last feature of a boundary file other properties."""
    return _features(lambda features: features[-1]["properties"].update(values))


def without(kind: str) -> Callable[[bytes], bytes]:
    """Take the features of a geometry type out of a boundary file."""

    def change(features: list[dict[str, Any]]) -> None:
        features[:] = [one for one in features if one["geometry"]["type"] != kind]

    return _features(change)


def sheets(cases: Sequence[Case]) -> list[tuple[Case, ...]]:
    """`cases` in few groups; in each, every file as a whole and every row is changed by one case at most."""
    groups: list[list[Case]] = []
    for case in cases:
        for group in groups:
            others = [one for one in group if one.file == case.file]
            if not any(case.is_whole or one.is_whole or case.row == one.row for one in others):
                group.append(case)
                break
        else:
            groups.append([case])
    return [tuple(group) for group in groups]
