"""Sources as a reader follows them: publisher, title, date, address, and what else rests on the same page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.layout.parts import opens, outside_link
from dashboard.model.sources import Resting, by_publisher, resting_on
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
_NAMED_BY = ("place", "name", "title", "organisation")
_DATED_BY = ("date", "as_of", "since", "first_reported")


def source_list(source_ids: Iterable[str], dataset: Dataset, words: Words) -> list[Component]:
    """Publisher, title, date and address of each source, and what rests on it; how many publishers they are."""
    found = list(dict.fromkeys(source_ids))
    publishers, resting = by_publisher(found, dataset), resting_on(found, dataset)
    rows = _rows(resting, dataset) if len(found) <= FEW else {}
    return [
        html.H4(
            words(
                "sources-count",
                sources=words.plural("n-sources", len(found)),
                publishers=words.plural("n-publishers", len(publishers)),
            )
        ),
        html.Ul(
            [html.Li([*_source(one, dataset, words), _supported(one, resting[one], rows, words)]) for one in found],
            className="source-list",
        ),
    ]


def source_link(source_id: str, dataset: Dataset, words: Words) -> Component:
    """A source in a line of text: the name of its publisher, which leads to the page, or to what rests on it."""
    row = dataset.sources.get(source_id)
    if row is None or not row["url"]:
        return html.A(row["publisher"] if row else source_id, href=_page(source_id))
    return outside_link(row["publisher"], row["url"])


def _page(source_id: str) -> str:
    return f"/data-source?{urlencode({'id': source_id})}"


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


def _supported(source_id: str, found: Sequence[Resting], rows: Mapping[Resting, Any], words: Words) -> Component:
    """How many records rest on a page, and which; a link to its own page where `rows` are not given."""
    told = words.plural("n-resting", len(found))
    page = _page(source_id)
    if not rows:
        return html.A(told, href=page, className="source-supports")
    items = [html.Li(_record(one, rows[one], words)) for one in found]
    return html.Details(
        [html.Summary(told), html.Ul(items), html.A(words("source-page"), href=page)], className="source-supports"
    )


def _record(one: Resting, row: Mapping[str, Any], words: Words) -> Component | str:
    """A button that opens a record; its name where it has no panel."""
    name = str(next((row[column] for column in _NAMED_BY if row.get(column)), one.id))
    date = next((row[column] for column in _DATED_BY if row.get(column)), None)
    kind = KINDS.get(one.table, "")
    label = " · ".join([words(f"panel-{kind or 'milestone'}"), name, *([words.partial_date(date)] if date else [])])
    return html.Button(label, type="button", className="text-button", **opens(kind=kind, id=one.id)) if kind else label


def _rows(resting: Mapping[str, Sequence[Resting]], dataset: Dataset) -> dict[Resting, dict[str, Any]]:
    """The row of every record, by table."""
    wanted = {one for found in resting.values() for one in found}
    found: dict[Resting, dict[str, Any]] = {}
    for table in dict.fromkeys(one.table for one in wanted):
        rows = dataset.tables[table]
        key = str(rows.columns[0])
        chosen = rows[rows[key].isin([one.id for one in wanted if one.table == table])]
        found |= {Resting(table, row[key]): row for row in records(chosen)}
    return found
