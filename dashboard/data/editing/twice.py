"""Rules about the same thing in two rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row
from dashboard.data.editing.near import letters
from dashboard.data.events import fold

ALIKE = 0.5  # share of the shorter summary's words that the other has, too
_FEWEST_WORDS = 4
MOST_BESIDE = 40  # a year of which only the year is known would be compared with thousands
# A summary that says so tells its event from another one of the same day itself.
_ANOTHER = re.compile(r"\b(second|third|another|earlier|later|separate|separately|again)\b", re.IGNORECASE)
# Rows that have these alike are one statement; the first has to be known, the others may be blank in both.
STATEMENTS = {
    "published_figures": (
        "as_of", "indicator", "organisation", "province", "value", "value_low", "value_high", "period_start",
        "period_end", "definition",
    ),
    "displacement": (
        "date", "organisation", "province", "district", "villages_evacuated", "villages_threatened",
        "families_displaced", "persons_displaced", "is_cumulative",
    ),
    "milestones": ("date", "title"),
    "outposts": ("name", "district", "operated_by", "kind", "is_overlapping"),
    "affected_places": ("place", "district"),
}  # fmt: skip


def same_event(desk: Desk) -> Iterator[Found]:
    """Two incidents of one district whose days overlap, whose tolls could be one, and that are told alike.

    Told alike: half of the words are the same; or both are known to the day and name one type and one place. A
    summary that calls its event the second, or another one, is not taken for the first.
    """
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in desk.tables.get("incidents", ()):
        if (row["district"] or row["province"]) and not _ANOTHER.search(row["summary"] or ""):
            groups[row["district"] or row["province"]].append(row)
    for group in groups.values():
        group.sort(key=lambda row: (row["date_first_day"], row["incident_id"]))
        told = [_words(row) for row in group]
        for at, row in enumerate(group):
            for n, other in _beside(group, at):
                if _could_be_one(row, other) and _is_told_alike(row, other, (told[at], told[n])):
                    one, again = sorted((row, other), key=lambda each: str(each["incident_id"]))
                    yield Found("incidents", again, "date", {"other": one["incident_id"], "date": one["date"]})


def _beside(group: list[Row], at: int) -> Iterable[tuple[int, Row]]:
    """Those after a row that begin before it ends: the next MOST_BESIDE of them."""
    end, following = group[at]["date_last_day"], islice(group, at + 1, at + 1 + MOST_BESIDE)
    return takewhile(lambda one: one[1]["date_first_day"] <= end, enumerate(following, at + 1))


def _words(row: Row) -> frozenset[str]:
    return frozenset(re.findall(r"\w{4,}", fold(row["summary"] or "")))


def _could_be_one(row: Row, other: Row) -> bool:
    """Whether no count of one rules out that of the other; what is not known rules out nothing."""
    bounds = [_bounds(one) for one in (row, other)]
    if all(bounds) and max(one[0] for one in bounds) > min(one[1] for one in bounds):
        return False
    return all(
        row[name] is None or other[name] is None or row[name] == other[name]
        for name in ("civilians_injured", "combatants_killed", "villages_emptied")
    )


def _bounds(row: Row) -> tuple[int, ...]:
    known = [row[f"civilians_killed{end}"] for end in ("_low", "", "_high")]
    numbers = [one for one in known if one is not None]
    return (min(numbers), max(numbers)) if numbers else ()


def _is_told_alike(row: Row, other: Row, told: tuple[frozenset[str], frozenset[str]]) -> bool:
    shorter = min(map(len, told))
    if shorter >= _FEWEST_WORDS and len(told[0] & told[1]) >= ALIKE * shorter:
        return True
    is_day = row["date_precision"] == other["date_precision"] == "day"
    places = [letters(one["place"] or "") for one in (row, other)]
    return is_day and places[0] == places[1] != "" and row["event_type"] == other["event_type"]


def same_statement(desk: Desk) -> Iterator[Found]:
    """A figure, a report, a milestone, a site or a village that stands in two rows."""
    for table, columns in STATEMENTS.items():
        seen: dict[tuple[object, ...], Row] = {}
        for row in desk.tables.get(table, ()):
            if not row[columns[0]]:
                continue
            cells = (row[name] for name in columns)
            other = seen.setdefault(tuple(letters(one) if isinstance(one, str) else one for one in cells), row)
            if other is not row:
                yield Found(table, row, columns[0], {"other": str(next(iter(other.values())))})


def without_key(desk: Desk) -> Iterator[Found]:
    """Milestones none of which is shown without asking: the timelines would have none."""
    rows = desk.tables.get("milestones", ())
    if rows and not any(row["is_key"] for row in rows):
        yield Found("milestones", rows[0], "is_key")
