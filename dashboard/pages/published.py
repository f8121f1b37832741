"""`/published`: what each organisation published, quantity by quantity."""

from __future__ import annotations

from dashboard.model.scope import rows_of
from dashboard.pages.asked import Asked


def contents(asked: Asked) -> dict[str, object]:
    """`count`: how many published figures the Selection leaves, in words."""
    rows = rows_of("published_figures", asked.situation.dataset.tables, asked.situation.selection)
    return {"count": asked.words.plural("published-count", len(rows))}
