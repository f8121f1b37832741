"""Questions to an engine that may be slow or away: time limits, further tries, and a sentence in the end.

A question that fails is asked again after a short while; one that takes too long is stopped. While an engine is away
questions fail at once, but for one now and then, so that no reader waits for what the reader before has waited for.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from dashboard.data.added_up import AddedUp
from dashboard.data.content import VERSION_DIGITS
from dashboard.data.engines.engine import Engine
from dashboard.data.engines.health import Health, Limits, Now
from dashboard.data.engines.trying import once, told
from dashboard.data.lazily import Lazily
from dashboard.data.mercator import Squares
from dashboard.data.question import Where
from dashboard.errors import EngineError, shorten

T = TypeVar("T")
Sleep = Callable[[float], None]
AWAY = "engine-away"
LONG = 900.0  # seconds, for a question that no reader waits for
_LOG = logging.getLogger("dashboard.engine")


class Patient:
    """The questions of `dashboard.data.store.EventStore`; each answers in time or raises EngineError."""

    def __init__(
        self, engine: Engine, limits: Limits | None = None, now: Now = time.monotonic, sleep: Sleep = time.sleep
    ) -> None:
        self.engine = engine
        self.is_for_once = False  # closed after a file is made: nothing is worth being kept for later
        self._limits = limits or Limits()
        self._now, self._sleep = now, sleep
        self._health = Health(self._limits, now)
        self._version, self._look_at = "", 0.0

    def count(self, where: Where) -> int:
        """The number of incidents."""
        return self._asked(lambda events: events.count(where))

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`."""
        return self._asked(lambda events: events.cells(where, keys))

    def kinds(self, where: Where) -> pd.DataFrame:
        """Incidents by what a Selection can choose by."""
        return self._asked(lambda events: events.kinds(where))

    def squares(self, where: Where, zoom: int, within: Squares, keys: Sequence[str] = ()) -> pd.DataFrame:
        """Incidents by square of the map, and by `keys`."""
        return self._asked(lambda events: events.squares(where, zoom, within, keys))

    def squares_around(self, where: Where) -> Squares | None:
        """The squares of the closest zoom that hold all of them."""
        return self._asked(lambda events: events.squares_around(where))

    def page(self, where: Where, order: Sequence[tuple[str, bool]], part: slice, columns: list[str]) -> pd.DataFrame:
        """A part of the rows, ordered."""
        return self._asked(lambda events: events.page(where, order, part, columns))

    def rows(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """Columns of all rows, in the order of the file."""
        return self._asked(lambda events: events.rows(where, columns))

    def counts(self, where: Where, keys: list[str]) -> pd.DataFrame:
        """`incidents` by `keys`."""
        return self._asked(lambda events: events.counts(where, keys))

    def sources(self, where: Where, among: list[str]) -> pd.DataFrame:
        """`source_id`, `rows`: most first."""
        return self._asked(lambda events: events.sources(where, among))

    def citing(self, source_id: str, most: int) -> pd.DataFrame:
        """The first `most` incidents that name the source."""
        return self._asked(lambda events: events.citing(source_id, most))

    def texts(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """The cells of the rows, in the order of the file."""
        return self._asked(lambda events: events.texts(where, columns))

    def has_cells(self) -> bool:
        """Whether the engine answers from cells of its own."""
        return self._asked(lambda events: isinstance(events, AddedUp))

    def for_long(self) -> Patient:
        """The same engine, for questions that may take as long as LONG."""
        return Patient(self.engine, replace(self._limits, seconds=LONG), self._now, self._sleep)

    def begin(self) -> None:
        """Connect, so that a table with other columns than ours is told at once."""
        self._asked(lambda _: None)

    def close(self) -> None:
        """Give back what the engine keeps between questions."""
        self.engine.close()

    def version(self) -> str:
        """Another text when the events are others, as far as files or counts and sums tell; blank until one is known.

        While the engine is away it is the last one: what is not known to have changed has not.
        """
        with suppress(OSError, EngineError):  # told to whoever asks for events
            stamp = self.engine.stamp()
            if stamp or self._now() >= self._look_at:
                self._version = stamp or self._asked(_fingerprint)
                self._look_at = self._now() + self._limits.look_seconds
        return self._version

    def version_with(self, version: str) -> str:
        """`version`, of a data folder, and that of the events as one."""
        return hashlib.sha256(f"{version}\0{self.version()}".encode()).hexdigest()[:VERSION_DIGITS]

    def _asked(self, question: Callable[[Lazily], T]) -> T:
        self._health.ask()
        ends = self._now() + self._limits.seconds
        for wait in (*self._limits.waits, None):
            try:
                answer = once(self.engine, question, ends - self._now())
            except EngineError as error:
                self._health.failed(error)
                raise
            except self.engine.failures as error:
                said = self.engine.address.hide(shorten(f"{type(error).__name__}: {error}", 300))
                _LOG.warning("A question failed: %s", said)
                if wait is None or self._now() + wait >= ends:
                    break
                self._sleep(wait)
            else:
                self._health.answered()
                return answer
        away = told(AWAY)
        self._health.failed(away)
        raise away


def _fingerprint(events: Lazily) -> str:
    """All counts and sums by dataset, scope and year, as a hash."""
    keys = ["dataset", "scope", "year_first"]
    cells = events.cells(Where(), keys).sort_values(keys, ignore_index=True)
    text = cells[sorted(map(str, cells.columns))].astype(str).to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()
