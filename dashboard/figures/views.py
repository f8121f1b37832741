"""The charts of the page by name: how each is drawn, titled and defined.

Screen, images, slides and the API go through `figure_of`, so that a chart is the same wherever it appears. A view's
words carry its name: `title-…`, `unit-…`, `definition-…`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.data.imported import Imported
from dashboard.figures.breakdown import breakdown
from dashboard.figures.displaced import (
    displacement_note,
    published_series,
    quantity_of,
    reports_of,
    stocks_of,
)
from dashboard.figures.displacement import QUANTITIES, displacement_timeline
from dashboard.figures.style import Figure, Frame, is_empty, say_why
from dashboard.figures.timelines import casualties_timeline, incidents_timeline
from dashboard.model.annual import harm_totals, totals_note
from dashboard.model.dataset_words import counting_displaced, imported_of
from dashboard.model.names import NO_PROVINCE
from dashboard.model.scope import CATEGORIES
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
        quantity, drawn = quantity_of(situation), stocks_of(situation).lines
        reports = reports_of(situation)
        figure = displacement_timeline(
            reports, published_series(situation), frame, words, quantity=quantity, stocks=drawn
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
    followed = ("province", "district", "start", "end", "organisation", "indicator", "dataset", "grain")
    return Selection(**{name: getattr(selection, name) for name in followed})


def labeller(name: str, situation: Situation, words: Words) -> Callable[[str | None], str]:
    """Value of a category -> its label; None is what has no single value."""
    column = CATEGORIES[name]
    return lambda value: (
        words("no-single-province")
        if value in (None, NO_PROVINCE)
        else situation.dataset.label("incidents", column, value)
    )


def _nothing(situation: Situation, words: Words) -> str:
    return ""


VIEWS = {
    INCIDENTS: View(INCIDENTS, lambda s, words: words(f"title-incidents-{s.grain}"), _nothing),
    CASUALTIES: View(CASUALTIES, lambda s, words: words(f"title-casualties-{s.grain}"), totals_note),
    DISPLACEMENT: View(DISPLACEMENT, lambda s, words: words(f"title-{quantity_of(s)}"), displacement_note),
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


def datasets_in(view: str, situation: Situation) -> tuple[Imported, ...]:
    """The imported datasets that a chart or the map shows; of displacement those that count it."""
    return counting_displaced(situation) if view == DISPLACEMENT else imported_of(situation)


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
