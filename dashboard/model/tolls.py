"""Sums of people killed and injured that keep "not known" apart from 0."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Toll:
    """Incidents and what is known of their civilian toll, in persons.

    `killed_best` adds the best counts; `killed_low` and `killed_high` add the bounds where given, else the best.
    None means that no incident's figure is known. `unknown` incidents have no figure of civilians killed at all,
    `range_only` ones a bound and no best, `injured_unknown` ones no figure of injured.
    """

    incidents: int
    mapped: int
    harm: int
    unknown: int
    range_only: int
    injured_unknown: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured: int | None

    @property
    def without_location(self) -> int:
        """Incidents that no map can show."""
        return self.incidents - self.mapped


def add_up_by(cells: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """The rows of an answer of the event store, added up for each combination of `keys`, in their order.

    A sum of nothing known stays missing.
    """
    sums = [name for name in ("killed_low", "killed_best", "killed_high", "injured") if name in cells]
    counts = [name for name in Toll.__slots__ if name not in sums]
    groups = cells.groupby(list(keys), dropna=False)
    return pd.concat([groups[counts].sum(), groups[sums].sum(min_count=1)], axis=1).reset_index()


def add_up(cells: pd.DataFrame) -> Toll:
    """The rows of an answer of the event store, added up."""
    sums = {name: cells[name].sum(min_count=1) for name in Toll.__slots__}
    known = {name: None if pd.isna(value) else int(value) for name, value in sums.items()}
    counts = ("incidents", "mapped", "harm", "unknown", "range_only", "injured_unknown")
    return Toll(**{name: (value or 0) if name in counts else value for name, value in known.items()})
