"""What every page has around its own content: head, navigation, version of the data."""

from __future__ import annotations

from flask import request

from dashboard.data.dataset import Dataset
from dashboard.layout.header import cut_off
from dashboard.text import Words

NAVIGATION = ("published", "about-the-data", "import")


def frame(name: str, dataset: Dataset, words: Words, query: str = "") -> dict[str, object]:
    """Values of `page.html` for the page `name`; its links take the Selection of `query` along."""
    return {
        "words": words,
        "direction": "rtl" if words.locale.text_direction == "rtl" else "ltr",
        "root": request.script_root,
        "query": query,
        "name": name,
        "title": words(f"page-{name}"),
        "links": [(one, words(f"page-{one}")) for one in NAVIGATION],
        "version": cut_off(dataset, words),
    }
