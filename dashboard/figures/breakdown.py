"""Incidents by type, by whom they are attributed to, by province: bars with their counts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.figures import palette
from dashboard.figures.style import Figure, figure, plain
from dashboard.text import Words

MOST_BARS = 8
FEW_BARS = 5  # fewer stand apart instead of growing


def breakdown(
    rows: pd.DataFrame, column: str, words: Words, *, label: Callable[[str | None], str], most: int = MOST_BARS
) -> Figure:
    """Horizontal bars of `incidents` for each value of `column`, most first.

    `label` gives a value (None when blank) in words. What does not fit into `most` bars is told as "and n more".
    A click finds the value in `customdata`; blank is none.
    """
    values = [None if pd.isna(value) else str(value) for value in rows[column]]
    counts = [int(count) for count in rows["incidents"]]
    shown = len(values) if len(values) <= most else most - 1
    labels = [plain(label(value)) for value in values[:shown]]
    rest = sum(counts[shown:])
    if rest:
        labels.append(words.plural("more-values", len(values) - shown))
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": words("measure-incidents"),
        "meta": column,
        "x": counts[:shown] + ([rest] if rest else []),
        "y": labels,
        "width": 0.7 * min(1, len(labels) / FEW_BARS),
        "text": [words.number(count) for count in counts[:shown] + ([rest] if rest else [])],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "none",
        "customdata": [value or "none" for value in values[:shown]] + ([""] if rest else []),
        "marker": {"color": [palette.INCIDENTS] * shown + ([palette.LINE] if rest else [])},
    }
    hidden = {"visible": False, "fixedrange": True, "rangemode": "tozero"}
    names = {"autorange": "reversed", "automargin": True, "fixedrange": True, "ticks": ""}
    names |= {"tickfont": {"size": 11}, "visible": bool(values)}
    return figure(
        [bars], xaxis=hidden, yaxis=names, bargap=0.3, margin={"l": 8, "r": 34, "t": 4, "b": 4}, dragmode=False
    )
