"""Native bar charts of the tables of `bars`, with whiskers where a range is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.util import Pt

from dashboard.export.slides.bars import Series, Table, Values
from dashboard.export.slides.charts import BELOW, LEFT, RIGHT, TICKS, A, C, added, lay_out, rgb, time_axis, value_axis
from dashboard.export.slides.markup import Box
from dashboard.export.slides.page import Page
from dashboard.export.slides.workbook import SHEET, workbook
from dashboard.figures import palette
from dashboard.figures.text_width import text_width
from dashboard.text import Words

LABELS = 8.0
MOST_LABELLED = 60


def bar_chart(
    page: Page, box: Box, table: Table, words: Words, *, has_names: bool = True, below: float = BELOW
) -> Chart:
    """Bars of `table`; `has_names` writes the categories into the `below` points beneath the plot."""
    columns = [*table.series, *([_base(table, words)] if table.low else [])]
    data = CategoryChartData(number_format="#,##0")
    data.categories = table.categories
    for series in columns:
        data.add_series(series.name, series.values)
    chart = added(page, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, table.title)
    chart.plots[0].overlap, chart.plots[0].gap_width = 100, 25
    for series, drawn in zip(table.series, chart.plots[0].series, strict=False):
        _paint(drawn.format.fill, drawn.format.line, series)
        if table.low:
            _zeros(drawn, series, table)
        elif len(table.categories) <= MOST_LABELLED:
            _numbers(drawn)
    if table.low:
        _whiskers(chart, len(columns) - 1, table, words)
    _axes(chart, table, box.width - LEFT - RIGHT, has_names=has_names)
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(table, columns, words))
    lay_out(chart, box, below)
    return chart


def _base(table: Table, words: Words) -> Series:
    """Where the whiskers begin: a series that is not drawn."""
    ends = zip(table.low, table.high, _best(table), strict=True)
    values = tuple(_ends(low, high, best)[0] for low, high, best in ends)
    return Series(words("measure-range"), values, palette.TEXT)


def _best(table: Table) -> Values:
    """The drawn value of each category, of whichever series has one."""
    return tuple(
        next((value for value in values if value is not None), None)
        for values in zip(*(series.values for series in table.series), strict=True)
    )


def _ends(low: int | None, high: int | None, best: int | None) -> tuple[int | None, int | None]:
    """The ends of a whisker; none where they are the best count, one alone where only that is known."""
    known = [end for end in (low, high) if end is not None]
    return (known[0], known[-1]) if any(end != best for end in known) else (None, None)


def _whiskers(chart: Chart, position: int, table: Table, words: Words) -> None:
    """Error bars from the undrawn base upwards, whose lengths stand in the workbook."""
    base = chart.plots[0].series[position]
    base.format.fill.background()
    base.format.line.fill.background()
    lengths = _lengths(table)
    column = chr(ord("A") + position + 2)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{length}</c:v></c:pt>' for i, length in enumerate(lengths) if length is not None
    )
    reference = f"<c:f>{SHEET}!${column}$2:${column}${len(lengths) + 1}</c:f>"
    cache = f'<c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}</c:numCache>'
    bars = parse_xml(
        f'<c:errBars {C} {A}><c:errBarType val="plus"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus><c:numRef>{reference}{cache}</c:numRef></c:plus>"
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{palette.TEXT.lstrip("#")}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    base._element.xpath("./c:cat")[0].addprevious(bars)


def _lengths(table: Table) -> Values:
    found = [_ends(low, high, best) for low, high, best in zip(table.low, table.high, _best(table), strict=True)]
    return tuple(None if low is None or high is None else high - low for low, high in found)


def _workbook(table: Table, columns: Sequence[Series], words: Words) -> bytes:
    """Categories, the series, and what is known beside them."""
    found: list[tuple[str, Sequence[Any]]] = [("", table.categories), *((one.name, one.values) for one in columns)]
    if table.low:
        found += [
            (words("slides-range-length"), _lengths(table)),
            (words("slides-killed-low"), table.low),
            (words("slides-killed-high"), table.high),
        ]
    return workbook([*found, *table.more])


def _paint(fill: FillFormat, line: Any, series: Series) -> None:
    """Full where the date is known as finely as the bars, hatched where not."""
    line.color.rgb, line.width = rgb(series.colour), Pt(0.75)
    if series.is_coarse:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(series.colour), rgb(palette.WHITE)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(palette.WHITE if series.is_hollow else series.colour)


def _numbers(drawn: Any) -> None:
    """The number on every bar; none where it is 0, since there is no bar."""
    labels = drawn.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "#,##0;;", False
    labels.font.size, labels.font.color.rgb = Pt(LABELS), rgb(palette.TEXT)


def _zeros(drawn: Any, series: Series, table: Table) -> None:
    """A 0 where somebody reported that no civilian was killed, and nobody the contrary."""
    for i, (value, high) in enumerate(zip(series.values, table.high, strict=True)):
        if value == 0 and high == 0:
            label = drawn.points[i].data_label
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            label.font.size, label.font.color.rgb = Pt(LABELS), rgb(palette.SECONDARY)


def _axes(chart: Chart, table: Table, width: float, *, has_names: bool) -> None:
    values = [*table.high, *(value for series in table.series for value in series.values)]
    value_axis(chart.value_axis, values)
    axis = chart.category_axis
    time_axis(axis)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    if not has_names:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    longest = max((text_width(label, TICKS) for label in table.categories), default=0) + 8
    every = max(1, math.ceil(longest * len(table.categories) / width))
    (body,) = axis._element.xpath("./c:txPr/a:bodyPr")
    body.set("rot", "0")
    body.set("vert", "horz")
    (place,) = axis._element.xpath("./c:noMultiLvlLbl")
    place.addprevious(parse_xml(f'<c:tickLblSkip {C} val="{every}"/>'))
