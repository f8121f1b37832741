"""A Parquet file -> lines of texts, the same as if the table were a CSV file.

Columns may be texts as in the CSV file, or typed: days become 2024-02-28, yes/no values yes and no, whole numbers
digits even where the type is decimal, lists texts separated by semicolons. What is missing is blank.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

import duckdb

from dashboard.data.lines import Line, UnreadableFileError
from dashboard.data.offline import connect
from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity

ROWS_AT_ONCE = 10_000
_MEMORY = "512MB"
_FROM = "FROM read_parquet(?, hive_partitioning = false)"
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def row_count(path: Path) -> int:
    """The number of rows, which the file says at its end. Raises UnreadableFileError."""
    with connect(memory_limit=_MEMORY) as connection:
        try:
            found = connection.execute(f"SELECT count(*) {_FROM}", [_name(path)]).fetchone()
        except duckdb.Error as error:
            raise _unreadable(path, error) from error
    return int(found[0]) if found else 0


def parquet_lines(path: Path, table: Table) -> Iterator[Line]:
    """The names of the columns, then the rows, numbered from 1; a column that `table` does not have is blank.

    Raises UnreadableFileError when the file can't be read, or a column can't be written as text.
    """
    with connect(memory_limit=_MEMORY) as connection:
        try:
            types = connection.execute(f"DESCRIBE SELECT * {_FROM}", [_name(path)]).fetchall()
            yield 1, [name for name, *_ in types]
            texts = [_text(path, name, kind) if name.strip() in table.by_name else "''" for name, kind, *_ in types]
            connection.execute(f"SELECT {', '.join(texts)} {_FROM}", [_name(path)])
            number = 0
            while rows := connection.fetchmany(ROWS_AT_ONCE):
                for number, row in enumerate(rows, number + 1):  # noqa: B020
                    yield number, row
        except duckdb.Error as error:
            raise _unreadable(path, error) from error


def _text(path: Path, name: str, kind: str) -> str:
    """SQL for a column as text. Names come from the file, and are quoted."""
    column = '"' + name.replace('"', '""') + '"'
    if kind == "VARCHAR" or kind.startswith("ENUM") or kind in _WHOLE or kind == "DATE":
        text = f"{column}::VARCHAR"
    elif kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        # 3.0 is the whole number 3: pandas makes decimals of whole numbers where some are missing.
        digits = f"regexp_replace({column}::DECIMAL(38, 12)::VARCHAR, '[.]?0+$', '')"
        is_number = f"{column} = {column} AND abs({column}) < 1e20"
        whole = f"{column} = trunc({column})"
        text = f"CASE WHEN NOT ({is_number}) THEN CASE WHEN isnan({column}::DOUBLE) THEN '' ELSE {column}::VARCHAR END "
        text += f"WHEN {whole} THEN {column}::HUGEINT::VARCHAR WHEN abs({column}) < 0.001 THEN {digits} "
        text += f"ELSE {column}::VARCHAR END"
    elif kind == "BOOLEAN":
        text = f"CASE {column} WHEN true THEN 'yes' WHEN false THEN 'no' END"
    elif kind.startswith("TIMESTAMP"):  # pandas writes days as midnights
        text = f"regexp_replace({column}::VARCHAR, ' 00:00:00([+]00)?$', '')"
    elif kind == "VARCHAR[]":
        text = f"array_to_string({column}, ';')"
    else:
        reason = f"holds values of the type {kind}, which can't be read as text"
        raise UnreadableFileError(Problem(Severity.STOPS, path.name, reason, column=name))
    return f"coalesce({text}, '')"


def _name(path: Path) -> str:
    """The path as DuckDB takes it, which looks for patterns in it."""
    return glob.escape(str(path))


def _unreadable(path: Path, error: duckdb.Error) -> UnreadableFileError:
    reason = f"can't be read ({str(error).splitlines()[0]})"
    return UnreadableFileError(Problem(Severity.STOPS, path.name, reason))
