"""What is in the dataset, and how it is recorded: the tables, the columns of an incident, the vocabularies."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.tables_derived import SOURCED
from dashboard.data.tables_references import PUBLISHERS, SOURCES
from dashboard.model.choices import own_values
from dashboard.model.facets import Facets
from dashboard.pages.values import Number, Part, number, part
from dashboard.text import Words

# Vocabularies that are explained: table -> columns.
VOCABULARIES = {
    "incidents": ("event_type", "attributed_to", "attribution_status", "scope", "date_precision", "location_precision",
                  "review"),
    "outposts": ("kind", "status", "operated_by"),
    "affected_places": ("status",),
    "published_figures": ("indicator",),
    "milestones": ("category",),
    "publishers": ("kind",),
}  # fmt: skip
_NO_FILE = {PUBLISHERS.name}  # sources.csv names the publishers


@dataclass(frozen=True, slots=True)
class TableIn:
    """One table: what it is, how many rows it has, what a row is; `path` of its rows as a file, blank for none."""

    name: str
    rows: Number
    meaning: str
    path: str


@dataclass(frozen=True, slots=True)
class Value:
    """An allowed value: its rows, and what it means, blank where the label says it."""

    rows: Part
    meaning: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The allowed values of one column."""

    table: str
    column: str
    values: tuple[Value, ...]


def tables_in(facets: Facets, words: Words) -> list[TableIn]:
    """The tables that hold what was reported, and the pages that it was reported on."""
    return [
        TableIn(
            words(f"about-table-{table.name}"),
            number(facets.count(table.name), words),
            words(f"about-row-{table.name}"),
            "" if table.name in _NO_FILE else f"/api/{table.name.replace('_', '-')}.csv?context=1",
        )
        for table in (*SOURCED, SOURCES, PUBLISHERS)
    ]


def vocabularies(facets: Facets, words: Words) -> list[Vocabulary]:
    """Every explained vocabulary, in the order of VOCABULARIES; values as vocabularies.csv orders them."""
    return [
        Vocabulary(
            words(f"about-table-{table}"),
            words(f"about-facet-{column}"),
            tuple(_value(facets, (table, column, one), words) for one in own_values(table, column, facets.dataset)),
        )
        for table, columns in VOCABULARIES.items()
        for column in columns
    ]


def _value(facets: Facets, at: tuple[str, str, str], words: Words) -> Value:
    table, column, value = at
    whole = facets.count(table).n
    rows = part(facets.dataset.label(*at), facets.count(table, **{column: value}), whole, words)
    return Value(rows, facets.dataset.definition(*at))
