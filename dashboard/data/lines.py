"""A CSV file -> its lines as lists of cells with their line numbers, read as they are asked for.

Accepted without a word: a UTF-8 byte order mark and any line ends.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.errors import Problem, Severity

# The csv module has one limit for the whole process, which other packages move; ours is cells.LONGEST_CELL.
_NO_LIMIT = 2**31 - 1
_MARK = b"\xef\xbb\xbf"
Line = tuple[int, Sequence[str]]


class UnreadableFileError(Exception):
    """The file can't be used; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def csv_lines(path: Path) -> Iterator[Line]:
    """The lines of a file; each number is that of the line at which the record begins.

    Raises UnreadableFileError when the file is missing, is not UTF-8 or breaks off.
    """
    csv.field_size_limit(_NO_LIMIT)
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
    except csv.Error as error:
        reason = f"the file can't be read from here on ({error})"
        broken = Problem(Severity.STOPS, path.name, reason, line)
        raise UnreadableFileError(_undecodable(path) or broken) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_undecodable(path) or _unread(path, error)) from error
    except OSError as error:
        raise UnreadableFileError(_unread(path, error.strerror or error)) from error


def _unread(path: Path, why: object) -> Problem:
    return Problem(Severity.STOPS, path.name, f"can't be read ({why})")


def _undecodable(path: Path) -> Problem | None:
    """Where the file stops being UTF-8, if it does. Line by line: no letter has a line end inside."""
    number, before = 0, b""
    with path.open("rb") as file:
        for content in file:
            content = content.removeprefix(_MARK) if not number else content  # noqa: PLW2901
            try:
                content.decode()
            except UnicodeDecodeError as error:
                number += len((content[: error.start] + b".").splitlines())
                around = before[-10:] + content
                start = error.start + len(before[-10:])
                value = around[max(0, start - 10) : start + 10].decode("latin-1")
                reason = "is not UTF-8 text; save the file as “CSV UTF-8”"
                return Problem(Severity.STOPS, path.name, reason, number, value=value)
            number += len(content.splitlines())
            before = content
    return None
