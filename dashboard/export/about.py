"""What a file of rows says of itself: what was selected, from which data, under which terms, what its columns mean.

One description makes the companion of a CSV (`….meta.json`), the metadata of the GeoJSON and the sheet “About”.
"""

from __future__ import annotations

from typing import Any

from dashboard.data.description import Description
from dashboard.data.hashtags import hashtag
from dashboard.data.imported import Imported
from dashboard.data.schema import Column
from dashboard.export.extracts import Extract, extract
from dashboard.model.dataset_words import acknowledgement, cautions, elsewhere, imported_of
from dashboard.model.scope import DATED_BY
from dashboard.model.situation import Situation
from dashboard.model.table_sentence import describe_table, ignored_by_table
from dashboard.model.tolls import Toll
from dashboard.text import Words


def about(found: Extract, situation: Situation, words: Words) -> dict[str, Any]:
    """Selection, version and terms of `found`. `rows` are in the file, `rows_withheld` belong to the Selection too."""
    dataset, described, cited = situation.dataset, situation.dataset.description, situation.cited
    return {
        "title": words.listed([one.title for one in cited]),
        "selection": describe_table(found.table, situation, words),
        "query": situation.selection.query(),
        "rows": found.count,
        "rows_withheld": found.withheld,
        "data_version": dataset.version,
        "covers_to": described.covers_to.isoformat(),
        "licence": "; ".join(one.licence for one in cited),
        "citation": "; ".join(one.citation for one in cited),
        "datasets": datasets(situation),
        "double_counting": situation.is_combined,
        "notes": notes(found, situation, words),
    }


def datasets(situation: Situation) -> list[dict[str, Any]]:
    """What the datasets that are chosen say of themselves: `version` and `retrieved_on` are null for our own, whose
    version is that of the data; `address` is null where there is none."""
    return [_described(one) for one in situation.cited]


def _described(one: Description | Imported) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("name", "title", "licence", "citation", "may_share_rows")}
    if not isinstance(one, Imported):
        return {**said, "version": None, "retrieved_on": None, "address": None, "outside": 0}
    more = {"version": one.version, "retrieved_on": one.retrieved_on.isoformat(), "address": one.address or None}
    return {**said, **more, "outside": elsewhere(one)}


def companion(name: str, situation: Situation, words: Words) -> dict[str, Any]:
    """Everything that a program or a reader needs beside `name`.csv; for incidents and casualties the tolls too."""
    found = extract(name, situation)
    table = found.table
    return {
        "table": name,
        "row_is": table.title,
        **about(found, situation, words),
        "totals": totals(situation) if name in ("incidents", "casualties") else None,
        "key": table.key or None,
        "columns": [_column(table.name, column) for column in table.columns],
    }


def totals(situation: Situation) -> dict[str, Any]:
    """Counts of the whole Selection, rows that are withheld included."""
    toll = situation.toll
    return {"incidents": toll.incidents, "without_location": toll.without_location, **tolls(situation)}


def tolls(situation: Situation) -> dict[str, dict[str, int | None] | None]:
    """People killed and injured, in persons; None is "nobody knows" and never 0.

    `deaths` are of all kinds of people; None where no dataset that is chosen counts them.
    """
    toll = situation.toll
    return {
        "civilians_killed": {
            "low": toll.killed_low,
            "best": toll.killed_best,
            "high": toll.killed_high,
            "unknown": toll.unknown,
            "range_only": toll.range_only,
        },
        "civilians_injured": {"best": toll.injured, "unknown": toll.injured_unknown},
        "deaths": _deaths(toll) if situation.has_deaths else None,
    }


def _deaths(toll: Toll) -> dict[str, int | None]:
    return {
        "low": toll.deaths_low,
        "best": toll.deaths_best,
        "high": toll.deaths_high,
        "unknown": toll.deaths_unknown,
    }


def notes(found: Extract, situation: Situation, words: Words) -> list[str]:
    """How to read the rows, and what of the Selection they do not follow."""
    columns = found.table.by_name
    has_days = situation.selection.start or situation.selection.end
    dated_by = DATED_BY.get(found.table.name)
    has_undated = has_days and dated_by and columns[dated_by].blank
    sentences = [
        words("note-blank-is-unknown"),
        words("note-coordinates") if "latitude" in columns else "",
        words("note-attribution") if "attributed_to" in columns else "",
        words("note-periods") if "period" in columns else "",
        words("note-not-added") if "is_cumulative" in columns else "",
        words("note-overlapping") if "is_overlapping" in columns else "",
        words("note-undated") if has_undated else "",
        *cautions(situation, words),
        acknowledgement(imported_of(situation), words),
        ignored_by_table(found.table, situation, words),
        withheld_sentence(found, words),
    ]
    return list(filter(None, sentences))


def withheld_sentence(found: Extract, words: Words) -> str:
    """How many rows may not be passed on; blank when none."""
    return words.plural("rows-withheld", found.withheld) if found.withheld else ""


def _column(table: str, column: Column) -> dict[str, str | None]:
    return {
        "name": column.name,
        "kind": column.kind.value,
        "meaning": column.meaning,
        "blank": column.blank or None,
        "hashtag": hashtag(table, column.name),
    }
