"""What a file is, by its first bytes: never by its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from dashboard.importers.refusing import refused
from dashboard.importers.workbook import is_workbook

BEGINNING = 4096  # bytes
_ARCHIVES = {
    b"PK\x03\x04": "ZIP", b"PK\x05\x06": "ZIP", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "RAR", b"\x28\xb5\x2f\xfd": "Zstandard", b"\x04\x22\x4d\x18": "LZ4",
}  # fmt: skip
_TAR = (257, b"ustar")  # position
_OTHERS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"PAR1": "a Parquet file"}
_MARKS_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(StrEnum):
    """What importers can read."""

    TEXT = "text table"
    WORKBOOK = "workbook"
    JSON = "JSON"


def kind_of(path: Path, name: str) -> Kind:
    """The kind of a file. Raises ImportRefusedError for an archive, an empty file, or what is no table at all."""
    try:
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
    except OSError as error:
        raise refused(name, f"can't be read ({error.strerror or error})") from error
    if not beginning.strip():
        raise refused(name, "is empty")
    if is_workbook(path, beginning):
        return Kind.WORKBOOK
    _refuse_others(beginning, name)
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return Kind.JSON if text[:1] in (b"{", b"[") else Kind.TEXT


def _refuse_others(beginning: bytes, name: str) -> None:
    for magic, called in _ARCHIVES.items():
        if beginning.startswith(magic):
            raise refused(name, f"is an archive ({called}): unpack it and give the file inside")
    if beginning[_TAR[0] :].startswith(_TAR[1]):
        raise refused(name, "is an archive (tar): unpack it and give the file inside")
    for magic, called in _OTHERS.items():
        if beginning.startswith(magic):
            raise refused(name, f"is {called}: save the table as CSV or as a workbook")
    if b"\x00" in beginning and not beginning.startswith(_MARKS_UTF16):
        raise refused(name, "is no text, no workbook and no JSON")
