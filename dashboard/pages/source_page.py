"""`/data-source?id=…`: a published page, and every record that rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flask import abort

from dashboard.data.frames import records
from dashboard.model.facets import Facets
from dashboard.model.sources import Resting, resting_on
from dashboard.pages.asked import Asked
from dashboard.pages.records import KEYS, Record, record
from dashboard.pages.sources import source_of
from dashboard.pages.values import value_words


def contents(page: Asked) -> dict[str, object]:
    """`source` with the `kind` of its publisher, the `count` of records and these, by table. 404 for no such source."""
    words, dataset = page.words, page.situation.dataset
    source_id = "".join(page.args.get("id", [])[:1])
    if source_id not in dataset.sources:
        abort(404)
    found = resting_on([source_id], dataset)[source_id]
    kind = Facets(dataset).of("sources").set_index("source_id").loc[source_id, "kind"]
    return {
        "source": source_of(source_id, dataset, words),
        "kind": value_words(dataset, "sources", "kind", str(kind), words),
        "count": words.plural("about-records", len(found)),
        "groups": [
            (words(f"about-table-{table}"), _records(table, list(resting), page))
            for table, resting in groupby(found, key=lambda one: one.table)
        ],
    }


def _records(table: str, resting: Sequence[Resting], page: Asked) -> list[Record]:
    """The rows as the page shows them; all but their sources, of which this page is one."""
    rows = page.situation.dataset.tables[table]
    chosen = rows[rows[KEYS[table]].isin([one.id for one in resting])]
    return [record(table, row, page.situation.dataset, page.words) for row in records(chosen)]
