"""Small imported datasets for tests, beside a data folder that is there (`tests.tiny.write_tiny`):

    import_all(folder)                                        # ucdp, acled and dtm
    import_ucdp(folder, deaths_best="7")                      # with other cells in every event
    write_import(folder, "mine", incidents=[event("mine", "1", date="2021")], title="Mine")

Invented events, at places of the tiny folder, that show what other datasets do otherwise: intervals of several days,
deaths of all kinds of people, stocks of displacement, rows that may not be passed on. Nothing here is a fact.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from dashboard.data.imported import Counted
from dashboard.data.schema import Table
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_references import PUBLISHERS, SOURCES, VOCABULARIES
from tests.tiny import csv_text
from tests.tiny_tables import Row

UCDP, ACLED, DTM = "ucdp", "acled", "dtm"
WORDS: list[Row] = [
    {"table": "incidents", "column": "event_type", "value": "organised_violence", "label": "Organised violence",
     "definition": "use of armed force by an organised actor"},
    {"table": "incidents", "column": "attributed_to", "value": "Not coded", "label": "Not coded"},
    {"table": "incidents", "column": "attribution_status", "value": "not_coded", "label": "Not coded"},
    {"table": "incidents", "column": "scope", "value": "not_assessed", "label": "Not assessed"},
    {"table": "incidents", "column": "review", "value": "imported", "label": "Imported"},
]  # fmt: skip
_EVENT: Row = {
    "date_precision": "day", "location_precision": "settlement", "event_type": "organised_violence",
    "attributed_to": "Not coded", "attribution_status": "not_coded", "scope": "not_assessed", "review": "imported",
    "is_inside_area": "yes", "district": "Zakho", "province": "Duhok", "latitude": "37.14", "longitude": "42.68",
    "coordinate_source": "the dataset", "country_reported": "Iraq",
}  # fmt: skip
_COUNT: Row = {
    "date_precision": "day", "is_cumulative": "yes", "organisation": "IOM", "is_inside_area": "yes",
    "level": "district", "series_id": "dtm:idps",
}  # fmt: skip
_DESCRIPTION: dict[str, object] = {
    "format": "generic", "version": "1", "licence": "CC BY 4.0", "citation": "Somebody (2026)", "publisher": "Somebody",
    "address": "https://example.org/dataset", "may_share_rows": True, "counts_civilians": False, "notice": "",
    "imported_on": "2026-11-20", "retrieved_on": "2026-11-01", "file": "file.csv", "file_hash": "0" * 64,
}  # fmt: skip
_DATES = ("imported_on", "retrieved_on", "covers_from", "covers_to")


def event(dataset: str, number: str, **cells: str) -> Row:
    """A row of an imported dataset's incidents.csv; what is not given is as it often is in them."""
    known = {"incident_id": f"{dataset}:{number}", "original_id": number, "source_ids": f"{dataset}-page"}
    return {**_EVENT, **known, **cells}


def count(dataset: str, number: str, **cells: str) -> Row:
    """A row of an imported dataset's displacement.csv."""
    return {**_COUNT, "record_id": f"{dataset}:{number}", "source_ids": f"{dataset}-page", **cells}


def write_import(
    folder: Path,
    name: str,
    /,
    *,
    incidents: Sequence[Row] = (),
    displacement: Sequence[Row] = (),
    vocabularies: Sequence[Row] = tuple(WORDS),
    **described: object,
) -> Path:
    """Write or replace an imported dataset beside the tables of `folder`; `described` are values of its toml, None
    leaves one out. Gives the toml."""
    tables: list[tuple[Table, Sequence[Row]]] = [
        (IMPORTED_INCIDENTS, incidents), (IMPORTED_DISPLACEMENT, displacement), (VOCABULARIES, vocabularies),
        (SOURCES, [{"source_id": f"{name}-page", "publisher_id": name, "publisher": "Somebody",
                    "title": f"All of {name}", "url": "https://example.org/dataset"}]),
        (PUBLISHERS, [{"publisher_id": name, "name": "Somebody", "kind": "ngo_or_research"}]),
    ]  # fmt: skip
    texts = {table.file: csv_text(list(table.by_name), rows) for table, rows in tables if rows}
    digest = hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]
    described = {"folder": f"{name}.{digest}", **described}
    held = folder / "imported" / f"{name}.{digest}"
    shutil.rmtree(held, ignore_errors=True)
    held.mkdir(parents=True)
    for file, text in texts.items():
        (held / file).write_text(text, encoding="utf-8", newline="")
    rows = len(incidents) + len(displacement)
    toml = folder / "imported" / f"{name}.toml"
    toml.write_text(_toml({"name": name, "title": f"Events of {name}", **_DESCRIPTION, **described}, rows), "utf-8")
    return toml


def _toml(values: dict[str, object], rows: int) -> str:
    lines = [
        f"{name} = {value if name in _DATES else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in values.items()
        if value is not None
    ]
    counts = asdict(Counted(read=rows, imported=rows, inside=rows))
    return "".join([*lines, "\n[rows]\n", *(f"{name} = {n}\n" for name, n in counts.items())])


def ucdp_events(**cells: str) -> list[Row]:
    """Intervals within a month, across months, across years; a month with a last one; a low count above the best."""
    amedi = {"district": "Amedi", "latitude": "37.09", "longitude": "43.49", "location_precision": "district"}
    nowhere = {"district": "", "latitude": "", "longitude": "", "location_precision": "province",
               "coordinate_source": ""}  # fmt: skip
    rows = [
        {"date": "2021-05-03", "date_last": "2021-05-05", "deaths_low": "2", "deaths_best": "3", "deaths_high": "5",
         "civilians_killed": "1", "actors": "Government of Türkiye – PKK", "original_type": "state-based"},
        {"date": "2021-06-28", "date_last": "2021-07-04", "deaths_low": "0", "deaths_best": "4", "deaths_high": "4",
         **amedi},
        {"date": "2020-12-30", "date_last": "2021-01-02", "deaths_low": "1", "deaths_best": "1", "deaths_high": "1",
         **nowhere},
        {"date": "2022-03-10", "deaths_low": "5", "deaths_best": "3", "deaths_high": "5", "civilians_killed": "0"},
        {"date": "2022", "date_precision": "year", "deaths_low": "0", "deaths_best": "0", "deaths_high": "2", **amedi},
        {"date": "2021-11", "date_precision": "month", "date_last": "2021-12", "deaths_best": "6", "deaths_low": "6",
         "deaths_high": "9", "details": '{"side_a": "Government of Türkiye"}'},
    ]  # fmt: skip
    return [event(UCDP, str(1001 + at), **{**row, **cells}) for at, row in enumerate(rows)]


def import_ucdp(folder: Path, **cells: str) -> Path:
    """Intervals and all deaths, with civilians apart; `cells` are those of every event."""
    return write_import(
        folder, UCDP, incidents=ucdp_events(**cells), title="UCDP events", format="ucdp", counts_civilians=True,
        covers_from="2020-12-30", covers_to="2022-12-31",
    )  # fmt: skip


def import_acled(folder: Path) -> Path:
    """Rows that may be shown and counted, not passed on; deaths without bounds, civilians not counted apart."""
    rows = [
        event(ACLED, "IRQ1", date="2021-05-04", deaths_best="2", place="Zakho"),
        event(ACLED, "IRQ2", date="2021-08-01", deaths_best="0", district="Mergasor", province="Erbil",
              latitude="36.84", longitude="44.3"),
        event(ACLED, "IRQ3", date="2023-02-28", event_type="shelling", attributed_to="Turkish Armed Forces",
              attribution_status="reported"),
    ]  # fmt: skip
    return write_import(
        folder, ACLED, incidents=rows, title="ACLED events", format="acled", may_share_rows=False,
        covers_from="2021-05-04", covers_to="2023-02-28",
    )  # fmt: skip


def import_dtm(folder: Path) -> Path:
    """Stocks of displaced people, of two rounds and levels; no events."""
    rows = [
        count(DTM, "r1-zakho", date="2021-06-30", district="Zakho", province="Duhok", persons_displaced="1200",
              round="121"),
        count(DTM, "r2-zakho", date="2021-12-31", district="Zakho", province="Duhok", persons_displaced="1100",
              round="122"),
        count(DTM, "r2-duhok", date="2021-12-31", province="Duhok", persons_displaced="5000", level="province",
              round="122"),
    ]  # fmt: skip
    return write_import(
        folder, DTM, displacement=rows, title="DTM rounds", format="dtm", covers_from="2021-06-30",
        covers_to="2021-12-31",
    )  # fmt: skip


def import_all(folder: Path) -> Path:
    """All three; gives the data folder."""
    for one in (import_ucdp, import_acled, import_dtm):
        one(folder)
    return folder
