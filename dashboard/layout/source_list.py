"""Sources as a reader follows them: publisher, title, date, address, and what else rests on the same page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout.parts import opens, outside_link
from dashboard.model.records import KEYS
from dashboard.model.sources import by_publisher, resting_counts, resting_on
from dashboard.text import Words

# Table -> what the panel calls one of its rows; a milestone has no panel.
KINDS: Mapping[str, str] = {
    "incidents": "incident",
    "outposts": "outpost",
    "affected_places": "village",
    "displacement": "report",
    "published_figures": "figure",
}
FEW = 12  # sources whose records are listed at once; of more, each has a page that lists them
LISTED = 50  # records of one table at a source
SHOWN = 1_000  # sources of one list
_NAMED_BY = ("place", "name", "title", "organisation")
_DATED_BY = ("date", "as_of", "since", "first_reported")


def source_list(source_ids: Iterable[str], dataset: Dataset, words: Words) -> list[Component]:
    """Publisher, title, date and address of each source, and what rests on it; how many publishers they are."""
    found = list(dict.fromkeys(source_ids))
    publishers, shown = by_publisher(found, dataset), found[:SHOWN]
    counts, is_short = resting_counts(shown, dataset), len(found) <= FEW
    more = len(found) - len(shown)

    def supported(one: str) -> Component:
        return _supported(one, counts[one], dataset, words, is_short=is_short)

    return [
        html.H4(
            words(
                "sources-count",
                sources=words.plural("n-sources", len(found)),
                publishers=words.plural("n-publishers", len(publishers)),
            )
        ),
        html.Ul(
            [
                html.Li(
                    [*_source(one, dataset, words), _supported(one, counts[one], dataset, words, is_short=is_short)]
                )
                for one in shown
            ],
            className="source-list",
        ),
        *([html.P(words.plural("slides-more-sources", more), className="note")] if more else []),
    ]


def source_link(source_id: str, dataset: Dataset, words: Words) -> Component:
    """A source in a line of text: the name of its publisher, which leads to the page, or to what rests on it."""
    row = dataset.sources.get(source_id)
    if row is None or not row["url"]:
        return html.A(row["publisher"] if row else source_id, href=_page(source_id))
    return outside_link(row["publisher"], row["url"])


def _page(source_id: str) -> str:
    return f"data-source?{urlencode({'id': source_id})}"


def _source(source_id: str, dataset: Dataset, words: Words) -> list[Component | str]:
    row = dataset.sources.get(source_id)
    if row is None:
        return [words("source-refused", id=source_id)]
    title = outside_link(row["title"], row["url"]) if row["url"] else f"{row['title']} ({words('no-address')})"
    return [
        html.Span(row["publisher"], className="source-publisher"),
        title,
        html.Span(words.partial_date(row["published"]), className="source-date"),
    ]


def _supported(source_id: str, count: int, dataset: Dataset, words: Words, *, is_short: bool) -> Component:
    """How many records rest on a page and, where the list `is_short`, the first of them; its own page lists more."""
    told, page = words.plural("n-resting", count), _page(source_id)
    if not is_short:
        return html.A(told, href=page, className="source-supports")
    found = resting_on(source_id, dataset, LISTED)
    items = [html.Li(_record(one.table, row, words)) for one in found for row in one.rows]
    more = count - len(items)
    rest = [html.P(words.plural("more-on-page", more), className="note")] if more else []
    link = html.A(words("source-page"), href=page)
    return html.Details([html.Summary(told), html.Ul(items), *rest, link], className="source-supports")


def _record(table: str, row: Mapping[str, Any], words: Words) -> Component | str:
    """A button that opens a record; its name where it has no panel."""
    key = row[KEYS[table]]
    name = str(next((row[column] for column in _NAMED_BY if row.get(column)), key))
    date = next((row[column] for column in _DATED_BY if row.get(column)), None)
    kind = KINDS.get(table, "")
    label = " · ".join([words(f"panel-{kind or 'milestone'}"), name, *([words.partial_date(date)] if date else [])])
    return html.Button(label, type="button", className="text-button", **opens(kind=kind, id=key)) if kind else label
