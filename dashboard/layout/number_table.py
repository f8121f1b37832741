"""A table of numbers in the panel: its cells, and how each leads to what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout.parts import opens, outside_link
from dashboard.text import Words

Cell: TypeAlias = str | Component | list[Component | str]


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, numbers: Iterable[int] = ()
) -> Component:
    """A table with its caption; the first cell of a row is its heading, the columns `numbers` hold numbers. It can be
    scrolled by keyboard where it is wider than the panel."""
    look = {column: {"className": "number"} for column in numbers}
    head = html.Tr([html.Th(text, scope="col", **look.get(n, {})) for n, text in enumerate(heads)])
    body = [
        html.Tr(
            [html.Th(row[0], scope="row"), *(html.Td(cell, **look.get(n, {})) for n, cell in enumerate(row[1:], 1))]
        )
        for row in rows
    ]
    content = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return html.Div(content, className="panel-table", role="region", tabIndex="0", **{"aria-label": caption})


def counted(value: Any, words: Words) -> str:
    """A count; where nobody reported one, that."""
    return words("not-known") if value is None else words.number(int(value))


def opener(kind: str, record: str, text: str) -> Component:
    """A number that opens its record."""
    return html.Button(text, type="button", className="text-button", **opens(kind=kind, id=record))


def sources_of(source_ids: Iterable[str], dataset: Dataset, words: Words) -> list[Component | str]:
    """Publishers, each a link to its page."""
    cells: list[Component | str] = []
    for source_id in source_ids:
        row = dataset.sources.get(source_id)
        name = row["publisher"] if row else words("source-refused", id=source_id)
        cells += ["; " if cells else "", outside_link(name, row["url"]) if row and row["url"] else name]
    return cells
