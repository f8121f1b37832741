"""What an imported dataset is: what its importer knows, what the user says otherwise, what its rows turn out to be."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dashboard.data.cells import parse_date
from dashboard.data.dataset import Dataset
from dashboard.data.imported import Counted, Imported
from dashboard.importers.interface import Choices, Described
from dashboard.importers.refusing import refused
from dashboard.importers.writing import TABLES, file_of, rows_of

_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
_TEXTS = ("name", "title", "version", "licence", "citation", "address", "publisher")
_DIGITS = 12
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Came:
    """Where rows came from: the format, the name of the file, the digest of all that decides the result."""

    format: str
    file: str
    digest: str


def as_chosen(described: Described, choices: Choices) -> Described:
    """The description with what the user says of the dataset. Rows that may not be passed on stay so.

    Raises ImportRefusedError for a name that can't be one.
    """
    given: dict[str, Any] = {name: str(value) for name, value in choices.dataset.items() if name in _TEXTS}
    given["may_share_rows"] = described.may_share_rows and bool(choices.dataset.get("may_share_rows", True))
    chosen = replace(described, **given)
    if not _NAME.fullmatch(chosen.name):
        reason = "is no name of a dataset: use up to 41 small letters, digits and hyphens, a letter first"
        raise refused("dataset", reason, value=chosen.name)
    return chosen


def slug(text: str) -> str:
    """A name for a dataset from the name of a file or a survey."""
    words = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    return (words if words[:1].isalpha() else f"dataset-{words}").strip("-")[:41].rstrip("-")


def digest_of(path: Path, asked: object, dataset: Dataset) -> str:
    """What decides the result of an import: the file, what was asked, our places, this program."""
    digest = hashlib.sha256(repr(asked).encode())
    for name in ("provinces", "districts"):
        digest.update(dataset.cells[name].to_csv().encode())
    for source in sorted([*Path(__file__).parent.glob("*.py"), *Path(__file__).parent.glob("*.csv")]):
        digest.update(source.read_bytes())
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def imported_of(described: Described, came: Came, rows: Counted, today: dt.date, part: Path) -> Imported:
    """The description that stands beside the tables in `part`. A dataset without a version has the day of its file."""
    retrieved = described.retrieved_on or today
    days = sorted(_days(part))
    values = {one.name: getattr(described, one.name) for one in fields(Described) if one.name in _SHARED}
    return Imported(
        **values | {"version": described.version or retrieved.isoformat()},
        format=came.format,
        imported_on=today,
        retrieved_on=retrieved,
        file=came.file,
        file_hash=came.digest,
        folder=f"{described.name}.{_content_digest(part, came.digest)}",
        covers_from=days[0] if days else None,
        covers_to=days[-1] if days else None,
        rows=rows,
    )


_SHARED = {one.name for one in fields(Imported)} - {"retrieved_on"}


def _content_digest(part: Path, digest: str) -> str:
    """Other tables have another folder, even from the same file."""
    found = hashlib.sha256(digest.encode())
    for path in sorted(part.iterdir()):
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    return found.hexdigest()[:_DIGITS]


def _days(part: Path) -> Iterator[dt.date]:
    """First and last day of the rows inside, of each table."""
    for table in TABLES:
        path = part / file_of(table, is_outside=False)
        if not path.is_file():
            continue
        rows = rows_of(path)
        header = next(rows, [])
        at = [header.index(name) for name in ("date", "date_last") if name in header]
        for text in {row[column] for row in rows for column in at}:
            if text:
                date = parse_date(text)
                yield date.first_day
                yield date.last_day
