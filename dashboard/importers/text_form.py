"""How a text table is written: what separates its columns, and how quotes inside a text are told from its end.

Most programs write commas, semicolons or tabs, and a quote inside a text twice. R's `write.table` puts blanks between
quoted texts unless it is told otherwise, and a backslash in front of a quote.
"""

from __future__ import annotations

import csv
import mmap
import re
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = ",;\t"
BLANK = " "
SEPARATOR = re.compile(r"sep=(.)\r?\n?")
_FEWEST = 3  # columns of a table with blanks between them
# A backslash and a quote that neither ends the cell nor stands there twice.
_ESCAPED_QUOTE = re.compile(rb"\\\"(?![\",;\t \r\n])")


@dataclass(frozen=True, slots=True)
class Form:
    """`escape` is what stands in front of a quote inside a text; None where the quote stands there twice."""

    delimiter: str = ","
    escape: str | None = None


def form_of(path: Path, beginning: str) -> Form:
    """The form of a file, of which `beginning` is decoded; that has quotes with backslashes is looked for in all of it.

    The delimiter is what a first line `sep=;` names, else the one that most lines have alike, else a comma.
    """
    escape = "\\" if _has_escaped_quotes(path) else None
    named = SEPARATOR.match(beginning)
    if named:
        return Form(named[1], escape)
    lines = (beginning.splitlines()[:-1] or beginning.splitlines())[:30]
    if _is_blank_between(lines):
        return Form(BLANK, escape)
    return Form(max(DELIMITERS, key=lambda one: _agreement(lines, one)), escape)


def _has_escaped_quotes(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _ESCAPED_QUOTE.search(content) is not None


def _is_blank_between(lines: list[str]) -> bool:
    """Whether the header is a row of quoted names with blanks between them, and nothing else separates them."""
    header = next((line for line in lines if line.strip()), "")
    names = re.findall(r'"[^"]*"', header)
    return len(names) >= _FEWEST and header.strip("\ufeff \r\n") == " ".join(names)


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have as many columns as the widest common shape, and how many columns those are."""
    widths = [len(cells) for cells in _rows(lines, delimiter) if cells]
    widest = [width for width in widths if width > 1]
    if not widest:
        return 0, 0
    most = max(set(widest), key=lambda width: (widest.count(width), width))
    return widest.count(most) * most, most


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in lines]
