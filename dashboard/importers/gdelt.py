"""GDELT's event files, 2.0 (61 columns) and the daily ones of 1.0 (58), both without a header: what media reported.

A program reads news and codes who is said to have done what to whom, and where. Nobody checked it, and one event has
many rows: each is a report of media, never an event with a toll.
Columns: GDELT Event Database Codebook. The country codes of places are taken for FIPS 10-4, beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.importers import cells
from dashboard.importers.gdelt_reports import report
from dashboard.importers.given_file import ONLY, GivenFile, named_columns
from dashboard.importers.interface import Choices, Context, Described, Mapper, Read, SingleRows
from dashboard.importers.kinds import Kind
from dashboard.importers.refusing import refused
from dashboard.importers.table_rows import table_rows

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
SECOND = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
FIRST = tuple(name for name in SECOND if not name.endswith("ADM2Code"))
_NEEDED = ("globaleventid", "sqldate", "eventcode", "actiongeo_type", "sourceurl")
_WITHOUT_SOURCE = (len(FIRST) - 1, "globaleventid", "cameocode")  # of 1979 to March 2013; the reduced ones
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\.0)?", re.ASCII)
_FILE = re.compile(r"(\d{8}(?:\d{6})?)\.export", re.IGNORECASE)  # 20240101001500.export.CSV


class Gdelt:
    """The importer of GDELT's event files."""

    name = "gdelt"

    def recognise(self, file: GivenFile) -> str:
        """By the number of its columns, and what stands in some of them; or by their names, where it has any."""
        first = _first_line(file)
        if _header(first) is not None:
            return f"has the {len(first)} columns of GDELT’s event files"
        return "has the columns of GDELT’s event files, but no sources" if _is_without_source(first) else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The version is the time in the name of the file: each holds the reports of some minutes, or of a day."""
        first = _first_line(file)
        is_first = len(first) == len(FIRST)
        time = _FILE.search(file.name)
        title = f"GDELT {'1.0' if is_first else '2.0'} Event Database"
        return Described(
            name="gdelt-1" if is_first else "gdelt",
            title=title,
            version=time[1] if time else "",
            licence="GDELT Terms of Use: free for any use, with a citation and a link",
            citation=f"The GDELT Project, {title}, https://www.gdeltproject.org/",
            address="https://www.gdeltproject.org/",
            publisher="The GDELT Project",
            notice="notice-gdelt",
            is_increment=True,
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All rows. Raises ImportRefusedError for other columns, and for files that name no sources."""
        first = _first_line(file)
        header = _header(first)
        if header is None:
            reason = (
                "is an older file of GDELT, which does not say where its reports stand: give one with 58 or 61 columns"
                if _is_without_source(first)
                else "has not the columns of GDELT’s event files: 61, or 58 of version 1.0, without a header"
            )
            raise refused(file.name, reason, 1)
        return table_rows(file, header=header)

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps reports."""
        return SingleRows(partial(report, context=context))


def _first_line(file: GivenFile) -> Sequence[str]:
    if file.kind is not Kind.TEXT:
        return ()
    return next((line for line in file.head(ONLY) if any(cell.strip() for cell in line)), ())


def _header(first: Sequence[str]) -> Sequence[str] | None:
    """The names of the columns where the file has none; none where it has; None where it is no file of GDELT."""
    if set(named_columns(first)).issuperset(_NEEDED):
        return ()
    for columns in (SECOND, FIRST):
        if len(first) == len(columns) and _is_report(dict(zip(columns, map(cells.text, first), strict=True))):
            return named_columns(columns)
    return None


def _is_report(row: dict[str, str]) -> bool:
    return (
        row["GLOBALEVENTID"].replace(".", "").isdigit()
        and bool(_DAY.fullmatch(row["SQLDATE"]))
        and cells.identifier(row["QuadClass"]) in {"1", "2", "3", "4"}
        and cells.identifier(row["ActionGeo_Type"]) in {"", "0", "1", "2", "3", "4", "5"}
    )


def _is_without_source(first: Sequence[str]) -> bool:
    width, *names = _WITHOUT_SOURCE
    if any(name in named_columns(first) for name in names):
        return True
    return len(first) == width and first[0].strip().isdigit() and bool(_DAY.fullmatch(first[1].strip()))
