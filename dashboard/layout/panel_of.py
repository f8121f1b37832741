"""What a click asked for -> the panel's title and content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.figures.views import CASUALTIES, INCIDENTS, view_definition, view_sources, view_title
from dashboard.layout import panel, panel_counts
from dashboard.layout.numbers import view_numbers
from dashboard.model.headline import counted_outposts
from dashboard.model.periods import Span
from dashboard.model.records import rows_by_id
from dashboard.model.situation import Situation
from dashboard.text import Words

HEADLINE_VIEWS = {"incidents": INCIDENTS, "deaths": INCIDENTS, "killed": CASUALTIES, "injured": CASUALTIES}
RECORDS = {
    "incident": "incidents",
    "outpost": "outposts",
    "village": "affected_places",
    "figure": "published_figures",
    "report": "displacement",
}
_SHOWN = {
    "incident": panel.incident,
    "outpost": panel.outpost,
    "village": panel.village,
    "figure": panel_counts.figure,
    "report": panel_counts.report,
}


def panel_of(
    asked: Mapping[str, Any], situation: Situation, words: Words, *, by: str = "type"
) -> tuple[str, list[Component]]:
    """`asked` has `kind` (a key of RECORDS, ids, square, period, sites, numbers or sources) and what that needs; `by`
    is what the breakdown counts."""
    kind, dataset = asked["kind"], situation.dataset
    if kind in RECORDS:
        row = next(iter(rows_by_id(RECORDS[kind], [asked["id"]], dataset)), None)
        return words(f"panel-{kind}"), _SHOWN[kind](row, dataset, words) if row else _gone(asked["id"], words)
    if kind in _GROUPS:
        return words("panel-group"), _GROUPS[kind](asked, situation, words)
    if kind == "sites":
        return words("headline-outposts"), panel.sites(counted_outposts(situation), dataset, words)
    if kind == "numbers":
        return words("numbers"), view_numbers(asked["view"], situation, words, by=by)
    view = HEADLINE_VIEWS.get(asked["view"], asked["view"])
    content = panel.view_sources(
        view_sources(view, situation),
        view_title(view, situation, words, by=by),
        view_definition(view, situation, words),
        dataset,
        words,
    )
    return words("sources"), content


def _gone(record: str, words: Words) -> list[Component]:
    return [html.P(words("no-such-record", id=record))]


def _named(asked: Mapping[str, Any], situation: Situation, words: Words) -> list[Component]:
    """The incidents of a group on the map, by their ids."""
    chosen = situation.among(asked["ids"])
    # A large group names a part of its incidents; the others are counted as the map has them.
    total = len(chosen) + max(asked.get("n", 0) - len(asked["ids"]), 0)
    return panel.group(chosen, words.plural("incidents", total), situation.dataset, words, total)


def _square(asked: Mapping[str, Any], situation: Situation, words: Words) -> list[Component]:
    """The incidents in a square of the map."""
    x, y = asked["x"], asked["y"]
    rows, total = situation.drawn_in((x, y, x, y), asked["zoom"], panel.SHOWN_IN_GROUP)
    return panel.group(rows, words.plural("incidents", total), situation.dataset, words, total)


def _period(asked: Mapping[str, Any], situation: Situation, words: Words) -> list[Component]:
    """The incidents that a bar counts."""
    bar = Span(dt.date.fromisoformat(asked["first"]), dt.date.fromisoformat(asked["last"]))
    rows, total = situation.in_bar(bar, panel.SHOWN_IN_GROUP), situation.count_in_bar(bar)
    title = words("group-of-days", incidents=words.plural("incidents", total), days=words.days(bar.first, bar.last))
    return panel.group(rows, title, situation.dataset, words, total)


_GROUPS = {"ids": _named, "square": _square, "period": _period}
