"""How long an engine is waited for, and whether it is worth asking now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.errors import EngineError

SLOW = "engine-slow"
Now = Callable[[], float]  # seconds of a clock that never goes back


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for a question with all its tries; `waits` before each further try; after a failure nothing is asked
    for `rest` seconds, twice as long after each further one, `longest_rest` at most. Every `look_seconds` an engine is
    asked whether its events have changed."""

    seconds: float = 20.0
    waits: tuple[float, ...] = (0.2, 0.8)
    rest: float = 1.0
    longest_rest: float = 15.0
    look_seconds: float = 60.0


class Health:
    """Whether the engine may be asked now. One question too long is no sign of a fault, two in a row are."""

    def __init__(self, limits: Limits, now: Now) -> None:
        self._limits, self._now = limits, now
        self._failures = 0
        self._rests_until = 0.0
        self._last: EngineError | None = None

    def ask(self) -> None:
        """Raise what was raised last while the engine is left alone."""
        if self._last and self._now() < self._rests_until:
            raise EngineError(self._last.reason, str(self._last))

    def answered(self) -> None:
        """Nothing is wrong any more."""
        self._failures, self._last = 0, None

    def failed(self, error: EngineError) -> None:
        """Leave the engine alone for a while."""
        self._failures += 1
        doubled = self._failures - (2 if error.reason == SLOW else 1)
        if doubled >= 0:
            self._last = error
            rest = min(self._limits.rest * 2.0 ** min(doubled, 30), self._limits.longest_rest)
            self._rests_until = self._now() + rest
