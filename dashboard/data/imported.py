"""What an imported dataset says of itself: `imported/<name>.toml`, which names the folder of its tables, too.

The file is replaced as a whole when the dataset is imported again; what has no such file is not there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FOLDER = "imported"


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
