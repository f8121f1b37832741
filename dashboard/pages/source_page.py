"""`/data-source?id=…`: a published page, and every record that rests on it."""

from __future__ import annotations

from flask import abort

from dashboard.model.incident_facets import NONE
from dashboard.model.sources import resting_on
from dashboard.pages.asked import Asked
from dashboard.pages.records import MOST, more_words, record
from dashboard.pages.sources import source_of
from dashboard.pages.values import value_words


def contents(page: Asked) -> dict[str, object]:
    """`source` with the `kind` of its publisher, the `count` of records and these, by table. 404: no such source."""
    words, dataset = page.words, page.situation.dataset
    source_id = "".join(page.args.get("id", [])[:1])
    if source_id not in dataset.sources:
        abort(404)
    found = resting_on(source_id, dataset, MOST)
    publisher = dataset.publishers.get(str(dataset.sources[source_id]["publisher_id"]))
    return {
        "source": source_of(source_id, dataset, words),
        "kind": value_words(dataset, "sources", "kind", str(publisher["kind"]) if publisher else NONE, words),
        "count": words.plural("about-records", sum(one.count for one in found)),
        "groups": [
            (
                words(f"about-table-{one.table}"),
                [record(one.table, row, dataset, words) for row in one.rows],
                more_words(one.count - len(one.rows), words),
            )
            for one in found
        ],
    }
