"""What stands on the page beside numbers of imported datasets, for as long as these are chosen: it can't be closed."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.data.imported import Imported
from dashboard.figures.views import datasets_in, view_title
from dashboard.layout.parts import outside_link
from dashboard.model.dataset_words import (
    accessed,
    cited_words,
    double_counting,
    imported_of,
    is_on_the_web,
    meaning,
    outside,
    short_meaning,
)
from dashboard.model.sentence import short_title
from dashboard.model.situation import Situation
from dashboard.text import Words


def dataset_notes(situation: Situation, words: Words) -> list[Component]:
    """That several datasets overlap; for each imported one what its numbers mean, in short, and behind a fold in full,
    what of it is elsewhere and how it is cited. Nothing without an imported one."""
    twice = double_counting(situation, words)
    items = [html.Li(_told(one, words)) for one in imported_of(situation)]
    warning = [html.P(html.Strong(twice), className="notice notice-warning")] if twice else []
    return [*warning, *([html.Ul(items, className="notice notice-note dataset-notes")] if items else [])]


def _told(one: Imported, words: Words) -> list[Component]:
    kept = "" if one.may_share_rows else words("dataset-rows-stay")
    said = " ".join(filter(None, [meaning(one, words), outside(one, words), kept]))
    link = [" ", outside_link(one.address, one.address)] if is_on_the_web(one) else []
    cited = html.Span([cited_words(one, words, has_address=not link), *link], className="note dataset-cited")
    kept_short = [] if one.may_share_rows else [" ", words("dataset-rows-kept")]
    short = html.Summary([html.Strong(short_title(one)), " ", short_meaning(one, words), *kept_short])
    # Terms that keep rows here ask for a prominent acknowledgement, too (ACLED's Terms of Use and Attribution Policy).
    inside, beside = ([" ", cited], []) if one.may_share_rows else ([], [cited])
    return [html.Details([short, html.P([html.Strong(one.title), " ", said, *inside])]), *beside]


def chart_title(view: str, situation: Situation, words: Words, *, by: str) -> list[Component | str]:
    """The title of a chart and, under it, which imported datasets it rests on: each picture names them."""
    title, names = view_title(view, situation, words, by=by), accessed(datasets_in(view, situation), words)
    return [title, html.Span(names, className="note chart-data")] if names else [title]
