"""The incidents of a Selection as a workbook: typed rows, their sources, and a sheet that says what it is.

A text is written as a text whatever it begins with, and marked so that it stays one when somebody edits it: nothing
from the data can become a formula. A date known to its day is a date, any other a text: 2024-03 has no day.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from xlsxwriter import Workbook

from dashboard.data.cells import parse_date
from dashboard.data.schema import Column, Kind
from dashboard.data.spreadsheets import RUN_BY_SPREADSHEETS
from dashboard.export.about import about, totals, withheld_sentence
from dashboard.export.extracts import Extract, extract
from dashboard.export.permalink import rows_path
from dashboard.export.rows import NUMERIC
from dashboard.model.situation import Situation
from dashboard.text import Words

MOST_ROWS = 100_000  # ten seconds; a sheet could hold ten times as many, a reader would wait for minutes
LONGEST_LINK = 1_000  # spreadsheets refuse links of about twice the length; a longer address is a text
_WIDTHS = {Kind.TEXT: 32, Kind.URL: 48, Kind.SOURCES: 32, Kind.DATE: 12, Kind.COUNT: 12, Kind.YES_NO: 10}
# One line in memory at a time: lines have to be written one after the other.
_OPTIONS = {
    "constant_memory": True,
    **dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False),
}


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look: a header, a day, and a text that begins like a formula."""

    header: Any
    day: Any
    quoted: Any


def incidents_xlsx(situation: Situation, words: Words) -> bytes:
    """Sheets: incidents, their sources, and what it all is. The same rows give the same bytes."""
    described = situation.dataset.description
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as book:
        created = dt.datetime.combine(described.compiled_on, dt.time())
        cited = "; ".join(one.citation for one in situation.cited)
        book.set_properties({"title": described.title, "comments": cited, "created": created})
        formats = _Formats(
            header=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            quoted=book.add_format({"quote_prefix": True}),
        )
        incidents = extract("incidents", situation)
        said = withheld_sentence(incidents, words)
        if incidents.count > MOST_ROWS:
            said = " ".join(filter(None, [_elsewhere(situation, words), said]))
            incidents = replace(incidents, count=0, parts=lambda: iter(()))
        _add_rows(_sheet(book, "incidents", words), incidents, said, formats)
        _add_rows(_sheet(book, "sources", words), _sources(situation), "", formats)
        _add_about(_sheet(book, "about", words), incidents, situation, words, formats)
    return file.getvalue()


def _elsewhere(situation: Situation, words: Words) -> str:
    """Where incidents are that no sheet can hold."""
    path, n = rows_path("incidents.csv", situation), situation.toll.incidents
    most = words.number(MOST_ROWS)
    return words("sheet-no-incidents", incidents=words.plural("incidents", n), most=most, path=path)


def _sources(situation: Situation) -> Extract:
    """The sources of the incidents, and how many of these rest on each."""
    found = extract("sources", situation)
    count = [column.name for column in found.table.columns].index("incidents_rows")
    rows = tuple(row[: count + 1] for row in found.rows if row[count] != "0")
    return Extract(replace(found.table, columns=found.table.columns[: count + 1]), len(rows), lambda: iter([rows]))


def _sheet(book: Any, name: str, words: Words) -> Any:
    sheet = book.add_worksheet(words(f"sheet-{name}"))
    if words.locale.text_direction == "rtl":
        sheet.right_to_left()
    return sheet


def _add_rows(sheet: Any, found: Extract, said: str, formats: _Formats) -> None:
    """A header that stays in sight and filters; what is `said` of rows that are not here is a line under the last."""
    columns = found.table.columns
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.name, formats.header)
        sheet.set_column(number, number, _WIDTHS.get(column.kind, 18))
    for line, row in enumerate(found.rows, start=1):
        for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, (line, number), column, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, found.count, len(columns) - 1)
    if said:
        sheet.write_string(found.count + 1, 0, said)


def _write(sheet: Any, place: tuple[int, int], column: Column, cell: str, formats: _Formats) -> None:
    """One cell by the kind of its column; blank stays blank."""
    if not cell:
        return
    if column.kind in NUMERIC:
        sheet.write_number(*place, float(cell))
    elif column.kind is Kind.DATE and (date := parse_date(cell)).precision == "day":
        sheet.write_datetime(*place, date.first_day, formats.day)
    elif column.kind is Kind.URL and len(cell) <= LONGEST_LINK:
        sheet.write_url(*place, cell, string=cell)
    else:
        _write_text(sheet, place, cell, formats)


def _write_text(sheet: Any, place: tuple[int, int], text: str, formats: _Formats) -> None:
    if text:
        sheet.write_string(*place, text, formats.quoted if text.startswith(RUN_BY_SPREADSHEETS) else None)


def _add_about(sheet: Any, found: Extract, situation: Situation, words: Words, formats: _Formats) -> None:
    """What the rows are, what they add up to, how to read them, and what each column means."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 2, 64)
    for line, (label, *values) in enumerate(_about_lines(found, situation, words)):
        if label:
            sheet.write_string(line, 0, label, None if values else formats.header)
        for number, value in enumerate(values, start=1):
            if isinstance(value, int):
                sheet.write_number(line, number, value)
            else:
                _write_text(sheet, (line, number), value, formats)


def _about_lines(found: Extract, situation: Situation, words: Words) -> Iterator[tuple[str, *tuple[str | int, ...]]]:
    """(label, values); a label alone is a heading."""
    said = about(found, situation, words)
    for name in ("title", "selection", "query", "data_version", "covers_to", "licence", "citation"):
        yield words(f"about-{name}"), said[name]
    yield words("about-double_counting"), words("about-yes" if said["double_counting"] else "about-no")
    yield words("about-rows"), said["rows"]
    yield words("about-rows_withheld"), said["rows_withheld"]
    for name, value in _flat({name: one for name, one in totals(situation).items() if one is not None}):
        yield words(f"about-{name}"), words("not-known") if value is None else value
    yield (words("about-notes"),)
    yield from (("", note) for note in said["notes"])
    yield words("about-columns"), words("about-meaning"), words("about-blank")
    yield from ((column.name, column.meaning, column.blank) for column in found.table.columns)


def _flat(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, int | None]]:
    """`{"a": {"b": 1}}` -> a-b, 1."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}-")
        else:
            yield f"{prefix}{name}", value
