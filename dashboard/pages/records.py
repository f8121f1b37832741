"""`/data-records?table=…&has=…`: the records that a number of `/about-the-data` counts, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import abort

from dashboard.data.dataset import Dataset
from dashboard.model.facets import Facets, asked
from dashboard.model.records import KEYS
from dashboard.model.row_words import figure_value
from dashboard.model.scope import CONTEXT
from dashboard.pages.asked import Asked
from dashboard.pages.sources import Source, source_of
from dashboard.pages.values import value_words
from dashboard.text import Words

MOST = 1000  # of a page; what is more is counted
# The numbers of a report of displacement.
REPORTED = ("villages_evacuated", "villages_threatened", "families_displaced", "persons_displaced")
# What is told of a record beside its id, date and place: the first of these that is filled in.
_TOLD = ("summary", "note", "notes", "definition", "description", "title", "name", "reason", "cause")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its id, the path of where it stands open (blank for none), what it says, its sources."""

    id: str
    path: str
    date: str
    place: str
    text: str
    sources: tuple[Source, ...]


def contents(page: Asked) -> dict[str, object]:
    """`question`, `count` and `records` of the rows that have what the address asks for, `more` that are left out.

    404 for a table or a facet that there is not.
    """
    words, dataset = page.words, page.situation.dataset
    table, where = asked("".join(page.args.get("table", [])[:1]), page.args.get("has", []))
    facets = Facets(dataset)
    try:
        count = facets.counted(table, where) if table in KEYS else abort(404)
        found = [record(table, row, dataset, words) for row in facets.rows(table, where, MOST)]
    except KeyError:
        abort(404)
    return {
        "table": words(f"about-table-{table}"),
        "where": [(words(f"about-facet-{name}"), value_words(dataset, table, name, value, words))
                  for name, value in where.items()],
        "count": words.plural("about-records", count.n),
        "records": found,
        "more": more_words(count.n - len(found), words),
    }  # fmt: skip


def more_words(more: int, words: Words) -> str:
    """How many records a page leaves out; blank for none."""
    return words.plural("about-more-records", more) if more else ""


def record(table: str, row: Mapping[str, Any], dataset: Dataset, words: Words) -> Record:
    """A row of `table` as the page shows it."""
    date = next((row[name] for name in ("date", "as_of", "since", "first_reported", "published") if name in row), None)
    dated = any(name in row for name in ("date", "as_of", "since", "first_reported", "published"))
    place = list(dict.fromkeys(str(row[name]) for name in ("place", "district", "province") if row.get(name)))
    sources = _source_ids(table, row, dataset)
    return Record(
        str(row[KEYS[table]]),
        _path(table, row, dataset),
        words.partial_date(date) if dated else "",
        ", ".join(place),
        " ".join(part for part in (_value(row, dataset, words), _told(row)) if part),
        tuple(source_of(one, dataset, words) for one in sources if one in dataset.sources),
    )


def _path(table: str, row: Mapping[str, Any], dataset: Dataset) -> str:
    """Where a record stands open; blank for one that stands nowhere alone."""
    if table == "sources":
        return f"/data-source?{urlencode({'id': row['source_id']})}"
    return incident_path(row, dataset) if table == "incidents" else ""


def incident_path(row: Mapping[str, Any], dataset: Dataset) -> str:
    """Where an incident stands open on the dashboard."""
    shown = {"context": "1"} if row["scope"] == CONTEXT else {}
    name = row.get("dataset", dataset.own)
    shown |= {"dataset": name} if name != dataset.own else {}
    return "/?" + urlencode(shown | {"incident": row["incident_id"]})


def _source_ids(table: str, row: Mapping[str, Any], dataset: Dataset) -> Iterable[str]:
    """The pages that a record rests on; of a page itself, and of a publisher all that are cited."""
    if table == "publishers":
        return (one for one, source in dataset.sources.items() if source["publisher_id"] == row["publisher_id"])
    return (row["source_id"],) if table == "sources" else row.get("source_ids", ())


def _told(row: Mapping[str, Any]) -> str:
    return str(next((row[name] for name in _TOLD if row.get(name)), ""))


def _value(row: Mapping[str, Any], dataset: Dataset, words: Words) -> str:
    """The toll of an incident; what a published figure or a report of displacement says, with who says so."""
    if "villages_evacuated" in row:
        numbers = [words.plural(name, int(row[name])) for name in REPORTED if row[name] is not None]
        return words("about-report", numbers=words.listed(numbers), organisation=row["organisation"]) if numbers else ""
    if "civilians_killed" in row:
        return _toll(row, words)
    if "indicator" not in row:
        return ""
    label = dataset.label("published_figures", "indicator", row["indicator"])
    return words("about-published-record", what=label, value=figure_value(row, words), organisation=row["organisation"])


def _toll(row: Mapping[str, Any], words: Words) -> str:
    best, low, high = (row[f"civilians_killed{end}"] for end in ("", "_low", "_high"))
    bounds = words.span(low, high)
    killed = bounds
    if best is not None:
        killed = words.number(best)
        has_bounds = (low, high) not in ((None, None), (best, best))
        killed = words("about-with-bounds", best=killed, bounds=bounds) if has_bounds else killed
    injured = row["civilians_injured"]
    injured_words = words("not-known") if injured is None else words.number(injured)
    return " ".join(
        words("about-toll", what=words(key), n=n)
        for key, n in (("fact-killed", killed), ("fact-injured", injured_words))
    )
