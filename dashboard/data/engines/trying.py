"""One try of a question to an engine, in a thread that is left to itself when it takes too long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from dashboard.data.engines.engine import Asking, Engine
from dashboard.data.engines.health import SLOW
from dashboard.data.lazily import Lazily
from dashboard.errors import EngineError
from dashboard.text import Words

T = TypeVar("T")


def once(engine: Engine, question: Callable[[Lazily], T], seconds: float) -> T:
    """The answer within `seconds`. Raises EngineError when it takes longer, and what the question raises."""
    answer: Future[T] = Future()
    begun: list[Asking] = []

    def ask() -> None:
        with _Raised(answer):
            with engine.asking() as asking:
                begun.append(asking)
                found = question(asking.events)
            answer.set_result(found)

    threading.Thread(target=ask, name="engine-question", daemon=True).start()
    try:
        return answer.result(max(0.0, seconds))
    except TimeoutError:
        if answer.done():  # what timed out was the engine's own connection
            raise
    for asking in begun:
        threading.Thread(target=_stop, args=(engine, asking), name="engine-stop", daemon=True).start()
    raise told(SLOW)


def told(reason: str) -> EngineError:
    """An EngineError whose sentence needs nothing but its key."""
    return EngineError(reason, Words("en")(reason))


def _stop(engine: Engine, asking: Asking) -> None:
    with suppress(*engine.failures):  # the reader has been told already
        asking.stop()


class _Raised:
    """Hands what is raised inside to the thread that waits for `answer`, and no other."""

    def __init__(self, answer: Future[T]) -> None:
        self._answer = answer

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            self._answer.set_exception(error)
        return True
