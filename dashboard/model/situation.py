"""Everything that a Selection leaves on screen, asked once and kept for all views of it.

A Situation is a value: (dataset, Selection) decide every number in it. Answers are computed when first asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

import narwhals as nw
import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.model.cube import Cube
from dashboard.model.periods import Span, period
from dashboard.model.scope import (
    CATEGORIES,
    category_terms,
    facts_where,
    incidents_where,
    rows_of,
    scope_term,
)
from dashboard.model.selection import Selection
from dashboard.model.tolls import Toll

POINT_COLUMNS = (
    "incident_id", "date", "place", "district", "province", "drawn_latitude", "drawn_longitude",
    "location_precision", "event_type", "attributed_to", "attribution_status", "civilians_killed", "killed_low",
    "killed_high", "civilians_injured", "is_toll_unknown", "is_range_only", "has_harm",
)  # fmt: skip
TABLE_COLUMNS = (
    "incident_id", "date", "place", "district", "event_type", "attributed_to", "attribution_status",
    "civilians_killed", "killed_low", "killed_high", "civilians_injured", "summary", "sources_count",
)  # fmt: skip


@dataclass(frozen=True)
class Situation:
    """What `selection` leaves of `dataset`."""

    dataset: Dataset
    selection: Selection

    @cached_property
    def span(self) -> Span:
        """The days on screen: the reader's, else the data's."""
        covered = self.dataset.description
        first = self.selection.start or covered.covers_from
        last = self.selection.end or max(covered.covers_to, first)
        return Span(min(first, last), last)

    @property
    def grain(self) -> str:
        """The grain of the timelines: the reader's, else what suits the span."""
        return self.selection.grain or self.span.grain

    @cached_property
    def _cube(self) -> Cube:
        """Tolls by period, scope and every category, before the choices among them: one question for all counts."""
        keys = ("scope", *self._period_columns, *CATEGORIES.values())
        cells = self.dataset.events.cells(facts_where(self.selection), *keys)
        at_border = {} if self.selection.context else {"scope": scope_term(is_context=False)}
        return Cube(cells, category_terms(self.selection) | at_border)

    @property
    def _period_columns(self) -> tuple[str, str]:
        return f"{self.grain}_first", f"{self.grain}_precision"

    @cached_property
    def toll(self) -> Toll:
        """Incidents and tolls of the whole selection."""
        return self._cube.toll(self._cube.kept())

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
        """A comparison needs a first day, and two periods that the data covers as a whole."""
        covered = self.dataset.description
        is_covered = self.span.before.first >= covered.covers_from and self.span.last <= covered.covers_to
        return bool(self.selection.start) and is_covered

    def _inside(self, span: Span) -> Toll:
        return self._by_days.toll(self._by_days.inside(span.first, span.last))

    @cached_property
    def _by_days(self) -> Cube:
        """Tolls by first and last day, in the period and the one before."""
        both = replace(self.selection, start=self.span.before.first, end=self.span.last)
        where = replace(incidents_where(both), is_inside=True)
        return Cube(self.dataset.events.cells(where, "first_day", "last_day"), {})

    def by(self, name: str) -> pd.DataFrame:
        """`incidents` by a category of the Selection (province, district, type, by, status), most first.

        The first column is the category's own; blank is "no single province" (or district).
        """
        return self._cube.incidents_by(CATEGORIES[name], self._cube.kept())

    def facet(self, name: str) -> pd.DataFrame:
        """The same as `by`, as if nothing were chosen in this category: the counts beside a filter's choices."""
        but = (name, "district") if name == "province" else (name,)
        return self._cube.incidents_by(CATEGORIES[name], self._cube.kept(but))

    @property
    def in_context(self) -> int:
        """Incidents of the regional context that the other choices leave, whether they are asked for or not."""
        return self.toll_in_context.incidents

    @cached_property
    def toll_in_context(self) -> Toll:
        """Incidents and tolls of those."""
        cube = self._cube
        return cube.toll(cube.kept(but=("scope",)) & cube.meeting(scope_term(is_context=True)))

    @cached_property
    def periods(self) -> pd.DataFrame:
        """Tolls by `period` (its first day) and `precision`, in their order.

        `precision` is the grain where the date is known as finely as that; else month or year, and `period` is the
        first day of that month or year. Then the columns of a Toll; a sum of nothing known is missing.
        """
        answer = self._cube.tolls_by(self._period_columns, self._cube.kept())
        return answer.rename(columns=dict(zip(self._period_columns, ("period", "precision"), strict=True)))

    @cached_property
    def points(self) -> pd.DataFrame:
        """The incidents with coordinates: POINT_COLUMNS, where `drawn_…` is where a map draws them."""
        return self.dataset.events.rows(incidents_where(self.selection) & nw.col("is_mapped"), POINT_COLUMNS)

    @cached_property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of the incidents, those that most rows rest on first; every caption and view asks for them."""
        rows = self.dataset.events.rows(incidents_where(self.selection), ["source_ids"])
        counts = Counter(source for ids in rows["source_ids"] for source in str(ids).split(";"))
        return tuple(source for source, _ in counts.most_common())

    @cached_property
    def outposts(self) -> pd.DataFrame:
        """Outposts by place and `first_reported`; undated ones stay."""
        return rows_of("outposts", self.dataset.tables, self.selection)

    @cached_property
    def affected_places(self) -> pd.DataFrame:
        """Affected villages by place and `since`; undated ones stay."""
        return rows_of("affected_places", self.dataset.tables, self.selection)

    @cached_property
    def displacement(self) -> pd.DataFrame:
        """Displacement reports by place and date; undated ones stay, and can't stand on a timeline."""
        return rows_of("displacement", self.dataset.tables, self.selection)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Milestones between the days on screen."""
        rows = self.dataset.tables["milestones"]
        inside = (rows["date_last_day"] >= self.span.first) & (rows["date_first_day"] <= self.span.last)
        return rows[inside]

    def shown_milestones(self, everything: bool = False) -> pd.DataFrame:
        """Key milestones, or all of them, between the days on screen, in the order of their days."""
        rows = self.milestones if everything else self.milestones[self.milestones["is_key"].astype(bool)]
        return rows.sort_values("date_first_day", kind="stable")

    def in_bar(self, bar: Span) -> pd.DataFrame:
        """The incidents that stand in one bar of the timelines: all columns of the event table, oldest first."""
        precisions = [one for one in (self.grain, "month", "year") if period(bar.first, one) == bar]
        is_here = nw.col(f"{self.grain}_first") == bar.first
        is_as_coarse = nw.col(f"{self.grain}_precision").is_in(precisions or [""])
        return self._all_rows(is_here & is_as_coarse, is_descending=False)

    def among(self, incident_ids: list[str]) -> pd.DataFrame:
        """Those of the selection's incidents that have one of the ids: all columns of the event table, newest first."""
        return self._all_rows(nw.col("incident_id").is_in(incident_ids or [""]), is_descending=True)

    def _all_rows(self, more: nw.Expr, *, is_descending: bool) -> pd.DataFrame:
        where = incidents_where(self.selection) & more
        return self.dataset.events.page(where, [("first_day", is_descending)], 0, self.toll.incidents)

    def page(
        self, order: list[tuple[str, bool]], start: int, rows: int, columns: tuple[str, ...] = TABLE_COLUMNS
    ) -> pd.DataFrame:
        """Rows of the table with `columns` and those of `order`; newest first when it is empty."""
        chosen = order or [("first_day", True)]
        return self.dataset.events.page(incidents_where(self.selection), chosen, start, rows, columns)
