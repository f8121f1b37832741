"""What changed since the version of the data that a link was made from, above the page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.errors import shorten
from dashboard.layout.notices import notice
from dashboard.model.change_words import columns_told, withheld_changes
from dashboard.model.changes import KINDS, Change, Changes, Kind
from dashboard.text import Words

SHOWN = 10  # of each kind; all are in the file


def changes_notice(changes: Changes, dataset: Dataset, words: Words, *, has_slide: bool = True) -> list[Component]:
    """What changed, as a sentence, a list and a file, or why that is not known; nothing for the current version."""
    asked, current = shorten(changes.asked), changes.current
    if asked == current:
        return []
    if not (changes.is_known and changes.recorded_on and changes.covers_to):
        why = "changes-unknown-version" if changes.is_kept else "changes-not-available"
        why = words("changes-too-many" if changes.is_too_large else why)
        return [notice(words("other-version", asked=asked, current=current), " ", why, words=words)]
    known = words(
        "changes-since",
        asked=asked,
        current=current,
        day=words.day(changes.recorded_on),
        covers_to=words.day(changes.covers_to),
        **_counted({kind: len(changes.of(kind)) for kind in KINDS}, words),
    )
    notes = filter(None, [withheld_changes(changes, words), _undecided(changes, words), _other_tables(changes, words)])
    return [
        notice(
            html.P(known),
            *_list(changes, dataset, words),
            *map(html.P, notes),
            html.P(_files(changes, words, has_slide=has_slide), className="card-actions"),
            words=words,
        )
    ]


def _counted(counts: Mapping[Kind, int], words: Words) -> dict[str, str]:
    return {kind: words.plural(f"changes-{kind}", counts[kind]) for kind in KINDS}


def _undecided(changes: Changes, words: Words) -> str:
    return words.plural("changes-undecided", changes.undecided) if changes.undecided else ""


def _other_tables(changes: Changes, words: Words) -> str:
    """The counts of the tables that changed."""
    told = [
        words(
            "changes-table",
            table=words(f"changes-of-{name}"),
            **{kind: words.number(counts[kind]) for kind in KINDS},
        )
        for name, counts in changes.tables.items()
        if any(counts.values())
    ]
    return words("changes-elsewhere", tables="; ".join(told)) if told else ""


def _list(changes: Changes, dataset: Dataset, words: Words) -> list[Component]:
    if not changes.shared:
        return []
    body: list[Component] = []
    for kind in KINDS:
        found = [change for change in changes.of(kind) if not change.is_withheld]
        items = [html.Li(_item(change, changes, dataset, words)) for change in found[:SHOWN]]
        more = len(found) - SHOWN
        items += [html.Li(words.plural("changes-more", more))] if more > 0 else []
        body += [html.P(html.Strong(words(f"change-{kind}"))), html.Ul(items)] if items else []
    return [html.Details([html.Summary(words("changes-list"), className="text-button"), *body])]


def _item(change: Change, changes: Changes, dataset: Dataset, words: Words) -> list[Component | str]:
    cells = change.cells
    text = words(
        "change-item",
        day=words.partial_date(cells["date"]),
        what=dataset.label("incidents", "event_type", cells["event_type"]),
        place=", ".join(dict.fromkeys(filter(None, (cells["place"], cells["district"])))),
    )
    if change.kind == "gone":
        return [text]
    query = urlencode([*changes.selection.pairs(), ("incident", change.incident_id)], safe=",")
    more = f" – {words('change-columns', columns=columns_told(change, words))}" if change.columns else ""
    moved = change.kind == "changed" and change.was_selected != change.is_selected
    key = "change-entered" if change.is_selected else "change-left"
    return [html.A(text, href=f"?{query}"), more, f" – {words(key)}" if moved else ""]


def _files(changes: Changes, words: Words, *, has_slide: bool) -> list[Component | str]:
    query = urlencode([("v", changes.asked), *changes.selection.pairs()], safe=",")
    csv = html.A(words("changes-csv"), href=f"api/changes.csv?{query}", download="")
    slide = html.A(words("changes-slide"), href=f"api/changes.pptx?{query}", download="")
    return [csv, " ", slide] if has_slide else [csv]
