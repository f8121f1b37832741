"""The header: what this is, how fresh it is, and what a reader takes away."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from dashboard.layout.parts import download, menu_box
from dashboard.text import Words


def header(dataset: Dataset, words: Words, no_pdf: str = "") -> Component:
    """The bar at the top; `no_pdf` says why there is no PDF."""
    theme_label = words("theme-switch")
    return html.Header(
        [
            html.Button(
                words("filters"),
                id=ids.HEADER_FILTERS,
                type="button",
                className="button phone-only",
                **{"data-sheet": "open", "aria-controls": ids.FILTERS, "aria-expanded": "false"},
            ),
            html.H1(words("title"), className="page-title"),
            _pages(words),
            html.P(cut_off(dataset, words), id=ids.HEADER_VERSION, className="page-version"),
            html.Div(
                [
                    html.Button(
                        html.Span(className="theme-icon"),
                        id=ids.HEADER_THEME,
                        type="button",
                        className="button",
                        n_clicks=0,
                        title=theme_label,
                        **{"aria-label": theme_label},
                    ),
                    html.Button(
                        words("copy-link"), id=ids.HEADER_COPY_LINK, type="button", className="button", n_clicks=0
                    ),
                    _export_menu(words, no_pdf),
                ],
                className="header-actions",
            ),
            html.P(
                id=ids.FILE_STATUS,
                className="file-status",
                role="status",
                **{f"data-{key}": words(f"file-{key}") for key in ("making", "saved", "copied", "no-copy", "failed")},
            ),
        ],
        className="header",
    )


# Words of a page beside the dashboard -> its path.
PAGES = {"page-published": "published", "page-about-the-data": "about-the-data", "page-import": "import"}


def _pages(words: Words) -> Component:
    """Links that take the Selection along: `assets/10-address.js` adds it to what has `data-download`."""
    links = [html.A(words(key), href=path, **{"data-download": path}) for key, path in PAGES.items()]
    return html.Nav(links, className="header-pages", **{"aria-label": words("pages")})


def cut_off(dataset: Dataset, words: Words) -> str:
    """Until when the data reaches, and which state of it this is."""
    return words("data-to", day=words.day(dataset.description.covers_to), version=dataset.version)


# What is offered, with the words for it -> its path.
FILES = {
    "take-slides": "api/briefing.pptx",
    "take-pdf": "api/briefing.pdf",
    "take-zip": "api/briefing.zip",
    "take-workbook": "api/incidents.xlsx",
    "rows-csv": "api/incidents.csv",
    "rows-geojson": "api/incidents.geojson",
}


def _export_menu(words: Words, no_pdf: str) -> Component:
    """The files; those that take seconds tell what becomes of them. Without a browser on the server there is no PDF."""
    offered = {key: path for key, path in FILES.items() if not (no_pdf and key == "take-pdf")}
    files = [html.A(words(key), className="menu-link", **download(path)) for key, path in offered.items()]
    notes = [html.P(text, className="note") for text in (words("take-away-note"), no_pdf) if text]
    return menu_box(words("take-away"), [*files, *notes], look="button button-strong", id=ids.HEADER_EXPORT)
