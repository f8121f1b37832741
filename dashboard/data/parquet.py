"""A Parquet file -> lines of texts, the same as if the table were a CSV file.

Columns may be texts as in the CSV file, or typed: days become 2024-02-28, yes/no values yes and no, whole numbers
digits even where the type is decimal, lists texts separated by semicolons. What is missing is blank.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from dashboard.data.lines import Line, UnreadableFileError
from dashboard.data.offline import connect
from dashboard.data.schema import Table
from dashboard.errors import Problem, Severity, shorten

ROWS_AT_ONCE = 10_000
_MEMORY = "512MB"
_FROM = "FROM read_parquet(?, hive_partitioning = false)"
_SHORT = "rtrim(rtrim({0}::VARCHAR, '0'), '.')"
# Type, as a pattern -> SQL for a value as text.
_TEXTS = {
    r"VARCHAR|ENUM\(.*|DATE|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(\d+,0\)": "{0}::VARCHAR",
    r"DECIMAL\(.*": _SHORT,
    # 3.0 is the whole number 3: pandas makes decimals of whole numbers where some are missing.
    r"DOUBLE|FLOAT": (
        "CASE WHEN isnan({0}) THEN '' WHEN abs({0}) >= 1e20 THEN {0}::VARCHAR WHEN {0} = trunc({0}) THEN "
        f"{{0}}::HUGEINT::VARCHAR WHEN abs({{0}}) < 0.001 THEN {_SHORT.format('{0}::DECIMAL(38, 12)')} "
        "ELSE {0}::VARCHAR END"
    ),
    r"BOOLEAN": "CASE {0} WHEN true THEN 'yes' WHEN false THEN 'no' END",
    r"TIMESTAMP.*": "regexp_replace({0}::VARCHAR, ' 00:00:00([+]00)?$', '')",  # pandas writes days as midnights
    r"VARCHAR\[\]": "array_to_string({0}, ';')",
}


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
    template = next((text for pattern, text in _TEXTS.items() if re.fullmatch(pattern, kind, re.DOTALL)), "")
    if not template:
        reason = f"holds values of the type {shorten(kind)}, which can't be read as text"
        raise UnreadableFileError(Problem(Severity.STOPS, path.name, reason, column=name))
    column = '"' + name.replace('"', '""') + '"'
    return f"coalesce({template.format(column)}, '')"


def _name(path: Path) -> str:
    """The path as DuckDB takes it, which looks for patterns in it."""
    return glob.escape(str(path))


def _unreadable(path: Path, error: duckdb.Error) -> UnreadableFileError:
    reason = f"can't be read ({str(error).splitlines()[0]})"
    return UnreadableFileError(Problem(Severity.STOPS, path.name, reason))
