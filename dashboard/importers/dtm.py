"""IOM's Displacement Tracking Matrix (DTM) as HDX has it from its API: internally displaced people by round.

Columns of 2023 to 2026 in any order, with or without a row of HXL tags. One file has the same people at three levels
(country, province, district), in several operations, by reason and by origin: every row is kept with what it counts,
and none is added to another. What the columns mean: DTM Methodological Framework.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from dashboard.data.cells import CellError
from dashboard.importers import cells, dates, twice
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_tags import rows_of_tags
from dashboard.importers.interface import Choices, Context, Described, Given, Mapper, Outcome, Read, Refused, SingleRows
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, Reported
from dashboard.importers.refusing import refused
from dashboard.importers.stocks import ASSESSMENTS, IOM_CITATION, IOM_LICENCE, LEVELS, Stock, joined, made
from dashboard.importers.table_rows import table_rows

_NEEDED = ("operation", "numpresentidpind", "reportingdate", "roundnumber")
_COUNTRY = ("admin0name", "admin0pcode")
_NOT_SAID = frozenset(["not available", "none", "not applicable", "unknown"])
_DETAILS = (
    "id", "operation", "operationstatus", "assessmenttype", "idporiginadmin1name", "idporiginadmin1pcode",
    "numbermales", "numberfemales", "admin1pcode", "admin2pcode",
)  # fmt: skip


class Dtm:
    """The importer of DTM's files on HDX."""

    name = "dtm"

    def recognise(self, file: GivenFile) -> str:
        """By the names of its columns."""
        return "has the columns of IOM DTM’s API" if _table(file) is not None else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """Global and country files are one dataset; it has no version of its own. Rows may not be passed on: see its
        licence on HDX."""
        return Described(
            name="iom-dtm",
            title="Displacement Tracking Matrix (IOM DTM)",
            version="",
            licence=IOM_LICENCE,
            citation=f"{IOM_CITATION}, data of its API on HDX",
            address="https://data.humdata.org/dataset/global-iom-dtm-from-api",
            publisher="International Organization for Migration (IOM)",
            publisher_kind="un_or_court",
            may_share_rows=False,
            notice="notice-dtm",
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows of the table. Raises ImportRefusedError when it has not the columns that are needed."""
        table = _table(file)
        if table is None:
            raise refused(file.name, f"lacks columns of IOM DTM’s API: {', '.join(_NEEDED)} are needed", 1)
        return table_rows(file, table, skip=rows_of_tags(file, table))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps counts. The file is read once before, for rows that contradict each other."""
        rows = partial(self._rows, file, context.choices)
        reported = (row.get("reportingdate", "") for row in rows())
        head = list(islice(reported, 100))
        day = dates.reader(
            context.choices.dates, head, lambda: (row.get("reportingdate", "") for row in rows()), "reportingDate"
        )
        numbers = ((key_of(row, _day(row, day)), row.get("numpresentidpind", "")) for row in rows())
        return SingleRows(partial(stock_of, context=context, day=day, unsure=twice.contradicted(numbers)))

    def _rows(self, file: GivenFile, choices: Choices) -> Iterator[Mapping[str, str]]:
        return (row.cells for row in self.read(file, choices) if isinstance(row, Given))


def stock_of(given: Given, *, context: Context, day: dates.Reader, unsure: frozenset[str]) -> Outcome:
    """A count, or why there is none."""
    row = given.cells
    column = "reportingdate"
    try:
        when = day(row[column]) if row.get(column) else ""
        column = "numpresentidpind"
        persons = cells.count(row.get(column, ""))
    except CellError as error:
        return Refused(column, row.get(column, ""), str(error))
    key = key_of(row, when)
    if key in unsure:
        return twice.refusal("numpresentidpind", row.get("numpresentidpind", ""))
    if row.get("reportingdate") != when and when:
        context.changes.each("day of a date and time", "reportingDate", row["reportingdate"], when)
    level = level_of(row, context)
    reason = _said(row, "displacementreason")
    stock = Stock(
        key=key,
        at=_place(row, level),
        level=level,
        day=when,
        persons=persons,
        round=cells.identifier(row.get("roundnumber", "")),
        series=(
            _said(row, "operation"),
            _said(row, "assessmenttype"),
            reason,
            _said(row, "idporiginadmin1pcode") or _said(row, "idporiginadmin1name"),
        ),
        cause=reason,
        notes=_notes(row),
        details={name: _said(row, name) for name in _DETAILS},
    )
    return made(stock, context)


def key_of(row: Mapping[str, str], when: str) -> str:
    """What HDX holds for one count: place, round, reason, origin, assessment, operation and day."""
    place = next((row[name] for name in ("admin2pcode", "admin1pcode", "admin0pcode") if _said(row, name)), "")
    names = [_said(row, name) for name in ("admin0name", "admin1name", "admin2name")]
    others = ("displacementreason", "idporiginadmin1name", "idporiginadmin1pcode", "assessmenttype", "operation")
    number = cells.identifier(row.get("roundnumber", ""))
    return joined((place, *names, number, *(_said(row, name) for name in others), when))


def level_of(row: Mapping[str, str], context: Context) -> str:
    """As the file says; else by the smallest division that is named."""
    named = DISTRICT if _said(row, "admin2name") or _said(row, "admin2pcode") else ""
    named = named or (PROVINCE if _said(row, "admin1name") or _said(row, "admin1pcode") else COUNTRY)
    said = LEVELS.get(cells.identifier(row.get("adminlevel", "")), "")
    if said and said != named:
        context.changes.flag("the level is not that of the places named, kept as published", "adminLevel", said)
    return said or named


def _place(row: Mapping[str, str], level: str) -> Reported:
    is_named = {COUNTRY: 0, PROVINCE: 1, DISTRICT: 2}[level]
    code = next((row[name] for name in ("admin2pcode", "admin1pcode")[2 - is_named :] if _said(row, name)), "")
    return Reported(
        country=row.get("admin0name", ""),
        country_code=row.get("admin0pcode", ""),
        province=_said(row, "admin1name") if is_named else "",
        district=_said(row, "admin2name") if is_named == 2 else "",
        precision=level,
        code=code,
    )


def _notes(row: Mapping[str, str]) -> str:
    kind = ASSESSMENTS.get(row.get("assessmenttype", ""), row.get("assessmenttype", ""))
    origin = _said(row, "idporiginadmin1name")
    parts = [
        "Displaced people present, not newly displaced",
        f"operation: {row['operation']}" if row.get("operation") else "",
        kind,
        f"from {origin}" if origin else "",
    ]
    return "; ".join(filter(None, parts))


def _said(row: Mapping[str, str], name: str) -> str:
    value = row.get(name, "")
    return "" if value.casefold() in _NOT_SAID else value


def _day(row: Mapping[str, str], day: dates.Reader) -> str:
    try:
        return day(row["reportingdate"]) if row.get("reportingdate") else ""
    except CellError:
        return ""


def _table(file: GivenFile) -> str | None:
    for table in file.tables:
        head = file.head(table)
        names = set(named_columns(head[0])) if head else set()
        if names.issuperset(_NEEDED) and names.intersection(_COUNTRY):
            return table
    return None
