"""Sums of people killed and injured that keep "not known" apart from 0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toll:
    """Incidents and what is known of their civilian toll, in persons.

    `killed_best` adds the best counts; `killed_low` and `killed_high` add the bounds where given, else the best.
    None means that no incident's figure is known. `unknown` incidents have no figure of civilians killed at all,
    `range_only` ones a bound and no best, `injured_unknown` ones no figure of injured. `areas` of the `mapped` ones are
    known only to their district.

    `deaths_…` are people of all kinds, civilians among them, whom some imported datasets count: never civilians killed.
    `deaths_low` and `deaths_high` add the bounds where given, else the best; `deaths_unknown` incidents have no figure.
    """

    incidents: int
    mapped: int
    harm: int
    unknown: int
    range_only: int
    injured_unknown: int
    areas: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured: int | None
    deaths_unknown: int
    deaths_low: int | None = None
    deaths_best: int | None = None
    deaths_high: int | None = None

    @property
    def without_location(self) -> int:
        """Incidents that no map can show."""
        return self.incidents - self.mapped
