"""The lines of a table below its header -> rows by the names of its columns, each in its right shape or refused.

Undone here: the column of row names that R writes, with or without a name in the header; cells that a spreadsheet adds
or leaves out at the end; a header that stands in the file again because files were put together; the hashtags of HXL
that HDX writes under a header.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from dashboard.importers import cells
from dashboard.importers.given_file import ONLY, GivenFile, named_columns
from dashboard.importers.interface import Given, LeftOut, Read, Refused
from dashboard.importers.short_lines import ShortLines
from dashboard.importers.text_lines import UNREADABLE

EMPTY, AGAIN, TAGS = "no cell of the line is filled", "the header again", "a row of HXL hashtags"


def table_rows(
    file: GivenFile, table: str = ONLY, *, header_at: int = 1, skip: Collection[int] = (), header: Sequence[str] = ()
) -> Iterator[Read]:
    """Rows below the line `header_at` (from 1), but for the lines `skip`. A file without a header is given one.

    Of two columns with one name the first is taken.
    """
    lines = enumerate(file.lines(table), start=1)
    names = list(header)
    if not header:
        names = named_columns(next((row for position, (_, row) in lines if position >= header_at), []))
    below = (found for position, found in lines if found[1] and position not in skip)
    first = next(below, None)
    if first is None:
        return
    if len(first[1]) == len(names) + 1 and first[1][0].strip().isdigit():
        names = ["", *names]  # write.table of R gives rows a name and the header none
    for line, row, missing in ShortLines(len(names)).told(chain([first], below)):
        yield _row(line, row, names, missing)


def _row(line: int, row: Sequence[str], names: list[str], missing: int) -> Read:
    if row[0] == UNREADABLE:
        return line, Refused("", "", f"the line can't be read ({row[-1]})")
    if len(row) != len(names):
        if any(map(str.strip, row[len(names) :])) or len(row) < len(names):
            return line, (
                Refused("", cells.text(row[0]), f"has {len(row)} cells, the header has {len(names)}")
                if any(map(str.strip, row))
                else LeftOut(EMPTY)
            )
        row = row[: len(names)]
    # The first of two columns with one name is written last.
    found = dict(zip(reversed(names), map(cells.text, reversed(row)), strict=True))
    if not any(found.values()):
        return line, LeftOut(EMPTY)
    if all(name == value.casefold() for name, value in found.items() if value):
        return line, LeftOut(AGAIN)
    if all(value.startswith("#") for value in found.values() if value):
        return line, LeftOut(TAGS)
    return Given(line, found, missing)
