"""Small data folders for tests: `write_tiny` makes a valid one, the other functions change it in one line.

    folder = write_tiny(tmp_path)                                   # valid; 12 incidents, 4 outposts, …
    folder = write_tiny(tmp_path, incidents=rows("incidents")[:3])  # with other rows
    edit(folder, "incidents", "inc-03", "latitude", "370")          # one cell
    rewrite(folder, "incidents.csv", lambda content: content.replace(b"\\n", b"\\r\\n"))  # any bytes

Everything is a copy, the basemap too: no test can reach the bundled data. The rows stand in `tests.tiny_tables`.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from dashboard.data.tables import TABLES
from tests.tiny_tables import DEFAULTS, DESCRIPTION, ROWS, Row

BUNDLED = Path(__file__).resolve().parent.parent / "data"
_SCHEMA = {table.name: table for table in TABLES}


def rows(table: str) -> list[Row]:
    """The tiny rows of `table`, every column filled (blank where nothing is known); yours to change."""
    if table == "vocabularies":
        with (BUNDLED / "vocabularies.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    blank = dict.fromkeys(_SCHEMA[table].by_name, "")
    return [{**blank, **DEFAULTS.get(table, {}), **row} for row in ROWS[table]]


def ids(table: str) -> list[str]:
    """The ids of the tiny rows of `table`, in the order of the file."""
    return [row[_SCHEMA[table].key] for row in rows(table)]


def write_tiny(folder: Path, *, whole_basemap: bool = True, **tables: Sequence[Row]) -> Path:
    """Make a valid data folder in `folder` (created where needed) and return it.

    `tables` replaces the rows of tables by name. Without `whole_basemap` the boundaries hold only the districts of
    the tiny rows and one small feature of each other layer: loads five times faster.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        given = tables.get(table.name)
        content = _tiny_csv(table.name) if given is None else csv_text(list(table.by_name), given)
        (folder / table.file).write_text(content, encoding="utf-8", newline="")
    describe(folder)
    shutil.copytree(BUNDLED / "terrain", folder / "terrain")
    (folder / "boundaries").mkdir()
    for path in (BUNDLED / "boundaries").glob("*.geojson"):
        (folder / "boundaries" / path.name).write_bytes(path.read_bytes() if whole_basemap else _cut(path))
    return folder


def describe(folder: Path, **values: object) -> None:
    """Write dataset.toml; `values` replace the tiny ones, None leaves a name out. Dates are given as text."""
    lines = []
    for name, value in {**DESCRIPTION, **values}.items():
        is_date = name in ("compiled_on", "covers_from", "covers_to") and isinstance(value, str)
        if value is not None:
            lines.append(f"{name} = {value if is_date else json.dumps(value, ensure_ascii=False)}\n")
    (folder / "dataset.toml").write_text("".join(lines), encoding="utf-8")


def csv_text(header: Sequence[str], cells: Sequence[Row]) -> str:
    """A CSV file with `header`; columns that it does not name are left out."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells)
    return text.getvalue()


def read(folder: Path, table: str) -> list[Row]:
    """The rows of a table as they stand in `folder` now."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(folder: Path, table: str, row: str | int, column: str, value: str) -> None:
    """Set one cell. `row` is an id, or the position of the row in the file, from 0."""
    found = read(folder, table)
    found[_position(table, found, row)][column] = value
    _write(folder, table, found)


def add_row(folder: Path, table: str, like: str | int, **cells: str) -> None:
    """Append a copy of a row with some cells changed."""
    found = read(folder, table)
    _write(folder, table, [*found, {**found[_position(table, found, like)], **cells}])


def drop_row(folder: Path, table: str, row: str | int) -> None:
    """Remove a row."""
    found = read(folder, table)
    del found[_position(table, found, row)]
    _write(folder, table, found)


def drop_column(folder: Path, table: str, column: str) -> None:
    """Remove a column, header included."""
    found = read(folder, table)
    header = [name for name in found[0] if name != column]
    (folder / f"{table}.csv").write_text(csv_text(header, found), encoding="utf-8", newline="")


def rewrite(folder: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file as bytes."""
    content = (folder / file).read_bytes()
    changed = change(content)
    assert changed != content, f"{file} is still the same"
    (folder / file).write_bytes(changed)


def line_of(folder: Path, table: str, row: str | int) -> int:
    """The line at which a row begins; the header is line 1."""
    found = read(folder, table)
    before = found[: _position(table, found, row)]
    return csv_text(list(found[0]), before).count("\n") + 1


def _position(table: str, found: Sequence[Row], row: str | int) -> int:
    return row if isinstance(row, int) else [one[_SCHEMA[table].key] for one in found].index(row)


def _write(folder: Path, table: str, cells: Sequence[Row]) -> None:
    (folder / f"{table}.csv").write_text(csv_text(list(cells[0]), cells), encoding="utf-8", newline="")


@cache
def _tiny_csv(table: str) -> str:
    return csv_text(list(_SCHEMA[table].by_name), rows(table))


@cache
def _cut(path: Path) -> bytes:
    """A boundary file with the polygons of the tiny districts only; others keep the smallest feature of each kind."""
    collection = json.loads(path.read_bytes())
    wanted = {row["boundary_id"] for row in rows("districts")}
    kept = [one for one in collection["features"] if one["properties"].get("id") in wanted]
    by_size = sorted(collection["features"], key=lambda one: len(str(one)), reverse=True)
    smallest = {one["geometry"]["type"]: one for one in by_size}
    for line in (one["geometry"] for kind, one in smallest.items() if kind == "LineString"):
        line["coordinates"] = line["coordinates"][:: len(line["coordinates"]) - 1]
    return json.dumps({**collection, "features": kept or list(smallest.values())}).encode()
