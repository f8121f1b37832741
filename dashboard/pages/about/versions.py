"""The versions of the data that were served here, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dashboard.data.snapshot import Snapshot
from dashboard.text import Words

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Version:
    """One version: since when it is known here, how far it reaches, and what changed from the one before."""

    version: str
    recorded_on: str
    covers_to: str
    incidents: str
    changes: str
    path: str


def versions(snapshots: Iterable[Snapshot], dataset: str, words: Words) -> list[Version]:
    """The remembered versions of `dataset`, given and told the latest first, SHOWN of them.

    The first one of all has nothing before it.
    """
    latest_last = reversed([one for one in snapshots if one.dataset == dataset])
    found = sorted(latest_last, key=lambda one: one.recorded_on)
    steps = [(before, after) for before, after in pairwise([None, *found]) if after]
    steps = steps[-SHOWN:]
    return [_version(after, _changes(before, after, words), words) for before, after in reversed(steps)]


def _version(one: Snapshot, changes: str, words: Words) -> Version:
    return Version(
        one.version,
        words.day(one.recorded_on),
        words.day(one.covers_to),
        words.plural("incidents", len(one.incidents)),
        changes,
        f"/?v={one.version}",
    )


def _changes(before: Snapshot | None, after: Snapshot, words: Words) -> str:
    if before is None:
        return words("about-first-version")
    old, new = before.incidents, after.incidents
    told = [words("about-version-changes", **_counts(old, new, words))]
    for table in dict.fromkeys([*before.rows, *after.rows]):
        rows, later = before.rows.get(table, {}), after.rows.get(table, {})
        if rows != later:
            named = words(f"about-table-{table}") if words.has(f"about-table-{table}") else f"{table}.csv"
            told.append(words("about-version-rows", table=named, **_counts(rows, later, words)))
    return "; ".join(told)


def _counts(old: Mapping[str, object], new: Mapping[str, object], words: Words) -> dict[str, str]:
    """How many rows are new, changed and gone, in words."""
    changed = sum(old[one] != new[one] for one in old.keys() & new.keys())
    counts = {"new": len(new.keys() - old.keys()), "changed": changed, "gone": len(old.keys() - new.keys())}
    return {name: words.number(count) for name, count in counts.items()}
