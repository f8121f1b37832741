"""Native tables over as many slides as they need. Every row is as high as its fullest cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.export.slides.fitting import Fitted, fitted
from dashboard.export.slides.markup import Box, Run, Text, runs_from_right
from dashboard.export.slides.page import Page
from dashboard.export.slides.table_markup import CELL_INSET as INSET
from dashboard.export.slides.table_markup import TableRow, table
from dashboard.figures import palette

SIZE, MOST_LINES = 10.0, 9
HEAD_HEIGHT = 20.0
LEFT_TO_RIGHT = "\u200e"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide the column is, in points."""

    heading: str
    width: float
    is_number: bool = False


Cells = Sequence[Sequence[str]]  # of a row: each cell's paragraphs, the second and further ones in italics
Paragraphs = list[list[Fitted]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its texts cut to fit, and its height."""

    cells: Paragraphs
    height: float


def fitted_row(cells: Cells, columns: Sequence[Column]) -> Row:
    """Every cell with at most MOST_LINES a paragraph."""
    found = [
        [fitted(text, SIZE, column.width - 2 * INSET, MOST_LINES) for text in cell if text]
        for cell, column in zip(cells, columns, strict=True)
    ]
    return Row(found, max(sum(text.height for text in cell) for cell in found) + INSET)


def joined(names: Iterable[str]) -> str:
    """Names side by side, each once, in the order of the slide whatever their scripts.

    A mark of direction stands before a name from the right, so that the whole is not taken for a text from the right.
    """
    text = ", ".join(dict.fromkeys(filter(None, names)))
    return f"{LEFT_TO_RIGHT}{text}" if runs_from_right(text) else text


def pages_of(rows: Sequence[Row], height: float) -> Iterator[list[Row]]:
    """The rows in portions that fit into `height` under a heading; one row at least."""
    portion: list[Row] = []
    used = HEAD_HEIGHT
    for row in rows:
        if portion and used + row.height > height:
            yield portion
            portion, used = [], HEAD_HEIGHT
        portion.append(row)
        used += row.height
    if portion:
        yield portion


def draw_table(page: Page, name: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """The table in what is left of the page."""
    heading = [
        Text([[Run(column.heading, SIZE, palette.SECONDARY, is_bold=True)]], _align(column)) for column in columns
    ]
    found: list[TableRow] = [(HEAD_HEIGHT, palette.SECONDARY, heading)]
    for row in rows:
        texts = [_text(cell, column) for cell, column in zip(row.cells, columns, strict=True)]
        found.append((row.height, palette.LINE, texts))
    widths = [column.width for column in columns]
    box = Box(page.content.left, page.content.top, sum(widths), sum(height for height, _, _ in found))
    page.place(table(page.next_number(), name, box, widths, found))


def _text(cell: Sequence[Fitted], column: Column) -> Text:
    paragraphs = [
        [Run(one.text, SIZE, palette.SECONDARY if number else palette.TEXT, is_italic=number > 0)]
        for number, one in enumerate(cell)
    ]
    return Text(paragraphs, _align(column))


def _align(column: Column) -> str:
    return "r" if column.is_number else "l"
