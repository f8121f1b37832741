"""The columns of tables that importers write: those of ours, and what other datasets say besides.

Wider than ours, and laxer where another dataset does not say what ours always does. Nothing is repaired: a low count
above the best one stays as it was published.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.columns import NONE, NOT_GIVEN, UNKNOWN
from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables_records import DISPLACEMENT, INCIDENTS

NOT_SAID = "the dataset does not say"
_OFTEN_BLANK = ("place", "is_toll_contested", "summary", "cause")

_WHERE = (
    Column("province_reported", Kind.TEXT, "First-level division as the dataset names it.", NOT_GIVEN),
    Column("district_reported", Kind.TEXT, "Second-level division as the dataset names it.", NOT_GIVEN),
    Column("country_reported", Kind.TEXT, "Country as the dataset names it.", NOT_GIVEN),
    Column(
        "is_inside_area",
        Kind.YES_NO,
        "Whether it lies in a province of provinces.csv.",
        "nobody can tell where it lies",
    ),
)
_AS_IT_CAME = (
    Column("original_id", Kind.TEXT, "Identifier in the dataset, as text.", NOT_GIVEN),
    Column("updated", Kind.TEXT, "When the dataset last changed the row, as the dataset writes it.", NOT_GIVEN),
    Column("details", Kind.TEXT, "What the dataset says besides, as a JSON object of texts.", NONE),
)


def _laxer(table: Table) -> tuple[Column, ...]:
    return tuple(
        replace(one, blank=NOT_SAID) if one.name in _OFTEN_BLANK and not one.blank else one for one in table.columns
    )


IMPORTED_INCIDENTS = Table(
    INCIDENTS.name,
    "One event of an imported dataset",
    INCIDENTS.key,
    (
        *_laxer(INCIDENTS),
        Column("date_last", Kind.DATE, "Last day, where it is not the one that the date tells.", "the date tells all"),
        Column("deaths_low", Kind.COUNT, "Deaths of all kinds of people, lowest estimate, persons.", UNKNOWN),
        Column("deaths_best", Kind.COUNT, "Deaths of all kinds of people, best estimate, persons.", UNKNOWN),
        Column("deaths_high", Kind.COUNT, "Deaths of all kinds of people, highest estimate, persons.", UNKNOWN),
        Column("original_type", Kind.TEXT, "What happened, as the dataset words it.", NOT_GIVEN),
        Column("actors", Kind.TEXT, "Who took part, as the dataset names them; not who did it.", NOT_GIVEN),
        Column("sources_reported", Kind.TEXT, "Sources as the dataset names them.", NOT_GIVEN),
        *_WHERE,
        *_AS_IT_CAME,
    ),
)

IMPORTED_DISPLACEMENT = Table(
    DISPLACEMENT.name,
    "One count of displaced people of an imported dataset",
    DISPLACEMENT.key,
    (
        *_laxer(DISPLACEMENT),
        Column("level", Kind.TEXT, "What is counted: a country, province, district or place, or an area of no name."),
        Column("round", Kind.TEXT, "Round of the survey, as text.", NOT_GIVEN),
        *_WHERE,
        *_AS_IT_CAME,
    ),
)
