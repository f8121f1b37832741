"""The incident table beside the totals that organisations published: how much of them the sourced sample covers.

Sums are those of a Situation, so that the dashboard shows the same numbers under the Selection that stands with each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.model.annual import HARM, figures_of_years
from dashboard.model.periods import Span
from dashboard.model.selection import Selection, ordered
from dashboard.model.situation import Situation
from dashboard.model.tolls import Toll

# The organisations that publish totals count operations of Türkiye. What they count stands beside each figure.
COUNTED_OPERATIONS = "Turkish Armed Forces"


@dataclass(frozen=True, slots=True)
class Ours:
    """What the incident rows of `selection` know of one quantity, in persons.

    `best` adds best counts, `low` and `high` the bounds where given, else the best; None is "no row knows", never 0.
    Injured have no bounds: `low` and `high` are the best. `unknown` rows have no figure at all, `range_only` rows
    bounds and no best; neither is in `best`.
    """

    selection: Selection
    incidents: int
    low: int | None
    best: int | None
    high: int | None
    unknown: int
    range_only: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a published figure that our best counts reach, 1 = all of it; None where that end is open.

    Of a published range, `low` is the part of its upper end and `high` that of its lower one.
    """

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Covered:
    """One published figure of a year or a part of one, and the incident rows of its days and provinces.

    `figure` is the row of published_figures. `attributed` are rows attributed to Turkish forces, which is what the
    organisations count; `everyone` rows attributed to anybody, or to nobody. `share` is that of `attributed`, None
    when nothing is known or the figure is 0.
    """

    figure: Mapping[str, Any]
    year: int
    span: Span
    is_end_given: bool
    is_whole_year: bool
    provinces: tuple[str, ...]
    attributed: Ours
    everyone: Ours

    @property
    def share(self) -> Share | None:
        return _share(self.figure, self.attributed.best)


def coverage(dataset: Dataset) -> tuple[Covered, ...]:
    """Every published figure of civilians killed or injured within one year, with our rows beside it.

    The latest year first, then the whole area before its provinces, the longest period first, killed before injured.
    A figure without a province is compared with the provinces of the Kurdistan Region, as dataset.toml names them.
    """
    figures = dataset.tables["published_figures"]
    rows = records(figures_of_years(figures[figures["indicator"].isin(list(HARM))]))
    toll_of = cache(lambda selection: Situation(dataset, selection).toll)  # killed and injured ask for the same
    return tuple(_covered(row, dataset, toll_of) for row in sorted(rows, key=_order))


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    days = (row["last_day"] - row["first_day"]).days
    place = row["province"] or ""
    return -row["year"], place, -days, row["organisation"], list(HARM).index(row["indicator"]), row["figure_id"]


def _covered(row: Mapping[str, Any], dataset: Dataset, toll_of: Callable[[Selection], Toll]) -> Covered:
    span = Span(row["first_day"], row["last_day"])
    provinces = ordered([row["province"]] if row["province"] else dataset.description.kurdistan_region)
    everyone = Selection(province=provinces, start=span.first, end=span.last)
    attributed = Selection(province=provinces, start=span.first, end=span.last, by=(COUNTED_OPERATIONS,))
    return Covered(
        row,
        row["year"],
        span,
        bool(row["is_end_given"]),
        bool(row["is_whole_year"]),
        provinces,
        *(_ours(selection, toll_of(selection), row["indicator"]) for selection in (attributed, everyone)),
    )


def _ours(selection: Selection, toll: Toll, indicator: str) -> Ours:
    if HARM[indicator] == "injured":
        return Ours(selection, toll.incidents, toll.injured, toll.injured, toll.injured, toll.injured_unknown)
    killed = toll.killed_low, toll.killed_best, toll.killed_high
    return Ours(selection, toll.incidents, *killed, toll.unknown, toll.range_only)


def _share(figure: Mapping[str, Any], best: int | None) -> Share | None:
    value = figure["value"]
    low, high = (value if figure[name] is None else figure[name] for name in ("value_low", "value_high"))
    if best is None or not (low or high):
        return None
    return Share(best / high if high else None, best / low if low else None)
