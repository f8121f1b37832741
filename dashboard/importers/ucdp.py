"""UCDP Georeferenced Event Dataset (GED) and UCDP candidate events, of any release.

Columns go by their names: releases have 41 to 49 of them in different orders; a candidate file without a header has the
49 of HEADERLESS. `best`, `low` and `high` are deaths of all kinds of people; `deaths_civilians` alone are civilians.
What codes mean: UCDP GED Codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from dashboard.importers import cells, dates
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.interface import Choices, Context, Described, Given, Mapper, Read, SingleRows
from dashboard.importers.refusing import refused
from dashboard.importers.table_rows import table_rows
from dashboard.importers.ucdp_events import PRECISIONS, TYPES, event

HEADERLESS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_NEEDED = ("id", "type_of_violence", "where_prec", "date_start", "best", "low", "high")
# GEDEvent_v25_1.csv, ged251.csv, GEDEvent_v24_0_3.csv
_RELEASE = re.compile(r"(?:v|ged)(\d\d)[_.]?(\d)(?:[_.](\d{1,2}))?(?!\d)", re.IGNORECASE)


class Ucdp:
    """The importer of UCDP's event files."""

    name = "ucdp"

    def recognise(self, file: GivenFile) -> str:
        """By the names of its columns, or the width and the codes of a first line without names."""
        table = _table(file)
        if table is None:
            return ""
        if _is_headerless(file.head(table)[0]):
            return "has no header and the 49 columns of UCDP’s candidate events"
        return "has the columns of UCDP’s event files"

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The release is read from the name of the file, which is the only place where it stands."""
        release = _RELEASE.search(file.name)
        is_candidate = bool(release and release[3]) or _is_headerless(_first_line(file))
        version = ".".join(part for part in release.groups() if part) if release else ""
        title = (
            "Candidate Events Dataset (UCDP Candidate)" if is_candidate else "Georeferenced Event Dataset (UCDP GED)"
        )
        reference = (
            "Hegre et al. (2020) Introducing the UCDP Candidate Events Dataset, Research & Politics 7(3)"
            if is_candidate
            else "Sundberg and Melander (2013) Introducing the UCDP Georeferenced Event Dataset, Journal of Peace "
            "Research 50(4)"
        )
        return Described(
            name="ucdp-candidate" if is_candidate else "ucdp-ged",
            title=title,
            version=version,
            licence="CC BY 4.0",
            citation=f"{title}{f' version {version}' if version else ''}, Uppsala Conflict Data Program; {reference}",
            address="https://ucdp.uu.se/downloads/",
            publisher="Uppsala Conflict Data Program (UCDP), Uppsala University",
            counts_civilians=True,
            notice="notice-ucdp",
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows of the table. Raises ImportRefusedError when it has not the columns that are needed."""
        table = _table(file)
        if table is None:
            raise refused(file.name, f"lacks columns of UCDP’s event files: {', '.join(_NEEDED)} are needed", 1)
        return table_rows(file, table, header=HEADERLESS if _is_headerless(file.head(table)[0]) else ())

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps events. The order of days and months is looked for where a spreadsheet has rewritten the dates."""
        dated = partial(self._dates, file, context.choices)
        day = dates.reader(context.choices.dates, list(islice(dated(), 100)), dated, "date_start")
        return SingleRows(partial(event, context=context, day=day))

    def _dates(self, file: GivenFile, choices: Choices) -> Iterator[str]:
        rows = (row.cells for row in self.read(file, choices) if isinstance(row, Given))
        return (row.get(name, "") for row in rows for name in ("date_start", "date_end"))


def _table(file: GivenFile) -> str | None:
    """The table, or the sheet, that has the events."""
    for table in file.tables:
        head = file.head(table)
        if head and (set(named_columns(head[0])).issuperset(_NEEDED) or _is_headerless(head[0])):
            return table
    return None


def _first_line(file: GivenFile) -> Sequence[str]:
    table = _table(file)
    return file.head(table)[0] if table is not None else ()


def _is_headerless(row: Sequence[str]) -> bool:
    if len(row) != len(HEADERLESS) or "id" in named_columns(row):
        return False
    first = dict(zip(HEADERLESS, map(cells.text, row), strict=True))
    return cells.identifier(first["type_of_violence"]) in TYPES and cells.identifier(first["where_prec"]) in PRECISIONS
