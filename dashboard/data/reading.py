"""The lines of a file -> rows of text with their line numbers, and what is wrong with the file as a whole.

Lines come from a CSV file (`dashboard.data.lines`) or from a Parquet file (`dashboard.data.parquet`), the header first.
Nothing is converted here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.cells import LONGEST_CELL, CellError, parse_text
from dashboard.data.lines import Line, UnreadableFileError, csv_lines
from dashboard.data.parquet import parquet_lines
from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

NAMELESS = "(a column without a name)"  # spreadsheets leave such columns at the end


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file; `line` is where it begins.

    Of a row that `is_readable` is not, set aside for its shape, only the key may be looked at.
    """

    line: int
    cells: dict[str, str]
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that follow each other, those of another shape or without a word left out.

    `lines` is where each begins, `columns` the cells of each column of `header`, as they stand in the file, `problems`
    what is wrong with the shape of rows left out.
    """

    header: list[str]
    lines: list[int]
    columns: list[Sequence[str]]
    problems: list[Problem]


def read_rows(folder: Path, table: Table) -> tuple[list[Row], list[Problem]]:
    """The rows of `table` in `folder`, unreadable ones included, and the problems of single rows.

    Raises UnreadableFileError when the file is missing, is not UTF-8, has no header, lacks a column or breaks off.
    """
    lines = lines_of(folder, table)
    header, problems = _header(lines, table)
    rows: list[Row] = []
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        problem = _shape_problem(cells, header, table.file, line)
        problems += [problem] if problem else []
        named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        rows.append(Row(line, {name: named.get(name, "") for name in table.by_name}, not problem))
    return rows, problems


def read_chunks(folder: Path, table: Table, size: int) -> Iterator[Chunk]:
    """The same in chunks of `size` rows, one at least; cells are not looked at yet. Raises as `read_rows` does."""
    lines = lines_of(folder, table)
    header, problems = _header(lines, table)
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(header):
            problems.append(_length_problem(cells, header, table.file, line))
            continue
        rows.append(cells)
        numbers.append(line)
        if len(rows) == size:
            yield Chunk(header, numbers, _columns(rows, header), problems)
            rows, numbers, problems = [], [], []
    yield Chunk(header, numbers, _columns(rows, header), problems)


def lines_of(folder: Path, table: Table) -> Iterator[Line]:
    """The lines of the file of `table`, the header first."""
    path = folder / table.file
    return parquet_lines(path, table) if table.ending == "parquet" else csv_lines(path)


def _columns(rows: list[Sequence[str]], header: list[str]) -> list[Sequence[str]]:
    return list(zip(*rows, strict=True)) if rows else [()] * len(header)


def _header(lines: Iterator[Line], table: Table) -> tuple[list[str], list[Problem]]:
    """The names of the columns, with a note for each that the table does not have."""
    header = [name.strip() for name in next(lines, (1, []))[1]]
    _check_header(header, table)
    return header, [
        Problem(Severity.NOTE, table.file, "is not a column of this table and is ignored", 1, value=name or NAMELESS)
        for name in dict.fromkeys(header)
        if name not in table.by_name
    ]


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


def _shape_problem(cells: Sequence[str], header: list[str], file: str, line: int) -> Problem | None:
    if len(cells) != len(header):
        return _length_problem(cells, header, file, line)
    for name, cell in zip(header, cells, strict=True):
        try:
            parse_text(cell)
        except CellError as error:
            return unusable(file, line, name, cell, error)
    return None


def _length_problem(cells: Sequence[str], header: list[str], file: str, line: int) -> Problem:
    reason = f"has {len(cells)} cells, the header has {len(header)}"
    return Problem(Severity.ROW_SET_ASIDE, file, reason, line)


def unusable(file: str, line: int, name: str, cell: str, error: CellError) -> Problem:
    """A cell that no column can hold, which sets its row aside."""
    return Problem(Severity.ROW_SET_ASIDE, file, str(error), line, name, cell[:LONGEST_CELL])
