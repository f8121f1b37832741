"""Files of many incidents -> a DuckDB file of events: checked chunk by chunk, then put in order by DuckDB.

Tables: `events` (the columns of `dashboard.data.events.event_table` as `measures.storable` gives them, by day),
`cells` (the rows of the files as they are written, with `position`), `cited` (`source_id`, `position`) and what
`dashboard.data.aggregates` makes of them. Texts that repeat are of an ENUM whose order is that of the texts.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.data import measures
from dashboard.data.calendar import GRAINS
from dashboard.data.events import SORTED_BY_NAME
from dashboard.data.offline import Connection, allow, attach, connect, quoted
from dashboard.data.staging import ManyIncidents, Staging
from dashboard.errors import Problem, Severity

MEMORY = "200MB"  # of DuckDB while chunks of Python's are beside it
_REPEATED = (
    *(name for name in measures.KIND_COLUMNS if name != "has_harm"), "date_precision", "location_precision", "review",
    "province_reported", "span_precision", *(f"{grain}_precision" for grain in GRAINS),
)  # fmt: skip


def write(path: Path, incidents: ManyIncidents, add_up: Callable[[Connection], None]) -> list[Problem]:
    """Make the file `path` and say what is wrong with the incidents. It is of no use when that stops the start."""
    staged = path.with_suffix(".staged")
    with _undisturbed(), connect(path, memory_limit=MEMORY) as connection:
        connection.execute(f"SET temp_directory = '{quoted(path.with_suffix('.spill'))}'")
        attach(connection, staged, "staged")
        problems = list(Staging(connection, incidents).told())
        if incidents.is_wanted and all(problem.severity is not Severity.STOPS for problem in problems):
            allow(connection, len(connection.table("cells")))
            _put_in_order(connection)
            connection.execute("DETACH staged")
            add_up(connection)
    staged.unlink()
    return problems


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Every chunk makes Python look through all objects of the libraries otherwise: a tenth of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _put_in_order(connection: Connection) -> None:
    """`events` from the rows that were staged, and `cited`."""
    for name in _REPEATED:
        found = f"SELECT DISTINCT {name} FROM staged.rows WHERE {name} IS NOT NULL ORDER BY 1"
        connection.execute(f"CREATE TYPE {name}_value AS ENUM ({found})")
    for name in SORTED_BY_NAME:
        found = f"SELECT DISTINCT {name}_key FROM staged.rows WHERE {name}_key IS NOT NULL"
        place = f"(row_number() OVER (ORDER BY {name}_key) - 1)::INTEGER AS {name}_order"
        connection.execute(f"CREATE TABLE staged.{name}_places AS SELECT {name}_key, {place} FROM ({found})")
    keys = ", ".join(f"{name}_key" for name in SORTED_BY_NAME)
    typed = ", ".join(f"{name}::{name}_value AS {name}" for name in _REPEATED)
    joined = " ".join(f"LEFT JOIN staged.{name}_places USING ({name}_key)" for name in SORTED_BY_NAME)
    connection.execute(
        f"CREATE TABLE events AS SELECT * EXCLUDE ({keys}) REPLACE ({typed}) FROM staged.rows {joined} "
        "ORDER BY first_day, position"
    )
    connection.execute(
        "CREATE TABLE cited AS SELECT unnest(string_split(source_ids, ';')) AS source_id, position FROM staged.rows "
        "ORDER BY source_id, position"
    )
