"""All rows of a question, a part at a time, so that nobody holds them at once."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw

from dashboard.data.question import Where

ROWS = 20_000  # of a part, as a rule
MOST_TIMES = 5  # as many, where the rows of a question stand together in the file


def parts(where: Where, count: int, last: int) -> Iterator[Where]:
    """The same question about one stretch of the file after the other, each with about ROWS of its `count` rows.

    `last` is the highest position. Few rows are one part: then no engine has to be asked again and again.
    """
    if count <= ROWS:
        yield where
        return
    long = min(-(-(last + 1) * ROWS // count), MOST_TIMES * ROWS)
    for first in range(0, last + 1, long):
        yield where & nw.col("position").is_between(first, first + long - 1)
