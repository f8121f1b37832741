"""ACLED exports of both generations: CSV in any order of columns, workbooks, JSON as the API answers it.

Columns go by their names, in any case: newer files have 31 of them, older ones others besides; `population_…` and all
that is not needed stays where it is. Files of HDX have a row of HXL hashtags under the header.
ACLED's terms allow to show and count its rows, not to pass them on, and ask for a citation with the date of access.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from dashboard.data.cells import CellError
from dashboard.importers import cells, dates
from dashboard.importers.acled_events import IDS, event
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.interface import Choices, Context, Described, Given, Mapper, Read, Refused, SingleRows
from dashboard.importers.kinds import Kind
from dashboard.importers.refusing import refused
from dashboard.importers.table_rows import table_rows

_NEEDED = ("event_date", "event_type", "actor1", "fatalities")
_HEADER_WITHIN = 10  # lines
_EARLIEST, _LATEST = 852_076_800, 4_102_444_800  # 1997 and 2100, in seconds since 1970


class Acled:
    """The importer of ACLED's exports. `Choices.read` may have `accessed`, the day of the download (2024-02-28)."""

    name = "acled"

    def recognise(self, file: GivenFile) -> str:
        """By the names of its columns."""
        if file.kind is Kind.JSON:
            return "is a list of events with the names of ACLED’s columns" if _is_ours(_first_record(file)) else ""
        return "has the columns of ACLED’s exports" if _table(file) else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The day of the newest change in the file is the earliest on which it was downloaded; a file without times of
        changes was downloaded when it was last written at the latest."""
        said = str(choices.read.get("accessed") or "")
        newest = _newest_change(file)
        accessed = f"on {said}" if said else f"on or after {newest}" if newest else f"by {_written(file)}"
        return Described(
            name="acled",
            title="Armed Conflict Location & Event Data (ACLED)",
            version="",
            licence="ACLED Terms of Use and Attribution Policy",
            citation=f"Armed Conflict Location & Event Data (ACLED), https://acleddata.com, accessed {accessed}",
            address="https://acleddata.com",
            publisher="Armed Conflict Location & Event Data (ACLED)",
            may_share_rows=False,
            notice="notice-acled",
            retrieved_on=_day_said(said, file) if said else newest or _written(file),
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows. Raises ImportRefusedError when the file has not the columns that are needed."""
        if file.kind is Kind.JSON and _is_ours(_first_record(file)):
            return _from_json(file)
        found = _table(file)
        if found is None:
            needed = ", ".join((IDS[0], *_NEEDED))
            raise refused(file.name, f"lacks columns of ACLED’s exports: {needed} are needed", 1)
        table, header_at = found
        return table_rows(file, table, header_at=header_at)

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps events. The order of days and months is looked for in the whole file, where nothing else says it."""
        dated = partial(self._dates, file, context.choices)
        day = dates.reader(context.choices.dates, list(islice(dated(), 100)), dated, "event_date")
        return SingleRows(partial(event, context=context, day=day))

    def _dates(self, file: GivenFile, choices: Choices) -> Iterator[str]:
        return (row.cells.get("event_date", "") for row in self.read(file, choices) if isinstance(row, Given))


def _table(file: GivenFile) -> tuple[str, int] | None:
    """The table, or the sheet, that has the events, and the line of its header."""
    for table in file.tables:
        for position, line in enumerate(file.head(table)[:_HEADER_WITHIN], start=1):
            if _is_ours(named_columns(line)):
                return table, position
    return None


def _is_ours(columns: Sequence[str]) -> bool:
    return set(columns).issuperset(_NEEDED) and any(name in columns for name in IDS)


def _records(file: GivenFile) -> list[Any]:
    """The events of a JSON list, or of the answer of the API that has one as `data`."""
    found = file.json
    found = found.get("data") if isinstance(found, dict) else found
    return found if isinstance(found, list) else []


def _first_record(file: GivenFile) -> list[str]:
    first = next(iter(_records(file)), None)
    return named_columns(list(first)) if isinstance(first, dict) else []


def _from_json(file: GivenFile) -> Iterator[Read]:
    for position, record in enumerate(_records(file), start=1):
        if isinstance(record, dict):
            yield Given(position, _texts(record))
        else:
            yield position, Refused("", str(record)[:200], "is no event: names and values are expected")


def _texts(record: Mapping[str, Any]) -> dict[str, str]:
    values = ("" if value is None else cells.text(str(value)) for value in record.values())
    return dict(zip(named_columns(list(record)), values, strict=True))


def _newest_change(file: GivenFile) -> dt.date | None:
    """The day of the newest `timestamp`, in seconds since 1970; None where the rows have none."""
    times = {cells.identifier(cells.text(cell)) for cell in _timestamps(file)}
    known = [int(time) for time in times if time.isascii() and time.isdigit() and len(time) <= 10]
    newest = max((time for time in known if _EARLIEST <= time < _LATEST), default=0)
    return dt.datetime.fromtimestamp(newest, tz=dt.UTC).date() if newest else None


def _timestamps(file: GivenFile) -> Iterator[str]:
    """The cells of that column; a pass of its own, which looks at nothing else."""
    found = _table(file)
    if found is None:
        if file.kind is Kind.JSON:
            yield from (str(one.get("timestamp", "")) for one in _records(file) if isinstance(one, dict))
        return
    table, header_at = found
    names = named_columns(file.head(table)[header_at - 1])
    if "timestamp" not in names:
        return
    at = names.index("timestamp")
    for _, row in file.lines(table):
        has_name = len(row) == len(names) + 1 and row[0].isdigit()  # which R gives to rows
        if len(row) > at + has_name:
            yield row[at + has_name]
    file.read_bytes = 0


def _written(file: GivenFile) -> dt.date:
    return dt.datetime.fromtimestamp(file.path.stat().st_mtime, tz=dt.UTC).date()


def _day_said(said: str, file: GivenFile) -> dt.date:
    try:
        return dt.date.fromisoformat(cells.iso_day(said))
    except CellError as error:
        raise refused(file.name, f"accessed: {error}", value=said) from error
