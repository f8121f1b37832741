"""What is counted of a Selection: totals, bars of the timelines, categories, what came before.

Counts are made from two questions to the event store, one for the timelines and one for the categories, and one more
for each of two periods that are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.description import Description
from dashboard.data.imported import Imported
from dashboard.data.question import Where
from dashboard.model.cube import Cube
from dashboard.model.periods import Span
from dashboard.model.scope import CATEGORIES, category_terms, facts_where, incidents_where, scope_term
from dashboard.model.selection import Selection
from dashboard.model.tolls import Toll


@dataclass(frozen=True)
class Counts:
    """Counts of what `selection` leaves of `dataset`, computed when first asked for."""

    dataset: Dataset
    selection: Selection

    @cached_property
    def span(self) -> Span:
        """The days on screen: the reader's, else those that any of the chosen datasets covers."""
        covered = self._covered
        first = self.selection.start or min(one.first for one in covered)
        last = self.selection.end or max(*(one.last for one in covered), first)
        return Span(min(first, last), last)

    @cached_property
    def cited(self) -> tuple[Description | Imported, ...]:
        """The datasets that are chosen: the own one first, then by their names; the own one where none is chosen."""
        return self.dataset.cited(self.selection.dataset)

    @property
    def is_combined(self) -> bool:
        """Whether several datasets are added up, which may count the same event twice."""
        return len(self.cited) > 1

    @property
    def has_deaths(self) -> bool:
        """Whether one of the chosen datasets counts deaths of all kinds of people."""
        named = {one.name for one in self.cited}
        return named != {self.dataset.own} and bool(named & self.dataset.with_deaths)

    @property
    def _covered(self) -> list[Span]:
        """The days that each of the chosen datasets covers, as far as it says; the own ones where none does."""
        said = [(one.covers_from, one.covers_to) for one in self.cited]
        own = self.dataset.description
        return [Span(first, last) for first, last in said if first and last] or [Span(own.covers_from, own.covers_to)]

    @property
    def where(self) -> Where:
        """The question about the incidents of the selection."""
        return incidents_where(self.selection, self.dataset)

    @property
    def grain(self) -> str:
        """The grain of the timelines: the reader's, else what suits the span."""
        return self.selection.grain or self.span.grain

    @cached_property
    def _cube(self) -> Cube:
        """Incidents by scope and every category, before the choices among them: one question for all counts."""
        events, where = self.dataset.events, facts_where(self.selection)
        keys = ("scope", *self._period_columns, *CATEGORIES.values())
        at_border = {} if self.selection.context else {"scope": scope_term(is_context=False)}
        return Cube(
            events.kinds(where) if events.is_large else events.cells(where, *keys),
            category_terms(self.selection, self.dataset) | at_border,
        )

    @cached_property
    def _bars(self) -> Cube:
        """Tolls by period. Of few incidents the same cells tell them; of many they would be too many."""
        events = self.dataset.events
        if not events.is_large:
            return self._cube
        return Cube(events.cells(self.where, *self._period_columns), {})

    @property
    def _period_columns(self) -> tuple[str, str]:
        return f"{self.grain}_first", f"{self.grain}_precision"

    @cached_property
    def toll(self) -> Toll:
        """Incidents and tolls of the whole selection."""
        return self._bars.toll(self._bars.kept())

    @cached_property
    def toll_before(self) -> Toll | None:
        """The same for the preceding period of equal length, and None when there is none inside the coverage.

        Only incidents whose whole span lies in the period count, so that none is in both.
        """
        return self._inside(self.span.before) if self.has_comparison else None

    @cached_property
    def toll_inside(self) -> Toll | None:
        """What `toll_before` is compared with: incidents whose whole span lies between the reader's two days."""
        return self._inside(self.span) if self.has_comparison else None

    @property
    def has_comparison(self) -> bool:
        """A comparison needs a first day, and two periods that every chosen dataset covers as a whole."""
        first, last = self.span.before.first, self.span.last
        is_covered = all(one.first <= first and last <= one.last for one in self._covered)
        return bool(self.selection.start) and is_covered

    def _inside(self, span: Span) -> Toll:
        chosen = replace(self.selection, start=span.first, end=span.last)
        return self._toll_of(replace(incidents_where(chosen, self.dataset), is_inside=True))

    def _toll_of(self, where: Where) -> Toll:
        cube = Cube(self.dataset.events.cells(where, "scope"), {})
        return cube.toll(cube.kept())

    def by(self, name: str) -> pd.DataFrame:
        """`incidents` by a category of the Selection (province, district, type, by, status), most first.

        The first column is the category's own; blank is "no single province" (or district).
        """
        return self._cube.incidents_by(CATEGORIES[name], self._cube.kept())

    def facet(self, name: str) -> pd.DataFrame:
        """The same as `by`, as if nothing were chosen in this category: the counts beside a filter's choices."""
        but = (name, "district") if name == "province" else (name,)
        return self._cube.incidents_by(CATEGORIES[name], self._cube.kept(but))

    @cached_property
    def areas(self) -> Mapping[str, int]:
        """District -> the incidents on the map that are known only to it."""
        found = self._cube.incidents_by("district", self._cube.kept(), "areas")
        return {district: n for district, n in zip(found["district"], found["areas"].tolist(), strict=True) if district}

    @property
    def in_context(self) -> int:
        """Incidents of the regional context that the other choices leave, whether they are asked for or not."""
        cube = self._cube
        return cube.incidents(cube.kept(but=("scope",)) & cube.meeting(scope_term(is_context=True)))

    @cached_property
    def toll_in_context(self) -> Toll:
        """Incidents and tolls of those."""
        where = incidents_where(replace(self.selection, context=True), self.dataset)
        return self._toll_of(replace(where, terms=(*where.terms, scope_term(is_context=True))))

    @cached_property
    def periods(self) -> pd.DataFrame:
        """Tolls by `period` (its first day) and `precision`, in their order.

        `precision` is the grain where the date is known as finely as that; else month or year, and `period` is the
        first day of that month or year. Then the columns of a Toll; a sum of nothing known is missing.
        """
        answer = self._bars.tolls_by(self._period_columns, self._bars.kept())
        return answer.rename(columns=dict(zip(self._period_columns, ("period", "precision"), strict=True)))
