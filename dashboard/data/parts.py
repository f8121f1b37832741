"""All rows of a question, a part at a time, so that nobody holds them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import narwhals as nw

from dashboard.data.question import Where

ROWS = 20_000  # of a part, as a rule
MOST_TIMES = 5  # as many, where the rows of a question stand together in the file


def parts(where: Where, count: int, last: Callable[[], int]) -> Iterator[Where]:
    """The same question about one stretch of the file after the other.

    `count` is the number of its rows, `last` gives the highest position of all. Few rows are one part: then no engine
    has to be asked again and again.
    """
    if count <= ROWS:
        yield where
        return
    for stretch in stretches(count, last()):
        yield where & nw.col("position").is_between(stretch.start, stretch.stop - 1)


def stretches(count: int, last: int) -> Iterator[range]:
    """Positions up to `last`, each once, in stretches that hold about ROWS of `count` rows."""
    long = min(-(-(last + 1) * ROWS // count), MOST_TIMES * ROWS)
    for first in range(0, last + 1, long):
        yield range(first, min(first + long, last + 1))
