"""Workbooks (xlsx, xls, ods) -> lines of texts, read by calamine.

A number without decimals is written without them, a day as 2024-02-28. A workbook is a ZIP archive: how large it
becomes is looked at before anybody unpacks it.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.importers.refusing import refused

LARGEST_UNPACKED = 300_000_000  # bytes
_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def is_workbook(path: Path, beginning: bytes) -> bool:
    """Whether the content is that of a workbook. Raises ImportRefusedError for one that is too large unpacked."""
    if beginning.startswith(_XLS):
        return True
    if not beginning.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if not any(member.filename in _PARTS for member in members):
        return False
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise refused(path.name, f"holds more than {LARGEST_UNPACKED // 1_000_000} MB when unpacked")
    return True


def open_workbook(path: Path) -> CalamineWorkbook:
    """The workbook. Raises ImportRefusedError when it can't be read."""
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise refused(path.name, f"can't be read as a workbook ({str(error).splitlines()[0]})") from error


def sheet_lines(book: CalamineWorkbook, name: str, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet with their numbers, from its first row on, as texts; every row as wide as the sheet."""
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise refused(file, f"the sheet “{name}” can't be read ({str(error).splitlines()[0]})") from error
    for number, row in enumerate(rows, start=1):
        yield number, [as_text(value) for value in row]


def as_text(value: object) -> str:
    """The value of a cell as a text table would have it."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case dt.datetime():
            return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)
