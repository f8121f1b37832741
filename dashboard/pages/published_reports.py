"""Displacement report by report, on `/published`: new apart from everything so far, districts apart from provinces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dashboard.figures.published import statement_chart
from dashboard.model.published import Statement, lines
from dashboard.model.reports import Report, Reports, reports
from dashboard.pages.asked import Asked
from dashboard.pages.published_parts import Chart, PanelView, PartView
from dashboard.pages.statement_rows import StatementRow, statement_row
from dashboard.text import Words


def reports_panel(asked: Asked) -> list[PanelView]:
    """The panel of the Selection's reports; none where it leaves none."""
    words, found = asked.words, reports(asked.situation)
    count = sum(len(group.dated) + len(group.undated) for group in found)
    panel = PanelView(
        name="reports",
        title=words("panel-reports"),
        note=words("panel-reports-note"),
        count=words.plural("n-reports", count),
        parts=[_part(group, asked) for group in found],
    )
    return [panel] if found else []


def _part(group: Reports, asked: Asked) -> PartView:
    kind = "cumulative" if group.is_cumulative else "new"
    title = asked.words(f"reports-{kind}-{group.level}")
    return PartView(
        title=title,
        whole=_chart(group.dated, f"reports-{kind}-{group.level}", title, asked) if group.dated else None,
        provinces=None,
        undated=_rows(group.undated, asked),
    )


def _chart(given: Sequence[Report], name: str, title: str, asked: Asked) -> Chart:
    words = asked.words
    told = {one.statement.figure_id: counted(one, words) for one in given}
    shown = [
        replace(one.statement, definition=f"{place_words(one, words)}: {one.statement.definition}") for one in given
    ]
    joined, refused = lines(shown)
    return Chart(
        id=name,
        title=title,
        figure=statement_chart(shown, joined, partial(_told, told), words),
        rows=_rows(given, asked),
        refused=[words("not-joined", figures=error.figures, reason=words(error.reason)) for error in refused],
    )


def _told(told: dict[str, str], one: Statement) -> str:
    return told[one.figure_id]


def _rows(given: Sequence[Report], asked: Asked) -> list[StatementRow]:
    words, dataset = asked.words, asked.situation.dataset
    return [statement_row(one.statement, counted(one, words), place_words(one, words), dataset, words) for one in given]


def counted(one: Report, words: Words) -> str:
    """What a report counts: 20 families, 3 villages."""
    return words.listed([words.plural(name, n) for name, n in one.counts.items()]) or words("no-number")


def place_words(one: Report, words: Words) -> str:
    """District and province, or the whole area."""
    return ", ".join(filter(None, (one.district, one.statement.province))) or words("whole-area")
