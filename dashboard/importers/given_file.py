"""A file that somebody gives: what it is by its content, its tables line by line, its JSON.

Text tables may have commas, semicolons or tabs, any line ends, a byte order mark, UTF-16 with a mark, and a first line
`sep=;` as spreadsheets write it. Workbooks are read sheet by sheet. Archives and all else are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from dashboard.data.lines import Line
from dashboard.importers.kinds import Kind, kind_of
from dashboard.importers.refusing import refused
from dashboard.importers.text_form import Form
from dashboard.importers.text_lines import text_lines, written_form
from dashboard.importers.workbook import open_workbook, sheet_lines

HEAD = 40  # lines; hashtags of HXL stand in the first 25
LARGEST_JSON = 200_000_000
_MARK_IN_NAME = re.compile(r"(ï»¿|ï\.\.|x\.u\.feff\.|<u\+feff>)[\"']*")
ONLY = ""  # the name of the one table of a text file


class GivenFile:
    """One file, opened anew by each reader. Raises ImportRefusedError when it is nothing that can be imported."""

    def __init__(self, path: Path, name: str = "") -> None:
        """`name` is how its owner calls it, where that is not how it is called here."""
        self.path, self.name = path, name or path.name
        self.kind = kind_of(path, self.name)
        self.read_bytes = 0  # of a text file, for a progress
        self.not_utf8: dict[int, str] = {}  # line -> the first of its cells that was no UTF-8, as it was read
        self._heads: dict[str, list[Sequence[str]]] = {}

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Names of its sheets; ONLY for a text table, none for JSON."""
        if self.kind is Kind.JSON:
            return ()
        return tuple(self._book.sheet_names) if self.kind is Kind.WORKBOOK else (ONLY,)

    @cached_property
    def form(self) -> Form:
        """How a text table is written."""
        return written_form(self.path)

    def head(self, table: str = ONLY) -> list[Sequence[str]]:
        """The first HEAD lines of a table, blank ones included."""
        if table not in self._heads:
            self._heads[table] = [cells for _, cells in islice(self.lines(table), HEAD)]
            self.read_bytes = 0
        return self._heads[table]

    def lines(self, table: str = ONLY) -> Iterator[Line]:
        """The lines of a table with their numbers, from the first on. A line that can't be read as one has one cell."""
        if self.kind is Kind.WORKBOOK:
            return sheet_lines(self._book, table, self.name)
        return text_lines(self.path, self.form, self._count, self.not_utf8)

    @cached_property
    def json(self) -> Any:
        """What a JSON file holds."""
        if self.size > LARGEST_JSON:
            raise refused(self.name, f"is larger than {LARGEST_JSON // 1_000_000} MB, which is too much for JSON")
        try:
            return json.loads(self.path.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise refused(self.name, f"can't be read as JSON ({error})") from error

    @cached_property
    def _book(self) -> Any:
        return open_workbook(self.path)

    def _count(self, position: int) -> None:
        self.read_bytes = position


def named_columns(header: Sequence[str]) -> list[str]:
    """Names of columns without case, without blanks, tatweel or marks around them: ` Event_Date ` -> event_date.

    Nor what programs make of a byte order mark in front of the first: R writes `ï..id` or `X.U.FEFF.id`.
    """
    names = [" ".join(name.replace("ـ", "").strip("\ufeff \t\"'").casefold().split()) for name in header]
    return [_MARK_IN_NAME.sub("", name, count=1) for name in names]
