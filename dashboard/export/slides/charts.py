"""What all native charts share: where they plot, their axes, their type. Their numbers can be edited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Pt

from dashboard.export.slides.markup import Box
from dashboard.export.slides.page import Page, emu
from dashboard.figures import palette

C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
TICKS = 9.0
LEFT, RIGHT, TOP, BELOW = 34.0, 10.0, 12.0, 24.0  # between a chart and what it plots, in points


def added(page: Page, box: Box, kind: XL_CHART_TYPE, data: Any, name: str) -> Chart:
    """A chart without legend and title."""
    frame = page.slide.shapes.add_chart(kind, *emu(box), data)
    page.own(frame.element.nvGraphicFramePr.cNvPr, name)
    chart: Chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(TICKS)
    return chart


def lay_out(chart: Chart, box: Box, below: float) -> None:
    """Fixes where a chart plots, so that charts and marks above each other stand at the same days."""
    x, y = LEFT / box.width, TOP / box.height
    width, height = 1 - x - RIGHT / box.width, 1 - y - below / box.height
    layout = (
        f'<c:layout {C}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{width:.5f}"/><c:h val="{height:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
    (plot,) = chart._chartSpace.xpath(".//c:plotArea")
    for old in plot.xpath("./c:layout"):
        plot.remove(old)
    plot.insert(0, parse_xml(layout))


def value_axis(axis: Any, values: Sequence[float | None]) -> None:
    """An axis of counts: from 0, whole numbers, light lines."""
    axis.minimum_scale = 0
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = Pt(TICKS), rgb(palette.SECONDARY)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0", False
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(palette.LINE)
    known = [value for value in values if value is not None]
    axis.maximum_scale, axis.major_unit = scale(max(known, default=0))


def scale(most: float) -> tuple[float, float]:
    """The end of an axis from 0 and the step between its lines: up to five round, whole steps."""
    rough = max(most, 1) / 4
    power = 10 ** math.floor(math.log10(rough)) if rough > 1 else 1
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
    return step * (math.floor(most / step) + 1), step


def time_axis(axis: Any) -> None:
    """The axis beneath: small names, no lines but its own."""
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = Pt(TICKS), rgb(palette.SECONDARY)
    axis.format.line.color.rgb = rgb(palette.SECONDARY)
    axis.has_major_gridlines = False


def rgb(colour: str) -> RGBColor:
    """`#RRGGBB` as python-pptx takes it."""
    return RGBColor.from_string(colour.lstrip("#"))
