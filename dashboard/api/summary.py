"""The numbers of a Selection, as `/api/summary.json` gives them: the same that stand on the page."""

from __future__ import annotations

from typing import Any

from dashboard.export.about import datasets, tolls
from dashboard.model.headline import counted_outposts, latest_villages
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

BREAKDOWNS = {"by_province": "province", "by_type": "type", "by_attributed_to": "by"}


def summary(situation: Situation, words: Words) -> dict[str, Any]:
    """The Selection, its counts and what they rest on. null is "nobody knows"; it is never written as 0."""
    dataset, selection, toll = situation.dataset, situation.selection, situation.toll
    about = dataset.description
    return {
        "data_version": dataset.version,
        "selection": selection.query(),
        "description": describe(selection, dataset, words),
        "from": situation.span.first.isoformat(),
        "to": situation.span.last.isoformat(),
        "covers_to": about.covers_to.isoformat(),
        "incidents": toll.incidents,
        "mapped": toll.mapped,
        "without_location": toll.without_location,
        **tolls(situation),
        "outposts": len(counted_outposts(situation)),
        "villages_evacuated": _villages(situation),
        **{name: _breakdown(situation, category) for name, category in BREAKDOWNS.items()},
        "licence": "; ".join(one.licence for one in situation.cited),
        "citation": "; ".join(one.citation for one in situation.cited),
        "datasets": datasets(situation),
        "double_counting": situation.is_combined,
    }


def _villages(situation: Situation) -> dict[str, Any] | None:
    figure = latest_villages(situation)
    if figure is None:
        return None
    value = float(figure["value"])
    return {
        "value": int(value) if value.is_integer() else value,
        "organisation": figure["organisation"],
        "as_of": figure["as_of"],
        "figure_id": figure["figure_id"],
        "source_ids": list(figure["source_ids"]),
    }


def _breakdown(situation: Situation, category: str) -> list[dict[str, Any]]:
    """`value` is null for incidents without a single one."""
    counts = situation.by(category)
    return [
        {"value": value if isinstance(value, str) else None, "incidents": int(incidents)}
        for value, incidents in counts.itertuples(index=False)
    ]
