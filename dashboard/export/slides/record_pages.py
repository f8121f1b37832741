"""The slides of rows: incidents with civilian harm, published figures, and the sources of everything in the deck."""

from __future__ import annotations

from dashboard.data.frames import records
from dashboard.export.slides.cited import source_words, sources_note
from dashboard.export.slides.making import Making
from dashboard.export.slides.page import CONTENT_WIDTH, Page
from dashboard.export.slides.record_tables import (
    figure_cells,
    figure_columns,
    incident_cells,
    incident_columns,
)
from dashboard.export.slides.source_pages import MOST_SOURCES, Entry, draw_sources, entries, portions
from dashboard.export.slides.tables import Cells, Column, Row, draw_table, fitted_row, pages_of
from dashboard.export.told import figures_told, incidents_told
from dashboard.figures.views import DISPLACEMENT, MAP, view_sources
from dashboard.model.sources import table_sources


def add_incidents(making: Making) -> None:
    """Incidents in which civilians were killed or injured, else the newest; none when nothing is selected."""
    situation, words = making.situation, making.words
    chosen, more = incidents_told(situation)
    if chosen.empty:
        return
    title = words("slides-incidents-harm" if chosen["has_harm"].all() else "slides-incidents-newest")
    rows = [incident_cells(row, situation, words, making.cited) for row in records(chosen)]
    ids = table_sources(tuple(str(ids).split(";")) for ids in chosen["source_ids"])
    foot = words.plural("slides-more-incidents", more) if more else ""
    _table(making, (title, words("slides-table-note"), foot), incident_columns(words), rows, ids)


def add_figures(making: Making) -> None:
    """What organisations published about the selection; none where nobody did."""
    situation, words = making.situation, making.words
    chosen, more = figures_told(situation)
    if chosen.empty:
        return
    rows = [figure_cells(row, situation, words, making.cited) for row in records(chosen)]
    foot = words.plural("slides-more-figures", more) if more else ""
    texts = words("slides-figures"), words("slides-figures-note"), foot
    _table(making, texts, figure_columns(words), rows, table_sources(chosen["source_ids"]))


def add_sources(making: Making) -> None:
    """All sources by number, those that tables name first; a very long list is cut, and says how many are missing."""
    situation, words, dataset = making.situation, making.words, making.situation.dataset
    making.cited.numbers([*view_sources(DISPLACEMENT, situation), *view_sources(MAP, situation)])
    ids = making.cited.source_ids
    more = len(ids) - MOST_SOURCES
    note = words.plural("slides-more-sources", more) if more > 0 else ""
    shown = entries(ids[:MOST_SOURCES], CONTENT_WIDTH, dataset, words)

    def draw(page: Page, columns: list[list[Entry]]) -> None:
        draw_sources(page, columns)
        named = [entry.source_id for column in columns for entry in column]
        page.speak([source_words(one, dataset, words, has_address=True) for one in named])

    if ids:
        title = words.plural("slides-sources", len(ids))
        making.over_pages(lambda: making.plain_page(title, note), lambda box: portions(shown, box.height), draw)


def _table(
    making: Making, texts: tuple[str, str, str], columns: list[Column], rows: list[Cells], source_ids: list[str]
) -> None:
    """A table over as many slides as it needs; `texts` are title, note and foot."""
    title, note, foot = texts
    named = sources_note(source_ids, making.situation.dataset, making.words)
    notes = [title, making.sentence, note, foot, *named, *making.said_of_data()]

    shown = [fitted_row(row, columns) for row in rows]

    def draw(page: Page, portion: list[Row]) -> None:
        draw_table(page, title, columns, portion)
        page.speak(notes)

    making.over_pages(lambda: making.plain_page(title, note, foot), lambda box: pages_of(shown, box.height), draw)
