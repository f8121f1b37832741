"""What every engine gives: the event table as a lazy frame, for one question at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dashboard.data.engines.address import Address
from dashboard.data.lazily import Lazily


@dataclass(frozen=True, slots=True)
class Asking:
    """`events` are for one question; `stop` ends that question from another thread, as well as the engine can."""

    events: Lazily
    stop: Callable[[], object] = lambda: None


class Engine(Protocol):
    """An engine at one address. Connects when it is asked, and again when a connection was lost.

    `failures` are what its library raises when it does not answer.
    """

    address: Address
    failures: tuple[type[Exception], ...]

    def asking(self) -> AbstractContextManager[Asking]:
        """The table for one question; what was lent is taken back, or thrown away after a failure.

        Raises EngineError when the table has other columns than ours, and `failures`.
        """
        ...

    def stamp(self) -> str:
        """Another text when the content is another; blank where only a question can tell."""
        ...

    def close(self) -> None:
        """Give back what is kept between questions; the next one connects again."""
        ...
