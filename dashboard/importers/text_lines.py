"""A text table -> its lines, however odd: nothing in a file stops the lines after it.

Bytes that are not UTF-8 are read as Windows-1252, which is what old spreadsheets write; which lines those are is told,
so that nobody takes their letters for granted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from dashboard.data.lines import Line
from dashboard.importers.text_form import SEPARATOR, Form, form_of

LONGEST_FIELD = 1_000_000  # characters; a quote that is never closed ends here
_LOOKED_AT = 64_000  # characters
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_TOLD_EVERY = 2_000  # lines
_ESCAPED = re.compile("[\udc80-\udcff]+")
_MARK = "\ufeff"
UNREADABLE = "\x00unreadable\x00"  # the one cell of a line that csv can't read, before the reason


def written_form(path: Path) -> Form:
    """How the file is written, by its beginning."""
    with _opened(path) as text:
        return form_of(path, text.read(_LOOKED_AT))


def text_lines(path: Path, form: Form, tell: Callable[[int], None], odd: dict[int, str]) -> Iterator[Line]:
    """Every record with the number of the line where it begins; `tell` hears how many bytes were read.

    Lines that are no UTF-8 go into `odd`, each with its first such cell.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with path.open("rb") as raw, _decoded(raw) as text:
        first = text.readline()
        reader = csv.reader(_from(first, text), delimiter=form.delimiter, escapechar=form.escape)
        skipped = 1 if SEPARATOR.fullmatch(first) else 0
        line = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                cells = [UNREADABLE, str(error)]
            if cells is None:
                break
            if not (joined := "".join(cells)).isascii() and _ESCAPED.search(joined):
                odd[line + skipped] = next(as_windows(cell) for cell in cells if _ESCAPED.search(cell))
                cells = [as_windows(cell) for cell in cells]
            yield line + skipped, cells
            line = reader.line_num + 1
            if line % _TOLD_EVERY == 0:
                tell(raw.tell())
        tell(raw.tell())


def _from(first: str, text: TextIO) -> Iterator[str]:
    if not SEPARATOR.fullmatch(first):
        yield first
    yield from text


def _opened(path: Path) -> TextIO:
    return _decoded(path.open("rb"))


def _decoded(raw: BinaryIO) -> TextIO:
    mark = raw.read(2)
    raw.seek(0)
    encoding = _UTF16.get(mark, "utf-8")
    text = io.TextIOWrapper(raw, encoding, errors="replace" if mark in _UTF16 else "surrogateescape", newline="")
    begin = text.read(1)
    if begin != _MARK:
        text.seek(0)
    return text


def as_windows(cell: str) -> str:
    """The cell with bytes that are not UTF-8 as letters of Windows-1252."""
    return _ESCAPED.sub(lambda found: found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), cell)
