"""`/about-the-data`: what the dataset says of itself."""

from __future__ import annotations

from dashboard.pages.asked import Asked


def contents(asked: Asked) -> dict[str, object]:
    """`described`: title, coverage, licence and citation of the dataset."""
    return {"described": asked.situation.dataset.description}
