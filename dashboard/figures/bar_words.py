"""What a bar of a timeline says when it is pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.frames import records
from dashboard.figures.style import Frame
from dashboard.figures.time_axis import counted_days, shown_days
from dashboard.model.periods import Span, period
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of a timeline: its row, its span, the days of it that the axis has, and what it says when pointed at."""

    row: Mapping[str, Any]
    span: Span
    drawn: Span
    is_exact: bool
    says: str


def bars(periods: pd.DataFrame, frame: Frame, words: Words) -> list[Bar]:
    """A bar for each row of `Situation.periods`, as fine as the bars of `frame` or coarser, in their order."""
    shown, made = shown_days(frame), []
    for row in records(periods):
        span, is_exact = period(row["period"], row["precision"]), row["precision"] == frame.grain
        drawn = Span(max(span.first, shown.first), min(span.last, shown.last))
        # A bar of coarse dates holds what overlaps the days on screen: nothing of it is cut.
        counted = counted_days(span, frame) if is_exact else None
        says = hover(row | {"is_coarse": not is_exact, "counted": counted}, span, words)
        made.append(Bar(row, span, drawn, is_exact, says))
    return made


def hover(row: dict[str, Any], span: Span, words: Words) -> str:
    """What a bar says: its days, the incidents, what is known of the toll and for how many it is not."""
    lines = [
        f"<b>{words.days(span.first, span.last)}</b>",
        words.plural("incidents", row["incidents"]),
        words(
            "hover-killed",
            best=_known(row["killed_best"], words),
            span=words.span(row["killed_low"], row["killed_high"]),
        ),
        words("hover-injured", count=_known(row["injured"], words)),
    ]
    for name in ("unknown", "injured_unknown"):
        if row[name]:
            lines.append(words.plural(f"toll-{name}", row[name]))
    if row["counted"]:
        lines.append(words("bar-cut", days=words.days(row["counted"].first, row["counted"].last)))
    if row["is_coarse"]:
        lines.append(words(f"dated-to-{row['precision']}"))
    return "<br>".join(lines)


def _known(value: Any, words: Words) -> str:
    return words("not-known") if pd.isna(value) else words.number(int(value))
