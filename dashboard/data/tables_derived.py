"""The columns of tables that are no files: what is computed from the others, as it leaves the house."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables_imported import IMPORTED_DISPLACEMENT, IMPORTED_INCIDENTS
from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.data.tables_references import PUBLISHERS, SOURCES

# What rows of several datasets stand in: our columns first, then what other datasets say besides.
EVERY_INCIDENT = replace(IMPORTED_INCIDENTS, title=INCIDENTS.title)
EVERY_DISPLACEMENT = replace(IMPORTED_DISPLACEMENT, title=DISPLACEMENT.title)

SOURCED = (INCIDENTS, OUTPOSTS, AFFECTED_PLACES, DISPLACEMENT, PUBLISHED_FIGURES, MILESTONES)
_NOBODY = "no figure is known for any of them"

CASUALTIES = Table(
    "casualties",
    "One period, or the incidents of a month or a year whose dates are not known more finely",
    "",
    (
        Column("period", Kind.DATE, "First day of the period."),
        Column("precision", Kind.TEXT, "Length of the period: day, week, month, quarter or year."),
        Column("incidents", Kind.COUNT, "Incidents."),
        Column("civilians_killed_low", Kind.COUNT, "Lowest counts where given, else the best, added up.", _NOBODY),
        Column("civilians_killed_best", Kind.COUNT, "Best counts added up, persons.", _NOBODY),
        Column("civilians_killed_high", Kind.COUNT, "Highest counts where given, else the best, added up.", _NOBODY),
        Column("civilians_killed_unknown", Kind.COUNT, "Incidents with no figure of civilians killed; in no sum."),
        Column("civilians_killed_range_only", Kind.COUNT, "Incidents with a range and no best; not in the best."),
        Column("civilians_injured_best", Kind.COUNT, "Counts of injured added up, persons.", _NOBODY),
        Column("civilians_injured_unknown", Kind.COUNT, "Incidents with no figure of injured; in no sum."),
        Column("deaths_low", Kind.COUNT, "Deaths of all kinds of people, lowest counts added up.", _NOBODY),
        Column("deaths_best", Kind.COUNT, "Deaths of all kinds of people, best counts added up.", _NOBODY),
        Column("deaths_high", Kind.COUNT, "Deaths of all kinds of people, highest counts added up.", _NOBODY),
        Column("deaths_unknown", Kind.COUNT, "Incidents with no figure of all deaths; in none of these sums."),
    ),
)

CITED_SOURCES = Table(
    SOURCES.name,
    "One published page that rows of the selection rest on",
    SOURCES.key,
    (
        *SOURCES.columns,
        Column("kind", PUBLISHERS.by_name["kind"].kind, PUBLISHERS.by_name["kind"].meaning, "not known"),
        *(Column(f"{t.name}_rows", Kind.COUNT, f"Rows of {t.file} in the selection that rest on it.") for t in SOURCED),
    ),
)
