"""The tables as documents: `data/README.md` for people, `data/datapackage.json` (Frictionless v1) for programs.

Both are written from `dashboard.data.tables` and vocabularies.csv by `python -m dashboard.data.dictionary`;
a test holds them equal to what is generated. Boundaries and terrain are not described here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from dashboard.config import PROJECT_DIR
from dashboard.data.datapackage import ANY_TABLE, Word, datapackage
from dashboard.data.description import read_description
from dashboard.data.reading import read_rows
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_records import DISPLACEMENT, INCIDENTS
from dashboard.data.tables_references import VOCABULARIES
from dashboard.errors import DataError, Problem

_CELLS = {
    Kind.TEXT: "Any text.",
    Kind.ID: "A text that names the row; no two rows have the same.",
    Kind.COUNT: "A whole number from 0 on.",
    Kind.NUMBER: "A number from 0 on, with a decimal point.",
    Kind.LATITUDE: "Degrees from -90 to 90.",
    Kind.LONGITUDE: "Degrees from -180 to 180.",
    Kind.DATE: "As precise as it is known: `2024-02-28`, `2024-02` or `2024`.",
    Kind.YES_NO: "`yes` or `no`.",
    Kind.URL: "An address that begins with `http://` or `https://`.",
    Kind.LIST: "Texts separated by semicolons.",
    Kind.CHOICE: "A value of vocabularies.csv, listed below.",
    Kind.PROVINCE: "A province of provinces.csv.",
    Kind.DISTRICT: "A district of districts.csv.",
    Kind.SOURCES: "Values of `source_id` in sources.csv, separated by semicolons.",
    Kind.REFERENCE: "The key of another table.",
}
_INTRODUCTION = """\
# Data dictionary

Written by `python -m dashboard.data.dictionary`; change `dashboard/data/tables.py` or `vocabularies.csv` instead of it.
The same description for programs is in `datapackage.json`.

All tables are CSV files in UTF-8 with commas and a header line. An empty cell never means 0. Incidents may stand in
`incidents.parquet` instead, with the same columns, as texts or typed.
"""
_IMPORTED = """\
## Imported datasets

What `python app.py import` writes stands in `imported/`: a file `NAME.toml` that says what the dataset is, and the
folder that it names. Its tables are wider than ours. Files of rows have the further columns too, after ours, when an
imported dataset is among those chosen; of our rows they are empty then, but for `province_reported` and
`is_inside_area`.
"""
_WIDER = ((IMPORTED_INCIDENTS, INCIDENTS), (IMPORTED_DISPLACEMENT, DISPLACEMENT))
_POINTERS = """\
## See also

- [NOTES.md](NOTES.md): how the tables were compiled, what they leave out, how to read them.
- [CHANGES.md](CHANGES.md): what was corrected in them by hand, and why.
- [LICENCES.md](LICENCES.md): what may be done with them, and what has to be named.
"""


def dictionary(tables: Sequence[Table], vocabularies: Sequence[Word]) -> str:
    """The data dictionary in Markdown: kinds of cells, one section a table, then the vocabularies."""
    kinds = _markdown_table(("kind", "a cell holds"), ((kind.value, _CELLS[kind]) for kind in Kind))
    sections = [_INTRODUCTION, f"## Kinds of cells\n\n{kinds}", *map(_section, tables)]
    sections += [_IMPORTED, *(_further(wide, ours) for wide, ours in _WIDER), "## Vocabularies\n"]
    for (table, column), words in groupby(sorted(vocabularies, key=_place), key=_place):
        rows = ((f"`{word['value']}`", word["label"], word["definition"]) for word in words)
        sections.append(f"### {_heading(table, column)}\n\n{_markdown_table(('value', 'label', 'definition'), rows)}")
    return "\n".join([*sections, _POINTERS])


def _section(table: Table) -> str:
    key = f"Key: `{table.key}`." if table.key else "No key."
    return f"## {table.file}\n\nA row is {table.title[0].lower()}{table.title[1:]}. {key}\n\n{_columns(table.columns)}"


def _further(wide: Table, ours: Table) -> str:
    """What an imported table has besides the columns of ours, some of which may be empty there."""
    further = [column for column in wide.columns if column.name not in ours.by_name]
    laxer = [f"`{one.name}`" for one in wide.columns if one.name in ours.by_name and one != ours.by_name[one.name]]
    said = f"The columns of {ours.file}, of which {', '.join(laxer)} may be empty, then these:"
    return f"### {wide.file} of an imported dataset\n\n{said}\n\n{_columns(further)}"


def _columns(columns: Iterable[Column]) -> str:
    rows = ((f"`{c.name}`", _kind(c), c.meaning, c.blank or "may not be empty") for c in columns)
    return _markdown_table(("column", "kind", "meaning", "empty means"), rows)


def _kind(column: Column) -> str:
    return f"{column.kind.value} to {column.refers_to}.csv" if column.refers_to else column.kind.value


def _place(word: Word) -> tuple[str, str]:
    return word["table"], word["column"]


def _heading(table: str, column: str) -> str:
    return f"`{column}` of {'every table' if table == ANY_TABLE else f'{table}.csv'}"


def _markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(cell.replace("|", r"\|") for cell in line) for line in (header, ["---"] * len(header), *rows)]
    return "".join(f"| {line} |\n" for line in lines)


def documents(folder: Path) -> dict[str, str]:
    """File name -> content of both documents; raises DataError when the folder's own description can't be read."""
    problems: list[Problem] = []
    description = read_description(folder, problems)
    if description is None:
        raise DataError(problems)
    words = [row.cells for row in read_rows(folder, VOCABULARIES)[0]]
    # Tables of sourced rows before those they refer to.
    tables = sorted(TABLES, key=lambda table: "source_ids" not in table.by_name)
    package = json.dumps(datapackage(tables, words, description), ensure_ascii=False, indent=2)
    return {"README.md": dictionary(tables, words), "datapackage.json": package + "\n"}


def main(folder: Path = PROJECT_DIR / "data") -> None:
    """Write both documents into the data folder."""
    for name, content in documents(folder).items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
