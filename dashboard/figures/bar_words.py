"""What a bar of a timeline says when it is pointed at."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures.style import Frame
from dashboard.figures.time_axis import counted_days
from dashboard.model.periods import Span
from dashboard.text import Words


def told(periods: pd.DataFrame, spans: pd.Series, exact: pd.Series, frame: Frame) -> pd.DataFrame:
    """`periods` with what a bar says besides its counts: `is_coarse`, whether its date is; `counted`, which of its days
    are counted where not all of them are (blank else: a bar of coarse dates holds what overlaps the days on screen)."""
    pairs = zip(spans, exact, strict=True)
    counted = [counted_days(span, frame) if is_exact else None for span, is_exact in pairs]
    return periods.assign(is_coarse=~exact, counted=pd.Series(counted, index=periods.index, dtype=object))


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
