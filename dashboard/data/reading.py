"""A CSV file -> rows of text with their line numbers, and what is wrong with the file as a whole.

Accepted without a word: a UTF-8 byte order mark and any line ends. Nothing is converted here.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.cells import LONGEST_CELL, CellError, parse_text
from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

# The csv module has one limit for the whole process, which other packages move; ours is LONGEST_CELL.
_NO_LIMIT = 2**31 - 1
NAMELESS = "(a column without a name)"  # spreadsheets leave such columns at the end


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file; `line` is where it begins.

    Of a row that `is_readable` is not, set aside for its shape, only the key may be looked at.
    """

    line: int
    cells: dict[str, str]
    is_readable: bool = True


class UnreadableFileError(Exception):
    """The file can't be used; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_rows(folder: Path, table: Table) -> tuple[list[Row], list[Problem]]:
    """The rows of `table` in `folder`, unreadable ones included, and the problems of single rows.

    Raises UnreadableFileError when the file is missing, is not UTF-8, has no header, lacks a column or breaks off.
    """
    text = _decode(_read_bytes(folder / table.file, table.file), table.file)
    lines = _records(text, table.file)
    header = [name.strip() for name in next(lines, (1, []))[1]]
    _check_header(header, table)
    rows: list[Row] = []
    problems = [
        Problem(Severity.NOTE, table.file, "is not a column of this table and is ignored", 1, value=name or NAMELESS)
        for name in dict.fromkeys(header)
        if name not in table.by_name
    ]
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        problem = _shape_problem(cells, header, table.file, line)
        problems += [problem] if problem else []
        named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        rows.append(Row(line, {name: named.get(name, "") for name in table.by_name}, not problem))
    return rows, problems


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            Problem(Severity.STOPS, file, f"can't be read ({error.strerror or error})")
        ) from error


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len((content[: error.start] + b".").splitlines())
        reason = "is not UTF-8 text; save the file as “CSV UTF-8”"
        value = content[max(0, error.start - 10) : error.start + 10].decode("latin-1")
        raise UnreadableFileError(Problem(Severity.STOPS, file, reason, line, value=value)) from error


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_NO_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"the file can't be read from here on ({error})"
        raise UnreadableFileError(Problem(Severity.STOPS, file, reason, line)) from error


def _check_header(header: list[str], table: Table) -> None:
    if not any(header):
        raise UnreadableFileError(Problem(Severity.STOPS, table.file, "is empty: the header line is missing", 1))
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        reason = "columns are separated by semicolons or tabs; commas are expected"
        raise UnreadableFileError(Problem(Severity.STOPS, table.file, reason, 1, value=header[0]))
    repeated = [name for name, count in Counter(header).items() if name and count > 1]
    if repeated:
        raise UnreadableFileError(
            Problem(Severity.STOPS, table.file, "stands twice in the header", 1, value=", ".join(repeated))
        )
    missing = [column.name for column in table.columns if column.name not in header]
    if missing:
        reason = "required column is missing: " + ", ".join(missing)
        raise UnreadableFileError(Problem(Severity.STOPS, table.file, reason, 1, column=missing[0]))


def _shape_problem(cells: list[str], header: list[str], file: str, line: int) -> Problem | None:
    if len(cells) != len(header):
        reason = f"has {len(cells)} cells, the header has {len(header)}"
        return Problem(Severity.ROW_SET_ASIDE, file, reason, line)
    for name, cell in zip(header, cells, strict=True):
        try:
            parse_text(cell)
        except CellError as error:
            return Problem(Severity.ROW_SET_ASIDE, file, str(error), line, name, cell[:LONGEST_CELL])
    return None
