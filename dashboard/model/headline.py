"""The figures at the top: incidents, people, villages, outposts; the first three against the preceding period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.model.scope import table_rows
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

LOW_BASELINE = 10
COUNTED_OUT = ("planned", "closed")
VILLAGES = "villages_empty_or_displaced_total"


@dataclass(frozen=True, slots=True)
class Change:
    """A count against the preceding period of the same length.

    `percent` is None below LOW_BASELINE: from 1 to 2 is not "+100 %".
    """

    now: int | None
    before: int | None

    @property
    def difference(self) -> int | None:
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def percent(self) -> int | None:
        if self.difference is None or not self.before or self.before < LOW_BASELINE:
            return None
        return round(100 * self.difference / self.before)


def change(situation: Situation, measure: str) -> Change | None:
    """The change of a column of Toll; None where no comparison can be made."""
    now, before = situation.toll_inside, situation.toll_before
    return Change(getattr(now, measure), getattr(before, measure)) if now and before else None


def in_context(situation: Situation, measure: str) -> int | None:
    """How much of a count of Toll comes from incidents of the regional context; None where none is shown."""
    if not situation.selection.context:
        return None
    return getattr(situation.toll_in_context, measure) or 0


def latest_villages(situation: Situation) -> dict[str, Any] | None:
    """The latest reading of a published series of villages emptied, by its date; a row of published_figures.csv.

    Only of the place that is chosen: no figure of the whole area stands for a province or a district. Readings of
    other organisations than chosen count for nothing. Only series are looked at: single figures count different things
    (NOTES.md, 2), and the newest page is not the best.
    """
    rows, chosen = situation.dataset.tables["published_figures"], situation.selection.organisation
    rows = figures_of_place(rows[rows["organisation"].isin(chosen)] if chosen else rows, situation.selection)
    shown = rows[
        (rows["indicator"] == VILLAGES) & rows["series_id"].notna() & rows["as_of"].notna() & rows["value"].notna()
    ]
    # An imported dataset may end before our figures do: only days that a reader chose take a figure away.
    last = situation.selection.end or max(situation.span.last, situation.dataset.description.covers_to)
    shown = shown[shown["as_of_first_day"].map(lambda day: day <= last).astype(bool)]
    return records(shown.sort_values("as_of_last_day", kind="stable"))[-1] if len(shown) else None


def figures_of_place(figures: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of published_figures.csv about the place that `selection` names, or about the whole area without one.

    Nothing published is about a district, so that a choice of districts leaves none.
    """
    if selection.district:
        return figures.iloc[:0]
    return table_rows(figures, selection) if selection.province else figures[figures["province"].isna()]


def everywhere(situation: Situation) -> Situation:
    """The same without a choice of provinces and districts."""
    return Situation(situation.dataset, replace(situation.selection, province=(), district=()))


def other_villages(situation: Situation) -> tuple[int, int] | None:
    """Lowest and highest figure that anybody published for villages emptied; None when nobody did.

    Only figures about the whole area: the count of one district is no lower estimate of it.
    """
    rows = situation.dataset.tables["published_figures"]
    about_all = rows["is_cumulative"].astype(bool) & rows["province"].isna()
    values = rows.loc[(rows["indicator"] == VILLAGES) & about_all, "value"].dropna()
    return (int(values.min()), int(values.max())) if len(values) else None


def counted_outposts(situation: Situation) -> pd.DataFrame:
    """Outposts that the headline counts: not overlapping others, neither planned nor closed."""
    rows = situation.outposts
    return rows[~rows["is_overlapping"].astype(bool) & ~rows["status"].isin(COUNTED_OUT)]


def outposts_by_operator(situation: Situation) -> list[tuple[str, int]]:
    """(operator, number of rows), most first."""
    counts = counted_outposts(situation)["operated_by"].value_counts(sort=True)
    return [(str(operator), int(count)) for operator, count in counts.items()]
