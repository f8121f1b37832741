"""The milestones that annotate the timelines, as a list with the numbers of the charts."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.data.frames import records
from dashboard.text import Words


def milestone_items(milestones: pd.DataFrame, words: Words) -> list[Component]:
    """One line a milestone, in the order of their numbers."""
    return [
        html.Li([html.Strong(row["title"]), f", {words.partial_date(row['date'])}. {row['description']}."])
        for row in records(milestones)
    ]
