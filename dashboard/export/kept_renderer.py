"""One browser for a whole server: started when something is first drawn, kept, ended with the process.

It draws for one reader at a time. Others wait a bounded time and in a bounded number, so that the threads of the
server stay free for the page.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from dashboard.errors import DashboardError
from dashboard.export.rendering import NoChromeError, Renderer, RenderingError, find_chrome
from dashboard.text import Words

PATIENCE = 25.0  # seconds that a reader waits for those before
MOST_AT_ONCE = 3  # one is drawn for, the others wait
T = TypeVar("T")


class BusyError(DashboardError):
    """Others are drawn for, and waiting took too long; the message says so."""


class KeptRenderer:
    """`draw` lends the browser; `find` and `start` are how it is found and started. May be asked from any thread."""

    def __init__(
        self,
        words: Words,
        *,
        find: Callable[[Words], str] = find_chrome,
        start: Callable[[str, Words], Renderer] = Renderer,
        patience: float = PATIENCE,
    ) -> None:
        self._words, self._find, self._start, self._patience = words, find, start, patience
        self._seats = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._turn = threading.Lock()
        self._renderer: Renderer | None = None
        self._is_closed = False

    @property
    def why_not(self) -> str:
        """Why nothing can be drawn here, as a sentence that says what to install; blank when it can."""
        try:
            self._find(self._words)
        except NoChromeError as error:
            return str(error)
        return ""

    def draw(self, make: Callable[[Renderer], T]) -> T:
        """What `make` draws. Raises BusyError, NoChromeError and RenderingError; after that one, the next is drawn by
        a new browser."""
        if not self._seats.acquire(blocking=False):
            raise BusyError(self._words("render-busy"))
        try:
            if not self._turn.acquire(timeout=self._patience):
                raise BusyError(self._words("render-busy"))
            try:
                return make(self._opened())
            except RenderingError:
                self._end()
                raise
            finally:
                self._turn.release()
        finally:
            self._seats.release()

    def close(self) -> None:
        """End the browser, after what is being drawn; a second time does nothing, and nothing is drawn any more."""
        atexit.unregister(self.close)
        with self._turn:
            self._is_closed = True
            self._end()

    def _opened(self) -> Renderer:
        if self._is_closed:
            raise BusyError(self._words("render-busy"))
        if self._renderer is None:
            self._renderer = self._start(self._find(self._words), self._words)
            # Who serves `app:server` knows no `close`; a worker of gunicorn that is told to end comes by here.
            atexit.register(self.close)
        return self._renderer

    def _end(self) -> None:
        renderer, self._renderer = self._renderer, None
        if renderer is not None:
            with suppress(RenderingError, RuntimeError, OSError):  # it has failed already, or is gone
                renderer.close()
