"""Questions about many events, asked at the same time: while an engine works on one, Python goes on with another.

What is found stays with the Situation and in the kept lines; views are made from there, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial

from dashboard.callbacks.painted import Part
from dashboard.layout import ids
from dashboard.model.situation import Situation

SLOW = (ids.MAP_INCIDENTS, ids.TABLE)  # views with questions of their own


def counts_together(situation: Situation, pool: Executor) -> None:
    """Ask what all numbers of a page are made from. Raises what a question raises."""
    names = ("toll", "in_context", "toll_inside", "toll_before")
    _together([partial(getattr, situation, name) for name in names], pool)


def lines_together(parts: Iterable[Part], lines: Callable[[Part], object], pool: Executor) -> None:
    """Make the lines of views that are SLOW. Raises what a question raises."""
    _together([partial(lines, part) for part in parts if part.place in SLOW], pool)


def _together(questions: Iterable[Callable[[], object]], pool: Executor) -> None:
    for asked in [pool.submit(question) for question in questions]:
        asked.result()
