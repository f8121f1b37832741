"""The panel: one incident down to its sources, a group of them, an outpost, a village, the sources of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.data.collation import collation_key
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.layout.facts import explained, fact_list
from dashboard.layout.imported_panel import imported_incident
from dashboard.layout.parts import opens
from dashboard.layout.source_list import source_list
from dashboard.model.row_words import (
    claimed,
    count,
    deaths,
    killed,
    killed_short,
    precision_note,
    when,
    where,
)
from dashboard.text import Words

SHOWN_IN_GROUP = 100


def incident(row: Mapping[str, Any], dataset: Dataset, words: Words) -> list[Component]:
    """What, when, where, who says so, toll with range, every source, permalink. `row` has the columns of incidents.csv,
    of an imported dataset all of IMPORTED_INCIDENTS."""
    origin = next((one for one in dataset.imported if one.name == row.get("dataset")), None)
    if origin:
        return imported_incident(row, origin, dataset, words)
    facts = [
        ("fact-when", when(row, words)),
        ("fact-where", where(row, words) + precision_note("location", row["location_precision"], words)),
        (
            "fact-by",
            f"{dataset.label('incidents', 'attributed_to', row['attributed_to'])} "
            f"({explained(dataset, 'incidents', 'attribution_status', row, words).lower()})",
        ),
        ("fact-killed", killed(row, words)),
        ("fact-injured", count(row["civilians_injured"], words)),
        ("fact-combatants", claimed(row["combatants_killed"], words)),
        ("fact-villages", claimed(row["villages_emptied"], words)),
        ("fact-scope", explained(dataset, "incidents", "scope", row, words)),
        ("fact-review", explained(dataset, "incidents", "review", row, words)),
    ]
    return [
        html.H3(dataset.label("incidents", "event_type", row["event_type"])),
        html.P(row["summary"], className="panel-summary"),
        *(
            [html.P([html.Strong(words("caveat")), " ", row["caveat"]], className="panel-caveat")]
            if row["caveat"]
            else []
        ),
        fact_list(facts, words),
        *source_list(row["source_ids"], dataset, words),
        html.P(
            [words("record"), " ", html.A(row["incident_id"], href=f"?incident={quote(row['incident_id'], safe='')}")],
            className="note",
        ),
    ]


def group(rows: pd.DataFrame, title: str, dataset: Dataset, words: Words, total: int = 0) -> list[Component]:
    """Incidents as a list of buttons that open them; `rows`, as `EventStore.page` gives them, of `total` if more."""
    items = [
        html.Li(
            html.Button(
                [
                    html.Span(when(row, words), className="group-date"),
                    html.Span(_what_and_where(row, dataset)),
                    html.Span(_toll(row, words), className="group-toll"),
                ],
                type="button",
                className="group-row",
                **opens(kind="incident", id=row["incident_id"]),
            )
        )
        for row in records(rows.head(SHOWN_IN_GROUP))
    ]
    more = max(len(rows), total) - len(items)
    rest = [html.P(words.plural("more-in-table", more), className="note")] if more > 0 else []
    note = [html.P(words("group-toll-meaning"), className="note")] if items else []
    return [html.H3(title), *note, html.Ol(items, className="group-list"), *rest]


def _what_and_where(row: Mapping[str, Any], dataset: Dataset) -> str:
    """Type and place, or the district or province of a row that names no place."""
    place = row["place"] or row["district"] or row["province"]
    return ", ".join(filter(None, [dataset.label("incidents", "event_type", row["event_type"]), place]))


def _toll(row: Mapping[str, Any], words: Words) -> str:
    """Civilians killed with the word; where nobody reported, that, or all deaths where an imported dataset has them."""
    told, counted = killed_short(row, words), deaths(row, words)
    if told == "?":
        return words("group-deaths", n=counted) if counted else words("group-not-known")
    return words("group-killed", n=told)


def outpost(row: Mapping[str, Any], dataset: Dataset, words: Words) -> list[Component]:
    """One row of outposts.csv."""
    facts = [
        ("fact-kind", explained(dataset, "outposts", "kind", row, words)),
        ("fact-operator", dataset.label("outposts", "operated_by", row["operated_by"])),
        ("fact-status", explained(dataset, "outposts", "status", row, words)),
        ("fact-where", where(row, words) + precision_note("location", row["location_precision"], words)),
        ("fact-first-reported", words.partial_date(row["first_reported"])),
        ("fact-as-of", words.partial_date(row["reported_as_of"])),
        ("fact-sites", count(row["sites_count"], words)),
        ("fact-equipment", row["equipment"]),
    ]
    overlap = [html.P(words("overlapping"), className="panel-caveat")] if row["is_overlapping"] else []
    return [
        html.H3(row["name"]),
        html.P(row["summary"], className="panel-summary"),
        *overlap,
        fact_list(facts, words),
        *source_list(row["source_ids"], dataset, words),
        html.P([words("record"), " ", row["outpost_id"]], className="note"),
    ]


def village(row: Mapping[str, Any], dataset: Dataset, words: Words) -> list[Component]:
    """One row of affected_places.csv."""
    facts = [
        ("fact-status", explained(dataset, "affected_places", "status", row, words)),
        ("fact-since", words.partial_date(row["since"])),
        ("fact-as-of", words.partial_date(row["reported_as_of"])),
        ("fact-where", where(row, words) + precision_note("location", row["location_precision"], words)),
        ("fact-also", words.listed(row["alt_names"] or ())),
    ]
    return [
        html.H3(row["place"]),
        html.P(row["note"], className="panel-summary"),
        fact_list(facts, words),
        *source_list(row["source_ids"], dataset, words),
        html.P([words("record"), " ", row["place_id"]], className="note"),
    ]


def sites(rows: pd.DataFrame, dataset: Dataset, words: Words) -> list[Component]:
    """Outposts as a list of buttons that open them; `rows` of outposts.csv."""
    items = [
        html.Li(
            html.Button(
                [
                    html.Span(row["name"]),
                    html.Span(dataset.label("outposts", "status", row["status"]), className="group-date"),
                    html.Span(dataset.label("outposts", "operated_by", row["operated_by"]), className="group-date"),
                ],
                type="button",
                className="group-row site-row",
                **opens(kind="outpost", id=row["outpost_id"]),
            )
        )
        for row in records(rows.sort_values(["operated_by", "name"], key=lambda names: names.map(collation_key)))
    ]
    return [
        html.H3(words.plural("n-sites", len(rows))),
        html.P(words("headline-outposts-meaning"), className="note"),
        html.Ol(items, className="group-list"),
    ]


def view_sources(
    source_ids: Iterable[str], title: str, definition: str, dataset: Dataset, words: Words
) -> list[Component]:
    """What a chart counts, and every source its numbers rest on."""
    return [html.H3(title), html.P(definition, className="panel-summary"), *source_list(source_ids, dataset, words)]
