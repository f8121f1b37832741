"""Everything that a Selection leaves on screen, asked once and kept for all views of it.

A Situation is a value: (dataset, Selection) decide every number in it. Answers are computed when first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import pandas as pd

from dashboard.data.mercator import Extent, Squares, finest
from dashboard.data.question import Where, is_within
from dashboard.model.counts import Counts
from dashboard.model.displaced import displacement_rows
from dashboard.model.groups import MOST_COMPARED
from dashboard.model.periods import Span, period
from dashboard.model.scope import rows_of

POINT_COLUMNS = (
    "incident_id", "date", "place", "district", "province", "drawn_latitude", "drawn_longitude",
    "location_precision", "event_type", "attributed_to", "attribution_status", "civilians_killed", "killed_low",
    "killed_high", "civilians_injured", "is_toll_unknown", "is_range_only", "has_harm",
)  # fmt: skip
TABLE_COLUMNS = (
    "incident_id", "date", "place", "district", "event_type", "attributed_to", "attribution_status",
    "civilians_killed", "killed_low", "killed_high", "civilians_injured", "summary", "sources_count", "dataset",
    "province", "date_last", "original_type", "actors", "deaths_low", "deaths_best", "deaths_high",
)  # fmt: skip


@dataclass(frozen=True)
class Situation(Counts):
    """What `selection` leaves of `dataset`."""

    @property
    def is_crowded(self) -> bool:
        """Whether more incidents have coordinates than a map puts together by their distance."""
        return self.toll.mapped > MOST_COMPARED

    @cached_property
    def points(self) -> pd.DataFrame:
        """The incidents with coordinates: POINT_COLUMNS, where `drawn_…` is where a map draws them.

        Raises ValueError where they are crowded: nobody brings a million of them here.
        """
        if self.is_crowded:
            raise ValueError(f"{self.toll.mapped} incidents have coordinates: ask for squares of the map")
        return self.dataset.events.rows(self.where & nw.col("is_mapped"), POINT_COLUMNS)

    def squares(self, zoom: int, extent: Extent | None = None) -> pd.DataFrame:
        """The same in squares of the map at a whole zoom, as `EventStore.squares` gives them."""
        return self.dataset.events.squares(self.where, zoom, extent)

    def drawn_in(self, squares: Squares, zoom: int, most: int) -> tuple[pd.DataFrame, int]:
        """The first of the incidents in squares of the map, all columns of the event table, newest first; how many
        there are."""
        events, where = self.dataset.events, self.where & is_within(finest(squares, zoom))
        return events.page(where, [("first_day", True)], 0, most), events.count(where)

    @cached_property
    def drawn_extent(self) -> Extent | None:
        """Around where a map draws the incidents; None when none of them has coordinates."""
        if self.is_crowded:
            return self.dataset.events.extent(self.where)
        drawn = self.points[["drawn_longitude", "drawn_latitude"]].to_numpy(float)
        return (*drawn.min(axis=0).tolist(), *drawn.max(axis=0).tolist()) if len(drawn) else None

    @cached_property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of the incidents, those that most rows rest on first; every caption and view asks for them."""
        return tuple(self.dataset.events.sources(self.where)["source_id"])

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
        """Displacement reports by place and date of the chosen datasets; undated ones stay, and can't stand on a
        timeline.

        The columns of displacement.csv, typed, and `dataset`; where imported datasets are chosen, what they say
        besides, too (IMPORTED_DISPLACEMENT). Stocks stay stocks: nothing is added up here.
        """
        return displacement_rows(self.dataset, self.cited, self.selection)

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

    def in_bar(self, bar: Span, most: int) -> pd.DataFrame:
        """The first `most` incidents of one bar of the timelines: all columns of the event table, oldest first."""
        return self.dataset.events.page(self._where_in(bar), [("first_day", False)], 0, most)

    def count_in_bar(self, bar: Span) -> int:
        """How many incidents stand in one bar of the timelines."""
        return self.dataset.events.count(self._where_in(bar))

    def _where_in(self, bar: Span) -> Where:
        precisions = [one for one in (self.grain, "month", "year") if period(bar.first, one) == bar]
        is_here = nw.col(f"{self.grain}_first") == bar.first
        is_as_coarse = nw.col(f"{self.grain}_precision").is_in(precisions or [""])
        return self.where & (is_here & is_as_coarse)

    def among(self, incident_ids: list[str]) -> pd.DataFrame:
        """Those of the selection's incidents that have one of the ids: all columns of the event table, newest first."""
        where = self.where & nw.col("incident_id").is_in(incident_ids or [""])
        return self.dataset.events.page(where, [("first_day", True)], 0, len(incident_ids))

    def page(
        self, order: list[tuple[str, bool]], start: int, rows: int, columns: tuple[str, ...] = TABLE_COLUMNS
    ) -> pd.DataFrame:
        """Rows of the table with `columns` and those of `order`; newest first when it is empty."""
        chosen = order or [("first_day", True)]
        return self.dataset.events.page(self.where, chosen, start, rows, columns)
