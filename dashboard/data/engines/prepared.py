"""A data folder -> the prepared event table as a file, to be asked as it is or to be loaded into an engine."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.data.dataset import load
from dashboard.data.engines.address import DEFAULT_TABLE
from dashboard.data.engines.table import COLUMNS, Type
from dashboard.data.events import event_table
from dashboard.data.measures import storable
from dashboard.errors import UsageError
from dashboard.text import Words

ENDINGS = (".parquet", ".duckdb", ".csv")
_DUCKDB = {Type.TEXT: "VARCHAR", Type.WHOLE: "BIGINT", Type.DECIMAL: "DOUBLE", Type.DAY: "DATE", Type.YES_NO: "BOOLEAN"}


def write_prepared(out: Path, folder: Path) -> int:
    """Write the events of `folder`; how many they are. `out` is replaced as a whole.

    Raises UsageError when it can't be written, DataError when the folder can't be used.
    """
    words = Words("en")
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(words("cli-bad-ending", ending=out.suffix or out.name, endings=" ".join(ENDINGS)))
    if not out.parent.is_dir():
        raise UsageError(words("cli-no-folder", folder=out.parent))
    dataset = load(folder)
    events = storable(event_table(dataset.tables, dataset.description.name))
    made = out.with_name(f".{out.name}.new")
    try:
        made.unlink(missing_ok=True)
        with duckdb.connect(str(made) if out.suffix == ".duckdb" else ":memory:") as connection:
            typed = ", ".join(f'"{name}"::{_DUCKDB[held]} AS "{name}"' for name, held in COLUMNS.items())
            connection.from_df(events).project(typed).create(DEFAULT_TABLE)
            if out.suffix != ".duckdb":
                table = connection.table(DEFAULT_TABLE)
                table.write_parquet(str(made)) if out.suffix == ".parquet" else table.write_csv(str(made))
        made.replace(out)
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(words("cli-not-written", file=out, reason=reason)) from error
    finally:
        made.unlink(missing_ok=True)
    return len(events)
