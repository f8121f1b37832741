"""Dates of events that are told differently, on `/published`: readings that rest on milestones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from dashboard.data.frames import records
from dashboard.model.readings import Reading, readings_of_dates
from dashboard.pages.asked import Asked
from dashboard.pages.published_parts import PanelView, ReadingView
from dashboard.pages.sources import source_of
from dashboard.pages.statement_rows import StatementRow


def dates_panel(asked: Asked) -> list[PanelView]:
    """The panel of the events on screen whose day is told differently; none where it leaves none.

    Events have no place, organisation or quantity: where one of these is chosen, they are left out.
    """
    words, selection = asked.words, asked.situation.selection
    known = {row["milestone_id"]: row for row in records(asked.situation.dataset.tables["milestones"])}
    is_narrowed = any((selection.province, selection.district, selection.organisation, selection.indicator))
    shown = () if is_narrowed else tuple(asked.situation.milestones["milestone_id"])
    found = readings_of_dates(known, shown)
    events = {one for reading in found for one in reading.milestone_ids}
    panel = PanelView(
        name="dates",
        title=words("panel-dates"),
        note=words("panel-dates-note"),
        count=words.plural("n-events", len(events)),
        parts=(),
        readings=[_reading(one, known, asked) for one in found],
    )
    return [panel] if found else []


def _reading(reading: Reading, known: Mapping[str, Mapping[str, Any]], asked: Asked) -> ReadingView:
    words = asked.words
    rows = [_row(known[one], asked) for one in reading.milestone_ids]
    link = Markup('<a class="number" href="#{}-{}">{}</a>')
    values = {row.id.replace("mile-", "m"): link.format(reading.name, row.id, row.value) for row in rows}
    return ReadingView(
        name=reading.name,
        title=words(f"reading-{reading.name}-title"),
        text=escape(words(f"reading-{reading.name}")).format(**values),
        rows=rows,
        sources=tuple(dict.fromkeys(source for row in rows for source in row.sources)),
    )


def _row(row: Mapping[str, Any], asked: Asked) -> StatementRow:
    """An event as a row of a reading's list: when, what, and where it is said."""
    return StatementRow(
        id=row["milestone_id"],
        value=asked.words.partial_date(row["date"]),
        who=row["title"],
        what=row["description"],
        sources=tuple(source_of(one, asked.situation.dataset, asked.words) for one in row["source_ids"]),
    )
