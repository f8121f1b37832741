"""Native tables over as many slides as they need. Every row is as high as its fullest cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.export.slides.fitting import fitted, height_of
from dashboard.export.slides.markup import CELL_INSET as INSET
from dashboard.export.slides.markup import Box, Run, TableRow, Text, table
from dashboard.export.slides.page import Page
from dashboard.figures import palette

SIZE, MOST_LINES = 9.0, 9
HEAD_HEIGHT = 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide the column is, in points."""

    heading: str
    width: float
    is_number: bool = False


Cells = Sequence[Sequence[str]]  # of a row: each cell's paragraphs, the second and further ones in italics


def pages_of(rows: Sequence[Cells], columns: Sequence[Column], height: float) -> Iterator[list[Cells]]:
    """The rows in portions that fit into `height` under a heading; one row at least."""
    portion: list[Cells] = []
    used = HEAD_HEIGHT
    for row in rows:
        tall = row_height(row, columns)
        if portion and used + tall > height:
            yield portion
            portion, used = [], HEAD_HEIGHT
        portion.append(row)
        used += tall
    if portion:
        yield portion


def row_height(row: Cells, columns: Sequence[Column]) -> float:
    """Points that a row takes, at most."""
    return max(_cell_height(cell, column) for cell, column in zip(row, columns, strict=True))


def draw_table(page: Page, name: str, columns: Sequence[Column], rows: Sequence[Cells]) -> None:
    """The table in what is left of the page."""
    room = page.content
    heading = [
        Text([[Run(column.heading, SIZE, palette.SECONDARY, is_bold=True)]], _align(column)) for column in columns
    ]
    found: list[TableRow] = [(HEAD_HEIGHT, palette.SECONDARY, heading)]
    for row in rows:
        texts = [_text(cell, column) for cell, column in zip(row, columns, strict=True)]
        found.append((row_height(row, columns), palette.LINE, texts))
    widths = [column.width for column in columns]
    box = Box(room.left, room.top, sum(widths), sum(height for height, _, _ in found))
    page.place(table(page.next_number(), name, box, widths, found))


def _text(cell: Sequence[str], column: Column) -> Text:
    paragraphs = [
        [Run(text, SIZE, palette.SECONDARY if number else palette.TEXT, is_italic=number > 0)]
        for number, text in enumerate(_shown(cell, column))
    ]
    return Text(paragraphs, _align(column))


def _align(column: Column) -> str:
    return "r" if column.is_number else "l"


def _cell_height(cell: Sequence[str], column: Column) -> float:
    return sum(height_of(text, SIZE, column.width - 2 * INSET) for text in _shown(cell, column)) + INSET


def _shown(cell: Sequence[str], column: Column) -> list[str]:
    return [fitted(text, SIZE, column.width - 2 * INSET, MOST_LINES) for text in cell if text]
