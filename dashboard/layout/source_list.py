"""Sources as a reader follows them: publisher, title, date, address."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout.parts import outside_link
from dashboard.model.sources import by_publisher
from dashboard.text import Words


def source_list(source_ids: Iterable[str], dataset: Dataset, words: Words) -> list[Component]:
    """Publisher, title, date and address of each source; how many publishers they are."""
    found = list(dict.fromkeys(source_ids))
    publishers = by_publisher(found, dataset)
    return [
        html.H4(
            words(
                "sources-count",
                sources=words.plural("n-sources", len(found)),
                publishers=words.plural("n-publishers", len(publishers)),
            )
        ),
        html.Ul([html.Li(_source(one, dataset, words)) for one in found], className="source-list"),
    ]


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
