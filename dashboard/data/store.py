"""The event store: the one way to events.

Questions are narwhals expressions, run in this process by DuckDB, or by pandas where events are few; answers are small
pandas tables. What a reader selected comes in as a Where (`dashboard.model.scope` makes it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import narwhals as nw
import pandas as pd

from dashboard.data import aggregates, text_index
from dashboard.data.added_up import AddedUp
from dashboard.data.engines.cells_here import CellsHere
from dashboard.data.events import cited_table
from dashboard.data.in_pandas import InPandas
from dashboard.data.lazily import Lazily
from dashboard.data.measures import storable
from dashboard.data.mercator import FINEST_ZOOM, WORLD, Extent, extent_of, finest, squares_of
from dashboard.data.offline import Connection, connect
from dashboard.data.parts import parts
from dashboard.data.question import Where, where_of

# Up to so many events pandas answers sooner than DuckDB has read the question: 3 to 9 ms against 12 to 18.
MOST_IN_PANDAS = 10_000
Asked = Where | nw.Expr


class EventStore:
    """Events by an engine: pandas for few, DuckDB or another for many. Safe to ask from several threads."""

    def __init__(self, engine: InPandas | Lazily | CellsHere, *, is_large: bool = False) -> None:
        """`is_large`: nobody may ask for all rows at once."""
        self._engine = engine
        self.is_large = is_large

    @classmethod
    def of(
        cls, events: pd.DataFrame, most_in_pandas: int = MOST_IN_PANDAS, texts: pd.DataFrame | None = None
    ) -> EventStore:
        """`events` as `dashboard.data.events.event_table` makes them, in memory; `texts` are their cells."""
        if len(events) <= most_in_pandas:
            return cls(InPandas(storable(events), texts))
        return cls(in_memory(storable(events), texts), is_large=True)

    @property
    def is_engine(self) -> bool:
        """Whether an engine holds the events that was there already."""
        return isinstance(self._engine, CellsHere)

    @property
    def database(self) -> Connection | None:
        """The DuckDB that holds many events, in its table `events`; None of few, and of an engine."""
        return self._engine.database if isinstance(self._engine, AddedUp) else None

    def count(self, where: Asked) -> int:
        """The number of incidents."""
        return self._engine.count(where_of(where))

    def cells(self, where: Asked, *keys: str) -> pd.DataFrame:
        """Counts and tolls of the incidents, in cells of the same `keys` (columns), to be added up further.

        Where events are few each is a cell of its own. Columns: `keys`, which may be blank; COUNT_COLUMNS;
        TOLL_COLUMNS, with 0 or blank where nothing is known, and `<name>_known`, how many incidents know the figure;
        DEATH_MEASURES where an incident of the store knows one of them.
        """
        return self._engine.cells(where_of(where), keys)

    def kinds(self, where: Asked) -> pd.DataFrame:
        """KIND_MEASURES by all that a Selection can choose by, KIND_COLUMNS of `dashboard.data.measures`."""
        return self._engine.kinds(where_of(where))

    def squares(self, where: Asked, zoom: int, extent: Extent | None = None) -> pd.DataFrame:
        """The mapped incidents in squares of the map at a whole `zoom`, up to FINEST_ZOOM, in no order.

        Squares that touch the `extent` come, and whole. Columns: SQUARE_COLUMNS; `square_x`, `square_y` are counted
        from the north-west corner of the world (`dashboard.data.mercator`), `latitude`, `longitude` the mean of
        where incidents are drawn, `areas` those of them known only to their district; sums as in `cells`.
        """
        within = finest(squares_of(extent or WORLD, zoom), zoom)
        return self._engine.squares(where_of(where), zoom, within)

    def extent(self, where: Asked) -> Extent | None:
        """Around where the mapped incidents are drawn, as exactly as squares of FINEST_ZOOM tell; None without any."""
        around = self._engine.squares_around(where_of(where))
        return around and extent_of(around, FINEST_ZOOM)

    def page(
        self,
        where: Asked,
        order: Sequence[tuple[str, bool]],
        start: int,
        rows: int,
        columns: Sequence[str] = (),
    ) -> pd.DataFrame:
        """`rows` rows from `start` on, by (column, is_descending), blanks last, then the last of the file first.

        `columns` are those that are needed besides those of the order; all when none is named.
        """
        ordered = order if any(name == "position" for name, _ in order) else [*order, ("position", True)]
        return self._engine.page(where_of(where), list(ordered), slice(start, start + rows), list(columns))

    def rows(self, where: Asked, columns: Sequence[str]) -> pd.DataFrame:
        """The given columns of every event, in the order of the file."""
        return self._engine.rows(where_of(where), list(columns))

    def counts(self, where: Asked, *keys: str) -> pd.DataFrame:
        """`incidents` by `keys`, any columns of the event table, which may be blank."""
        return self._engine.counts(where_of(where), list(keys))

    def sources(self, where: Asked, among: Sequence[str] = ()) -> pd.DataFrame:
        """`source_id` and `rows`, how many incidents name it: most first, then what the file names first.

        Of those `among` a few, or of all.
        """
        return self._engine.sources(where_of(where), list(among))

    def citing(self, source_id: str, most: int) -> pd.DataFrame:
        """The first `most` incidents of the file that name a source, with all columns."""
        return self._engine.citing(source_id, most)

    def blocks(self, where: Asked, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """What `rows` gives, a part at a time: however many there are."""
        return (self._engine.rows(part, list(columns)) for part in self._parts(where_of(where)))

    def texts(self, where: Asked, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """The same of columns of incidents.csv, cell for cell as in the file, blank where it is."""
        return (self._engine.texts(part, list(columns)) for part in self._parts(where_of(where)))

    def _parts(self, where: Where) -> Iterator[Where]:
        return parts(where, self.count(where), self._last)

    def _last(self) -> int:
        """The highest position."""
        return int(self.page(Where(), [], 0, 1, ["position"])["position"].iloc[0])


def in_memory(events: pd.DataFrame, texts: pd.DataFrame | None = None) -> AddedUp:
    """A DuckDB of its own that holds `events` and their cells, and reads no files."""
    more = {} if texts is None else {"cells": texts.assign(position=events["position"].to_numpy())}
    connection = connected({"events": events, "cited": cited_table(events), **more})
    aggregates.build(connection)
    text_index.build(connection)
    return AddedUp(connection)


def connected(tables: Mapping[str, pd.DataFrame]) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the tables, and reads no files."""
    connection = connect()
    for name, table in tables.items():
        connection.from_df(table).create(name)
    connection.execute("SET enable_external_access = false")
    return connection
