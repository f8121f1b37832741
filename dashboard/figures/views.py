"""The charts of the page by name: how each is drawn, titled and defined.

Screen, images, slides and the API go through `figure_of`, so that a chart is the same wherever it appears. A view's
words carry its name: `title-…`, `unit-…`, `definition-…`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.breakdown import breakdown
from dashboard.figures.displacement import DEFAULT_QUANTITY, QUANTITIES, displacement_timeline
from dashboard.figures.style import Figure, Frame, is_empty, say_why
from dashboard.figures.timelines import casualties_timeline, incidents_timeline
from dashboard.model.annual import harm_totals, totals_note
from dashboard.model.headline import everywhere, figures_of_place
from dashboard.model.names import NO_PROVINCE
from dashboard.model.scope import CATEGORIES, rows_of
from dashboard.model.selection import Selection
from dashboard.model.sentence import ignored_by
from dashboard.model.situation import Situation
from dashboard.model.sources import incident_sources, table_sources
from dashboard.text import Words

INCIDENTS, CASUALTIES, DISPLACEMENT, BREAKDOWN, MAP = (
    "timeline-incidents",
    "timeline-casualties",
    "timeline-displacement",
    "breakdown",
    "map",
)


@dataclass(frozen=True)
class View:
    """One chart. `title` and `note` are sentences about a Situation."""

    name: str
    title: Callable[[Situation, Words], str]
    note: Callable[[Situation, Words], str]


def figure_of(
    view: str, situation: Situation, words: Words, *, all_milestones: bool = False, by: str = "type"
) -> Figure:
    """The chart `view` of `situation`; `by` chooses what the breakdown counts."""
    frame = frame_of(situation, all_milestones=all_milestones)
    if view == INCIDENTS:
        figure = incidents_timeline(situation.periods, frame, words)
    elif view == CASUALTIES:
        figure = casualties_timeline(situation.periods, frame, words, harm_totals(situation))
    elif view == DISPLACEMENT:
        quantity = quantity_of(situation)
        figure = displacement_timeline(
            situation.displacement, published_series(situation), frame, words, quantity=quantity
        )
    else:
        figure = breakdown(situation.by(by), CATEGORIES[by], words, label=labeller(by, situation, words))
    if is_empty(figure):
        say_why(figure, words("empty-reports" if view == DISPLACEMENT else "empty"))
    figure["layout"]["meta"] = {
        "selection": reached(view, situation.selection).query(),
        "version": situation.dataset.version,
    }
    return figure


def frame_of(situation: Situation, *, all_milestones: bool = False) -> Frame:
    """What the timelines of `situation` have in common."""
    covered, milestones = situation.dataset.description, situation.shown_milestones(all_milestones)
    return Frame(situation.span, situation.grain, covered.covers_from, covered.covers_to, milestones)


def reached(view: str, selection: Selection) -> Selection:
    """What of `selection` a chart follows: displacement reports are no incidents."""
    if view != DISPLACEMENT:
        return selection
    followed = ("province", "district", "start", "end", "organisation", "indicator", "grain")
    return Selection(**{name: getattr(selection, name) for name in followed})


def labeller(name: str, situation: Situation, words: Words) -> Callable[[str | None], str]:
    """Value of a category -> its label; None is what has no single value."""
    column = CATEGORIES[name]
    return lambda value: (
        words("no-single-province")
        if value in (None, NO_PROVINCE)
        else situation.dataset.label("incidents", column, value)
    )


def quantity_of(situation: Situation) -> str:
    """What the displacement timeline shows: the first of its quantities among the indicators asked for."""
    return next((name for name in QUANTITIES if name in situation.selection.indicator), DEFAULT_QUANTITY)


def published_series(situation: Situation) -> pd.DataFrame:
    """Published figures that may be joined by a line and are about the displacement shown.

    Narrowed by place, date, organisation and indicator: other indicators alone leave none. A figure of the whole area
    is none of a province or a district.
    """
    rows = rows_of("published_figures", situation.dataset.tables, situation.selection)
    if situation.selection.province or situation.selection.district:
        rows = figures_of_place(rows, situation.selection)
    shown = rows["series_id"].notna() & (rows["indicator"] == quantity_of(situation)) & rows["as_of"].notna()
    return rows[shown]


def undated_note(situation: Situation, words: Words) -> str:
    """How many reports have no date, so that the displacement timeline can't show them; blank when none."""
    rows = situation.displacement
    undated = int((rows["date"].isna() & rows[QUANTITIES[quantity_of(situation)]].notna()).sum())
    return words.plural("undated-reports", undated) if undated else ""


def _displacement_note(situation: Situation, words: Words) -> str:
    """What the timeline leaves out, and that nothing may be added up."""
    asked = situation.selection.indicator
    others = words("displacement-other-indicators") if asked and quantity_of(situation) not in asked else ""
    told = [
        undated_note(situation, words),
        others,
        series_note(situation, words),
        words("displacement-note"),
        ignored_by(DISPLACEMENT, situation.selection, words),
    ]
    return " ".join(filter(None, told))


def series_note(situation: Situation, words: Words) -> str:
    """That there are series of the whole area, which are not drawn for a part of it; blank where none is left out."""
    if not (situation.selection.province or situation.selection.district):
        return ""
    is_left_out = published_series(situation).empty and not published_series(everywhere(situation)).empty
    return words("series-whole-area-only") if is_left_out else ""


def _nothing(situation: Situation, words: Words) -> str:
    return ""


VIEWS = {
    INCIDENTS: View(INCIDENTS, lambda s, words: words(f"title-incidents-{s.grain}"), _nothing),
    CASUALTIES: View(CASUALTIES, lambda s, words: words(f"title-casualties-{s.grain}"), totals_note),
    DISPLACEMENT: View(DISPLACEMENT, lambda s, words: words(f"title-{quantity_of(s)}"), _displacement_note),
    BREAKDOWN: View(BREAKDOWN, lambda s, words: words("title-breakdown-type"), _nothing),
}


def view_title(view: str, situation: Situation, words: Words, *, by: str = "type") -> str:
    """The title of a chart or the map; `by` is what the breakdown counts."""
    if view == BREAKDOWN:
        return words(f"title-breakdown-{by}")
    return VIEWS[view].title(situation, words) if view in VIEWS else words("view-map")


def view_definition(view: str, situation: Situation, words: Words) -> str:
    """Unit and definition of what a chart or the map shows, and what of the Selection it can't take into account."""
    key = f"definition-{quantity_of(situation)}" if view == DISPLACEMENT else f"definition-{view}"
    if view == CASUALTIES:
        more = [words("totals-meaning") if harm_totals(situation) else "", totals_note(situation, words)]
    else:
        more = ["" if view in (INCIDENTS, BREAKDOWN) else ignored_by(view, situation.selection, words)]
    return " ".join(filter(None, [words(key), *more]))


def view_sources(view: str, situation: Situation) -> list[str]:
    """Sources of a chart or the map, those that most rows rest on first."""
    if view == DISPLACEMENT:
        column = QUANTITIES[quantity_of(situation)]
        reports = situation.displacement
        rows = [*reports.loc[reports[column].notna(), "source_ids"], *published_series(situation)["source_ids"]]
        return table_sources(rows)
    if view == MAP:
        sites = [*situation.outposts["source_ids"], *situation.affected_places["source_ids"]]
        return list(dict.fromkeys([*incident_sources(situation), *table_sources(sites)]))
    if view == CASUALTIES:
        totals = table_sources(row["source_ids"] for row in harm_totals(situation))
        return list(dict.fromkeys([*incident_sources(situation), *totals]))
    return incident_sources(situation)
