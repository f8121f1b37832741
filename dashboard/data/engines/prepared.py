"""A data folder -> the prepared event table as a file, to be asked as it is or to be loaded into an engine."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.data import aggregates, text_index
from dashboard.data.dataset import Dataset, load
from dashboard.data.engines.address import DEFAULT_TABLE
from dashboard.data.engines.table import COLUMNS, Type
from dashboard.data.kept_events import program
from dashboard.data.offline import attach, connect
from dashboard.data.question import Where
from dashboard.errors import UsageError
from dashboard.text import Words

ENDINGS = (".parquet", ".duckdb", ".csv")
_DUCKDB = {Type.TEXT: "VARCHAR", Type.WHOLE: "BIGINT", Type.DECIMAL: "DOUBLE", Type.DAY: "DATE", Type.YES_NO: "BOOLEAN"}


def write_prepared(out: Path, folder: Path, state_dir: Path | None = None) -> int:
    """Write the events of `folder`; how many they are. `out` is replaced as a whole.

    Raises UsageError when it can't be written, DataError when the folder can't be used.
    """
    words = Words("en")
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(words("cli-bad-ending", ending=out.suffix or out.name, endings=" ".join(ENDINGS)))
    if not out.parent.is_dir():
        raise UsageError(words("cli-no-folder", folder=out.parent))
    dataset = load(folder, state_dir)
    made = out.with_name(f".{out.name}.new")
    try:
        made.unlink(missing_ok=True)
        _write(dataset, made, out.suffix.lower())
        if out.suffix.lower() == ".duckdb":
            _add_up(made)
        made.replace(out)
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(words("cli-not-written", file=out, reason=reason)) from error
    finally:
        made.unlink(missing_ok=True)
    return dataset.events.count(Where())


def _write(dataset: Dataset, made: Path, ending: str) -> None:
    typed = ", ".join(f'"{name}"::{_DUCKDB[held]} AS "{name}"' for name, held in COLUMNS.items())
    with dataset.events.database or connect() as connection:
        events = (
            connection.table("events")
            if dataset.events.is_large
            else connection.from_df(dataset.events.rows(Where(), list(COLUMNS)))
        ).project(typed)
        if ending == ".parquet":
            events.write_parquet(str(made))
        elif ending == ".csv":
            events.write_csv(str(made))
        else:
            attach(connection, made, "made")
            events.create(f"made.{DEFAULT_TABLE}")
            connection.execute("DETACH made")


def _add_up(made: Path) -> None:
    """What answers most questions without looking at events (`dashboard.data.added_up`), and which program made it."""
    with connect(made) as connection:
        aggregates.build(connection)
        text_index.build(connection)
        connection.execute(
            "CREATE TABLE cited AS SELECT unnest(string_split(source_ids, ';')) AS source_id, position FROM events "
            "ORDER BY source_id, position"
        )
        connection.execute("CREATE TABLE meta AS SELECT ? AS program", [program()])
