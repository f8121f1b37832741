"""Reading decks: slides by their title, every shape and text, what charts hold and what stands in their workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from dashboard.config import Settings
from dashboard.export.asked import Asked
from dashboard.export.slides import briefing_pptx
from dashboard.model.situation import Situation
from dashboard.text import Words

POINT = 12700
SITE = "https://border.example"
OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "p": f"{OFFICE}/presentationml/2006/main",
}
_REFERENCE = re.compile(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?")


def deck(situation: Situation, words: Words, *, site: str = SITE, **asked: Any) -> Deck:
    """The slides of a situation, opened again."""
    return Presentation(io.BytesIO(briefing_pptx(situation, words, Settings(public_url=site), Asked(**asked))))


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def slide(deck: Deck, title: str) -> Slide:
    """The first slide with this title."""
    return next(one for one in deck.slides if one.shapes.title.text_frame.text == title)


def shapes(of: Any) -> Iterator[Any]:
    """Every shape of a slide, those in groups too."""
    for shape in of.shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes(shape)


def texts(of: Slide) -> list[str]:
    """Every text on a slide, cells of tables included."""
    found = []
    for shape in shapes(of):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False):
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return [text for text in found if text]


def notes(of: Slide) -> str:
    return str(of.notes_slide.notes_text_frame.text)


def charts(of: Slide) -> list[Chart]:
    return [shape.chart for shape in of.shapes if getattr(shape, "has_chart", False)]


def values(chart: Chart, name: str) -> list[float | None]:
    """The numbers of the series that is called so, as the chart keeps them."""
    (series,) = [one for one in chart.plots[0].series if one.name == name]
    return list(series.values)


def total(chart: Chart, names: Sequence[str]) -> float:
    """The sum of those series that a chart has."""
    drawn = [series for series in chart.plots[0].series if series.name in names]
    return sum(value or 0 for series in drawn for value in series.values)


def sheet(chart: Chart) -> list[list[Any]]:
    """The cells of a chart's workbook, row by row."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()]


def column(chart: Chart, heading: str) -> list[Any]:
    """The cells of a workbook under a heading of the first row."""
    rows = sheet(chart)
    position = rows[0].index(heading)
    return [row[position] for row in rows[1:]]


def xml(chart: Chart, path: str) -> list[Any]:
    """The elements of a chart's file at an XPath."""
    return find(etree.fromstring(chart.part.blob), path)


def find(element: Any, path: str) -> list[Any]:
    """The elements below one at an XPath; `a`, `c`, `p` are the namespaces of Office."""
    return list(etree.XPath(path, namespaces=NAMESPACES)(element))


def references(chart: Chart) -> list[tuple[list[Any], list[Any]]]:
    """For everything that a chart takes from its workbook: (what it keeps, what stands in the cells)."""
    rows = sheet(chart)
    found = []
    for reference in xml(chart, ".//c:numRef | .//c:strRef"):
        (cells,) = find(reference, "./c:f")
        letter, first, last = _REFERENCE.fullmatch(cells.text).groups()
        position = ord(letter) - ord("A")
        kept = {int(point.get("idx")): find(point, "./c:v")[0].text for point in find(reference, ".//c:pt")}
        written = [rows[row - 1][position] for row in range(int(first), int(last or first) + 1)]
        found.append(([kept.get(i) for i in range(len(written))], written))
    return found
