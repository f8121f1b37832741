"""Rules about numbers beside the others of their kind.

Counts of people and villages are skewed: they are compared as logarithms. The statistic is the modified z-score of
Iglewicz and Hoaglin (1993): the distance from the median in units of the median absolute deviation (MAD), which few
extreme values can't move as they move a mean. Scaled by 1.4826 the MAD of normal values is their standard deviation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row

FAR = 3.5  # the limit that Iglewicz and Hoaglin advise
FEWEST, FEWEST_OF_A_SERIES = 10, 5  # of four, three alike make any other one far
# Where most counts are 1 or alike the MAD is nearly 0: a standard deviation is taken to be a factor of 1.65 at least,
# so that nothing within about six times the median is far.
LEAST_SPREAD = 0.5
COUNTED = {
    "incidents": ("civilians_killed", "civilians_injured", "combatants_killed", "villages_emptied"),
    "displacement": ("villages_evacuated", "villages_threatened", "families_displaced", "persons_displaced"),
}
KIND = {"incidents": "scope", "displacement": "is_cumulative"}  # what is compared only with its like
Numbered = tuple[str, Row, str]  # table, row, column


def distances(values: Sequence[float], fewest: int) -> list[float]:
    """How far each positive value is from their median: modified z-scores of logarithms; 0 for fewer than `fewest`."""
    if len(values) < fewest:
        return [0.0] * len(values)
    logs = [math.log(one) for one in values]
    middle = median(logs)
    spread = max(1.4826 * median(abs(one - middle) for one in logs), LEAST_SPREAD)
    return [(one - middle) / spread for one in logs]


def far_above(desk: Desk) -> Iterator[Found]:
    """A count far above the others of its column; a caveat says that somebody has looked at it.

    Below is nothing far: most counts are 1.
    """
    groups: defaultdict[tuple[Any, ...], list[Numbered]] = defaultdict(list)
    for table, columns in COUNTED.items():
        for row in desk.tables.get(table, ()):
            for column in columns:
                if row[column]:
                    groups[table, column, row[KIND[table]]].append((table, row, column))
    for group in groups.values():
        for (table, row, column), far in _measured(group, FEWEST):
            if far > FAR and not row.get("caveat"):
                middle = median(one[column] for _, one, _ in group)
                yield Found(table, row, column, {"middle": middle, "rows": len(group)})


def far_in_series(desk: Desk) -> Iterator[Found]:
    """A figure far above or below the others of its series: a digit too many, or too few."""
    for rows in _series(desk):
        group = [("published_figures", row, "value") for row in rows if row["value"]]
        for (table, row, column), far in _measured(group, FEWEST_OF_A_SERIES):
            if abs(far) > FAR:
                said = {"middle": median(one["value"] for _, one, _ in group), "series": row["series_id"]}
                yield Found(table, row, column, said)


def falling(desk: Desk) -> Iterator[Found]:
    """A figure that counts everything so far, lower than one of its series that was counted since the same day and
    ended earlier."""
    for rows in _series(desk):
        counted = [row for row in rows if row["is_cumulative"] and row["value"] is not None and row["period_end"]]
        counted.sort(key=lambda row: row["period_end_last_day"])
        for at, row in enumerate(counted):
            before = [one for one in counted[:at] if one["period_start"] == row["period_start"]]
            highest = max((one["value"] for one in before), default=0)
            if row["value"] < highest:
                said = {"n": highest, "series": row["series_id"]}
                yield Found("published_figures", row, "value", said)


def _series(desk: Desk) -> Iterable[list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in desk.tables.get("published_figures", ()):
        if row["series_id"]:
            found[row["series_id"]].append(row)
    return found.values()


def _measured(group: Sequence[Numbered], fewest: int) -> Iterator[tuple[Numbered, float]]:
    values = [float(row[column]) for _, row, column in group]
    return zip(group, distances(values, fewest), strict=True)
