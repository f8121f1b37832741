"""An incident of an imported dataset in the panel: what that dataset says of it, in its own words where it has some."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.data.imported import Imported
from dashboard.layout.facts import explained, fact_list
from dashboard.layout.parts import outside_link
from dashboard.layout.source_list import source_list
from dashboard.model.dataset_words import cited_words, is_on_the_web, meaning
from dashboard.model.row_words import (
    NOT_CODED,
    claimed,
    count,
    deaths,
    is_low_above_best,
    killed,
    precision_note,
    when,
    where,
)
from dashboard.text import Words


def imported_incident(row: Mapping[str, Any], one: Imported, dataset: Dataset, words: Words) -> list[Component]:
    """`row` has the columns of IMPORTED_INCIDENTS, typed."""
    cautions = [row["caveat"] or "", words("low-above-best") if is_low_above_best(row) else ""]
    return [
        html.H3(dataset.label("incidents", "event_type", row["event_type"])),
        *([html.P(row["summary"], className="panel-summary")] if row["summary"] else []),
        *[html.P([html.Strong(words("caveat")), " ", text], className="panel-caveat") for text in cautions if text],
        fact_list([*_what(row, one, dataset, words), *_tolls(row, one, words), *_as_named(row, words)], words),
        *_details(row["details"], words),
        *_dataset(one, words),
        *source_list(row["source_ids"], dataset, words),
        html.P([words("record"), " ", html.A(row["incident_id"], href=_path(row, one))], className="note"),
    ]


def _what(row: Mapping[str, Any], one: Imported, dataset: Dataset, words: Words) -> list[tuple[str, str | None]]:
    label = dataset.label("incidents", "event_type", row["event_type"])
    status = explained(dataset, "incidents", "attribution_status", row, words).lower()
    by = f"{dataset.label('incidents', 'attributed_to', row['attributed_to'])} ({status})"
    return [
        ("fact-dataset", one.title),
        ("fact-original-type", None if row["original_type"] == label else row["original_type"]),
        ("fact-when", when(row, words)),
        ("fact-where", where(row, words) + precision_note("location", row["location_precision"], words)),
        ("fact-by", words("not-said-who") if row["attribution_status"] == NOT_CODED else by),
        ("fact-actors", row["actors"] and words("actors-no-roles", actors=row["actors"])),
    ]


def _tolls(row: Mapping[str, Any], one: Imported, words: Words) -> list[tuple[str, str | None]]:
    """All deaths first: it is what these datasets count. Civilians are another number, and may not be known from it."""
    counted, is_counted = deaths(row, words), one.counts_civilians
    return [
        ("fact-deaths", counted and words("fact-deaths-of", n=counted, note=words("deaths-not-civilians"))),
        ("fact-killed", killed(row, words) if is_counted else words("civilians-not-apart")),
        ("fact-injured", None if row["civilians_injured"] is None else count(row["civilians_injured"], words)),
        ("fact-combatants", claimed(row["combatants_killed"], words)),
        ("fact-villages", claimed(row["villages_emptied"], words)),
    ]


def _as_named(row: Mapping[str, Any], words: Words) -> list[tuple[str, str | None]]:
    places = (row["place"], row["district_reported"], row["province_reported"], row["country_reported"])
    return [
        ("fact-reported-place", ", ".join(dict.fromkeys(filter(None, places)))),
        ("fact-reported-sources", row["sources_reported"]),
        ("fact-original-id", row["original_id"]),
        ("fact-updated", row["updated"]),
    ]


def _details(text: str | None, words: Words) -> list[Component]:
    """What the dataset says besides, name by name, as it calls them; folded."""
    said = _read(text)
    pairs = [part for name, value in said.items() for part in (html.Dt(name), html.Dd(value))]
    folded = html.Details([html.Summary(words("panel-details")), html.Dl(pairs, className="facts")], className="more")
    return [folded] if pairs else []


def _read(text: str | None) -> dict[str, str]:
    """The JSON object of texts; nothing where it is none."""
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in said.items() if value} if isinstance(said, dict) else {}


def _dataset(one: Imported, words: Words) -> list[Component]:
    """What its numbers mean, how it is cited, and where it stands."""
    told, is_linked = meaning(one, words), is_on_the_web(one)
    link = [" ", outside_link(words("panel-of-dataset"), one.address)] if is_linked else []
    cited = html.P([cited_words(one, words, has_address=not is_linked), *link], className="note")
    return [*([html.P(told, className="note")] if told else []), cited]


def _path(row: Mapping[str, Any], one: Imported) -> str:
    """Where the row stands open: its dataset is shown there, too."""
    return f"?{urlencode({'dataset': one.name, 'incident': row['incident_id']}, safe=':')}"
