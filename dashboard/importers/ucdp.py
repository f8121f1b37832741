"""UCDP Georeferenced Event Dataset (GED) and UCDP candidate events, of any release.

Columns go by their names: releases have 41 to 49 of them in different orders; a candidate file without a header has the
49 of _HEADERLESS. `best`, `low` and `high` are deaths of all kinds of people; `deaths_civilians` alone are civilians.
What codes mean: UCDP GED Codebook.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from dashboard.data.cells import CellError
from dashboard.importers import cells, dates
from dashboard.importers.given_file import ONLY, GivenFile, named_columns
from dashboard.importers.interface import (
    EVENTS,
    Choices,
    Context,
    Described,
    Given,
    Made,
    Mapper,
    Outcome,
    Read,
    Refused,
    SingleRows,
)  # fmt: skip
from dashboard.importers.intervals import when
from dashboard.importers.located import located
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, SETTLEMENT, Reported
from dashboard.importers.table_rows import table_rows
from dashboard.importers.vocabulary import ACTOR_NOT_CODED, IMPORTED, NOT_ASSESSED, NOT_CODED

_HEADERLESS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_NEEDED = {"id", "type_of_violence", "date_start", "best", "low", "high", "where_prec"}
_TYPES = {"1": "state_based_violence", "2": "non_state_violence", "3": "one_sided_violence"}
_TYPE_NAMES = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
# 1 exact; 2 within 25 km of a known point; 3 a district; 4 a province; 5 a landscape or a line; 6 a country; 7 no land.
_PRECISIONS = {
    "1": SETTLEMENT, "2": DISTRICT, "3": DISTRICT, "4": PROVINCE, "5": PROVINCE, "6": COUNTRY, "7": COUNTRY,
}  # fmt: skip
_DETAILS = (
    "relid", "conflict_name", "dyad_name", "code_status", "event_clarity", "date_prec", "where_prec",
    "where_description", "number_of_sources", "source_headline", "deaths_a", "deaths_b", "deaths_unknown",
)  # fmt: skip
# GEDEvent_v25_1.csv, ged251.csv, GEDEvent_v24_0_3.csv
_RELEASE = re.compile(r"(?:v|ged)(\d\d)[_.]?(\d)(?:[_.](\d{1,2}))?(?!\d)", re.IGNORECASE)
_LONGEST = 1_500  # characters of what sources are called


class Ucdp:
    """The importer of UCDP's event files."""

    name = "ucdp"

    def recognise(self, file: GivenFile) -> str:
        """By the names of its columns, or the width and the codes of a first line without names."""
        head = file.head() if file.tables == (ONLY,) else []
        if not head:
            return ""
        if set(named_columns(head[0])) >= _NEEDED:
            return "has the columns of UCDP’s event files"
        return "has no header and the 49 columns of UCDP’s candidate events" if _is_headerless(head[0]) else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The release is read from the name of the file, which is the only place where it stands."""
        release = _RELEASE.search(file.name)
        is_candidate = bool(release and release[3]) or _is_headerless(file.head()[0])
        version = ".".join(part for part in release.groups() if part) if release else ""
        title = "UCDP Candidate Events Dataset" if is_candidate else "UCDP Georeferenced Event Dataset (GED)"
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
        """All rows of the table."""
        return table_rows(file, header=_HEADERLESS if _is_headerless(file.head()[0]) else ())

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps events. The order of days and months is looked for where a spreadsheet has rewritten the dates."""
        given = (row.cells.get("date_start", "") for row in self.read(file, context.choices) if isinstance(row, Given))
        start = [row.cells.get("date_start", "") for row in _first(self.read(file, context.choices))]
        day = dates.reader(context.choices.dates, start, lambda: given, "date_start")
        return SingleRows(partial(_event, context=context, day=day))


def _first(rows: Iterator[Read]) -> list[Given]:
    return [row for _, row in zip(range(100), rows, strict=False) if isinstance(row, Given)]


def _is_headerless(row: Sequence[str]) -> bool:
    if len(row) != len(_HEADERLESS) or "id" in named_columns(row):
        return False
    first = dict(zip(_HEADERLESS, map(cells.text, row), strict=True))
    return first["type_of_violence"] in _TYPES and first["where_prec"] in _PRECISIONS


def _event(given: Given, *, context: Context, day: dates.Reader) -> Outcome:
    row = given.cells
    key = cells.identifier(row["id"])
    if not key:
        return Refused("id", "", "is empty: a row without an id can't be told apart from others")
    kind = cells.identifier(row["type_of_violence"])
    if kind not in _TYPES:
        return Refused("type_of_violence", kind, "is not 1, 2 or 3")
    column = ""
    try:
        days = []
        for column in ("date_start", "date_end"):
            days.append(day(row[column]) if row.get(column) else "")
        tolls = {}
        for column, ours in _TOLLS.items():
            tolls[ours] = cells.count(row.get(column, ""))
        degrees = []
        for column, limit in (("latitude", 90), ("longitude", 180)):
            degrees.append(cells.degrees(row.get(column, ""), limit))
    except CellError as error:
        return Refused(column, row.get(column, ""), str(error))
    start, end = days
    if not start:
        return Refused("date_start", "", "is empty: an event without a date can't be shown")
    if end and end < start:
        return Refused("date_end", row["date_end"], f"is before date_start ({start})")
    _tell(row, key, start, context)
    found = {name: value for name in _DETAILS if (value := row.get(name))}
    made = {
        **located(_place(row, *degrees), context, "UCDP, as published"),
        **when(start, end),
        **tolls,
        "incident_id": f"{context.dataset}:{key}",
        "original_id": key,
        "place": row.get("where_coordinates", ""),
        "event_type": _TYPES[kind],
        "original_type": _TYPE_NAMES[kind],
        "attributed_to": ACTOR_NOT_CODED,
        "attribution_status": NOT_CODED,
        "scope": NOT_ASSESSED,
        "review": IMPORTED,
        "actors": "; ".join(filter(None, (row.get("side_a"), row.get("side_b")))),
        "summary": row.get("dyad_name", ""),
        "caveat": _caveat(tolls, context),
        "sources_reported": (row.get("source_article") or row.get("source_original") or "")[:_LONGEST],
        "details": json.dumps(found, ensure_ascii=False),
    }
    return Made(EVENTS, key, made)


_TOLLS = {"best": "deaths_best", "low": "deaths_low", "high": "deaths_high", "deaths_civilians": "civilians_killed"}


def _place(row: Mapping[str, str], latitude: float | None, longitude: float | None) -> Reported:
    """A place without a code for its precision is taken for a district: an area, never a point."""
    return Reported(
        country=row.get("country", ""),
        country_code=cells.identifier(row.get("country_id", "")),
        province=row.get("adm_1", ""),
        district=row.get("adm_2", ""),
        latitude=latitude,
        longitude=longitude,
        precision=_PRECISIONS.get(cells.identifier(row["where_prec"]), DISTRICT),
    )


def _tell(row: Mapping[str, str], key: str, start: str, context: Context) -> None:
    if key != row["id"]:
        context.changes.each("id written as a number with decimals", "id", row["id"], key)
    if row["date_start"] != start:
        context.changes.each("day of a date and time", "date_start", row["date_start"], start)
    if cells.identifier(row["where_prec"]) not in _PRECISIONS:
        context.changes.note("precision not coded: taken for a district", "where_prec", row["where_prec"], "3")


def _caveat(tolls: Mapping[str, str], context: Context) -> str:
    """What is odd in the estimates, which stay as they were published."""
    known = [(name, int(tolls[f"deaths_{name}"])) for name in ("low", "best", "high") if tolls[f"deaths_{name}"]]
    for (lower, a), (higher, b) in pairwise(known):
        if a > b:
            context.changes.flag(f"{lower} above {higher}, kept as published", lower, f"{a} above {b}")
            return f"As published, the {lower} estimate ({a}) is above the {higher} one ({b})."
    return ""
