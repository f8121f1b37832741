"""What an imported dataset says of itself: `imported/<name>.toml`, which names the folder of its tables, too.

The file is replaced as a whole when the dataset is imported again; what has no such file is not there.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from dashboard.data.frames import to_frame
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_references import PUBLISHERS, SOURCES, VOCABULARIES

FOLDER = "imported"
# Fields of Imported that are read from the folder, and do not stand in the description.
OF_FOLDER = ("tables", "cells")
# Of the files in the folder of an import, those that are part of the dataset; what lies outside the area is kept there,
# and not loaded.
LOADED = (VOCABULARIES, PUBLISHERS, SOURCES, IMPORTED_INCIDENTS, IMPORTED_DISPLACEMENT)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
_FOLDER = re.compile(r"([a-z][a-z0-9-]{0,40})\.[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of the rows of a file: read = imported + refused + repeated + left_out; imported = inside + outside.

    `changed` of those imported differ from what the file says; the place of `unmatched` is known by no name and no
    coordinates. Rows of earlier files that the last one does not cover stay: `kept_inside` and `kept_outside`.
    """

    read: int = 0
    imported: int = 0
    inside: int = 0
    outside: int = 0
    changed: int = 0
    refused: int = 0
    repeated: int = 0
    left_out: int = 0
    unmatched: int = 0
    kept_inside: int = 0
    kept_outside: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported dataset. `covers_from` and `covers_to` are days of rows inside the area; None without any.

    `counts_civilians`: whether it counts civilians killed apart from other deaths. `notice` is a key of the text
    catalogue, or blank. Without `may_share_rows` the licence allows to show and count the rows, not to pass them on.
    `tables` maps the names of small tables (vocabularies, publishers, sources, displacement) to their typed rows,
    `cells` to the same as they stand in the file; events are in the event store.
    """

    name: str
    title: str
    format: str
    version: str
    licence: str
    citation: str
    address: str
    publisher: str
    may_share_rows: bool
    counts_civilians: bool
    notice: str
    imported_on: dt.date
    retrieved_on: dt.date
    file: str
    file_hash: str
    folder: str
    covers_from: dt.date | None
    covers_to: dt.date | None
    rows: Counted
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)
    cells: Mapping[str, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    @property
    def displacement(self) -> pd.DataFrame:
        """Stocks and reports of displacement inside the area, the columns of IMPORTED_DISPLACEMENT, typed."""
        found = self.tables.get(IMPORTED_DISPLACEMENT.name)
        return to_frame(IMPORTED_DISPLACEMENT, []) if found is None else found


def is_name(text: str) -> bool:
    """Whether an imported dataset can be called so."""
    return bool(_NAME.fullmatch(text))


def is_folder_of(name: str, folder: str) -> bool:
    """Whether a folder with this name can hold tables of the dataset: no path leads out of `imported` so."""
    found = _FOLDER.fullmatch(folder)
    return found is not None and found[1] == name


def toml_files(folder: Path, also: Path | None = None) -> list[Path]:
    """The descriptions in a data folder, in the order of their names.

    Those of the folder `also` are added; one of the same name takes the place of the other.
    """
    found = {
        path.stem: path
        for one in filter(None, (folder, also))
        for path in (one / FOLDER).glob("*.toml")
        if path.is_file() and not path.name.startswith(".")
    }
    return [found[name] for name in sorted(found)]


def content_of(toml: Path) -> list[Path]:
    """The files that belong to the content of the data: the description, and the tables that it names."""
    try:
        folder = tomllib.loads(toml.read_bytes().decode("utf-8-sig")).get("folder")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):  # reading the dataset says what is wrong
        return [toml]
    if not isinstance(folder, str) or not is_folder_of(toml.stem, folder):
        return [toml]
    return [toml, *(path for table in LOADED if (path := toml.parent / folder / table.file).is_file())]
