"""The small tables beside imported rows: the dataset as a source, its publisher, the words that only its rows use."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from dashboard.data.schema import Table
from dashboard.data.tables_references import PUBLISHERS, SOURCES, VOCABULARIES
from dashboard.importers.interface import Described
from dashboard.importers.vocabulary import vocabulary_rows


def write_references(folder: Path, described: Described, used: Iterable[tuple[str, str]]) -> None:
    """sources.csv, publishers.csv and vocabularies.csv; `used` are the (column, value) of the rows."""
    name = described.name
    source = {
        "source_id": name,
        "publisher_id": name,
        "publisher": described.publisher,
        "title": f"{described.title} {described.version}".strip(),
        "published": "",
        "url": described.address,
    }
    publisher = {"publisher_id": name, "name": described.publisher, "kind": described.publisher_kind}
    _write(folder, SOURCES, [source])
    _write(folder, PUBLISHERS, [publisher])
    _write(folder, VOCABULARIES, vocabulary_rows(used))


def _write(folder: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> None:
    with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table.by_name), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
