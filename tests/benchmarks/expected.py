"""What every view has to show for a Selection: computed here, apart from the server that is measured."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.figures.map_features import SITE_LAYERS, incident_features, place_features, site_features
from dashboard.figures.views import DISPLACEMENT, reached
from dashboard.layout import ids
from dashboard.layout.headline import headline_cards, sentence
from dashboard.layout.map import START_ZOOM, map_counts
from dashboard.layout.table import ROWS_PER_REQUEST
from dashboard.model.names import NO_PROVINCE, Names
from dashboard.model.selection import parse
from dashboard.model.situation import Situation
from dashboard.model.squares import Block, shown_groups
from dashboard.text import Words

COUNTED = ("province", "type", "by", "status")


def situation(dataset: Dataset, query: str) -> Situation:
    """A Situation that nobody has asked yet."""
    return Situation(dataset, parse(query, Names.of(dataset))[0])


def views(now: Situation, words: Words, blocks: frozenset[Block] = frozenset()) -> dict[str, Any]:
    """View -> what the probe in the page reads there when it shows `now`; see `probe.js`.

    `blocks` are those of the map that the page asks for where incidents are many.
    """
    query = now.selection.query()
    incidents = incident_features(shown_groups(now, START_ZOOM, blocks=blocks), words)
    return {
        "sentence": text_of(sentence(now, words)),
        "headline": text_of(headline_cards(now, words)),
        "reconciliation": text_of(map_counts(now, words)),
        "map-incidents": sorted(feature["properties"]["tip"] for feature in incidents),
        "map-sites": sorted(_site_tips(now, words)),
        ids.TIMELINE_INCIDENTS: query,
        ids.TIMELINE_CASUALTIES: query,
        ids.TIMELINE_DISPLACEMENT: reached(DISPLACEMENT, now.selection).query(),
        ids.BREAKDOWN: query,
        "table": [str(one) for one in now.page([], 0, ROWS_PER_REQUEST)["incident_id"]],
        "counts": _counts(now, words),
    }


def _site_tips(now: Situation, words: Words) -> list[str]:
    sites = site_features(now.outposts, now.dataset, words)
    features = [feature for layer in SITE_LAYERS for feature in sites[layer]]
    features += place_features(now.affected_places, now.dataset, words)
    return [feature["properties"]["tip"] for feature in features]


def _counts(now: Situation, words: Words) -> dict[str, str]:
    """Filter and value -> the count beside it; what is not named here is 0."""
    found = {
        "harm=1": words.number(now.toll.harm),
        "context=1": words("more-with-context", n=words.number(now.in_context)),
    }
    for name in COUNTED:
        rows = now.facet(name)
        for value, count in zip(rows.iloc[:, 0], rows["incidents"], strict=True):
            found[f"{name}={value if isinstance(value, str) else NO_PROVINCE}"] = words.number(int(count))
    return found


def text_of(part: Any) -> str:
    """The text of components as a browser gives it: all texts, one after the other."""
    if part is None:
        return ""
    if isinstance(part, Component):
        return text_of(getattr(part, "children", None))
    if isinstance(part, (list, tuple)):
        return "".join(map(text_of, part))
    return str(part)
