"""The slide of displacement: every report a dated mark, lines only where readings are of one series.

A native chart of the marks and lines of the figure (`figures.displacement`). Nothing is added up or joined here.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.util import Pt

from dashboard.data.frames import records
from dashboard.export.slides.charts import BELOW, LEFT, RIGHT, TOP, added, lay_out, rgb, scale, time_axis, value_axis
from dashboard.export.slides.markup import Box, Run
from dashboard.export.slides.page import Page
from dashboard.export.slides.timeline_pages import draw_keys, draw_marks
from dashboard.export.slides.workbook import grid
from dashboard.figures import palette
from dashboard.figures.placing import Box as Corners
from dashboard.figures.placing import Room, box_around
from dashboard.figures.stock_lines import META as STOCK
from dashboard.figures.style import Figure, as_written
from dashboard.figures.text_width import text_width
from dashboard.figures.views import DISPLACEMENT, figure_of, view_title
from dashboard.model.situation import Situation
from dashboard.text import Words

_EPOCH = dt.datetime(1899, 12, 30)  # day 0 of a spreadsheet
_NAME_SIZE = 8.5
MOST_COVERED = 0.02
PALE = 0.6


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading: when (days of a spreadsheet), how many, who counted, where."""

    day: float
    value: int
    organisation: str
    place: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one trace of the figure; `is_line` joins them."""

    name: str
    marks: tuple[Mark, ...]
    colour: str
    is_line: bool
    is_hollow: bool


def draw_displacement(page: Page, situation: Situation, words: Words) -> None:
    """The reports that have a date and the number asked for, with the names of who counted where there is room."""
    figure = figure_of(DISPLACEMENT, situation, words)
    shown = marks_of(figure, situation, words)
    if not shown:
        page.write(page.content, [[Run(words("empty-reports"), 16, palette.SECONDARY)]], align="ctr", anchor="ctr")
        return
    draw_keys(page, figure, words, pale=PALE)
    box = page.content
    first, last = (dt.datetime.fromisoformat(end) for end in figure["layout"]["xaxis"]["range"])
    width = box.width - LEFT - RIGHT

    def at(moment: dt.datetime) -> float | None:
        share = (moment - first) / (last - first)
        return box.left + LEFT + share * width if 0 <= share <= 1 else None

    draw_marks(page, figure, box, at)
    chart = _chart(page, box, shown, view_title(DISPLACEMENT, situation, words), words)
    _days(chart.category_axis, first, last)
    _name(page, box, shown, (day_number(first), day_number(last)), words)


def marks_of(figure: Figure, situation: Situation, words: Words) -> list[Marks]:
    """The traces of the figure, each mark with who counted: reports by their id, readings by their series."""
    reports = {row["record_id"]: row for row in records(situation.displacement)}
    withheld = situation.dataset.withheld
    found = []
    for trace in figure["data"]:
        kind = trace.get("meta")
        if kind not in ("new", "cumulative", "series", STOCK) or not trace["x"]:
            continue
        is_line = kind in ("series", STOCK)
        rows = [reports[one[0]] for one in trace["customdata"]] if not is_line else [None] * len(trace["x"])
        name = as_written(trace["name"])
        marks = [
            _mark(x, y, row, name, words, is_withheld=row is not None and row["dataset"] in withheld)
            for x, y, row in zip(trace["x"], trace["y"], rows, strict=True)
        ]
        colour = trace["line"]["color"] if is_line else trace["marker"]["color"]
        found.append(Marks(name, tuple(marks), colour, is_line, kind in ("cumulative", STOCK)))
    return found


def day_number(moment: dt.datetime) -> float:
    """A moment as spreadsheets count it."""
    return (moment - _EPOCH) / dt.timedelta(days=1)


def _mark(x: str, y: int, row: dict[str, Any] | None, name: str, words: Words, *, is_withheld: bool) -> Mark:
    """Of a report that may not be passed on, only what the chart draws."""
    day = day_number(dt.datetime.fromisoformat(x))
    if row is None:
        return Mark(day, y, name, "")
    if is_withheld:
        return Mark(day, y, "", "")
    place = ", ".join(part for part in (row["district"], row["province"] or words("no-single-province")) if part)
    return Mark(day, y, row["organisation"], place)


def _chart(page: Page, box: Box, shown: list[Marks], name: str, words: Words) -> Chart:
    data = XyChartData(number_format="#,##0")
    for one in shown:
        series = data.add_series(one.name)
        for mark in one.marks:
            series.add_data_point(mark.day, mark.value)
    chart = added(page, box, XL_CHART_TYPE.XY_SCATTER, data, name)
    for one, drawn in zip(shown, chart.plots[0].series, strict=True):
        _style(drawn, one)
    value_axis(chart.value_axis, [mark.value for one in shown for mark in one.marks])
    lay_out(chart, box, BELOW)
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(shown, words))
    return chart


def _style(drawn: Any, one: Marks) -> None:
    line, marker = drawn.format.line, drawn.marker
    if one.is_line:
        line.color.rgb, line.width = rgb(one.colour), Pt(2)
    else:
        line.fill.background()
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 8
    marker.format.line.color.rgb, marker.format.line.width = rgb(one.colour), Pt(1.5)
    # Pale, not empty: LibreOffice draws no outline around a mark, and fills one without a fill.
    pale = palette.mixed(one.colour, palette.WHITE, PALE) if one.is_hollow else one.colour
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(pale)


def _days(axis: Any, first: dt.datetime, last: dt.datetime) -> None:
    """An axis of days, named by the year, or by the month where it is short."""
    days = (last - first).days
    is_long = days > 4 * 366
    time_axis(axis)
    axis.minimum_scale, axis.maximum_scale = day_number(first), day_number(last)
    axis.major_unit = math.ceil(scale(days / 365.25)[1] * 365.25) if is_long else max(1, round(days / 6))
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = "yyyy" if is_long else "d mmm yyyy"


def _workbook(shown: list[Marks], words: Words) -> bytes:
    """One block a series, where python-pptx makes the chart look for it, and beside each number who counted."""
    headings = [words("fact-when"), "", words("fact-organisation"), words("fact-where")]
    pieces: list[tuple[int, int, list[Any]]] = []
    row = 0
    for one in shown:
        headings[1] = one.name
        cells = [[mark.day, mark.value, mark.organisation, mark.place] for mark in one.marks]
        pieces += [(row, column, [headings[column], *(cell[column] for cell in cells)]) for column in range(4)]
        row += len(cells) + 2
    return grid(pieces, dated=(0,))


def _name(page: Page, box: Box, shown: list[Marks], span: tuple[float, float], words: Words) -> None:
    """Who counted, beside the marks with the highest numbers, as long as no name covers a mark or another name."""
    most = scale(max((mark.value for one in shown for mark in one.marks), default=0))[0]
    width, height = box.width - LEFT - RIGHT, box.height - TOP - BELOW
    room = Room(width, height)
    places: list[tuple[float, float, Mark]] = []
    for mark in [mark for one in shown for mark in one.marks]:
        x = (mark.day - span[0]) / (span[1] - span[0]) * width
        places.append((x, height * (1 - mark.value / most), mark))
    room.take(box_around(x, y, 9, 9) for x, y, _ in places)
    named = [one for one in places if one[2].place]
    for x, y, mark in sorted(named, key=lambda one: -one[2].value):
        text = f"{mark.organisation}: {words.number(mark.value)}"
        wide = text_width(text, _NAME_SIZE)
        boxes: list[Corners] = [
            box_around(x + (wide / 2 + 7), y, wide, 11),
            box_around(x - (wide / 2 + 7), y, wide, 11),
            box_around(x, y - 12, wide, 11),
        ]
        chosen, covered = room.best(boxes)
        if covered <= MOST_COVERED:
            left, top, _, _ = boxes[chosen]
            room.take([boxes[chosen]])
            align = ("l", "r", "ctr")[chosen]
            place = Box(box.left + LEFT + left, box.top + TOP + top, wide, 11)
            page.write(place, [[Run(text, _NAME_SIZE, palette.SECONDARY)]], align=align, anchor="ctr", wraps=False)
