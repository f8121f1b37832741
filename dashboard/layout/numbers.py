"""The numbers that a chart draws, as tables for screen readers and for copying: made when a reader asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.data.frames import records
from dashboard.export.caption import selected
from dashboard.figures.bar_words import Bar, bars
from dashboard.figures.displaced import quantity_of
from dashboard.figures.displacement import QUANTITIES
from dashboard.figures.time_axis import counted_days
from dashboard.figures.total_words import total_days, total_words
from dashboard.figures.views import (
    BREAKDOWN,
    CASUALTIES,
    DISPLACEMENT,
    INCIDENTS,
    VIEWS,
    figure_of,
    frame_of,
    labeller,
    view_title,
)
from dashboard.layout.number_table import Cell, counted, opener, sources_of, table
from dashboard.model.annual import harm_totals
from dashboard.model.row_words import report_counts
from dashboard.model.scope import CATEGORIES
from dashboard.model.situation import Situation
from dashboard.text import Words

MOST_ROWS = 150  # of periods, the latest: Dash looks at every cell of an open panel again and again
MEASURES = {
    INCIDENTS: ("incidents",),
    CASUALTIES: (
        "incidents", "killed_best", "killed_low", "killed_high", "unknown", "injured", "injured_unknown",
    ),
}  # fmt: skip
NAMED = ("month", "quarter", "year")  # by their name, not by two days
FILES = {INCIDENTS: "casualties", CASUALTIES: "casualties", DISPLACEMENT: "displacement"}


def view_numbers(view: str, situation: Situation, words: Words, *, by: str) -> list[Component]:
    """One table or more with what the chart `view` draws; `by` is what the breakdown counts."""
    title = view_title(view, situation, words, by=by)
    caption = words("numbers-caption", title=title, selected=selected(view, situation, words))
    note = VIEWS[view].note(situation, words)
    found = _TABLES[view](caption, situation, words, by)
    return [html.H3(title), *([html.P(note, className="note")] if note else []), *found, *_file(view, situation, words)]


def _file(view: str, situation: Situation, words: Words) -> list[Component]:
    if view not in FILES:
        return []
    address = f"api/{FILES[view]}.csv?{situation.selection.query()}"
    return [html.P(html.A(words("numbers-csv"), href=address, download=""))]


def _periods(caption: str, situation: Situation, words: Words, measures: Sequence[str]) -> list[Component]:
    """A row a bar, in the order of the axis."""
    frame = frame_of(situation)
    drawn = sorted(bars(situation.periods, frame, words), key=lambda bar: (bar.span.first, -bar.span.days))
    shown = drawn[-MOST_ROWS:]

    def days(bar: Bar) -> str:
        first, last, precision = bar.span.first, bar.span.last, bar.row["precision"]
        cut = counted_days(bar.span, frame) if bar.is_exact else None
        told = [
            words.short_period(first, precision) if precision in NAMED else words.days(first, last),
            words("bar-cut", days=words.days(cut.first, cut.last)) if cut else "",
            "" if bar.is_exact else words(f"dated-to-{precision}"),
        ]
        return ". ".join(filter(None, told))

    heads = [words("numbers-period"), *(words(f"numbers-{name}") for name in measures)]
    rows = [[days(bar), *(counted(bar.row[name], words) for name in measures)] for bar in shown]
    more = len(drawn) - len(shown)
    earlier = [html.P(words.plural("numbers-earlier", more), className="note")] if more else []
    gaps = html.P(words("numbers-gaps"), className="note")
    return [gaps, table(caption, heads, rows, numbers=range(1, len(heads))), *earlier]


def _incidents(caption: str, situation: Situation, words: Words, by: str) -> list[Component]:
    return _periods(caption, situation, words, MEASURES[INCIDENTS])


def _casualties(caption: str, situation: Situation, words: Words, by: str) -> list[Component]:
    """The bars, and below them the published totals: never in one table."""
    totals = harm_totals(situation)
    heads = ["numbers-period", "numbers-total", "fact-organisation", "numbers-definition", "sources"]
    rows: list[list[Cell]] = [
        [
            total_days(row, words),
            opener("figure", row["figure_id"], total_words(row, words)),
            row["organisation"],
            row["definition"],
            sources_of(row["source_ids"], situation.dataset, words),
        ]
        for row in totals
    ]
    published = [table(words("numbers-totals"), [words(head) for head in heads], rows)] if rows else []
    return [*_periods(caption, situation, words, MEASURES[CASUALTIES]), *published]


def _displacement(caption: str, situation: Situation, words: Words, by: str) -> list[Component]:
    """The marks of the figure, row by row: reports, and apart from them the readings of published series."""
    reports = {row["record_id"]: row for row in records(situation.displacement)}
    figures = {row["figure_id"]: row for row in records(situation.dataset.tables["published_figures"])}
    column, title = QUANTITIES[quantity_of(situation)], view_title(DISPLACEMENT, situation, words)
    told: list[tuple[str, list[Cell]]] = []
    read: list[list[Cell]] = []
    for trace in figure_of(DISPLACEMENT, situation, words)["data"]:
        for opened in trace.get("customdata", ()):
            if trace["meta"] == "series":
                read.append(_reading(figures[opened[0]], situation, words))
            else:
                row = reports[opened[0]]
                told.append((str(row["date"]), _report(row, column, situation, words)))
    heads = ["numbers-date", "numbers-number", "numbers-counts", "fact-where", "fact-organisation", "sources"]
    of_reading = ["numbers-date", "numbers-value", "numbers-definition", "fact-organisation", "sources"]
    rows = [row for _, row in sorted(told, key=lambda one: one[0])]
    return [
        table(words("numbers-reports", title=caption), [words(head) for head in heads], rows, numbers=[1]),
        *([table(words("numbers-readings", title=title), [words(h) for h in of_reading], read)] if read else []),
    ]


def _report(row: Mapping[str, Any], column: str, situation: Situation, words: Words) -> list[Cell]:
    return [
        words.partial_date(row["date"]),
        opener("report", row["record_id"], words.number(int(row[column]))),
        report_counts(row, words),
        ", ".join(filter(None, (row["district"], row["province"] or words("no-single-province")))),
        row["organisation"],
        sources_of(row["source_ids"], situation.dataset, words),
    ]


def _reading(row: Mapping[str, Any], situation: Situation, words: Words) -> list[Cell]:
    return [
        words.partial_date(row["as_of"]),
        opener("figure", row["figure_id"], words.number(row["value"])),
        row["definition"],
        row["organisation"],
        sources_of(row["source_ids"], situation.dataset, words),
    ]


def _breakdown(caption: str, situation: Situation, words: Words, by: str) -> list[Component]:
    """Every value, those too that the chart tells together as “n more”."""
    label, rows = labeller(by, situation, words), situation.by(by)
    pairs = zip(rows[CATEGORIES[by]], rows["incidents"], strict=True)
    cells: list[list[Cell]] = [[label(v if isinstance(v, str) else None), words.number(int(n))] for v, n in pairs]
    return [table(caption, [words.sentence(words(f"breakdown-{by}")), words("numbers-incidents")], cells, numbers=[1])]


_TABLES: dict[str, Callable[[str, Situation, Words, str], list[Component]]] = {
    INCIDENTS: _incidents,
    CASUALTIES: _casualties,
    DISPLACEMENT: _displacement,
    BREAKDOWN: _breakdown,
}
