"""The slide of headline figures: the cards of the page, and what the incidents are, as native bar charts."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from dashboard.export.slides.charts import added, rgb
from dashboard.export.slides.fitting import fitted
from dashboard.export.slides.markup import Box, Look, Run, Text
from dashboard.export.slides.page import CONTENT_WIDTH, Page
from dashboard.export.slides.title_page import found_words
from dashboard.export.slides.workbook import workbook
from dashboard.figures import palette
from dashboard.figures.style import as_written
from dashboard.figures.text_width import LINE_HEIGHT, text_width
from dashboard.figures.views import BREAKDOWN, figure_of, view_title
from dashboard.model.headline_words import Card, cards
from dashboard.model.situation import Situation
from dashboard.text import Words

GAP, INSET, AFTER = 12.0, 10.0, 3.0
NAME_SIZE, SPAN_SIZE, NOTE_SIZE, MOST_NOTE_LINES = 12.0, 13.0, 10.0, 4
BAR_HEIGHT = 30.0  # of a bar with its gap, the same in all three charts
BREAKDOWNS = ("type", "by", "province")


def draw_headline(page: Page, situation: Situation, words: Words) -> None:
    """Cards above; below, incidents by type, by whom they are attributed to, by province."""
    found = cards(situation, words)
    width = (CONTENT_WIDTH - GAP * (len(found) - 1)) / len(found)
    shown = [_paragraphs(card, width - 2 * INSET, words) for card in found]
    row = page.take(max(height for _, height in shown) + 2 * INSET)
    for number, (paragraphs, height) in enumerate(shown):
        box = Box(row.left + number * (width + GAP), row.top, width, row.height)
        page.draw("card", box, Look(fill=palette.PAGE))
        place = Box(box.left + INSET, box.top + INSET, width - 2 * INSET, height)
        page.draw("figure", place, Look(), Text(paragraphs, after=AFTER))
    page.take(GAP)
    if situation.toll.incidents:
        _breakdowns(page, situation, words)
    else:
        page.write(page.take(40), [[Run(found_words(situation, words), 14)]])


def _paragraphs(card: Card, width: float, words: Words) -> tuple[list[list[Run]], float]:
    """Name, value with its range, notes; and how high they are."""
    size, span = (28.0 if card.value[:1].isdigit() else 17.0), f"  ({card.span})" if card.span else ""
    if text_width(card.value, size, bold=True) + text_width(span, SPAN_SIZE) > width:
        size *= 0.75
    spread = [Run(span, SPAN_SIZE * size / 28, palette.SECONDARY)] if span else []
    notes = [fitted(note, NOTE_SIZE, width, MOST_NOTE_LINES) for note in card.notes]
    paragraphs = [
        [Run(words(f"headline-{card.name}"), NAME_SIZE, palette.SECONDARY, is_bold=True)],
        [Run(card.value, size, is_bold=True), *spread],
        *[[Run(note.text, NOTE_SIZE, palette.SECONDARY)] for note in notes],
    ]
    heights = [NAME_SIZE * LINE_HEIGHT, size * LINE_HEIGHT, *(note.height for note in notes)]
    return paragraphs, sum(heights) + AFTER * len(heights)


def _breakdowns(page: Page, situation: Situation, words: Words) -> None:
    room = page.content
    width = (room.width - GAP * (len(BREAKDOWNS) - 1)) / len(BREAKDOWNS)
    for number, by in enumerate(BREAKDOWNS):
        left = room.left + number * (width + GAP)
        title = view_title(BREAKDOWN, situation, words, by=by)
        page.write(Box(left, room.top, width, 16), [[Run(title, NAME_SIZE, is_bold=True)]])
        (bars,) = figure_of(BREAKDOWN, situation, words, by=by)["data"]
        height = min(room.height - 18, len(bars["x"]) * BAR_HEIGHT + 12)
        _bars(page, Box(left, room.top + 18, width, height), bars, title, words)


def _bars(page: Page, box: Box, bars: dict[str, Any], title: str, words: Words) -> None:
    """Horizontal bars with their numbers, the first on top."""
    names, counts = [as_written(name) for name in bars["y"]], bars["x"]
    data = CategoryChartData(number_format="#,##0")
    data.categories = names
    data.add_series(words("measure-incidents"), counts)
    chart = added(page, box, XL_CHART_TYPE.BAR_CLUSTERED, data, title)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 35, True
    plot.data_labels.show_value, plot.data_labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(10)
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = rgb(palette.INCIDENTS)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    axis = chart.category_axis
    axis.reverse_order, axis.major_tick_mark = True, XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.font.size = Pt(10)
    chart.part.chart_workbook.update_from_xlsx_blob(workbook([("", names), (words("measure-incidents"), counts)]))
