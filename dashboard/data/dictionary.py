"""The tables as documents: `data/README.md` for people, `data/datapackage.json` (Frictionless v1) for programs.

Both are written from `dashboard.data.tables` and vocabularies.csv by `python -m dashboard.data.dictionary`;
a test holds them equal to what is generated. Boundaries and terrain are not described here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from dashboard.config import PROJECT_DIR
from dashboard.data.cells import LARGEST_COUNT
from dashboard.data.description import Description, read_description
from dashboard.data.reading import read_rows
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_references import VOCABULARIES
from dashboard.errors import DataError, Problem

Word = Mapping[str, str]  # one row of vocabularies.csv, as text
ANY_TABLE = "*"

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
_POINTERS = """\
## See also

- [NOTES.md](NOTES.md): how the tables were compiled, what they leave out, how to read them.
- [CHANGES.md](CHANGES.md): what was corrected in them by hand, and why.
- [LICENCES.md](LICENCES.md): what may be done with them, and what has to be named.
"""
_LICENCE = {  # of the tables; dataset.toml says the same in words
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_YEAR, _MONTH, _DAY = r"(19[0-9]{2}|20[0-9]{2}|2100)", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_FIELDS: Mapping[Kind, tuple[dict[str, Any], dict[str, Any]]] = {  # the field and its constraints; others are text
    Kind.COUNT: ({"type": "integer"}, {"minimum": 0, "maximum": LARGEST_COUNT}),
    Kind.NUMBER: ({"type": "number"}, {"minimum": 0, "maximum": LARGEST_COUNT}),
    Kind.LATITUDE: ({"type": "number"}, {"minimum": -90, "maximum": 90}),
    Kind.LONGITUDE: ({"type": "number"}, {"minimum": -180, "maximum": 180}),
    Kind.YES_NO: ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, {}),
    Kind.DATE: ({"type": "string"}, {"pattern": f"{_YEAR}(-{_MONTH}(-{_DAY})?)?"}),
    Kind.URL: ({"type": "string"}, {"pattern": r"https?://[^\s/].*"}),
}


def dictionary(tables: Sequence[Table], vocabularies: Sequence[Word]) -> str:
    """The data dictionary in Markdown: kinds of cells, one section a table, then the vocabularies."""
    kinds = _markdown_table(("kind", "a cell holds"), ((kind.value, _CELLS[kind]) for kind in Kind))
    sections = [_INTRODUCTION, f"## Kinds of cells\n\n{kinds}", *map(_section, tables), "## Vocabularies\n"]
    for (table, column), words in groupby(sorted(vocabularies, key=_place), key=_place):
        rows = ((f"`{word['value']}`", word["label"], word["definition"]) for word in words)
        sections.append(f"### {_heading(table, column)}\n\n{_markdown_table(('value', 'label', 'definition'), rows)}")
    return "\n".join([*sections, _POINTERS])


def _section(table: Table) -> str:
    key = f"Key: `{table.key}`." if table.key else "No key."
    rows = ((f"`{c.name}`", _kind(c), c.meaning, c.blank or "may not be empty") for c in table.columns)
    columns = _markdown_table(("column", "kind", "meaning", "empty means"), rows)
    return f"## {table.file}\n\nA row is {table.title[0].lower()}{table.title[1:]}. {key}\n\n{columns}"


def _kind(column: Column) -> str:
    return f"{column.kind.value} to {column.refers_to}.csv" if column.refers_to else column.kind.value


def _place(word: Word) -> tuple[str, str]:
    return word["table"], word["column"]


def _heading(table: str, column: str) -> str:
    return f"`{column}` of {'every table' if table == ANY_TABLE else f'{table}.csv'}"


def _markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(cell.replace("|", r"\|") for cell in line) for line in (header, ["---"] * len(header), *rows)]
    return "".join(f"| {line} |\n" for line in lines)


def datapackage(tables: Sequence[Table], vocabularies: Sequence[Word], description: Description) -> dict[str, Any]:
    """The Frictionless data package; partial dates and lists stay text, since no standard type holds them."""
    return {
        "profile": "tabular-data-package",
        "name": description.name,
        "title": description.title,
        "description": description.description,
        "created": f"{description.compiled_on}T00:00:00Z",
        "licenses": [_LICENCE],
        "resources": [_resource(table, vocabularies) for table in tables],
    }


def _resource(table: Table, vocabularies: Sequence[Word]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column, vocabularies) for column in table.columns]}
    schema["missingValues"] = [""]
    if table.key:
        schema["primaryKey"] = table.key
    foreign = [key for column in table.columns if (key := _foreign_key(column))]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(table: Table, column: Column, vocabularies: Sequence[Word]) -> dict[str, Any]:
    field, limits = _FIELDS.get(column.kind, ({"type": "string"}, {}))
    meaning = f"{column.meaning} Empty: {column.blank}." if column.blank else column.meaning
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.name == table.key:
        constraints["unique"] = True
    if column.kind is Kind.CHOICE:
        constraints["enum"] = _allowed(table, column, vocabularies)
    described = {"name": column.name, **field, "description": meaning}
    return described | ({"constraints": constraints | limits} if constraints or limits else {})


def _allowed(table: Table, column: Column, vocabularies: Sequence[Word]) -> list[str]:
    """The column's own vocabulary, else the one for every table, in the order of the file."""
    values = {
        owner: [word["value"] for word in vocabularies if _place(word) == (owner, column.name)]
        for owner in (table.name, ANY_TABLE)
    }
    return values[table.name] or values[ANY_TABLE]


def _foreign_key(column: Column) -> dict[str, Any] | None:
    """What the column refers to; none for source_ids, whose cells hold several keys."""
    targets = {
        Kind.PROVINCE: ("provinces", "province"),
        Kind.DISTRICT: ("districts", "district"),
        Kind.REFERENCE: (column.refers_to, column.name),
    }
    if column.kind not in targets:
        return None
    resource, field = targets[column.kind]
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}


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
