"""The milestones that annotate the timelines, as a list with the numbers of the charts."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.layout.source_list import source_link
from dashboard.text import Words


def milestone_items(milestones: pd.DataFrame, dataset: Dataset, words: Words) -> list[Component]:
    """One line a milestone with its sources, in the order of their numbers."""
    return [
        html.Li(
            [
                html.Strong(row["title"]),
                f", {words.partial_date(row['date'])}. {row['description']}. ",
                html.Span(words("reading-sources")),
                *(part for one in row["source_ids"] for part in (" ", source_link(one, dataset, words))),
            ]
        )
        for row in records(milestones)
    ]
