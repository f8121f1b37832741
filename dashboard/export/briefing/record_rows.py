"""Incidents and published figures as rows of a printed table: what their cells say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.export.pages import Column, Row
from dashboard.model.row_words import NOT_CODED, figure_value, killed_short, precision_note, reported, when, where
from dashboard.model.situation import Situation
from dashboard.text import Words

Numbers = Mapping[str, int]  # source id -> its number in the list of sources


def incident_columns(words: Words) -> list[Column]:
    """Headings of the table of incidents, with their shares of the width."""
    shares = {"date": 9, "place": 14, "type": 9, "by": 12, "killed": 8, "injured": 6, "summary": 36, "sources": 6}
    return [Column(words(f"column-{name}"), share) for name, share in shares.items()]


def incident_row(row: Mapping[str, Any], situation: Situation, words: Words, numbers: Numbers) -> Row:
    """One incident; what is not known is a question mark, the caveat stands below the summary."""
    label = situation.dataset.label
    status = label("incidents", "attribution_status", row["attribution_status"]).lower()
    caveat = f"{words('caveat')} {row['caveat']}" if row["caveat"] else ""
    by = label("incidents", "attributed_to", row["attributed_to"])
    return [
        when(row, words),
        where(row, words) + precision_note("location", row["location_precision"], words),
        label("incidents", "event_type", row["event_type"]),
        by if row["attribution_status"] == NOT_CODED else f"{by} ({status})",
        killed_short(row, words),
        "?" if row["civilians_injured"] is None else words.number(row["civilians_injured"]),
        " ".join(filter(None, [reported(row, words), caveat])),
        numbered(str(row["source_ids"]).split(";"), numbers),
    ]


def figure_columns(words: Words) -> list[Column]:
    """Headings of the table of published figures, with their shares of the width."""
    shares = {
        "pdf-indicator": 15, "pdf-value": 10, "fact-organisation": 13, "pdf-definition": 30, "pdf-period": 14,
        "fact-province": 9, "column-sources": 6,
    }  # fmt: skip
    return [Column(words(key), share) for key, share in shares.items()]


def figure_row(row: Mapping[str, Any], situation: Situation, words: Words, numbers: Numbers) -> Row:
    """One published figure: what, how many, who counted, over which days."""
    value = figure_value(row, words)
    start, end = (row[name] and words.partial_date(row[name]) for name in ("period_start", "period_end"))
    days = f"{start}–{end}" if start and end else start or (words("slides-up-to", day=end) if end else "")
    stated = words("pdf-stated", day=words.partial_date(row["as_of"]))
    return [
        situation.dataset.label("published_figures", "indicator", row["indicator"]),
        f"{value} {row['unit']}",
        row["organisation"],
        row["definition"],
        "; ".join(filter(None, [days, words(_kind(row)).lower(), stated])),
        row["province"] or words("caption-area"),
        numbered(row["source_ids"], numbers),
    ]


def numbered(source_ids: Iterable[str], numbers: Numbers) -> str:
    """The numbers of some sources: 3, 14."""
    return ", ".join(str(numbers[one]) for one in source_ids if one in numbers)


def _kind(row: Mapping[str, Any]) -> str:
    return "reports-cumulative" if row["is_cumulative"] else "reports-new"
