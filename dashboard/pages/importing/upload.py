"""A file that a browser sends: never larger than allowed, written to disk as it comes, under a harmless name."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import parse_form_data

from dashboard.data.private_views import PrivateView
from dashboard.errors import DashboardError

FIELD = "file"
FORM_BYTES = 64_000  # what stands around the file in what is posted
MOST_PARTS = 10
MOST_HELD = 500_000  # bytes in memory: what the parser looks at, and other fields
LONGEST_NAME = 100  # characters
_BLOCK = 1 << 20
_READ_ON = 4  # times the limit


class UploadError(DashboardError):
    """What was posted is not taken. The text is a key of the catalogue, whose sentence may name the `reason`; `status`
    is that of the answer."""

    def __init__(self, key: str, status: int, reason: str = "") -> None:
        self.status, self.reason = status, reason
        super().__init__(key)


def check_length(asked: Request, most: int) -> None:
    """Raises UploadError when more than `most` bytes are coming, or nobody says how many; none of them is kept.

    What is not much more is read and thrown away: a browser that is still sending would not see the answer.
    """
    length = asked.content_length
    if length is None:
        raise UploadError("given-no-length", 411)
    if length > most + FORM_BYTES:
        left = length if length <= most * _READ_ON else 0
        while left > 0 and (block := asked.stream.read(min(_BLOCK, left))):
            left -= len(block)
        raise UploadError("given-too-large", 413)


def take(asked: Request, view: PrivateView, most: int) -> tuple[Path, MultiDict[str, str]]:
    """The file of the form, in the folder of the view, and the other fields. Raises UploadError; OSError: no room."""
    part = view.given / ".part"
    streams: list[IO[bytes]] = []

    def opened(
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """What the parser writes a file into: the first one is that of the form, others go nowhere."""
        streams.append(part.open("w+b") if filename and not part.exists() else TemporaryFile())  # noqa: SIM115 (below)
        return streams[-1]

    try:
        _, form, files = parse_form_data(
            asked.environ,
            stream_factory=opened,
            max_form_memory_size=MOST_HELD,
            max_content_length=most + FORM_BYTES,
            max_form_parts=MOST_PARTS,
            silent=False,
        )
    except (ValueError, HTTPException) as error:
        raise UploadError("given-no-file", 400) from error
    finally:
        for one in streams:
            one.close()
    given = files.get(FIELD)
    size = part.stat().st_size if part.exists() else 0
    if given is None or size == 0:
        raise UploadError("given-no-file", 400)
    if size > most:
        raise UploadError("given-too-large", 413)
    path = view.given / safe_name(given)
    part.rename(path)
    return path, form


def safe_name(given: FileStorage) -> str:
    """How the reader calls the file, as the last part of a path: no folders, no signs that steer, not too long."""
    name = re.split(r"[/\\]", given.filename or "")[-1]
    name = "".join(sign for sign in name if sign.isprintable()).lstrip(". ").strip()
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME:
        name = f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:9]}"
    return name or "file"
