"""HDX HAPI's table of internally displaced people: DTM's counts, added up by HDX over reasons and origins.

Places have the provider's names and, where HDX matched them, those of OCHA's p-codes. Rows in which HDX found an error
(the same count twice) are refused, its warnings are kept. HAPI's table of conflict events is refused as a whole: it
holds monthly counts of ACLED's events in three kinds that overlap, which can't be added up and are no events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from dashboard.data.cells import CellError
from dashboard.importers import cells, dates
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_tags import rows_of_tags
from dashboard.importers.interface import Choices, Context, Described, Given, Mapper, Outcome, Read, Refused, SingleRows
from dashboard.importers.intervals import when
from dashboard.importers.places import COUNTRY, DISTRICT, Reported
from dashboard.importers.refusing import refused
from dashboard.importers.stocks import ASSESSMENTS, IOM_CITATION, IOM_LICENCE, LEVELS, Stock, joined, made
from dashboard.importers.table_rows import table_rows

_NEEDED = ("location_code", "admin_level", "operation", "population", "reporting_round", "reference_period_start")
_CONFLICT = ("location_code", "event_type", "events", "fatalities", "reference_period_start")
_DETAILS = (
    "provider_admin1_name", "provider_admin2_name", "admin1_code", "admin2_code", "operation", "assessment_type",
    "reference_period_start", "reference_period_end", "warning",
)  # fmt: skip


class Hapi:
    """The importer of HDX HAPI's table of displaced people."""

    name = "hapi"

    def recognise(self, file: GivenFile) -> str:
        """By the names of its columns."""
        if _table(file, _NEEDED) is not None:
            return "has the columns of HDX HAPI’s internally displaced persons"
        return "has the columns of HDX HAPI’s conflict events" if _table(file, _CONFLICT) is not None else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """HAPI has no version of its own. Raises ImportRefusedError for its conflict events."""
        if _table(file, _NEEDED) is None and _table(file, _CONFLICT) is not None:
            reason = (
                "holds monthly counts of ACLED’s events in three kinds that overlap, not events: they can’t be added "
                "up. Import an export of ACLED instead"
            )
            raise refused(file.name, reason, 1)
        return Described(
            name="hapi-idps",
            title="HDX HAPI: internally displaced persons",
            version="",
            licence=IOM_LICENCE,
            citation=f"{IOM_CITATION}, as HDX HAPI has it",
            address="https://data.humdata.org/dataset/hdx-hapi-idps",
            publisher="OCHA Centre for Humanitarian Data (HDX HAPI)",
            publisher_kind="un_or_court",
            may_share_rows=False,
            notice="notice-dtm",
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows of the table. Raises ImportRefusedError when it has not the columns that are needed."""
        table = _table(file, _NEEDED)
        if table is None:
            raise refused(
                file.name, f"lacks columns of HDX HAPI’s displaced people: {', '.join(_NEEDED)} are needed", 1
            )
        return table_rows(file, table, skip=rows_of_tags(file, table))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps counts. The order of days and months is looked for where a spreadsheet has rewritten the dates."""
        dated = partial(self._dates, file, context.choices)
        day = dates.reader(context.choices.dates, list(islice(dated(), 100)), dated, "reference_period_start")
        return SingleRows(partial(stock_of, context=context, day=day))

    def _dates(self, file: GivenFile, choices: Choices) -> Iterator[str]:
        rows = (row.cells for row in self.read(file, choices) if isinstance(row, Given))
        return (row.get(name, "") for row in rows for name in ("reference_period_start", "reference_period_end"))


def stock_of(given: Given, *, context: Context, day: dates.Reader) -> Outcome:
    """A count, or why there is none."""
    row = given.cells
    if row.get("error"):
        return Refused("error", row["error"], "HDX marks the row as one that can't be used")
    column = ""
    days: dict[str, str] = {}
    try:
        for column in ("reference_period_start", "reference_period_end"):
            days[column] = day(row[column]) if row.get(column) else ""
        column = "population"
        persons = cells.count(row.get(column, ""))
    except CellError as error:
        return Refused(column, row.get(column, ""), str(error))
    first, last = days["reference_period_start"], days["reference_period_end"]
    if first and last and last < first:
        return Refused("reference_period_end", row["reference_period_end"], "is before reference_period_start")
    if first and row["reference_period_start"] != first:
        context.changes.each("day of a date and time", "reference_period_start", row["reference_period_start"], first)
    if row.get("warning"):
        context.changes.flag("HDX warns of the row, which is kept", "warning", row["warning"])
    level = LEVELS.get(cells.identifier(row["admin_level"]), "")
    if not level:
        return Refused("admin_level", row["admin_level"], "is not 0, 1 or 2")
    at = _place(row, level)
    number = cells.identifier(row["reporting_round"])
    series = (row["operation"], row.get("assessment_type", ""))
    names = (row["location_code"], at.code, row.get("provider_admin1_name", ""), row.get("provider_admin2_name", ""))
    stock = Stock(
        key=joined((*names, number, *series, first)),
        at=at,
        level=level,
        day=_day(first, last, context),
        persons=persons,
        round=number,
        series=series,
        notes=_notes(row),
        details={name: row.get(name, "") for name in _DETAILS},
    )
    return made(stock, context)


def _day(first: str, last: str, context: Context) -> str:
    """The day, month or year of the period; of another one the last day, at which a stock stands."""
    if not first or not last:
        return first or last
    found = when(first, last)
    if "date_last" in found:
        context.changes.each("last day of the period, which the count stands for", "date", f"{first} to {last}", last)
    return found.get("date_last", found["date"])


def _place(row: Mapping[str, str], level: str) -> Reported:
    """By OCHA's names, where HDX matched them, else by the provider's."""
    is_district, is_named = level == DISTRICT, level != COUNTRY
    return Reported(
        country_code=row["location_code"],
        province=(row.get("admin1_name") or row.get("provider_admin1_name", "")) if is_named else "",
        district=(row.get("admin2_name") or row.get("provider_admin2_name", "")) if is_district else "",
        precision=level,
        code=(row.get("admin2_code", "") if is_district else row.get("admin1_code", "")) if is_named else "",
    )


def _notes(row: Mapping[str, str]) -> str:
    kind = row.get("assessment_type", "")
    parts = [
        "Displaced people present, not newly displaced; all reasons and origins together",
        f"operation: {row['operation']}" if row["operation"] else "",
        ASSESSMENTS.get(kind, kind),
        f"HDX warns: {row['warning']}" if row.get("warning") else "",
    ]
    return "; ".join(filter(None, parts))


def _table(file: GivenFile, needed: tuple[str, ...]) -> str | None:
    for table in file.tables:
        head = file.head(table)
        if head and set(named_columns(head[0])).issuperset(needed):
            return table
    return None
