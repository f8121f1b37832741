"""The pages, one `Page` each: the blueprint answers by PAGES, and every page links to all of them.

A further page is one line of PAGES, a template that extends `page.html`, and the words `page-{name}`; `frame` names
those of the navigation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from dashboard.api.answers import conditional
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.model.situations import Situations
from dashboard.pages import about, documents, published, records, source_page
from dashboard.pages.asked import Asked
from dashboard.pages.frame import frame
from dashboard.text import Words

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """`/{name}`, made from `{name}.html` and the values that `make` gives to it beside those of every page."""

    name: str
    make: Callable[[Asked], dict[str, object]]


PAGES = (
    Page("published", published.contents),
    Page("about-the-data", about.contents),
    Page("data-records", records.contents),
    Page("data-source", source_page.contents),
    Page("data-documents", documents.contents),
)


def blueprint(situations: Situations, current: CurrentDataset, words: Words, settings: Settings) -> Blueprint:
    """All PAGES and their files, for one application; nothing is kept between requests."""
    pages = Blueprint(
        "pages", __name__, template_folder="templates", static_folder="static", static_url_path="/pages/static"
    )
    for page in PAGES:
        pages.add_url_rule(f"/{page.name}", page.name, _answering(page, situations, words, settings), methods=["GET"])
    return pages


def _answering(page: Page, situations: Situations, words: Words, settings: Settings) -> Callable[[], Response]:
    """What the server does when somebody asks for `page`."""

    def answer() -> Response:
        query = request.query_string.decode(errors="replace")
        found = situations.of(query)
        asked = Asked(found.situation, found.bad_values, words, settings, request.args.to_dict(flat=False))
        key = (found.situation.dataset.version, page.name, query, words.language, request.script_root)
        return conditional(lambda: _html(page, asked), HTML, *key)

    return answer


def _html(page: Page, asked: Asked) -> str:
    words, dataset = asked.words, asked.situation.dataset
    bad_values = [
        words("bad-value", name=bad.name, value=bad.value, reason=words(bad.reason)) for bad in asked.bad_values
    ]
    shared = frame(page.name, dataset, words, asked.situation.selection.query())
    return render_template(f"{page.name}.html", **shared, bad_values=bad_values, **page.make(asked))
