"""Small pieces that several parts of the page are made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.export.sizes import SIZES
from dashboard.figures.style import Figure
from dashboard.figures.views import VIEWS
from dashboard.layout import ids
from dashboard.text import Words

GRAPH_CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "responsive": True,
    "scrollZoom": False,
    "showTips": False,
}


def card(view: str, words: Words, *body: Component, title: str = "", extra: Sequence[Component] = ()) -> Component:
    """A titled box with *Table*, *Sources* and *Save image*."""
    heading = html.Div(
        [html.H2(title, id=ids.title(view), className="card-title"), *extra, actions(view, words)],
        className="card-head",
    )
    return html.Section([heading, *body], className=f"card card-{view}", **{"aria-labelledby": ids.title(view)})


def actions(view: str, words: Words) -> Component:
    """*Table*, *Sources* and *Save image*: its size, and as what; `assets/50-images.js` does it."""
    items = [
        html.Button(words(f"save-{how}"), type="button", className="menu-item", **{"data-image": f"{view} {how}"})
        for how in ("png", "svg", "copy")
    ]
    sizes = html.Select(
        [html.Option(words(f"size-{size}"), value=size) for size in SIZES],
        className="menu-select",
        **{"aria-label": words("image-size")},
    )
    name = words("save-image-of", view=words(f"view-{view}"))
    menu = menu_box(words("save-image"), [sizes, *items], look="text-button", **{"aria-label": name})
    label = {"aria-label": words("sources-of", view=words(f"view-{view}"))}
    sources = text_button(words("sources"), id=ids.sources(view), **opens(kind="sources", view=view), **label)
    return html.Div([*_numbers(view, words), sources, menu], className="card-actions")


def _numbers(view: str, words: Words) -> list[Component]:
    """*Table* of a chart, which is made when it is asked for; the map's rows stand in the table below it."""
    if view not in VIEWS:
        return []
    label = {"aria-label": words("numbers-of", view=words(f"view-{view}"))}
    return [text_button(words("numbers"), **opens(kind="numbers", view=view), **label)]


def menu_box(text: str, content: Sequence[Component], *, look: str, **properties: Any) -> Component:
    """What a button opens; `assets/25-menus.js` closes it. Not Mantine's, which slows every change of the page down."""
    summary = html.Summary(text, className=look, role="button", **properties)
    return html.Details([summary, html.Div(content, className="menu")], className="menu-box")


def opens(**what: str) -> dict[str, str]:
    """Attributes of a button that opens the panel on `what`: its `kind`, and the `id` or the `view` of that kind."""
    return {"data-open": json.dumps(what, ensure_ascii=False)}


def download(path: str) -> dict[str, str]:
    """Attributes of a link to a file of the Selection, which `assets/10-address.js` adds to it."""
    return {"href": path, "data-download": path, "download": ""}


def text_button(text: Any, **properties: Any) -> Component:
    """A button that looks like a link."""
    return html.Button(text, type="button", className="text-button", **properties)


def graph(view: str, label: str) -> Component:
    """An empty chart, with a skeleton's height, so that nothing jumps when it is filled.

    It takes the focus, and says the bar or mark that `assets/36-bars.js` goes to.
    """
    empty: Figure = {
        "data": [],
        "layout": {
            "xaxis": {"visible": False},
            "yaxis": {"visible": False},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
        },
    }
    chart = dcc.Graph(id=view, figure=empty, config=GRAPH_CONFIG, style={"height": "100%"}, responsive=True)
    said = html.Div(className="graph-said", **{"aria-live": "polite"})
    return html.Div([chart, said], className="graph-box", role="group", tabIndex="0", **{"aria-label": label})


def outside_link(text: str, url: str) -> Component:
    """A link to a page elsewhere, which learns nothing of where the reader came from."""
    return html.A(text, href=url, target="_blank", rel="noopener noreferrer")
