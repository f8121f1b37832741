"""The workbook inside a chart: what PowerPoint opens at *Edit data*. Columns stand where the chart looks for them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.data.frames import blank

SHEET = "Sheet1"  # the name that python-pptx writes into a chart
Cell = str | float | int | None


def workbook(columns: Sequence[tuple[str, Sequence[Cell]]]) -> bytes:
    """One sheet: a heading and the cells of each column. Blank cells stay blank, texts are never formulas."""
    return grid([(0, number, [heading, *cells]) for number, (heading, cells) in enumerate(columns)])


def grid(columns: Iterable[tuple[int, int, Sequence[Cell]]], dated: Sequence[int] = ()) -> bytes:
    """One sheet of pieces of columns: (first row, column, cells), counted from 0; the columns `dated` hold days."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, column, cells in columns:
        for number, cell in enumerate(cells):
            _write(sheet, row + number, column, cell, day if column in dated else None)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 12, 18)
    book.close()
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, form: object) -> None:
    if blank(cell) is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell, form)
