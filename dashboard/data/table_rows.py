"""One table of a folder -> its typed rows, and what of it the cells of later tables may refer to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.data.conversion import Allowed, convert
from dashboard.data.lines import UnreadableFileError
from dashboard.data.reading import read_rows
from dashboard.data.schema import Table
from dashboard.errors import Problem


def rows_of_table(folder: Path, table: Table, allowed: Allowed) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows that passed every check, as `convert` gives them, and all problems; `allowed` is brought up to date."""
    try:
        rows, problems = read_rows(folder, table)
    except UnreadableFileError as error:
        return [], [error.problem]
    good, found = convert(table, rows, allowed)
    if table.name == "vocabularies":
        for row in rows:
            allowed.allow(row.cells["table"], row.cells["column"], row.cells["value"])
    if table.name == "districts":
        allowed.province_of.update({row["district"]: row["province"] for row in good})
    return good, problems + found


def cells_of(table: Table, good: list[dict[str, Any]]) -> pd.DataFrame:
    """The same rows as they stand in the file."""
    return pd.DataFrame([row["text"] for row in good], columns=list(table.by_name), dtype=str)
