"""What others counted, in the panel: a report of displacement, a published figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout.facts import fact_list
from dashboard.layout.source_list import source_list
from dashboard.model.row_words import figure_value, report_counts
from dashboard.text import Words


def report(row: Mapping[str, Any], dataset: Dataset, words: Words) -> list[Component]:
    """One row of displacement.csv."""
    counts = ("villages_evacuated", "villages_threatened", "families_displaced", "persons_displaced")
    told = [words.plural(column, int(row[column])) for column in counts if row[column] is not None]
    facts = [
        ("fact-when", words.partial_date(row["date"])),
        ("fact-counts", report_counts(row, words)),
        ("fact-where", ", ".join(filter(None, (row["district"], row["province"] or words("no-single-province"))))),
        ("fact-organisation", row["organisation"]),
        ("fact-cause", row["cause"]),
    ]
    return [
        html.H3(words.listed(told) or words("no-number")),
        html.P(row["notes"], className="panel-summary"),
        fact_list(facts, words),
        *source_list(row["source_ids"], dataset, words),
        html.P([words("record"), " ", row["record_id"]], className="note"),
    ]


def figure(row: Mapping[str, Any], dataset: Dataset, words: Words) -> list[Component]:
    """One row of published_figures.csv."""
    start, end = row["period_start"], row["period_end"]
    facts = [
        ("fact-organisation", row["organisation"]),
        ("fact-stated", words.partial_date(row["as_of"])),
        ("fact-period-start", words.partial_date(start) if start else words("not-stated")),
        ("fact-period-end", words.partial_date(end) if end else words("not-stated")),
        ("fact-counts", words("reports-cumulative" if row["is_cumulative"] else "reports-new")),
        ("fact-province", row["province"] or words("whole-area")),
        ("fact-series", row["series_title"]),
    ]
    value = figure_value(row, words)
    return [
        html.H3(f"{value} {row['unit']}"),
        html.P(row["definition"], className="panel-summary"),
        fact_list(facts, words),
        *source_list(row["source_ids"], dataset, words),
        html.P([words("record"), " ", row["figure_id"]], className="note"),
    ]
