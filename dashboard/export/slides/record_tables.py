"""Rows of incidents and of published figures as cells of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.export.slides.cited import Cited
from dashboard.export.slides.tables import Cells, Column, joined
from dashboard.model.row_words import NOT_CODED, count, figure_value, killed_short, precision_note, reported, when
from dashboard.model.situation import Situation
from dashboard.text import Words


def incident_columns(words: Words) -> list[Column]:
    """Headings and widths."""
    widths = {
        "date": 100.0,
        "place": 137.0,
        "type": 84.0,
        "by": 113.0,
        "killed": 68.0,
        "injured": 48.0,
        "summary": 304.0,
    }
    numbers = ("killed", "injured")
    columns = [Column(words(f"column-{name}"), width, name in numbers) for name, width in widths.items()]
    return [*columns, Column(words("sources"), 58)]


def incident_cells(row: Mapping[str, Any], situation: Situation, words: Words, cited: Cited) -> Cells:
    """An incident: what is not known is a question mark, a doubt stands below the summary."""
    label = situation.dataset.label
    by = label("incidents", "attributed_to", row["attributed_to"])
    status = row["attribution_status"]
    doubt = "" if status in ("reported", NOT_CODED) else label("incidents", "attribution_status", status)
    caveat = f"{words('caveat')} {row['caveat']}" if row["caveat"] else ""
    sources = str(row["source_ids"]).split(";")
    return [
        _when(row, words),
        [
            joined((row["place"], row["district"])),
            _unbracketed(precision_note("location", row["location_precision"], words)),
        ],
        [label("incidents", "event_type", row["event_type"])],
        [by, doubt],
        [killed_short(row, words)],
        ["?" if row["civilians_injured"] is None else count(row["civilians_injured"], words)],
        [reported(row, words), caveat],
        [cited.numbers(sources)],
    ]


def _when(row: Mapping[str, Any], words: Words) -> list[str]:
    """The date, and below it how precisely it is known; an interval says so itself."""
    if row.get("date_last"):
        return [when(row, words)]
    return [words.partial_date(row["date"]), _unbracketed(precision_note("date", row["date_precision"], words))]


def figure_columns(words: Words) -> list[Column]:
    """Headings and widths."""
    headings = {
        "slides-indicator": 134.0,
        "slides-value": 80.0,
        "fact-organisation": 134.0,
        "slides-definition": 268.0,
        "slides-period": 166.0,
        "fact-province": 72.0,
    }
    columns = [Column(words(key), width, key == "slides-value") for key, width in headings.items()]
    return [*columns, Column(words("sources"), 58)]


def figure_cells(row: Mapping[str, Any], situation: Situation, words: Words, cited: Cited) -> Cells:
    """A published figure: who counted what, over which days, stated when."""
    value = figure_value(row, words)
    start, end = row["period_start"], row["period_end"]
    both = words.days(row["period_start_first_day"], row["period_end_last_day"]) if start and end else ""
    days = both or (words("slides-up-to", day=words.partial_date(end)) if end else "")
    kind = words("reports-cumulative" if row["is_cumulative"] else "reports-new")
    return [
        [situation.dataset.label("published_figures", "indicator", row["indicator"])],
        [value, row["unit"]],
        [row["organisation"], _stated(row["as_of"], words)],
        [row["definition"]],
        [days or words("slides-period-unknown"), kind],
        [row["province"] or words("slides-whole-area")],
        [cited.numbers(row["source_ids"])],
    ]


def _stated(as_of: str | None, words: Words) -> str:
    return words("slides-stated", day=words.partial_date(as_of)) if as_of else words("slides-stated-undated")


def _unbracketed(note: str) -> str:
    return note.strip(" ()")
