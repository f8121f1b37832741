"""Questions about many events, asked at the same time: while an engine works on one, Python goes on with another.

What is found stays with the Situation; views are made from there, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future

from dashboard.callbacks.painted import Part
from dashboard.layout import ids
from dashboard.model.situation import Situation

Line = tuple[str, bytes]  # key and line
SLOW = (ids.MAP_INCIDENTS, ids.TABLE)  # views with questions of their own


def counts_together(situation: Situation, pool: Executor) -> None:
    """Ask what all numbers of a page are made from. Raises what a question raises."""
    names = ("toll", "in_context", "toll_inside", "toll_before")
    for asked in [pool.submit(getattr, situation, name) for name in names]:
        asked.result()


def lines_begun(parts: Iterable[Part], lines: Callable[[Part], Line], pool: Executor) -> dict[str, Future[Line]]:
    """Begin with the lines of views that are SLOW: place -> what will be its line."""
    return {part.place: pool.submit(lines, part) for part in parts if part.place in SLOW}
