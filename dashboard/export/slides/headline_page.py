"""The slide of headline figures: the five cards of the page, and what the incidents are, as native bar charts."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from dashboard.export.slides.charts import added, rgb
from dashboard.export.slides.fitting import fitted
from dashboard.export.slides.markup import Box, Look, Run, Text
from dashboard.export.slides.page import Page
from dashboard.export.slides.workbook import workbook
from dashboard.figures import palette
from dashboard.figures.style import as_written
from dashboard.figures.views import BREAKDOWN, figure_of, view_title
from dashboard.model.headline_words import Card, cards
from dashboard.model.situation import Situation
from dashboard.text import Words

CARD_HEIGHT, GAP, INSET = 158.0, 12.0, 10.0
BREAKDOWNS = ("type", "by", "province")


def draw_headline(page: Page, situation: Situation, words: Words) -> None:
    """Cards above; below, incidents by type, by whom they are attributed to, by province."""
    found = cards(situation, words)
    row = page.take(CARD_HEIGHT)
    width = (row.width - GAP * (len(found) - 1)) / len(found)
    for number, card in enumerate(found):
        _card(page, Box(row.left + number * (width + GAP), row.top, width, row.height), card, words)
    if situation.toll.incidents:
        page.take(GAP)
        _breakdowns(page, situation, words)


def _card(page: Page, box: Box, card: Card, words: Words) -> None:
    """Name, value with its range, and notes."""
    page.draw("card", box, Look(fill=palette.PAGE))
    inner = box.width - 2 * INSET
    size = 28 if card.value[:1].isdigit() else 17
    spread = [Run(f"  ({card.span})", 13, palette.SECONDARY)] if card.span else []
    room = max(2, 6 // max(len(card.notes), 1))
    paragraphs = [
        [Run(words(f"headline-{card.name}"), 12, palette.SECONDARY, is_bold=True)],
        [Run(card.value, size, is_bold=True), *spread],
        *[[Run(fitted(note, 10, inner, room), 10, palette.SECONDARY)] for note in card.notes],
    ]
    place = Box(box.left + INSET, box.top + INSET, inner, box.height - 2 * INSET)
    page.draw("figure", place, Look(), Text(paragraphs, after=3))


def _breakdowns(page: Page, situation: Situation, words: Words) -> None:
    room = page.content
    width = (room.width - GAP * (len(BREAKDOWNS) - 1)) / len(BREAKDOWNS)
    for number, by in enumerate(BREAKDOWNS):
        left = room.left + number * (width + GAP)
        title = view_title(BREAKDOWN, situation, words, by=by)
        page.write(Box(left, room.top, width, 16), [[Run(title, 12, is_bold=True)]])
        (bars,) = figure_of(BREAKDOWN, situation, words, by=by)["data"]
        _bars(page, Box(left, room.top + 16, width, room.height - 16), bars, words)


def _bars(page: Page, box: Box, bars: dict[str, Any], words: Words) -> None:
    """Horizontal bars with their numbers, the first on top."""
    names, counts = [as_written(name) for name in bars["y"]], bars["x"]
    data = CategoryChartData(number_format="#,##0")
    data.categories = names
    data.add_series(words("measure-incidents"), counts)
    chart = added(page, box, XL_CHART_TYPE.BAR_CLUSTERED, data)
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
